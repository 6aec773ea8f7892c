package io.framewright.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.event.Failure;
import io.framewright.frame.Column;
import io.framewright.frame.ColumnType;
import io.framewright.frame.Frame;
import io.framewright.frame.Frames;
import io.framewright.frame.IntData;
import io.framewright.frame.TextData;
import io.framewright.serialize.CellText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

class PivotTest {
    private static final Frame FLIGHTS = Frame.ofColumns(List.of(
            new Column("origin", TextData.of(Arrays.asList("SFO", "LAX", "SFO", null, "SFO"))),
            new Column("carrier", TextData.of(Arrays.asList("WN", "AA", "WN", "AA", null))),
            new Column("delay", IntData.of(ColumnType.INTEGER, 12, IntData.MISSING, 50, -3, 4))));

    @Example
    void valuesBecomeColumns() {
        Frame made = PipelineTest.right(Pipeline.apply(FLIGHTS, parse("""
                [{"op": "pivot", "rows": ["origin"], "column": "carrier", "values": "delay", "function": "sum"}]""")));
        assertThat(made.columnNames()).containsExactly("origin", "WN", "AA", "(missing)");
        assertThat(PipelineTest.rows(made))
                .containsExactly(
                        Arrays.asList("SFO", 62L, null, 4L),
                        Arrays.asList("LAX", null, 0L, null),
                        Arrays.asList(null, null, -3L, null));
    }

    @Example
    void namesSayWhichValuesBecomeColumnsEvenOfNoRows() {
        List<Operation> pivot = parse("""
                [{"op": "pivot", "rows": ["origin"], "column": "carrier", "function": "count", "names": ["UA", "WN"]}]""");
        assertThat(PipelineTest.rows(PipelineTest.right(Pipeline.apply(FLIGHTS, pivot))))
                .containsExactly(
                        Arrays.asList("SFO", null, 2L),
                        Arrays.asList("LAX", null, null),
                        Arrays.asList(null, null, null));
        assertThat(PipelineTest.right(Pipeline.apply(FLIGHTS.slice(0, 0), pivot))
                        .columnNames())
                .containsExactly("origin", "UA", "WN");
    }

    @Example
    void whatCannotBePivotedIsRefused() {
        String rest = "\"rows\": [\"origin\"], \"column\": \"carrier\"";
        assertThat(failure(rest + ", \"function\": \"sum\"").detail()).containsEntry("field", "operations[0].values");
        assertThat(failure(rest + ", \"function\": \"total\", \"values\": \"delay\"")
                        .detail())
                .containsEntry("field", "operations[0].function");
        assertThat(failure(rest + ", \"function\": \"sum\", \"values\": \"delay\", \"q\": 0.5")
                        .detail())
                .containsEntry("field", "operations[0].q");
        assertThat(failure("\"rows\": [\"carrier\"], \"column\": \"carrier\", \"function\": \"count\"")
                        .detail())
                .containsEntry("field", "operations[0].column");
        assertThat(failure(rest + ", \"function\": \"mean\", \"values\": \"origin\"")
                        .code())
                .isEqualTo("TYPE_MISMATCH");
        assertThat(failure("\"rows\": [\"gone\"], \"column\": \"carrier\", \"function\": \"count\"")
                        .code())
                .isEqualTo("COLUMN_NOT_FOUND");
        assertThat(failure(rest + ", \"function\": \"count\", \"names\": [\"Origin\"]")
                        .code())
                .isEqualTo("COLUMN_EXISTS");
    }

    @Example
    void twoValuesOfOneNameAreRefused() {
        Frame frame = Frame.ofColumns(List.of(
                new Column("k", IntData.of(ColumnType.INTEGER, 1, 2)),
                new Column("c", TextData.of(Arrays.asList("(missing)", null)))));
        for (String names : List.of("", ", \"names\": [\"(missing)\"]")) {
            assertThat(PipelineTest.left(Pipeline.apply(
                                    frame,
                                    parse(
                                            "[{\"op\": \"pivot\", \"rows\": [\"k\"], \"column\": \"c\", \"function\": \"count\""
                                                    + names + "}]")))
                            .code())
                    .isEqualTo("COLUMN_EXISTS");
        }
    }

    @Example
    void tooManyColumnsOrTooLargeATableAreRefused() {
        Frame many = Frame.ofColumns(List.of(
                new Column("k", IntData.of(ColumnType.INTEGER, new int[1001])),
                new Column(
                        "c",
                        IntData.of(ColumnType.INTEGER, IntStream.range(0, 1001).toArray()))));
        List<Operation> pivot =
                parse("[{\"op\": \"pivot\", \"rows\": [\"k\"], \"column\": \"c\", \"function\": \"count\"}]");
        Failure failure = PipelineTest.left(Pipeline.apply(many, pivot));
        assertThat(failure.code()).isEqualTo("INVALID_COMMAND");
        assertThat(failure.detail()).containsEntry("distinct", 1001).containsEntry("maxColumns", 1000);
        assertThat(PipelineTest.right(Pipeline.apply(many.slice(1, 1000), pivot))
                        .columnNames())
                .hasSize(1001);
        int[] places = IntStream.range(0, 100).toArray();
        Frame diagonal = Frame.ofColumns(List.of(
                new Column("k", IntData.of(ColumnType.INTEGER, places)),
                new Column("c", IntData.of(ColumnType.INTEGER, places.clone()))));
        Failure large = PipelineTest.left(
                Pipeline.apply(diagonal, pivot, FrameLookup.of(Frames.EMPTY, 80_399), WorkMonitor.NONE));
        assertThat(large.code()).isEqualTo("MEMORY_LIMIT");
        assertThat(large.detail()).containsEntry("bytes", 80_400L);
    }

    @Property(tries = 500)
    void everyCellHoldsTheFirstValueOfItsRows(
            @ForAll("frames") Frame frame, @ForAll("columns") String column, @ForAll("columns") String values) {
        List<String> keys = RandomFrames.COLUMNS.stream()
                .filter(name -> !name.equals(column) && !name.equals("w"))
                .limit(2)
                .toList();
        Frame made = PipelineTest.right(Operation.parse(PipelineTest.json("[{\"op\": \"pivot\", \"rows\": [\""
                        + String.join("\", \"", keys) + "\"], \"column\": \"" + column + "\", \"values\": \"" + values
                        + "\", \"function\": \"first\"}]"))
                .flatMap(pivot -> Pipeline.apply(frame.slice(0, 30), pivot).recover(failure -> {
                    // Texts that differ in case only cannot both be names.
                    assertThat(failure.code()).isEqualTo("COLUMN_EXISTS");
                    assertThat(column).isEqualTo("s");
                    return Frame.empty();
                })));
        if (!made.columnNames().isEmpty()) {
            assertThat(PipelineTest.rows(made)).isEqualTo(expected(frame.slice(0, 30), keys, column, values));
        }
    }

    private static List<List<@Nullable Object>> expected(Frame frame, List<String> keys, String column, String values) {
        Set<String> heads = new LinkedHashSet<>();
        Map<List<@Nullable Object>, Map<String, @Nullable Object>> cells = new LinkedHashMap<>();
        Map<List<@Nullable Object>, List<@Nullable Object>> shown = new LinkedHashMap<>();
        for (int row = 0; row < frame.rowCount(); row++) {
            List<@Nullable Object> key = new ArrayList<>();
            List<@Nullable Object> asShown = new ArrayList<>();
            for (String name : keys) {
                @Nullable Object value = frame.column(name).orElseThrow().data().get(row);
                asShown.add(value);
                key.add(value instanceof Double number ? (Object) (number + 0.0) : value);
            }
            @Nullable
            String text = CellText.of(frame.column(column).orElseThrow().data(), row);
            String head = text == null ? "(missing)" : text.isBlank() ? "(empty)" : text.equals("-0.0") ? "0.0" : text;
            heads.add(head);
            shown.putIfAbsent(key, asShown);
            @Nullable Object value = frame.column(values).orElseThrow().data().get(row);
            Map<String, @Nullable Object> of = cells.computeIfAbsent(key, first -> new LinkedHashMap<>());
            if (of.get(head) == null) {
                of.put(head, value);
            }
        }
        List<List<@Nullable Object>> rows = new ArrayList<>();
        cells.forEach((key, of) -> {
            List<@Nullable Object> row = new ArrayList<>(shown.getOrDefault(key, key));
            heads.forEach(head -> row.add(of.get(head)));
            rows.add(row);
        });
        return rows;
    }

    @Provide
    Arbitrary<Frame> frames() {
        return RandomFrames.frames();
    }

    @Provide
    Arbitrary<String> columns() {
        return Arbitraries.of(RandomFrames.COLUMNS);
    }

    private static Failure failure(String fields) {
        return PipelineTest.left(Operation.parse(PipelineTest.json("[{\"op\": \"pivot\", " + fields + "}]"))
                .flatMap(operations -> Pipeline.apply(FLIGHTS, operations)));
    }

    private static List<Operation> parse(String operations) {
        List<Operation> parsed = PipelineTest.right(Operation.parse(PipelineTest.json(operations)));
        assertThat(PipelineTest.right(Operation.parse(Operation.json(parsed)))).isEqualTo(parsed);
        return parsed;
    }
}
