package io.framewright.query.source;

import static io.framewright.query.source.Loading.right;
import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.frame.ColumnData;
import io.framewright.frame.ColumnType;
import io.framewright.frame.Frame;
import io.framewright.frame.Words;
import io.framewright.serialize.CellText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterProperty;
import org.jspecify.annotations.Nullable;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.DateTimeColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.InstantColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.api.TimeColumn;
import tech.tablesaw.columns.Column;

/** Whatever a frame holds, it is the same after it was saved and loaded. */
class RoundTripTest {
    private final Path root;

    RoundTripTest() throws IOException {
        root = Files.createTempDirectory("round-trip");
    }

    @AfterProperty
    void removeRoot() throws IOException {
        try (Stream<Path> files = Files.list(root)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(root);
    }

    @Property(tries = 300)
    void csvGivesBackWhatItTook(@ForAll("frames") Frame frame, @ForAll("delimiters") char delimiter) {
        Loading loading = new Loading(root);
        right(new CsvDestination("frame.csv", delimiter, true).save(frame, true, loading.saveContext()));

        Frame back = right(new CsvSource(
                        "frame.csv",
                        Optional.of(delimiter),
                        true,
                        Optional.empty(),
                        types(frame),
                        Optional.empty(),
                        Optional.of('"'))
                .load(loading.context()));

        assertSame(back, frame, true);
    }

    @Property(tries = 300)
    void jsonGivesBackWhatItTook(@ForAll("frames") Frame frame, @ForAll boolean lines) {
        Loading loading = new Loading(root);
        right(new JsonDestination("frame.json", lines).save(frame, true, loading.saveContext()));
        if (lines && frame.rowCount() == 0) {
            return;
        }

        Frame back = right(new JsonSource("frame.json", Optional.empty(), types(frame)).load(loading.context()));

        assertSame(back, frame, false);
    }

    @Property(tries = 300)
    void arrowGivesBackWhatItTook(@ForAll("frames") Frame frame, @ForAll boolean stream, @ForAll boolean zstd) {
        Loading loading = new Loading(root);
        Compression compression = zstd ? Compression.ZSTD : Compression.NONE;
        right(new ArrowDestination("frame.arrow", stream, compression).save(frame, true, loading.saveContext()));

        Frame back = right(new ArrowSource("frame.arrow").load(loading.context()));

        assertSame(back, frame, true);
    }

    @Property(tries = 300)
    void parquetGivesBackWhatItTook(@ForAll("frames") Frame frame, @ForAll("compressions") Compression compression) {
        Loading loading = new Loading(root);
        right(new ParquetDestination("frame.parquet", compression).save(frame, true, loading.saveContext()));

        Frame back = right(new ParquetSource("frame.parquet").load(loading.context()));

        assertSame(back, frame, true);
    }

    @Property(tries = 300)
    void inferenceNeverChangesWhatIsWritten(@ForAll("frames") Frame frame) throws IOException {
        Loading loading = new Loading(root);
        right(new CsvDestination("frame.csv", ',', true).save(frame, true, loading.saveContext()));
        Frame inferred = loading.load("{'type': 'csv', 'path': 'frame.csv', 'delimiter': ','}");

        for (io.framewright.frame.Column column : inferred.data()) {
            ColumnData original = frame.column(column.name()).orElseThrow().data();
            for (int row = 0; row < original.size(); row++) {
                if (original.isMissing(row)) {
                    assertThat(column.data().isMissing(row)).isTrue();
                } else if (column.type() == ColumnType.STRING) {
                    assertThat(column.data().get(row)).isEqualTo(CellText.of(original, row));
                }
            }
        }
    }

    private static Map<String, ColumnType> types(Frame frame) {
        Map<String, ColumnType> types = new LinkedHashMap<>();
        frame.table()
                .columns()
                .forEach(column -> types.put(
                        column.name(), ColumnType.valueOf(column.type().name())));
        return types;
    }

    private static void assertSame(Frame back, Frame frame, boolean infinities) {
        assertThat(Loading.columns(back)).isEqualTo(Loading.columns(frame));
        assertThat(back.rowCount()).isEqualTo(frame.rowCount());
        for (String name : frame.columnNames()) {
            List<Object> expected = Loading.values(frame, name).stream()
                    .map(value -> !infinities && value instanceof Double d && d.isInfinite() ? null : value)
                    .collect(ArrayList::new, ArrayList::add, ArrayList::addAll);
            assertThat(Loading.values(back, name)).as(name).isEqualTo(expected);
        }
    }

    @Provide
    Arbitrary<Compression> compressions() {
        return Arbitraries.of(Compression.values());
    }

    @Provide
    Arbitrary<Character> delimiters() {
        return Arbitraries.of(',', ';', '\t', '|', ' ', 'x');
    }

    @Provide
    Arbitrary<Frame> frames() {
        return Arbitraries.integers()
                .between(0, 12)
                .flatMap(rows -> Arbitraries.of(ColumnType.values())
                        .flatMap(type -> columnValues(type, rows).map(values -> new Typed(type, values)))
                        .list()
                        .ofMinSize(1)
                        .ofMaxSize(5))
                .map(RoundTripTest::frame);
    }

    private record Typed(ColumnType type, List<@Nullable Object> values) {}

    private static Arbitrary<List<@Nullable Object>> columnValues(ColumnType type, int rows) {
        return values(type).injectNull(0.2).list().ofSize(rows);
    }

    private static Arbitrary<Object> values(ColumnType type) {
        return switch (type) {
            case INTEGER ->
                Arbitraries.integers().greaterOrEqual(Integer.MIN_VALUE + 1).asGeneric();
            case LONG -> Arbitraries.longs().greaterOrEqual(Long.MIN_VALUE + 1).asGeneric();
            case DOUBLE ->
                Arbitraries.oneOf(
                                Arbitraries.doubles(),
                                Arbitraries.of(
                                        0.1,
                                        -0.0,
                                        Double.MIN_VALUE,
                                        Double.MAX_VALUE,
                                        Double.POSITIVE_INFINITY,
                                        Double.NEGATIVE_INFINITY))
                        .asGeneric();
            case BOOLEAN -> Arbitraries.of(true, false).asGeneric();
            case LOCAL_DATE -> dates().asGeneric();
            case LOCAL_TIME -> times().asGeneric();
            case LOCAL_DATE_TIME -> dateTimes().asGeneric();
            case INSTANT -> dateTimes().map(at -> at.toInstant(ZoneOffset.UTC)).asGeneric();
            case STRING -> texts().asGeneric();
        };
    }

    private static Arbitrary<LocalDate> dates() {
        return Arbitraries.integers()
                .between(-12_000 * 365, 11_000 * 365)
                .map(days -> LocalDate.of(2000, 1, 1).plusDays(days));
    }

    private static Arbitrary<LocalTime> times() {
        return Arbitraries.integers()
                .between(0, 86_400_000 - 1)
                .map(millis -> LocalTime.ofNanoOfDay(millis * 1_000_000L));
    }

    private static Arbitrary<LocalDateTime> dateTimes() {
        return net.jqwik.api.Combinators.combine(dates(), times()).as(LocalDate::atTime);
    }

    private static Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.of(
                        "",
                        " ",
                        "NA",
                        "null",
                        "007",
                        "1.50",
                        "true",
                        "2001-01-31",
                        "a,b;c\td|e",
                        "\"",
                        "\"\"",
                        "\r",
                        "\n",
                        "\r\n",
                        "#",
                        "'",
                        "\\",
                        "\\N",
                        "é",
                        "日本",
                        "\uD83D\uDE00",
                        "=1+1",
                        "-",
                        "+5",
                        "1e5"),
                Arbitraries.strings().withChars(" \t\r\n\",;|xé1.").ofMaxLength(8),
                Arbitraries.strings()
                        .ofMaxLength(8)
                        .filter(text -> text.indexOf('\0') < 0
                                && text.chars().noneMatch(c -> Character.isSurrogate((char) c))));
    }

    private static Frame frame(List<Typed> columns) {
        Table table = Table.create("frame");
        for (int i = 0; i < columns.size(); i++) {
            table.addColumns(column("c" + i, columns.get(i)));
        }
        return Frame.of(table);
    }

    private static Column<?> column(String name, Typed typed) {
        return switch (typed.type()) {
            case INTEGER -> filled(IntColumn.create(name), typed.values());
            case LONG -> filled(LongColumn.create(name), typed.values());
            case DOUBLE -> filled(DoubleColumn.create(name), typed.values());
            case BOOLEAN -> filled(BooleanColumn.create(name), typed.values());
            case LOCAL_DATE -> filled(DateColumn.create(name), typed.values());
            case LOCAL_TIME -> filled(TimeColumn.create(name), typed.values());
            case LOCAL_DATE_TIME -> filled(DateTimeColumn.create(name), typed.values());
            case INSTANT -> filled(InstantColumn.create(name), typed.values());
            case STRING ->
                Words.column(
                        name,
                        typed.values().stream().map(value -> (String) value).toList());
        };
    }

    private static Column<?> filled(Column<?> column, List<@Nullable Object> values) {
        for (Object value : values) {
            if (value == null) {
                column.appendMissing();
            } else {
                column.appendObj(value);
            }
        }
        return column;
    }
}
