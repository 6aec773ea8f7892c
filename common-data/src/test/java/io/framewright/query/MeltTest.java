package io.framewright.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.event.Failure;
import io.framewright.frame.Column;
import io.framewright.frame.ColumnType;
import io.framewright.frame.DoubleData;
import io.framewright.frame.Frame;
import io.framewright.frame.Frames;
import io.framewright.frame.IntData;
import io.framewright.frame.LongData;
import io.framewright.frame.TextData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

class MeltTest {
    private static final Frame DAYS = Frame.ofColumns(List.of(
            new Column("day", TextData.of(Arrays.asList("mon", "tue"))),
            new Column("low", IntData.of(ColumnType.INTEGER, 3, IntData.MISSING)),
            new Column("high", LongData.of(ColumnType.LONG, 9, 11)),
            new Column("mean", DoubleData.of(5.5, 7))));

    @Example
    void columnsComeBelowEachOtherUnderTheirNames() {
        Frame made = PipelineTest.right(Pipeline.apply(DAYS, parse("""
                [{"op": "melt", "ids": ["day"], "values": ["low", "high"]}]""")));
        assertThat(made.columnNames()).containsExactly("day", "variable", "value");
        assertThat(made.columns().get(2).type()).isEqualTo(ColumnType.LONG);
        assertThat(PipelineTest.rows(made))
                .containsExactly(
                        Arrays.asList("mon", "low", 3L),
                        Arrays.asList("tue", "low", null),
                        Arrays.asList("mon", "high", 9L),
                        Arrays.asList("tue", "high", 11L));
    }

    @Example
    void withoutValuesAllButTheIdsAreMelted() {
        Frame made = PipelineTest.right(Pipeline.apply(DAYS, parse("""
                [{"op": "melt", "ids": ["day"], "variable": "what", "value": "degrees"}]""")));
        assertThat(made.columnNames()).containsExactly("day", "what", "degrees");
        assertThat(PipelineTest.values(made, "degrees")).containsExactly(3.0, null, 9.0, 11.0, 5.5, 7.0);
    }

    @Example
    void whatCannotBeMeltedIsRefused() {
        assertThat(failure("{\"op\": \"melt\", \"ids\": []}").code()).isEqualTo("TYPE_MISMATCH");
        assertThat(failure("{\"op\": \"melt\"}").detail())
                .containsEntry("column", "day")
                .containsEntry("otherType", "INTEGER");
        assertThat(failure("{\"op\": \"melt\", \"ids\": [\"day\", \"low\", \"high\", \"mean\"]}")
                        .code())
                .isEqualTo("INVALID_COMMAND");
        assertThat(failure("{\"op\": \"melt\", \"ids\": [\"day\"], \"value\": \"Day\"}")
                        .code())
                .isEqualTo("COLUMN_EXISTS");
        assertThat(failure("{\"op\": \"melt\", \"values\": [\"hihg\"]}").code()).isEqualTo("COLUMN_NOT_FOUND");
        Failure large = PipelineTest.left(Pipeline.apply(
                DAYS,
                parse("[{\"op\": \"melt\", \"ids\": [\"day\"]}]"),
                FrameLookup.of(Frames.EMPTY, 100),
                WorkMonitor.NONE));
        assertThat(large.code()).isEqualTo("MEMORY_LIMIT");
        assertThat(large.detail()).containsEntry("rowCount", 6L);
    }

    @Provide
    Arbitrary<Frame> frames() {
        return Combinators.combine(RandomFrames.frames(), RandomFrames.frames()).as(MeltTest::beside);
    }

    /** The frame and the columns of another under names in capitals, cut to one length: two of each type. */
    private static Frame beside(Frame one, Frame other) {
        int rows = Math.min(one.rowCount(), other.rowCount());
        List<Column> columns = new ArrayList<>(one.slice(0, rows).data());
        other.slice(0, rows).data().forEach(column -> columns.add(column.named("2" + column.name())));
        return Frame.ofColumns(columns);
    }

    @Property(tries = 300)
    void everyValueStandsUnderTheNameOfItsColumn(@ForAll("frames") Frame frame, @ForAll("columns") String column) {
        List<String> values = List.of("2" + column, column);
        Frame made = PipelineTest.right(
                Pipeline.apply(frame, List.of(new Melt(RandomFrames.COLUMNS, values, "variable", "of"))));

        List<List<@Nullable Object>> expected = new ArrayList<>();
        for (String name : values) {
            for (int row = 0; row < frame.rowCount(); row++) {
                List<@Nullable Object> one = new ArrayList<>();
                for (String id : RandomFrames.COLUMNS) {
                    one.add(frame.column(id).orElseThrow().data().get(row));
                }
                one.add(name);
                one.add(frame.column(name).orElseThrow().data().get(row));
                expected.add(one);
            }
        }
        assertThat(PipelineTest.rows(made)).isEqualTo(expected);
    }

    @Provide
    Arbitrary<String> columns() {
        return Arbitraries.of(RandomFrames.COLUMNS);
    }

    private static Failure failure(String operation) {
        return PipelineTest.left(Pipeline.apply(DAYS, parse("[" + operation + "]")));
    }

    private static List<Operation> parse(String operations) {
        List<Operation> parsed = PipelineTest.right(Operation.parse(PipelineTest.json(operations)));
        assertThat(PipelineTest.right(Operation.parse(Operation.json(parsed)))).isEqualTo(parsed);
        return parsed;
    }
}
