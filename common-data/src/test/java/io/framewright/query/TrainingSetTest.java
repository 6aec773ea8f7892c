package io.framewright.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.frame.BooleanData;
import io.framewright.frame.Column;
import io.framewright.frame.ColumnType;
import io.framewright.frame.DoubleData;
import io.framewright.frame.Frame;
import io.framewright.frame.Frames;
import io.framewright.frame.IntData;
import io.framewright.frame.LongData;
import io.framewright.frame.Packed;
import io.framewright.frame.TextData;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrainingSetTest {
    private static final byte YES = 1;
    private static final byte NO = 0;

    private static final Frame FLIGHTS = Frame.ofColumns(List.of(
            new Column("carrier", TextData.of(Arrays.asList("WN", "AA", null, "WN", "AA"))),
            new Column("delay", IntData.of(ColumnType.INTEGER, 12, 7, 50, IntData.MISSING, -3)),
            new Column("distance", LongData.of(ColumnType.LONG, 300, 500, 300, 4000, 100)),
            new Column("ratio", DoubleData.of(0.5, 1.5, 2, 1, Double.NaN)),
            new Column("night", BooleanData.of(YES, NO, YES, NO, YES)),
            new Column(
                    "day",
                    IntData.of(
                            ColumnType.LOCAL_DATE,
                            Packed.of(LocalDate.of(1970, 1, 2)),
                            Packed.of(LocalDate.of(1970, 1, 3)),
                            IntData.MISSING,
                            Packed.of(LocalDate.of(1970, 1, 5)),
                            Packed.of(LocalDate.of(1970, 1, 6))))));

    @Test
    void textsBecomeColumnsNumbersStayAndRowsWithGapsAreLeftOut() {
        TrainingSet set = read("""
                {"op": "createRegressionSet", "set": "s", "predictors": ["distance", "carrier", "night", "day"],
                 "responder": "delay"}""");

        assertThat(set.predictorNames()).containsExactly("distance", "carrier=AA", "carrier=WN", "night", "day");
        assertThat(right(set.dense()))
                .isDeepEqualTo(new double[][] {{300, 0, 1, 1, 1}, {500, 1, 0, 0, 2}, {100, 1, 0, 1, 5}});
        assertThat(set.responder()).containsExactly(12, 7, -3);
        assertThat(set.rowCount()).isEqualTo(3);
        assertThat(set.rowsLeftOut()).isEqualTo(2);
        assertThat(set.classes()).isEmpty();
        assertThat(set.labels()).isEmpty();
        assertThat(set.means()).isEmpty();
        assertThat(set.categories()).isEqualTo(Map.of("carrier", List.of("AA", "WN")));
    }

    @Test
    void theSparseFormHasWhatIsNotZero() {
        TrainingSet.Sparse sparse = right(read("""
                {"op": "createRegressionSet", "set": "s", "predictors": ["night", "carrier"], "responder": "distance"}""").sparse());

        assertThat(sparse.values()).containsExactly(1, 1, 1, 1, 1, 1);
        assertThat(sparse.columns()).containsExactly(0, 2, 1, 2, 0, 1);
        assertThat(sparse.rowStarts()).containsExactly(0, 2, 3, 4, 6);
    }

    @Test
    void theTableHasTheEncodedColumnsAndTheResponderLast() {
        Frame table = right(read("""
                {"op": "createClassificationSet", "set": "s", "predictors": ["distance", "ratio", "day", "carrier"],
                 "responder": "night", "encoding": "label"}""").frame());

        assertThat(table.columnNames()).containsExactly("distance", "ratio", "day", "carrier", "night");
        assertThat(table.columns())
                .extracting(column -> column.type())
                .containsExactly(
                        ColumnType.LONG, ColumnType.DOUBLE, ColumnType.INTEGER, ColumnType.INTEGER, ColumnType.INTEGER);
        assertThat(PipelineTest.rows(table))
                .containsExactly(
                        List.of(300L, 0.5, 1, 1, 1), List.of(500L, 1.5, 2, 0, 0), List.of(4000L, 1.0, 4, 1, 0));
        assertThat(table.table().columnNames()).isEqualTo(table.columnNames());
    }

    @Test
    void classesAreLabelledFromTheLeastToTheGreatest() {
        TrainingSet set = read("""
                {"op": "createClassificationSet", "set": "s", "predictors": ["night"], "responder": "delay"}""");
        assertThat(set.classes()).containsExactly(-3, 7, 12, 50);
        assertThat(set.labels()).containsExactly(2, 1, 3, 0);
        assertThat(set.responder()).containsExactly(2, 1, 3, 0);

        assertThat(read("""
                {"op": "createClassificationSet", "set": "s", "predictors": ["night"], "responder": "carrier"}""").classes()).containsExactly("AA", "WN");
    }

    @Test
    void gapsAreFilledWithMeansAndACategoryOfTheirOwn() {
        TrainingSet set = read("""
                {"op": "createRegressionSet", "set": "s", "predictors": ["carrier", "ratio", "day", "delay"],
                 "responder": "distance", "missing": "mean"}""");

        assertThat(set.predictorNames())
                .containsExactly("carrier=AA", "carrier=WN", "carrier=(missing)", "ratio", "day", "delay");
        assertThat(set.rowsLeftOut()).isZero();
        assertThat(set.means()).isEqualTo(Map.of("ratio", 1.25, "day", 3.0, "delay", 16.5));
        assertThat(right(set.dense())[2]).containsExactly(0, 0, 1, 2, 3, 50);
        assertThat(right(set.dense())[3]).containsExactly(0, 1, 0, 1, 4, 16.5);
        assertThat(PipelineTest.values(right(set.frame()), "day")).containsExactly(1.0, 2.0, 3.0, 4.0, 5.0);
        assertThat(set.categories().get("carrier")).containsExactly("AA", "WN", null);
    }

    @Test
    void rowsWithoutResponderAreLeftOutEvenIfOthersAreFilled() {
        TrainingSet set = read("""
                {"op": "createRegressionSet", "set": "s", "predictors": ["carrier"], "responder": "delay",
                 "missing": "mean", "encoding": "label"}""");
        assertThat(set.rowsLeftOut()).isEqualTo(1);
        assertThat(right(set.dense())).isDeepEqualTo(new double[][] {{1}, {0}, {2}, {0}});
    }

    @Test
    void namesThatAreTakenGetANumber() {
        Frame frame = Frame.ofColumns(List.of(
                new Column("a", TextData.of(Arrays.asList("x", "X", "(missing)", null))),
                new Column("A=X#2", IntData.of(ColumnType.INTEGER, 1, 2, 3, 4)),
                new Column("r", IntData.of(ColumnType.INTEGER, 1, 2, 3, 4))));
        TrainingSet set = read(frame, """
                {"op": "createRegressionSet", "set": "s", "predictors": ["a", "A=X#2"], "responder": "r",
                 "missing": "mean"}""");
        assertThat(set.predictorNames()).containsExactly("a=(missing)", "a=X", "a=x#3", "a=(missing)#2", "A=X#2");
        assertThat(right(set.frame()).columnNames()).hasSize(6);
    }

    @Test
    void aSetIsMadeOfTheVersionThatIsReadAndOfAViewOfIt() {
        Frame frame = apply("""
                [{"op": "createView", "view": "long", "operations": [{"op": "filter", "where": "distance > 250"}]},
                 {"op": "createRegressionSet", "set": "s", "predictors": ["distance"], "responder": "ratio",
                  "view": "long"},
                 {"op": "filter", "where": "distance < 4000"}]""");
        assertThat(right(right(TrainingSet.read(frame, "s", FrameLookup.NONE, WorkMonitor.NONE))
                        .dense()))
                .isDeepEqualTo(new double[][] {{300}, {500}, {300}});
    }

    @Test
    void anEmptyFrameMakesAnEmptySet() {
        TrainingSet set = read(FLIGHTS.slice(0, 0), """
                {"op": "createClassificationSet", "set": "s", "predictors": ["carrier", "ratio"], "responder": "night",
                 "missing": "mean"}""");
        assertThat(set.predictorNames()).containsExactly("ratio");
        assertThat(right(set.dense())).isEmpty();
        assertThat(right(set.sparse()).rowStarts()).containsExactly(0);
        assertThat(right(set.frame()).rowCount()).isZero();
    }

    @Test
    void aSetIsReplacedUnlessToldOtherwiseAndDropped() {
        String one =
                "{\"op\": \"createRegressionSet\", \"set\": \"s\", \"predictors\": [\"delay\"], \"responder\": \"ratio\"}";
        String other = "{\"op\": \"createClassificationSet\", \"set\": \"s\", \"predictors\": [\"delay\"],"
                + " \"responder\": \"night\", \"overwrite\": ";
        assertThat(apply("[" + one + "," + other + "true}]").trainingSets().values())
                .extracting(spec -> spec.responder())
                .containsExactly("night");
        assertThat(failure("[" + one + "," + other + "false}]").code()).isEqualTo("SET_EXISTS");
        assertThat(apply("[" + one + ", {\"op\": \"dropTrainingSet\", \"set\": \"s\"}]")
                        .trainingSets())
                .isEmpty();
        Failure none = failure("[" + one + ", {\"op\": \"dropTrainingSet\", \"set\": \"t\"}]");
        assertThat(none.code()).isEqualTo("SET_NOT_FOUND");
        assertThat(none.detail()).containsEntry("sets", List.of("s"));
    }

    @Test
    void whatCannotBeLearntFromIsRefused() {
        assertThat(refused("Regression", "\"delay\"", "carrier", "").code()).isEqualTo("TYPE_MISMATCH");
        assertThat(refused("Classification", "\"delay\"", "ratio", "").code()).isEqualTo("TYPE_MISMATCH");
        assertThat(refused("Regression", "\"delay\"", "distence", "").code()).isEqualTo("COLUMN_NOT_FOUND");
        assertThat(refused("Regression", "\"delay\", \"ratio\"", "ratio", "").code())
                .isEqualTo("INVALID_COMMAND");
        assertThat(refused("Regression", "", "ratio", "").code()).isEqualTo("INVALID_COMMAND");
        assertThat(refused("Regression", "\"delay\"", "ratio", ", \"missing\": \"median\"")
                        .code())
                .isEqualTo("INVALID_COMMAND");
        assertThat(refused("Regression", "\"delay\"", "ratio", ", \"view\": \"none\"")
                        .code())
                .isEqualTo("VIEW_NOT_FOUND");
        Failure gap = refused("Regression", "\"delay\"", "distance", ", \"missing\": \"fail\"");
        assertThat(gap.code()).isEqualTo("VALUE_MISSING");
        assertThat(gap.detail()).containsEntry("column", "delay").containsEntry("missing", 1);
        Failure many = refused("Regression", "\"carrier\"", "distance", ", \"maxCategories\": 1");
        assertThat(many.code()).isEqualTo("INVALID_COMMAND");
        assertThat(many.detail()).containsEntry("distinct", 2).containsEntry("maxCategories", 1);
        assertThat(refused("Classification", "\"ratio\"", "distance", ", \"maxCategories\": 2")
                        .detail())
                .containsEntry("column", "distance")
                .containsEntry("distinct", 3);
    }

    @Test
    void aColumnOfGapsHasNoMean() {
        Frame frame = Frame.ofColumns(
                List.of(new Column("a", DoubleData.of(Double.NaN, Double.NaN)), new Column("r", DoubleData.of(1, 2))));
        assertThat(PipelineTest.left(Pipeline.apply(frame, parse("""
                        [{"op": "createRegressionSet", "set": "s", "predictors": ["a"], "responder": "r",
                          "missing": "mean"}]"""))).code()).isEqualTo("VALUE_MISSING");
    }

    @Test
    void whatWouldNotFitIsRefusedBeforeItIsMade() {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            texts.add("t" + i);
        }
        Frame frame = Frame.ofColumns(List.of(
                new Column("a", TextData.of(List.copyOf(texts))),
                new Column("r", DoubleData.of(new double[200], 200))));
        Frame with = PipelineTest.right(Pipeline.apply(frame, parse("""
                [{"op": "createRegressionSet", "set": "s", "predictors": ["a"], "responder": "r"}]""")));
        TrainingSet set =
                PipelineTest.right(TrainingSet.read(with, "s", FrameLookup.of(Frames.EMPTY, 10_000), WorkMonitor.NONE));
        assertThat(PipelineTest.left(set.dense()).detail()).containsEntry("bytes", 200L * (200 * 8 + 24));
        assertThat(PipelineTest.left(set.frame()).detail()).containsEntry("bytes", 200L * 200 * 4);
        assertThat(right(set.sparse()).values()).hasSize(200);
        assertThat(PipelineTest.left(TrainingSet.read(with, "s", FrameLookup.of(Frames.EMPTY, 1000), WorkMonitor.NONE))
                        .detail())
                .containsEntry("set", "s")
                .containsEntry("maxFrameBytes", 1000L);
    }

    private static Failure refused(String kind, String predictors, String responder, String more) {
        JsonNode operations = PipelineTest.json("[{\"op\": \"create" + kind + "Set\", \"set\": \"s\", \"predictors\": ["
                + predictors + "], \"responder\": \"" + responder + "\"" + more + "}]");
        return PipelineTest.left(Operation.parse(operations).flatMap(parsed -> Pipeline.apply(FLIGHTS, parsed)));
    }

    private static TrainingSet read(String operation) {
        return read(FLIGHTS, operation);
    }

    static TrainingSet read(Frame frame, String operation) {
        Frame with = right(Pipeline.apply(frame, parse("[" + operation + "]")));
        return right(TrainingSet.read(with, "s", FrameLookup.NONE, WorkMonitor.NONE));
    }

    private static <T> T right(Either<Failure, T> either) {
        return PipelineTest.right(either);
    }

    private static Frame apply(String operations) {
        return right(Pipeline.apply(FLIGHTS, parse(operations)));
    }

    private static Failure failure(String operations) {
        return PipelineTest.left(Pipeline.apply(FLIGHTS, parse(operations)));
    }

    private static List<Operation> parse(String operations) {
        List<Operation> parsed = right(Operation.parse(PipelineTest.json(operations)));
        assertThat(right(Operation.parse(Operation.json(parsed)))).isEqualTo(parsed);
        return parsed;
    }
}
