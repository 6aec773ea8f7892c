package io.framewright.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
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
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JoinTest {
    private static final int NONE = IntData.MISSING;

    private static final Frame FLIGHTS = Frame.ofColumns(List.of(
            new Column("carrier", TextData.of(Arrays.asList("WN", "AA", null, "WN", "XX"))),
            new Column("delay", IntData.of(ColumnType.INTEGER, 5, 12, 7, NONE, 40))));

    private static final Frame CARRIERS = Frame.ofColumns(List.of(
            new Column("code", TextData.of(Arrays.asList("AA", "WN", "UA", null))),
            new Column("Delay", DoubleData.of(1.5, 2, 12, 7)),
            new Column("name", TextData.of(Arrays.asList("American", "Southwest", "United", "nobody")))));

    private static final Frames FRAMES = Frames.EMPTY.with("flights", FLIGHTS).with("carriers", CARRIERS);

    @Test
    void aLeftJoinPutsTheOtherFramesColumnsBesideEveryRow() {
        Frame made = made("left", "");
        assertThat(made.columnNames()).containsExactly("carrier", "delay", "Delay_right", "name");
        assertThat(PipelineTest.rows(made))
                .containsExactly(
                        Arrays.asList("WN", 5, 2.0, "Southwest"),
                        Arrays.asList("AA", 12, 1.5, "American"),
                        Arrays.asList(null, 7, null, null),
                        Arrays.asList("WN", null, 2.0, "Southwest"),
                        Arrays.asList("XX", 40, null, null));
    }

    @Test
    void aFullJoinPutsUnmatchedRowsOfTheOtherFrameLast() {
        assertThat(PipelineTest.rows(made("full", "")).subList(5, 7))
                .containsExactly(Arrays.asList("UA", null, 12.0, "United"), Arrays.asList(null, null, 7.0, "nobody"));
    }

    @Test
    void aRightJoinKeepsTheRowsAndTheOrderOfTheOtherFrame() {
        assertThat(PipelineTest.rows(made("right", "")))
                .containsExactly(
                        Arrays.asList("AA", 12, 1.5, "American"),
                        Arrays.asList("WN", 5, 2.0, "Southwest"),
                        Arrays.asList("WN", null, 2.0, "Southwest"),
                        Arrays.asList("UA", null, 12.0, "United"),
                        Arrays.asList(null, null, 7.0, "nobody"));
    }

    @Test
    void semiAndAntiJoinsKeepRowsOnly() {
        assertThat(PipelineTest.values(made("semi", ""), "delay")).containsExactly(5, 12, null);
        assertThat(PipelineTest.values(made("anti", ""), "delay")).containsExactly(7, 40);
        assertThat(made("anti", "").columnNames()).isEqualTo(FLIGHTS.columnNames());
    }

    @Test
    void missingKeysMatchEachOtherIfTold() {
        assertThat(PipelineTest.values(made("inner", ", \"matchMissing\": true"), "name"))
                .containsExactly("Southwest", "American", "nobody", "Southwest");
    }

    @Test
    void columnsThatStayAsTheyAreAreShared() {
        Frame made = made("left", "");
        assertThat(made.column("delay").orElseThrow().data())
                .isSameAs(FLIGHTS.column("delay").orElseThrow().data());
    }

    @Test
    void numbersOfDifferentTypesAreComparedExactly() {
        long large = (1L << 53) + 1;
        Frame longs = Frame.ofColumns(
                List.of(new Column("k", LongData.of(ColumnType.LONG, 2, large, large - 1, Long.MAX_VALUE))));
        Frame doubles = Frame.ofColumns(
                List.of(new Column("k", DoubleData.of(large - 1, 2.5, 2, 0x1p63, -0x1p63, Double.POSITIVE_INFINITY))));
        Frames frames = Frames.EMPTY.with("doubles", doubles);
        assertThat(PipelineTest.values(right(longs, frames, "inner"), "k")).containsExactly(2L, large - 1);
        assertThat(right(longs, frames, "right").column("k").orElseThrow().type())
                .isEqualTo(ColumnType.DOUBLE);
        assertThat(right(longs, frames, "full").column("k").orElseThrow().type())
                .isEqualTo(ColumnType.DOUBLE);
    }

    private static Frame right(Frame left, Frames others, String how) {
        return PipelineTest.right(Pipeline.apply(
                left,
                parse("[{\"op\": \"join\", \"frame\": \"doubles\", \"on\": [\"k\"], \"how\": \"" + how + "\"}]"),
                FrameLookup.of(others),
                WorkMonitor.NONE));
    }

    @Test
    void whatIsSaidAboutColumnsGoesWithThem() {
        Frame carriers = PipelineTest.right(Pipeline.apply(CARRIERS, parse("""
                [{"op": "setFeatures", "features": {"Delay": {"unit": "min"}}}]""")));
        Frame made = PipelineTest.right(Pipeline.apply(
                FLIGHTS, join("inner", ""), FrameLookup.of(FRAMES.with("carriers", carriers)), WorkMonitor.NONE));
        assertThat(made.feature("Delay_right").unit()).isEqualTo("min");
    }

    @Test
    void aViewJoinsWithTheOtherFrameAsItIsWhenItIsRead() {
        Frame made = PipelineTest.right(Pipeline.apply(FLIGHTS, parse("""
                [{"op": "createView", "view": "named", "operations": [
                    {"op": "join", "frame": "carriers", "on": [{"left": "carrier", "right": "code"}]}]}]"""), FrameLookup.of(FRAMES), WorkMonitor.NONE));
        assertThat(PipelineTest.right(Pipeline.view(made, "named", FrameLookup.of(FRAMES), WorkMonitor.NONE))
                        .rowCount())
                .isEqualTo(3);
        Frames later = FRAMES.with("carriers", CARRIERS.slice(0, 1));
        Query query = new Query(made, Optional.of("named"), List.of(), 0, 10);
        assertThat(PipelineTest.right(query.run(FrameLookup.of(later), WorkMonitor.NONE))
                        .rowCount())
                .isEqualTo(1);
        Failure gone = PipelineTest.left(
                Pipeline.view(made, "named", FrameLookup.of(FRAMES.without("carriers")), WorkMonitor.NONE));
        assertThat(gone.code()).isEqualTo("FRAME_NOT_FOUND");
        assertThat(gone.detail())
                .containsEntry("view", "named")
                .containsEntry("frame", "carriers")
                .containsEntry("frames", List.of("flights"));
    }

    @Test
    void aViewThatCannotJoinIsNotMade() {
        Failure failure =
                PipelineTest.left(Pipeline.apply(FLIGHTS, parse("""
                [{"op": "createView", "view": "v", "operations": [{"op": "join", "frame": "carriers", "on": ["carrier"]}]}]"""), FrameLookup.of(FRAMES), WorkMonitor.NONE));
        assertThat(failure.code()).isEqualTo("COLUMN_NOT_FOUND");
        assertThat(failure.detail())
                .containsEntry("frame", "carriers")
                .containsEntry("columns", CARRIERS.columnNames());
    }

    @Test
    void withoutOtherFramesNoneIsFound() {
        Failure failure = PipelineTest.left(Pipeline.apply(FLIGHTS, join("inner", "")));
        assertThat(failure.code()).isEqualTo("FRAME_NOT_FOUND");
        assertThat(failure.detail()).containsEntry("frame", "carriers").containsEntry("op", "join");
    }

    @Test
    void aResultThatDoesNotFitIsRefusedBeforeItIsMade() {
        Failure failure = PipelineTest.left(
                Pipeline.apply(FLIGHTS, join("inner", ""), FrameLookup.of(FRAMES, 10), WorkMonitor.NONE));
        assertThat(failure.is(FailureCode.MEMORY_LIMIT)).isTrue();
        assertThat(failure.detail()).containsEntry("rowCount", 3L).containsEntry("maxFrameBytes", 10L);

        Frame same = Frame.ofColumns(List.of(new Column("k", IntData.of(ColumnType.INTEGER, new int[100_000]))));
        Failure rows = PipelineTest.left(Pipeline.apply(
                same,
                parse("[{\"op\": \"join\", \"frame\": \"same\", \"on\": [\"k\"]}]"),
                FrameLookup.of(Frames.EMPTY.with("same", same), Long.MAX_VALUE),
                WorkMonitor.NONE));
        assertThat(rows.is(FailureCode.MEMORY_LIMIT)).isTrue();
        assertThat(rows.detail()).containsEntry("rowCount", 10_000_000_000L);
    }

    @Test
    void aCancelledJoinEndsInAFailure() {
        WorkMonitor cancelled = new WorkMonitor() {
            private int looks;

            @Override
            public synchronized boolean cancelled() {
                return ++looks > 4;
            }

            @Override
            public void progress(long done, long total, String unit) {}
        };
        assertThat(PipelineTest.left(Pipeline.apply(FLIGHTS, join("full", ""), FrameLookup.of(FRAMES), cancelled))
                        .is(FailureCode.COMMAND_CANCELLED))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "on": []                                                        | INVALID_COMMAND  | on must be a list of one or more columns
            "on": ["carrier", {"left": "carrier", "right": "code"}]         | INVALID_COMMAND  | each column stands once
            "on": [{"left": "carrier", "rigth": "code"}]                    | INVALID_COMMAND  | on[0] has no field rigth
            "on": [3]                                                       | INVALID_COMMAND  | on[0] must be
            "on": ["carrier"], "frame": "nobody"                            | FRAME_NOT_FOUND  | there are flights, carriers
            "on": [{"left": "carier", "right": "code"}]                     | COLUMN_NOT_FOUND | Did you mean carrier?
            "on": [{"left": "delay", "right": "code"}]                      | TYPE_MISMATCH    | Column delay is INTEGER and column code of the other frame is STRING
            "on": [{"left": "carrier", "right": "code"}], "suffix": "ed"    | COLUMN_EXISTS    | two columns Delayed
            """)
    void aJoinThatCannotBeIsRefused(String fields, String code, String message) {
        Frame flights = PipelineTest.right(Pipeline.apply(FLIGHTS, parse("""
                [{"op": "derive", "column": "Delayed", "as": "delay > 10"}]""")));
        String frame = fields.contains("\"frame\"") ? "" : ", \"frame\": \"carriers\"";
        Failure failure = PipelineTest.left(Operation.parse(
                        PipelineTest.json("[{\"op\": \"join\", " + fields + frame + "}]"))
                .flatMap(operations -> Pipeline.apply(flights, operations, FrameLookup.of(FRAMES), WorkMonitor.NONE)));
        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.message()).contains(message);
    }

    private static Frame made(String how, String fields) {
        return PipelineTest.right(Pipeline.apply(FLIGHTS, join(how, fields), FrameLookup.of(FRAMES), WorkMonitor.NONE));
    }

    private static List<Operation> join(String how, String fields) {
        return parse(
                "[{\"op\": \"join\", \"frame\": \"carriers\", \"on\": [{\"left\": \"carrier\", \"right\": \"code\"}],"
                        + " \"how\": \"" + how + "\"" + fields + "}]");
    }

    private static List<Operation> parse(String operations) {
        List<Operation> parsed = PipelineTest.right(Operation.parse(PipelineTest.json(operations)));
        assertThat(PipelineTest.right(Operation.parse(Operation.json(parsed)))).isEqualTo(parsed);
        return parsed;
    }
}
