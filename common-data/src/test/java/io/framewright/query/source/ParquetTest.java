package io.framewright.query.source;

import static io.framewright.query.source.Loading.assertCode;
import static io.framewright.query.source.Loading.columns;
import static io.framewright.query.source.Loading.left;
import static io.framewright.query.source.Loading.right;
import static io.framewright.query.source.Loading.values;
import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.frame.BooleanData;
import io.framewright.frame.Column;
import io.framewright.frame.ColumnType;
import io.framewright.frame.DoubleData;
import io.framewright.frame.Frame;
import io.framewright.frame.IntData;
import io.framewright.frame.LongData;
import io.framewright.frame.Packed;
import io.framewright.frame.TextData;
import io.framewright.query.WorkMonitor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of Parquet, compared with what DuckDB writes and reads, and files that are none. */
class ParquetTest {
    private static final String DUCKDB = "jdbc:duckdb:";

    @TempDir
    Path root;

    private Loading loading = new Loading(Path.of("."));

    @BeforeEach
    void openRoot() {
        loading = new Loading(root);
    }

    private Frame load() {
        return right(new ParquetSource("f.parquet").load(loading.context()));
    }

    private Failure failure() {
        return left(new ParquetSource("f.parquet").load(loading.context()));
    }

    private byte[] saved(Frame frame, Compression compression) throws IOException {
        right(new ParquetDestination("f.parquet", compression).save(frame, true, loading.saveContext()));
        return Files.readAllBytes(root.resolve("f.parquet"));
    }

    private String path() {
        return "'" + root.resolve("f.parquet") + "'";
    }

    /** A file that DuckDB writes. */
    private void write(String query, String options) {
        TestDatabases.run(
                DUCKDB,
                "set TimeZone = 'UTC'",
                "copy (" + query + ") to " + path() + " (format parquet" + options + ")");
    }

    private static Frame sample() {
        return Frame.ofColumns(List.of(
                new Column("n", IntData.of(ColumnType.INTEGER, 1, IntData.MISSING, 3)),
                new Column("t", TextData.of(Arrays.asList("a", "a", null))),
                new Column("d", IntData.of(ColumnType.LOCAL_DATE, IntData.MISSING, IntData.MISSING, IntData.MISSING))));
    }

    /** Many rows of every kind of number and text, with missing values and without, with few values and with many. */
    private static final String MANY =
            "select (i % 7)::integer as few, i::integer as int, -i * 1000003 as long, (i % 250)::utinyint as tiny,"
                    + " i / 7.0::double as real, (i % 3 = 0) as truth, 'id' || (i % 100) as code,"
                    + " 'a longer text, number ' || i as text, case when i % 5 > 0 then i end as missing,"
                    + " case when i % 11 > 0 then 'x' || i % 13 end as gaps,"
                    + " date '2001-01-01' + (i % 9000)::integer as day,"
                    + " timestamp '1990-01-01 00:00:00' + interval (i) minute as at,"
                    + " case when i > 150000 then null else 1.5::float end as half"
                    + " from range(200000) t(i) order by i";

    @ParameterizedTest
    @CsvSource({
        "uncompressed, V1",
        "snappy, V1",
        "gzip, V1",
        "zstd, V1",
        "lz4_raw, V1",
        "uncompressed, V2",
        "snappy, V2",
        "zstd, V2"
    })
    void weReadWhatDuckDbWrites(String codec, String version) {
        write(MANY, ", codec " + codec + ", parquet_version " + version + ", row_group_size 30000");

        Frame frame = load();

        assertThat(columns(frame))
                .containsExactly(
                        "few INTEGER",
                        "int INTEGER",
                        "long LONG",
                        "tiny INTEGER",
                        "real DOUBLE",
                        "truth BOOLEAN",
                        "code STRING",
                        "text STRING",
                        "missing LONG",
                        "gaps STRING",
                        "day LOCAL_DATE",
                        "at LOCAL_DATE_TIME",
                        "half DOUBLE");
        assertThat(frame.rowCount()).isEqualTo(200_000);
        for (int i = 0; i < 200_000; i += 997) {
            assertThat(row(frame, i))
                    .containsExactly(
                            i % 7,
                            i,
                            -i * 1000003L,
                            i % 250,
                            i / 7.0,
                            i % 3 == 0,
                            "id" + i % 100,
                            "a longer text, number " + i,
                            i % 5 > 0 ? (long) i : null,
                            i % 11 > 0 ? "x" + i % 13 : null,
                            LocalDate.of(2001, 1, 1).plusDays(i % 9000),
                            LocalDateTime.of(1990, 1, 1, 0, 0).plusMinutes(i),
                            i > 150_000 ? null : 1.5);
        }
    }

    private static List<Object> row(Frame frame, int row) {
        List<Object> values = new ArrayList<>();
        frame.data().forEach(column -> values.add(column.data().get(row)));
        return values;
    }

    /** So that the test above is of these encodings. */
    @Test
    void duckDbWritesTheNewerEncodings() {
        write(MANY, ", codec snappy, parquet_version V2, row_group_size 30000");

        assertThat(TestDatabases.ask(
                        DUCKDB,
                        "select string_agg(distinct e, ' ' order by e) from (select unnest(string_split(encodings, ', '))"
                                + " as e from parquet_metadata(" + path() + "))"))
                .contains("RLE_DICTIONARY")
                .contains("DELTA_BINARY_PACKED")
                .contains("DELTA_LENGTH_BYTE_ARRAY")
                .contains("BYTE_STREAM_SPLIT")
                .contains("RLE");
    }

    @Test
    void everyTypeOfDuckDbIsReadAsTheGuideSays() {
        write(
                "select 1::tinyint as tiny, (-2147483648)::integer as int, 4294967295::uinteger as uint,"
                        + " 18446744073709551615::ubigint as ulong, 7::bigint as long, 1.5::float as float,"
                        + " -12.34::decimal(9,2) as decimal, 123456789012345678::decimal(18,0) as whole,"
                        + " 12345678901234567890::decimal(38,0) as wide, -1.5::decimal(38,10) as fixed, 'é' as text,"
                        + " '\\x0A\\xFF'::blob as raw, uuid '00112233-4455-6677-8899-aabbccddeeff' as uuid,"
                        + " date '1969-12-31' as date, time '00:00:01.5' as time,"
                        + " timestamp '1969-12-31 23:59:58.5' as local,"
                        + " timestamp_ns '2001-01-31 00:00:00.123456789' as nanos,"
                        + " timestamp_ms '2001-01-31 00:00:00.123' as millis,"
                        + " timestamptz '1969-12-31 23:59:58.5+00' as at, 'b'::enum('a','b') as word, '{}'::json as json",
                "");

        Frame frame = load();

        assertThat(columns(frame))
                .containsExactly(
                        "tiny INTEGER",
                        "int LONG",
                        "uint LONG",
                        "ulong DOUBLE",
                        "long LONG",
                        "float DOUBLE",
                        "decimal DOUBLE",
                        "whole LONG",
                        "wide DOUBLE",
                        "fixed DOUBLE",
                        "text STRING",
                        "raw STRING",
                        "uuid STRING",
                        "date LOCAL_DATE",
                        "time LOCAL_TIME",
                        "local LOCAL_DATE_TIME",
                        "nanos LOCAL_DATE_TIME",
                        "millis LOCAL_DATE_TIME",
                        "at INSTANT",
                        "word STRING",
                        "json STRING");
        assertThat(row(frame, 0))
                .containsExactly(
                        1,
                        -2147483648L,
                        4294967295L,
                        1.8446744073709552E19,
                        7L,
                        1.5,
                        -12.34,
                        123456789012345678L,
                        1.2345678901234567E19,
                        -1.5,
                        "é",
                        "0aff",
                        "00112233-4455-6677-8899-aabbccddeeff",
                        LocalDate.of(1969, 12, 31),
                        LocalTime.of(0, 0, 1, 500_000_000),
                        LocalDateTime.of(1969, 12, 31, 23, 59, 58, 500_000_000),
                        LocalDateTime.of(2001, 1, 31, 0, 0, 0, 123_000_000),
                        LocalDateTime.of(2001, 1, 31, 0, 0, 0, 123_000_000),
                        Instant.parse("1969-12-31T23:59:58.500Z"),
                        "b",
                        "{}");
    }

    @ParameterizedTest
    @EnumSource(Compression.class)
    void duckDbReadsWhatWeWrite(Compression compression) throws IOException {
        int rows = 150_000;
        saved(
                Frame.ofColumns(List.of(
                        new Column(
                                "i",
                                IntData.of(
                                        ColumnType.INTEGER,
                                        IntStream.range(0, rows)
                                                .map(i -> i % 10 == 3 ? IntData.MISSING : i)
                                                .toArray())),
                        new Column(
                                "l",
                                LongData.of(
                                        ColumnType.LONG,
                                        IntStream.range(0, rows)
                                                .mapToLong(i -> i * 1_000_000_007L)
                                                .toArray())),
                        new Column(
                                "d",
                                DoubleData.of(IntStream.range(0, rows)
                                        .mapToDouble(i -> i % 4 == 0 ? Double.NaN : i / 8.0)
                                        .toArray())),
                        new Column("b", BooleanData.of(truths(rows))),
                        new Column(
                                "few",
                                TextData.of(IntStream.range(0, rows)
                                        .mapToObj(i -> i % 3 == 0 ? null : "é" + i % 300)
                                        .toList())),
                        new Column(
                                "many",
                                TextData.of(IntStream.range(0, rows)
                                        .mapToObj(i -> "text " + i)
                                        .toList())))),
                compression);

        assertThat(TestDatabases.ask(
                        DUCKDB,
                        "select count(*) from " + path() + " p positional join range(" + rows + ") t(i0)"
                                + " where p.i is not distinct from (case when i0 % 10 <> 3 then i0 end)"
                                + " and l = i0 * 1000000007"
                                + " and d is not distinct from (case when i0 % 4 <> 0 then i0 / 8.0 end)"
                                + " and b is not distinct from (case i0 % 3 when 0 then false when 1 then true end)"
                                + " and few is not distinct from (case when i0 % 3 <> 0 then 'é' || i0 % 300 end)"
                                + " and many = 'text ' || i0"))
                .isEqualTo(Integer.toString(rows));
    }

    private static byte[] truths(int rows) {
        byte[] truths = new byte[rows];
        for (int i = 0; i < rows; i++) {
            truths[i] = i % 3 == 2 ? BooleanData.MISSING : (byte) (i % 3);
        }
        return truths;
    }

    @Test
    void duckDbReadsOurTypes() throws IOException {
        Frame frame = Frame.ofColumns(List.of(
                new Column("day", IntData.of(ColumnType.LOCAL_DATE, Packed.of(LocalDate.of(1969, 12, 31)))),
                new Column("time", IntData.of(ColumnType.LOCAL_TIME, Packed.of(LocalTime.of(1, 2, 3, 4_000_000)))),
                new Column(
                        "local",
                        LongData.of(ColumnType.LOCAL_DATE_TIME, Packed.of(LocalDateTime.of(1969, 12, 31, 1, 2, 3)))),
                new Column(
                        "at", LongData.of(ColumnType.INSTANT, Packed.of(Instant.parse("2001-01-31T01:02:03.004Z"))))));
        saved(frame, Compression.SNAPPY);

        assertThat(TestDatabases.ask(
                        DUCKDB,
                        "select typeof(day) || ' ' || day || ', ' || typeof(\"time\") || ' ' || \"time\" || ', '"
                                + " || typeof(local) || ' ' || local || ', ' || typeof(\"at\") || ' ' || epoch_ms(\"at\") from "
                                + path()))
                .isEqualTo("DATE 1969-12-31, TIME 01:02:03.004, TIMESTAMP 1969-12-31 01:02:03,"
                        + " TIMESTAMP WITH TIME ZONE 980902923004");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1, 2]", "{'a': 1}", "map {'a': 1}"})
    void aColumnThatAFrameCannotHoldIsNamed(String value) {
        write("select 1 as n, " + value + " as nested", "");

        Failure failure = failure();

        assertCode(failure, FailureCode.TYPE_MISMATCH);
        assertThat(failure.detail()).containsEntry("column", "nested");
    }

    @Test
    void manyGroupsOfRowsAreOneFrame() throws IOException {
        int rows = (1 << 20) + 70_000;
        Frame frame = Frame.ofColumns(List.of(
                new Column(
                        "n",
                        IntData.of(ColumnType.INTEGER, IntStream.range(0, rows).toArray())),
                new Column(
                        "t",
                        TextData.of(IntStream.range(0, rows)
                                .mapToObj(i -> i % 3 == 0 ? null : i % 1000 + "x".repeat(i % 100_000 == 7 ? 20_000 : 0))
                                .toList()))));
        saved(frame, Compression.ZSTD);

        AnyFrames.assertSame(load(), frame);
    }

    @Test
    void everyFileThatIsCutOffIsMalformed() throws IOException {
        byte[] bytes = saved(sample(), Compression.SNAPPY);
        for (int length = 1; length < bytes.length; length++) {
            loading.file("f.parquet", Arrays.copyOf(bytes, length));
            assertCode(failure(), FailureCode.FILE_MALFORMED);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"hello, world", "a,b\n1,2\n", "PAR1", "PAR1PAR1", "PAR1\0\0\0\0PAR1", "PARE1234PARE", "{}"})
    void whatIsNoParquetFileIsMalformed(String content) {
        loading.file("f.parquet", content);

        assertCode(failure(), FailureCode.FILE_MALFORMED);
    }

    @Test
    void limitsAreKept() throws IOException {
        saved(sample(), Compression.SNAPPY);
        DataLimits limits = DataLimits.defaults();
        for (DataLimits tight : List.of(
                limits.withMaxRows(2),
                limits.withMaxColumns(2),
                limits.withMaxFrameBytes(16),
                limits.withMaxFileBytes(10, 10),
                limits.withMaxFileBytes(1 << 20, 10))) {
            assertCode(left(new ParquetSource("f.parquet").load(loading.context(tight))), FailureCode.MEMORY_LIMIT);
        }
        saved(Frame.ofColumns(List.of(new Column("t", TextData.of(List.of("abcd"))))), Compression.NONE);
        assertCode(
                left(new ParquetSource("f.parquet").load(loading.context(limits.withMaxCellLength(3)))),
                FailureCode.MEMORY_LIMIT);
    }

    @Test
    void cancelledItStops() throws IOException {
        saved(sample(), Compression.SNAPPY);
        WorkMonitor cancelled = new WorkMonitor() {
            @Override
            public boolean cancelled() {
                return true;
            }

            @Override
            public void progress(long done, long total, String unit) {}
        };

        assertCode(
                left(new ParquetSource("f.parquet")
                        .load(new LoadContext(DataRoots.of(List.of(root)), DataLimits.defaults(), cancelled))),
                FailureCode.COMMAND_CANCELLED);
    }

    @Test
    void halfOfASurrogatePairIsReplaced() throws IOException {
        saved(
                Frame.ofColumns(List.of(new Column("t", TextData.of(List.of("a\uD83D", "a\uDE00", "\uD83D\uDE00"))))),
                Compression.SNAPPY);

        Frame frame = load();

        assertThat(values(frame, "t")).containsExactly("a\uFFFD", "a\uFFFD", "\uD83D\uDE00");
        assertThat(((TextData) frame.data().get(0).data()).words()).hasSize(2);
    }
}
