package io.framewright.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.frame.BooleanData;
import io.framewright.frame.Column;
import io.framewright.frame.ColumnInfo;
import io.framewright.frame.ColumnType;
import io.framewright.frame.DoubleData;
import io.framewright.frame.Frame;
import io.framewright.frame.IntData;
import io.framewright.frame.LongData;
import io.framewright.frame.TextData;
import io.framewright.serialize.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PipelineTest {
    private static final int NONE = IntData.MISSING;

    private static final Frame FLIGHTS = Frame.ofColumns(List.of(
            new Column("origin", TextData.of(Arrays.asList("SFO", "LAX", null, "SFO", "JFK", "LAX"))),
            new Column("delay", IntData.of(ColumnType.INTEGER, 12, NONE, 7, -3, 40, 12)),
            new Column("distance", LongData.of(ColumnType.LONG, 300, 500, LongData.MISSING, 300, 4000, 500)),
            new Column("fare", DoubleData.of(99.5, Double.NaN, 20, 80, 410.25, 60)),
            new Column("late", BooleanData.of((byte) 1, BooleanData.MISSING, (byte) 0, (byte) 0, (byte) 1, (byte) 1))));

    @Test
    void aPipelineFiltersDerivesGroupsAndSorts() {
        Frame made = apply("""
                [{"op": "filter", "where": "delay is not missing and origin is not missing"},
                 {"op": "derive", "column": "hours", "as": "delay / 60.0"},
                 {"op": "groupBy", "columns": ["origin"], "aggregates": [
                    {"function": "count"}, {"column": "delay", "function": "sum"},
                    {"column": "hours", "function": "max", "as": "worst"}]},
                 {"op": "sort", "by": [{"column": "sum_delay", "order": "desc"}]}]""");
        assertThat(made.columnNames()).containsExactly("origin", "count", "sum_delay", "worst");
        assertThat(rows(made))
                .containsExactly(
                        Arrays.asList("JFK", 1L, 40L, 40 / 60.0),
                        Arrays.asList("LAX", 1L, 12L, 0.2),
                        Arrays.asList("SFO", 2L, 9L, 0.2));
    }

    @Test
    void missingKeysAreOneGroupAndAggregatesPassOverMissingValues() {
        Frame made = apply("""
                [{"op": "groupBy", "columns": ["origin"], "aggregates": [
                    {"function": "count"}, {"column": "delay", "function": "count"},
                    {"column": "delay", "function": "mean"}, {"column": "late", "function": "sum"},
                    {"column": "fare", "function": "first"}, {"column": "fare", "function": "last"},
                    {"column": "distance", "function": "nunique"}, {"column": "fare", "function": "sd"}]}]""");
        assertThat(rows(made))
                .containsExactly(
                        Arrays.asList("SFO", 2L, 2L, 4.5, 1L, 99.5, 80.0, 1L, Math.sqrt(190.125)),
                        Arrays.asList("LAX", 2L, 1L, 12.0, 1L, 60.0, 60.0, 1L, null),
                        Arrays.asList(null, 1L, 1L, 7.0, 0L, 20.0, 20.0, 0L, null),
                        Arrays.asList("JFK", 1L, 1L, 40.0, 1L, 410.25, 410.25, 1L, null));
    }

    @Test
    void noKeysMakeOneRowEvenOfNothing() {
        String all = """
                [{"op": "groupBy", "columns": [], "aggregates": [
                    {"function": "count"}, {"column": "delay", "function": "sum"}, {"column": "delay", "function": "mean"},
                    {"column": "origin", "function": "min"}, {"column": "delay", "function": "median"},
                    {"column": "delay", "function": "quantile", "q": 0.25}]}]""";
        assertThat(rows(apply(all))).containsExactly(Arrays.asList(6L, 68L, 13.6, "JFK", 12.0, 7.0));
        assertThat(rows(right(Pipeline.apply(FLIGHTS.slice(0, 0), parse(all)))))
                .containsExactly(Arrays.asList(0L, 0L, null, null, null, null));
    }

    @Test
    void anyAndAllOfNothingAreFalseAndTrue() {
        String truths = """
                [{"op": "groupBy", "columns": ["origin"], "aggregates": [
                    {"column": "late", "function": "any"}, {"column": "late", "function": "all"}]}]""";
        assertThat(rows(apply(truths)))
                .containsExactly(
                        Arrays.asList("SFO", true, false),
                        Arrays.asList("LAX", true, true),
                        Arrays.asList(null, false, false),
                        Arrays.asList("JFK", true, true));
        assertThat(rows(right(Pipeline.apply(FLIGHTS.slice(1, 1), parse(truths)))))
                .containsExactly(Arrays.asList("LAX", false, true));
    }

    @Test
    void sumsOfLongsAreExactAndMissingWhereTheyDoNotFit() {
        Frame frame = Frame.ofColumns(List.of(
                new Column("k", IntData.of(ColumnType.INTEGER, 1, 1, 1, 2, 2)),
                new Column("v", LongData.of(ColumnType.LONG, Long.MAX_VALUE, 1, -1, Long.MAX_VALUE, Long.MAX_VALUE))));
        String sum = """
                [{"op": "groupBy", "columns": ["k"], "aggregates": [{"column": "v", "function": "sum"},
                  {"column": "v", "function": "mean"}]}]""";
        assertThat(rows(right(Pipeline.apply(frame, parse(sum)))))
                .containsExactly(Arrays.asList(1, Long.MAX_VALUE, Long.MAX_VALUE / 3.0), Arrays.asList(2, null, (double)
                        Long.MAX_VALUE));
    }

    @Test
    void sortIsStableAndPutsMissingLastInBothDirections() {
        assertThat(values(apply("""
                [{"op": "sort", "by": [{"column": "delay", "order": "desc"}]}]"""), "delay")).containsExactly(40, 12, 12, 7, -3, null);
        Frame both = apply("""
                [{"op": "sort", "by": [{"column": "origin", "order": "desc"}, {"column": "fare"}]}]""");
        assertThat(values(both, "origin")).containsExactly("SFO", "SFO", "LAX", "LAX", "JFK", null);
        assertThat(values(both, "fare")).containsExactly(80.0, 99.5, 60.0, null, 410.25, 20.0);
    }

    @Test
    void columnsAreChosenDroppedAndRenamed() {
        Frame made = apply("""
                [{"op": "rename", "columns": {"origin": "delay", "delay": "origin"}},
                 {"op": "drop", "columns": ["late"]}, {"op": "project", "columns": ["fare", "delay"]}]""");
        assertThat(made.columnNames()).containsExactly("fare", "delay");
        assertThat(values(made, "delay")).startsWith("SFO");
    }

    @Test
    void limitAndDistinctAndDropMissingKeepRows() {
        assertThat(values(apply("""
                [{"op": "limit", "rows": 2, "offset": 3}]"""), "delay")).containsExactly(-3, 40);
        assertThat(values(apply("""
                [{"op": "distinct", "columns": ["origin"]}]"""), "origin")).containsExactly("SFO", "LAX", null, "JFK");
        assertThat(apply("""
                [{"op": "distinct"}]""").rowCount()).isEqualTo(6);
        assertThat(apply("""
                [{"op": "dropMissing"}]""").rowCount()).isEqualTo(4);
        assertThat(apply("""
                [{"op": "dropMissing", "columns": ["origin"]}]""").rowCount()).isEqualTo(5);
    }

    @Test
    void missingValuesAreFilledWithOneOfTheColumnsType() {
        Frame made = apply("""
                [{"op": "fillMissing", "column": "delay", "value": -1}, {"op": "fillMissing", "column": "origin", "value": "?"},
                 {"op": "fillMissing", "column": "fare", "value": 0}, {"op": "fillMissing", "column": "late", "value": false}]""");
        assertThat(rows(made).get(1)).containsExactly("LAX", -1, 500L, 0.0, false);
        assertThat(values(made, "origin")).contains("?");
        assertThat(made.columns().get(1).type()).isEqualTo(ColumnType.INTEGER);
        assertThat(failure("""
                [{"op": "fillMissing", "column": "delay", "value": "none"}]""").code()).isEqualTo("TYPE_MISMATCH");
        assertThat(failure("""
                [{"op": "fillMissing", "column": "delay", "value": 3000000000}]""").code()).isEqualTo("TYPE_MISMATCH");
    }

    @Test
    void aTypeTransformSaysWhatItCouldNotConvert() {
        Frame texts = Frame.ofColumns(
                List.of(new Column("n", TextData.of(Arrays.asList("1", " 2 ", "three", null, "4.0", "1")))));
        Failure failure = left(Pipeline.apply(texts, parse("""
                [{"op": "transformType", "column": "n", "type": "integer"}]""")));
        assertThat(failure.code()).isEqualTo("TYPE_MISMATCH");
        assertThat(failure.detail())
                .containsEntry("notConverted", 2)
                .containsEntry("firstRow", 2)
                .containsEntry("examples", List.of("three", "4.0"));
        Frame made = right(Pipeline.apply(texts, parse("""
                [{"op": "transformType", "column": "n", "type": "INTEGER", "onError": "missing"}]""")));
        assertThat(values(made, "n")).containsExactly(1, 2, null, null, null, 1);
        assertThat(left(Pipeline.apply(FLIGHTS, parse("""
                [{"op": "transformType", "column": "late", "type": "LOCAL_DATE"}]"""))).code()).isEqualTo("TYPE_MISMATCH");
    }

    @Test
    void aViewIsEvaluatedOverTheCurrentVersion() {
        Frame made = apply("""
                [{"op": "createView", "view": "late", "operations": [{"op": "filter", "where": "delay > 10"}]}]""");
        assertThat(made.views()).containsOnlyKeys("late");
        assertThat(right(Pipeline.view(made, "late", WorkMonitor.NONE)).rowCount())
                .isEqualTo(3);
        Frame later = right(Pipeline.apply(made, parse("""
                [{"op": "limit", "rows": 1}]""")));
        assertThat(right(Pipeline.view(later, "late", WorkMonitor.NONE)).rowCount())
                .isEqualTo(1);
        assertThat(right(Pipeline.apply(made, parse("""
                [{"op": "dropView", "view": "late"}]"""))).views()).isEmpty();
        assertThat(left(Pipeline.view(FLIGHTS, "late", WorkMonitor.NONE)).code())
                .isEqualTo("VIEW_NOT_FOUND");
        assertThat(failure("""
                [{"op": "dropView", "view": "late"}]""").code()).isEqualTo("VIEW_NOT_FOUND");
        assertThat(left(Pipeline.apply(made, parse("""
                [{"op": "createView", "view": "late", "operations": [], "overwrite": false}]"""))).code()).isEqualTo("VIEW_EXISTS");
        Failure wrong = failure("""
                [{"op": "createView", "view": "v", "operations": [{"op": "limit", "rows": 1}, {"op": "filter", "where": "dely > 1"}]}]""");
        assertThat(wrong.code()).isEqualTo("COLUMN_NOT_FOUND");
        assertThat(wrong.detail()).containsEntry("operation", 0).containsEntry("viewOperation", 1);
    }

    @Test
    void aQueryGivesAPageAndTheCountOfAll() {
        Frame made = apply("""
                [{"op": "createView", "view": "late", "operations": [{"op": "filter", "where": "delay > 0"}]}]""");
        Query query = new Query(made, Optional.of("late"), parse("""
                [{"op": "sort", "by": [{"column": "delay"}]}]"""), 1, 2);
        Query.Page page = right(query.run(WorkMonitor.NONE));
        assertThat(page.rowCount()).isEqualTo(4);
        assertThat(values(page.rows(), "delay")).containsExactly(12, 12);
    }

    @Test
    void featuresStayWithTheirColumn() {
        Frame made = apply("""
                [{"op": "setFeatures", "features": {"delay": {"role": "responder", "unit": "min"}}},
                 {"op": "rename", "columns": {"delay": "minutes"}}, {"op": "limit", "rows": 1}]""");
        ColumnInfo minutes = made.columns().get(1);
        assertThat(minutes.feature().unit()).isEqualTo("min");
        assertThat(minutes.feature().role()).isEqualTo("responder");
        assertThat(minutes.feature().description()).isNull();
    }

    @Test
    void theFrameThatWasGivenDoesNotChange() {
        List<List<Object>> before = rows(FLIGHTS);
        apply("""
                [{"op": "sort", "by": [{"column": "delay"}]}, {"op": "derive", "column": "delay", "as": "delay * 2"},
                 {"op": "fillMissing", "column": "fare", "value": 1}]""");
        assertThat(rows(FLIGHTS)).isEqualTo(before);
    }

    @Test
    void aConversionTellsWhatItCouldNotConvert() {
        Frame frame = Frame.ofColumns(
                List.of(new Column("flight", TextData.of(Arrays.asList("17", "4a", "b", null, "c", "d")))));
        Applied applied = right(Pipeline.applyAndTell(frame, parse("""
                [{"op": "transformType", "column": "flight", "type": "LONG", "onError": "missing"},
                 {"op": "transformType", "column": "flight", "type": "DOUBLE"}]"""), FrameLookup.NONE, WorkMonitor.NONE));
        assertThat(applied.notes())
                .containsExactly(
                        new Note.Conversion(
                                "flight", ColumnType.STRING, ColumnType.LONG, 1, 4, 1, List.of("4a", "b", "c")),
                        new Note.Conversion("flight", ColumnType.LONG, ColumnType.DOUBLE, 1, 0, -1, List.of()));
    }

    @Test
    void aFailureSaysWhichOperationItWas() {
        Failure failure = failure("""
                [{"op": "limit", "rows": 5}, {"op": "derive", "column": "x", "as": "delai + 1"}]""");
        assertThat(failure.code()).isEqualTo("COLUMN_NOT_FOUND");
        assertThat(failure.message()).startsWith("operations[1], derive: ").endsWith("Did you mean delay?");
        assertThat(failure.detail())
                .containsEntry("operation", 1)
                .containsEntry("op", "derive")
                .containsEntry("near", "delay")
                .containsEntry("position", 0)
                .containsEntry("columns", FLIGHTS.columnNames());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"op": "filter"}                                               | INVALID_COMMAND | operations[0].where
            {"op": "filter", "where": "a", "were": 1}                      | INVALID_COMMAND | operations[0].were
            {"op": "project", "columns": "a"}                              | INVALID_COMMAND | operations[0].columns
            {"op": "project", "columns": []}                               | INVALID_COMMAND | operations[0].columns
            {"op": "project", "columns": ["a", "a"]}                       | INVALID_COMMAND | operations[0].columns
            {"op": "sort", "by": []}                                       | INVALID_COMMAND | operations[0].by
            {"op": "sort", "by": [{"column": "a", "order": "up"}]}         | INVALID_COMMAND | operations[0].by[0].order
            {"op": "limit", "count": 3}                                    | INVALID_COMMAND | operations[0].count
            {"op": "limit", "rows": -1}                                    | INVALID_COMMAND | operations[0].rows
            {"op": "groupBy", "columns": ["a"], "aggregates": []}          | INVALID_COMMAND | operations[0].aggregates
            {"op": "groupBy", "aggregates": [{"function": "sum"}]}         | INVALID_COMMAND | operations[0].aggregates[0].column
            {"op": "transformType", "column": "a", "type": "DECIMAL"}      | INVALID_COMMAND | operations[0].type
            {"op": "createView", "view": "v", "operations": [{"op": "x"}]} | OPERATION_UNSUPPORTED | operations[0].operations[0].op
            {"op": "join", "frame": "f", "on": ["a"], "how": "outer"}      | INVALID_COMMAND | operations[0].how
            {"op": "createRegressionSet", "set": "s"}                      | INVALID_COMMAND | operations[0].predictors
            {"op": "createView", "view": "v", "operations": [{"op": "dropTrainingSet", "set": "s"}]} | INVALID_COMMAND | operations[0].operations[0].op
            {"op": "createRankingSet", "set": "s"}                         | OPERATION_UNSUPPORTED | operations[0].op
            {"op": "filter", "where": "a >"}                               | EXPRESSION_INVALID | operations[0].where
            17                                                             | INVALID_COMMAND | operations[0]
            """)
    void aWrongOperationIsRefusedWithItsPath(String operation, String code, String field) {
        Failure failure = left(Operation.parse(json("[" + operation + "]")));
        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.detail()).containsEntry("field", field);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"op": "drop", "columns": ["origin", "delay", "distance", "fare", "late"]}                        | INVALID_COMMAND
            {"op": "rename", "columns": {"origin": "FARE"}}                                                   | COLUMN_EXISTS
            {"op": "derive", "column": "Delay", "as": "1"}                                                    | COLUMN_EXISTS
            {"op": "groupBy", "columns": ["late"], "aggregates": [{"function": "count", "as": "late"}]}       | COLUMN_EXISTS
            {"op": "groupBy", "aggregates": [{"column": "origin", "function": "mean"}]}                       | TYPE_MISMATCH
            {"op": "groupBy", "aggregates": [{"column": "delay", "function": "any"}]}                         | TYPE_MISMATCH
            {"op": "filter", "where": "delay"}                                                                | TYPE_MISMATCH
            {"op": "sort", "by": [{"column": "gone"}]}                                                        | COLUMN_NOT_FOUND
            """)
    void anOperationThatDoesNotFitTheFrameIsRefused(String operation, String code) {
        assertThat(failure("[" + operation + "]").code()).isEqualTo(code);
    }

    @Test
    void cancelledWorkEndsInAFailure() {
        WorkMonitor cancelled = new WorkMonitor() {
            private int looks;

            @Override
            public boolean cancelled() {
                return ++looks > 1;
            }

            @Override
            public void progress(long done, long total, String unit) {}
        };
        for (String operation : List.of(
                "{\"op\": \"filter\", \"where\": \"delay > 1\"}",
                "{\"op\": \"sort\", \"by\": [{\"column\": \"delay\"}]}",
                "{\"op\": \"distinct\"}")) {
            Failure failure = left(Pipeline.apply(FLIGHTS, parse("[" + operation + "," + operation + "]"), cancelled));
            assertThat(failure.is(FailureCode.COMMAND_CANCELLED)).isTrue();
        }
    }

    private static Frame apply(String operations) {
        return right(Pipeline.apply(FLIGHTS, parse(operations)));
    }

    private static Failure failure(String operations) {
        return left(Pipeline.apply(FLIGHTS, parse(operations)));
    }

    private static List<Operation> parse(String operations) {
        List<Operation> parsed = right(Operation.parse(json(operations)));
        assertThat(Operation.parse(Operation.json(parsed))).isEqualTo(Either.right(parsed));
        return parsed;
    }

    static JsonNode json(String text) {
        try {
            return Json.mapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static <T> T right(Either<Failure, T> either) {
        return either.fold(
                failure -> {
                    throw new AssertionError(failure.toString());
                },
                pending -> {
                    throw new AssertionError("pending");
                },
                value -> value);
    }

    static Failure left(Either<Failure, ?> either) {
        return either.fold(
                failure -> failure,
                pending -> {
                    throw new AssertionError("pending");
                },
                value -> {
                    throw new AssertionError("no failure but " + value);
                });
    }

    static List<Object> values(Frame frame, String column) {
        List<Object> values = new ArrayList<>();
        for (int row = 0; row < frame.rowCount(); row++) {
            values.add(frame.column(column).orElseThrow().data().get(row));
        }
        return values;
    }

    static List<List<Object>> rows(Frame frame) {
        List<List<Object>> rows = new ArrayList<>();
        for (int row = 0; row < frame.rowCount(); row++) {
            List<Object> values = new ArrayList<>();
            for (Column column : frame.data()) {
                values.add(column.data().get(row));
            }
            rows.add(values);
        }
        return rows;
    }

    @Test
    void everyOperationIsNamedWhenOneIsUnknown() {
        Failure failure = left(Operation.parse(json("[{\"op\": \"transpose\"}]")));
        assertThat(failure.detail())
                .containsEntry("operations", OperationReader.names())
                .containsKey("field");
        assertThat(OperationReader.names()).hasSize(23);
    }
}
