package io.framewright.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.event.Failure;
import io.framewright.frame.BooleanData;
import io.framewright.frame.Column;
import io.framewright.frame.ColumnType;
import io.framewright.frame.DoubleData;
import io.framewright.frame.Frame;
import io.framewright.frame.Frames;
import io.framewright.frame.IntData;
import io.framewright.frame.LongData;
import io.framewright.frame.TextData;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CumulateTest {
    private static final long MAX = Long.MAX_VALUE;

    private static final Frame FRAME = Frame.ofColumns(List.of(
            new Column("team", TextData.of(Arrays.asList("a", "b", "a", null, "b", null))),
            new Column("points", IntData.of(ColumnType.INTEGER, 5, IntData.MISSING, -2, 4, 3, 0)),
            new Column("large", LongData.of(ColumnType.LONG, MAX, 1, -1, LongData.MISSING, 0, 2)),
            new Column(
                    "share", DoubleData.of(0.5, Double.NaN, -1, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1)),
            new Column("won", BooleanData.of(new byte[] {BooleanData.MISSING, 0, 1, 1, 0, 0}))));

    private static List<Object> values(String fields) {
        return PipelineTest.values(apply(fields + ", \"as\": \"x\""), "x");
    }

    private static Frame apply(String fields) {
        return PipelineTest.right(Pipeline.apply(FRAME, parse(fields)));
    }

    private static List<Operation> parse(String fields) {
        return PipelineTest.right(Operation.parse(PipelineTest.json("[{\"op\": \"cumulate\", " + fields + "}]")));
    }

    private static String of(String function, String column) {
        return "\"function\": \"" + function + "\", \"column\": \"" + column + "\"";
    }

    @Test
    void missingValuesArePassedOverAndTheirRowsAreMissing() {
        assertThat(values(of("sum", "points"))).containsExactly(5L, null, 3L, 7L, 10L, 10L);
        assertThat(values(of("count", "points"))).containsExactly(1L, null, 2L, 3L, 4L, 5L);
        assertThat(values(of("mean", "points"))).containsExactly(5.0, null, 1.5, 7 / 3.0, 2.5, 2.0);
        assertThat(values(of("min", "points"))).containsExactly(5, null, -2, -2, -2, -2);
        assertThat(values(of("max", "points"))).containsExactly(5, null, 5, 5, 5, 5);
        assertThat(values(of("product", "points"))).containsExactly(5L, null, -10L, -40L, -120L, 0L);
        assertThat(values(of("min", "team"))).containsExactly("a", "a", "a", null, "a", null);
        assertThat(values(of("max", "team"))).containsExactly("a", "b", "b", null, "b", null);
        assertThat(values(of("sum", "won"))).containsExactly(null, 0L, 1L, 2L, 2L, 2L);
        assertThat(values(of("max", "won"))).containsExactly(null, false, true, true, true, true);
    }

    @Test
    void whatDoesNotFitIsMissingUntilItFitsAgain() {
        assertThat(values(of("sum", "large"))).containsExactly(MAX, null, MAX, null, MAX, null);
        assertThat(values(of("product", "large"))).containsExactly(MAX, MAX, -MAX, null, 0L, 0L);
        assertThat(values(of("mean", "large"))).containsExactly(0x1p63, 0x1p62, 0x1p63 / 3, null, 0x1p61, 0x1p63 / 5);
    }

    @Test
    void whatIsNoNumberIsMissingFromThereOn() {
        assertThat(values(of("sum", "share"))).containsExactly(0.5, null, -0.5, Double.POSITIVE_INFINITY, null, null);
        assertThat(values(of("max", "share")))
                .containsExactly(
                        0.5, null, 0.5, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    @Test
    void groupsBeginAnewAndRowsCanBeNumbered() {
        String within = ", \"within\": [\"team\"]";
        assertThat(values(of("sum", "points") + within)).containsExactly(5L, null, 3L, 4L, 3L, 4L);
        assertThat(values("\"function\": \"count\"")).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
        assertThat(values("\"function\": \"count\"" + within)).containsExactly(1L, 1L, 2L, 1L, 2L, 2L);
    }

    @Test
    void theColumnIsNamedByFunctionAndColumnUnlessTold() {
        assertThat(apply(of("sum", "points")).columnNames()).endsWith("sum_points");
        assertThat(apply("\"function\": \"count\"").columnNames()).endsWith("count");
        Frame replaced = apply(of("sum", "points") + ", \"as\": \"points\"");
        assertThat(replaced.columnNames()).isEqualTo(FRAME.columnNames());
        assertThat(PipelineTest.values(replaced, "points")).containsExactly(5L, null, 3L, 7L, 10L, 10L);
    }

    @Test
    void whatIsWrongIsSaid() {
        Failure type = PipelineTest.left(Pipeline.apply(FRAME, parse(of("product", "won"))));
        assertThat(type.code()).isEqualTo("TYPE_MISMATCH");
        assertThat(type.message()).contains("product takes INTEGER, LONG or DOUBLE; column won is BOOLEAN");
        assertThat(PipelineTest.left(Pipeline.apply(FRAME, parse(of("sum", "team"))))
                        .code())
                .isEqualTo("TYPE_MISMATCH");
        assertThat(PipelineTest.left(Pipeline.apply(FRAME, parse(of("sum", "point"))))
                        .code())
                .isEqualTo("COLUMN_NOT_FOUND");
        assertThat(PipelineTest.left(
                                Operation.parse(PipelineTest.json("[{\"op\": \"cumulate\", \"function\": \"sum\"}]")))
                        .message())
                .contains("column");
        Failure tooLarge = PipelineTest.left(
                Pipeline.apply(FRAME, parse(of("sum", "points")), FrameLookup.of(Frames.EMPTY, 47), WorkMonitor.NONE));
        assertThat(tooLarge.code()).isEqualTo("MEMORY_LIMIT");
    }

    @Test
    void isWrittenAsItIsRead() {
        for (String fields : List.of(
                "\"function\": \"count\"",
                of("sum", "points"),
                of("product", "points") + ", \"as\": \"x\", \"within\": [\"team\", \"won\"]")) {
            List<Operation> read = parse(fields);
            assertThat(PipelineTest.right(Operation.parse(Operation.json(read))))
                    .isEqualTo(read);
        }
    }

    @Test
    void stopsBetweenStepsWhenItIsCancelled() {
        WorkMonitor cancelling = new WorkMonitor() {
            private int looks;

            @Override
            public boolean cancelled() {
                return ++looks > 1;
            }

            @Override
            public void progress(long done, long total, String unit) {}
        };
        assertThat(PipelineTest.left(Pipeline.apply(FRAME, parse(of("sum", "points")), FrameLookup.NONE, cancelling))
                        .code())
                .isEqualTo("COMMAND_CANCELLED");
    }
}
