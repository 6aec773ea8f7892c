package io.framewright.query.source;

import static io.framewright.query.source.Loading.assertCode;
import static io.framewright.query.source.Loading.left;
import static io.framewright.query.source.Loading.right;
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
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Files that earlier versions have written are read for ever. Whoever changes what is written raises the version
 * ({@link ArrowMetadata#FORMAT}, {@link ParquetFooter#FORMAT}), which makes a directory of goldens beside the old ones:
 * what is written now is in {@code target/goldens} after this test has failed.
 */
class GoldensTest {
    private static final Path GOLDENS =
            Path.of(System.getProperty("framewright.basedir"), "common-data/src/test/resources/goldens");
    private static final Path WRITTEN =
            Path.of(System.getProperty("framewright.basedir"), "common-data/target/goldens");
    private static final int ROWS = 6;

    @TempDir
    Path root;

    private Loading loading = new Loading(Path.of("."));

    @BeforeEach
    void openRoot() {
        loading = new Loading(root);
    }

    /** Never to be changed: the files hold these values. */
    private static Map<String, List<@Nullable Object>> values() {
        return Map.of(
                "integer", Arrays.asList(0, -1, null, Integer.MAX_VALUE, Integer.MIN_VALUE + 1, 7),
                "long", Arrays.asList(0L, null, Long.MAX_VALUE, Long.MIN_VALUE + 1, -5L, 7L),
                "double",
                        Arrays.asList(
                                -0.0, 0.1, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, null, Double.MIN_VALUE),
                "boolean", Arrays.asList(true, false, null, true, true, null),
                "string", Arrays.asList("a", "", null, "日本 \uD83D\uDE00", "a", "a,\"b\"\n"),
                "many", Arrays.asList("u", "v", "w", "x", "y", "z"),
                "date",
                        Arrays.asList(
                                LocalDate.of(1969, 12, 31),
                                null,
                                LocalDate.of(2024, 2, 29),
                                LocalDate.of(1, 1, 1),
                                LocalDate.of(9999, 12, 31),
                                LocalDate.of(-44, 3, 15)),
                "time",
                        Arrays.asList(
                                LocalTime.MIDNIGHT,
                                LocalTime.of(23, 59, 59, 999_000_000),
                                null,
                                LocalTime.NOON,
                                LocalTime.of(1, 2, 3),
                                null),
                "dateTime",
                        Arrays.asList(
                                LocalDateTime.of(1969, 12, 31, 23, 59, 59, 999_000_000),
                                null,
                                LocalDateTime.of(2024, 2, 29, 12, 0),
                                LocalDateTime.of(1, 1, 1, 0, 0),
                                LocalDateTime.of(9999, 12, 31, 23, 59),
                                null),
                "instant",
                        Arrays.asList(
                                Instant.EPOCH,
                                Instant.parse("1969-12-31T23:59:59.999Z"),
                                null,
                                Instant.parse("2024-02-29T12:00:00Z"),
                                null,
                                Instant.parse("9999-12-31T23:59:59Z")));
    }

    private static List<@Nullable Object> valuesOf(String column) {
        return Objects.requireNonNull(values().get(column));
    }

    private static Frame frame() {
        return Frame.ofColumns(List.of(
                ints("integer", ColumnType.INTEGER),
                longs("long", ColumnType.LONG),
                new Column(
                        "double",
                        DoubleData.of(valuesOf("double").stream()
                                .mapToDouble(value -> value == null ? Double.NaN : (Double) value)
                                .toArray())),
                truths(),
                texts("string"),
                texts("many"),
                ints("date", ColumnType.LOCAL_DATE),
                ints("time", ColumnType.LOCAL_TIME),
                longs("dateTime", ColumnType.LOCAL_DATE_TIME),
                longs("instant", ColumnType.INSTANT),
                new Column(
                        "nothing",
                        IntData.of(
                                ColumnType.INTEGER,
                                IntStream.generate(() -> IntData.MISSING)
                                        .limit(ROWS)
                                        .toArray()))));
    }

    private static Column ints(String name, ColumnType type) {
        return new Column(
                name,
                IntData.of(
                        type,
                        valuesOf(name).stream()
                                .mapToInt(value -> value instanceof LocalDate date
                                        ? Packed.of(date)
                                        : value instanceof LocalTime time
                                                ? Packed.of(time)
                                                : value == null ? IntData.MISSING : (Integer) value)
                                .toArray()));
    }

    private static Column longs(String name, ColumnType type) {
        return new Column(
                name,
                LongData.of(
                        type,
                        valuesOf(name).stream()
                                .mapToLong(value -> value instanceof LocalDateTime at
                                        ? Packed.of(at)
                                        : value instanceof Instant at
                                                ? Packed.of(at)
                                                : value == null ? LongData.MISSING : (Long) value)
                                .toArray()));
    }

    private static Column truths() {
        byte[] bytes = new byte[ROWS];
        for (int row = 0; row < ROWS; row++) {
            Object value = valuesOf("boolean").get(row);
            bytes[row] = value == null ? BooleanData.MISSING : (byte) ((Boolean) value ? 1 : 0);
        }
        return new Column("boolean", BooleanData.of(bytes));
    }

    private static Column texts(String name) {
        return new Column(
                name,
                TextData.of(valuesOf(name).stream().map(value -> (String) value).toList()));
    }

    private Frame read(Path golden) throws IOException {
        String name = golden.getFileName().toString();
        Files.copy(golden, root.resolve(name));
        return right(
                (name.endsWith(".arrow") ? new ArrowSource(name) : new ParquetSource(name)).load(loading.context()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arrow-1/plain.arrow",
                "arrow-1/stream.arrow",
                "arrow-1/zstd.arrow",
                "parquet-1/none.parquet",
                "parquet-1/snappy.parquet",
                "parquet-1/zstd.parquet"
            })
    void oldFilesAreRead(String file) throws IOException {
        Frame read = read(GOLDENS.resolve(file));

        assertThat(Loading.columns(read)).isEqualTo(Loading.columns(frame()));
        values().forEach((name, expected) ->
                assertThat(Loading.values(read, name)).as(name).isEqualTo(expected));
        assertThat(Loading.values(read, "nothing")).containsOnlyNulls().hasSize(ROWS);
    }

    /** What is compressed is not looked at: another version of the library may do it better. */
    @ParameterizedTest
    @ValueSource(
            strings = {"plain.arrow", "stream.arrow", "none.parquet", "zstd.arrow", "snappy.parquet", "zstd.parquet"})
    void whatIsWrittenIsTheGoldenOfItsVersion(String file) throws IOException {
        boolean arrow = file.endsWith(".arrow");
        Compression compression = file.startsWith("zstd")
                ? Compression.ZSTD
                : file.startsWith("snappy") ? Compression.SNAPPY : Compression.NONE;
        Destination destination = arrow
                ? new ArrowDestination(file, file.startsWith("stream"), compression)
                : new ParquetDestination(file, compression);
        right(destination.save(frame(), false, loading.saveContext()));
        byte[] written = Files.readAllBytes(root.resolve(file));
        String version = arrow ? "arrow-" + ArrowMetadata.FORMAT : "parquet-" + ParquetFooter.FORMAT;
        Path golden = GOLDENS.resolve(version).resolve(file);

        byte[] expected = Files.exists(golden) ? Files.readAllBytes(golden) : new byte[0];
        boolean same = compression == Compression.NONE ? Arrays.equals(written, expected) : expected.length > 0;
        if (!same) {
            Files.createDirectories(WRITTEN.resolve(version));
            Files.write(WRITTEN.resolve(version).resolve(file), written);
        }
        assertThat(same)
                .as("what is written is not " + golden + "; see the description of this test")
                .isTrue();
    }

    @Test
    void aHigherVersionIsRefused() throws IOException {
        for (String file : List.of("arrow-1/plain.arrow", "parquet-1/none.parquet")) {
            String bytes = new String(Files.readAllBytes(GOLDENS.resolve(file)), StandardCharsets.ISO_8859_1);
            assertThat(bytes).contains("framewright.format");
            String raised = bytes.replace("\1\0\0\0001\0", "\1\0\0\0002\0")
                    .replace("framewright.format\30\0011", "framewright.format\30\0012");
            assertThat(raised).isNotEqualTo(bytes);
            String name = file.substring(file.indexOf('/') + 1);
            loading.file(name, raised.getBytes(StandardCharsets.ISO_8859_1));

            Failure failure = left((name.endsWith(".arrow") ? new ArrowSource(name) : new ParquetSource(name))
                    .load(loading.context()));

            assertCode(failure, FailureCode.FILE_MALFORMED);
            assertThat(failure.message()).contains("version");
        }
    }
}
