package io.framewright.query.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.frame.Column;
import io.framewright.frame.ColumnType;
import io.framewright.frame.DoubleData;
import io.framewright.frame.Frame;
import io.framewright.frame.TextData;
import io.framewright.query.Cores;
import io.framewright.query.WorkMonitor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;

/** Reading in blocks against reading character by character: the same frame, or the same failure, from any file. */
class BlockReadingTest {
    private static final List<Integer> BLOCK_SIZES = List.of(1, 2, 3, 7, 16, 50, 333, 1 << 20);
    private static final List<Cores> CORES = List.of(Cores.of(1), Cores.of(3));

    private static Path root = Path.of("");

    @BeforeContainer
    static void makeRoot() throws IOException {
        root = Files.createTempDirectory("blocks");
    }

    @AfterContainer
    static void removeRoot() throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }

    /** What a file is like; its cells come from a few of the forms there are, so that columns have types. */
    private static final class Draft {
        private static final List<List<String>> FORMS = List.of(
                List.of("0", "1", "-1", "42", "12345678", "123456789", "2147483647", "-2147483647", "-0"),
                List.of("2147483648", "-2147483648", "9223372036854775807", "-9223372036854775808", "1234567890123456"),
                List.of(
                        "9223372036854775808",
                        "123456789012345678901234567890",
                        "007",
                        "+5",
                        "00",
                        "1234567890123456789"),
                List.of(
                        "0.5",
                        "-1.25",
                        "37.215412",
                        "12345678.12345678",
                        "99999999.99999999",
                        "0.1",
                        "-0.0",
                        "100.000"),
                List.of("1e5", ".5", "5.", "1.7976931348623157E308", "4.9e-324", "1e400", "Infinity", "-inf", "01.5"),
                List.of("0.12345678901234567", "9007199254740993.0", "123456789.5", "1.123456789", "-.5e-3", "1.", "-"),
                List.of("NA", "NaN", "null", "\\N", " NA ", "None", "-999", "\"NA\"", "NAN", "\"NaN\""),
                List.of("true", "FALSE", "True", "1", "0"),
                List.of("2001-01-31", "2001/01/31", "2001-02-29", "+12001-01-01", "-0044-03-15"),
                List.of("2001-01-31 18:20", "2001-01-31T18:20:59.5", "2001-01-31T18:20:59.1234", "2001-01-31"),
                List.of("18:20", "18:20:59.25", "24:00"),
                List.of("2001-01-31T18:20Z", "2001-01-31T18:20:00+01:00"),
                List.of("a", "id016", "id0000042202", "sixteen bytes ok", "a text of more than sixteen bytes", "bb"),
                List.of("é", "日本語", "\uD83D\uDE00", "\u00A05\u00A0", "naïve café, thé", "a\"b", "5\" pipe", "\uFEFF"),
                List.of(" 1 ", "\t2", " 1.5", "1 ", "  ", " true"),
                List.of("\"1\"", "\"1.5\"", "\" 7 \"", "\"\"", "\"x\"", "\"a,b\"", "\"é\""),
                List.of(
                        "\"say \"\"hi\"\"\"",
                        "\"line\nend\"",
                        "\"line\r\nend\"",
                        "\"\r\"",
                        "\"\n\n\"",
                        "\"\"\"\"",
                        "\",\n,\""),
                List.of("", "", ""));

        private final Random random;

        Draft(long seed) {
            random = new Random(seed);
        }

        private boolean rarely() {
            return random.nextInt(12) == 0;
        }

        byte[] bytes() {
            int columns = 1 + random.nextInt(4);
            int rows = random.nextInt(30);
            String end = rarely() ? "\r" : random.nextInt(4) == 0 ? "\r\n" : "\n";
            List<List<Integer>> forms =
                    Stream.generate(this::forms).limit(columns).toList();
            StringBuilder text = new StringBuilder(rarely() ? "\uFEFF" : "");
            text.append(rarely() ? end : "");
            for (int row = -1; row < rows; row++) {
                for (int column = 0; column < columns; column++) {
                    text.append(column == 0 ? "" : ",");
                    text.append(row < 0 ? header(column) : cell(forms.get(column), row == rows - 1));
                }
                text.append(random.nextInt(200) == 0 ? "," : "");
                text.append(row == rows - 1 && random.nextBoolean() ? "" : random.nextInt(100) == 0 ? "\r" : end);
                text.append(random.nextInt(40) == 0 ? end : "");
            }
            byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
            if (bytes.length > 0 && random.nextInt(25) == 0) {
                bytes[random.nextInt(bytes.length)] = (byte) "\000\u00C3\u00FF\"\r\n,x".charAt(random.nextInt(8));
            }
            return bytes;
        }

        private String header(int column) {
            return rarely()
                    ? List.of("", "a", "\"x\"\"y\"", " b ", "\"two\nlines\"").get(random.nextInt(5))
                    : "c" + column;
        }

        private List<Integer> forms() {
            int first = random.nextInt(FORMS.size());
            return random.nextBoolean()
                    ? List.of(first)
                    : List.of(first, first, random.nextInt(FORMS.size()), FORMS.size() - 1);
        }

        /** Now and then the last row has a cell of another form than all the others. */
        private String cell(List<Integer> forms, boolean last) {
            int form = last && random.nextInt(3) == 0
                    ? random.nextInt(FORMS.size())
                    : forms.get(random.nextInt(forms.size()));
            List<String> cells = FORMS.get(form);
            return cells.get(random.nextInt(cells.size()));
        }
    }

    @Property(tries = 3000)
    void readingInBlocksGivesWhatReadingCharactersGives(
            @ForAll long seed,
            @ForAll("blockSizes") int blockSize,
            @ForAll("cores") Cores cores,
            @ForAll("sources") CsvSource source) {
        byte[] content = new Draft(seed).bytes();

        assertSame(content, source, blockSize, cores);
    }

    @Property(tries = 2000)
    void anyFewCharactersAreReadAlike(
            @ForAll("text") String text,
            @ForAll("blockSizes") int blockSize,
            @ForAll("cores") Cores cores,
            @ForAll("sources") CsvSource source) {
        assertSame(text.getBytes(StandardCharsets.UTF_8), source, blockSize, cores);
    }

    @Property(tries = 2000)
    void decimalsAreReadAsJavaReadsThem(@ForAll double value, @ForAll("decimals") String decimal) {
        for (String text : List.of(Double.toString(value), decimal, "-" + decimal)) {
            Frame frame = right(readBlocks(("n\n1.5\n" + text + "\n").getBytes(StandardCharsets.UTF_8)));
            if (frame.column("n").orElseThrow().data() instanceof DoubleData data) {
                assertThat(Double.doubleToLongBits(data.values()[1]))
                        .as(text)
                        .isEqualTo(Double.doubleToLongBits(Double.parseDouble(text)));
            } else {
                assertThat(text).as("what is not a number").matches("-?0\\d.*|-?Infinity|NaN");
            }
        }
    }

    @Example
    void whatIsRightAboutAFileIsReadInBlocks() throws IOException {
        List<String> files = List.of(
                "a,b\n1,2\n3,4",
                "\uFEFF\n\na,\"b\"\r\n1,x\r\n\r\n2,\"\"\r\n",
                "a,b\n" + "\"two\n\nlines, \"\"quoted\"\"\",1\nno \"quotes\",2\n,NA\n".repeat(20),
                "a\n\n1\n\nx\n",
                "é,日本\n" + "1.5,é\n".repeat(30) + "x,\uD83D\uDE00\n");
        for (String text : files) {
            byte[] content = text.getBytes(StandardCharsets.UTF_8);
            CsvSource source = source("file.csv", true, Map.of(), Optional.empty(), '"');
            Frame expected = right(readText(content, source));
            for (int blockSize : BLOCK_SIZES) {
                LoadContext context = context(root, WorkMonitor.NONE);
                DataFile file = DataFile.of("file.csv", root.toRealPath().resolve("file.csv"), context, null);
                try (FileBytes bytes = Objects.requireNonNull(file.openBytes())) {
                    LoadWatch watch = new LoadWatch(WorkMonitor.NONE, 0);
                    Frame frame =
                            BlockReading.read(source, ',', context.limits(), bytes, watch, CORES.get(1), blockSize);
                    assertSameFrame(frame, expected);
                }
            }
        }
    }

    @Example
    void textsThatAreMostlyNewGetCodesInOrderOfTheirFirstRow() throws IOException {
        StringBuilder text = new StringBuilder("s,long\n");
        Random random = new Random(7);
        int rows = 1_300_000;
        for (int row = 0; row < rows; row++) {
            int word = random.nextInt(20) == 0 ? random.nextInt(1 + row) : row;
            text.append('w')
                    .append(word)
                    .append(",a rather long text ")
                    .append(word)
                    .append('\n');
        }
        Path own = Files.createTempDirectory("many");
        Path file = Files.writeString(own.resolve("many.csv"), text);
        try {
            Frame frame = right(load("many.csv", own, CORES.get(1), 1 << 20));
            for (Column column : frame.data()) {
                assertFirstRowOrder((TextData) column.data(), rows);
            }
            String[] lines = text.toString().split("\n", -1);
            TextData words = (TextData) frame.column("long").orElseThrow().data();
            for (int row = 0; row < rows; row++) {
                assertThat(lines[row + 1]).endsWith(words.text(row));
            }
        } finally {
            Files.delete(file);
            Files.delete(own);
        }
    }

    private static void assertFirstRowOrder(TextData data, int rows) {
        int next = 0;
        Map<String, Integer> codes = new HashMap<>();
        for (int row = 0; row < rows; row++) {
            int code = data.codes()[row];
            assertThat(code).isLessThanOrEqualTo(next);
            next = Math.max(next, code + 1);
            assertThat(codes.merge(data.words()[code], code, (old, same) -> old))
                    .isEqualTo(code);
        }
        assertThat(data.words()).hasSize(next);
    }

    @Example
    void aCancelledLoadIsNotTriedAgain() {
        WorkMonitor cancelled = new WorkMonitor() {
            @Override
            public boolean cancelled() {
                return true;
            }

            @Override
            public void progress(long done, long total, String unit) {}
        };
        assertThat(failure(in(root, "file.csv", "a\n1\n".getBytes(StandardCharsets.UTF_8), cancelled, CORES.get(1), 1))
                        .code())
                .isEqualTo(FailureCode.COMMAND_CANCELLED.name());
    }

    private static void assertSame(byte[] content, CsvSource source, int blockSize, Cores cores) {
        Either<Failure, Frame> general = readText(content, source);
        Either<Failure, Frame> blocks = load(source, root, cores, blockSize);
        if (general.fold(failure -> true, pending -> false, frame -> false)) {
            assertThat(failure(blocks)).isEqualTo(failure(general));
            return;
        }
        Frame expected = right(general);
        Frame frame = right(blocks);
        assertSameFrame(frame, expected);
    }

    private static void assertSameFrame(Frame frame, Frame expected) {
        assertThat(Loading.columns(frame)).isEqualTo(Loading.columns(expected));
        assertThat(frame.rowCount()).isEqualTo(expected.rowCount());
        for (String name : expected.columnNames()) {
            assertThat(bits(frame, name)).as(name).isEqualTo(bits(expected, name));
            if (expected.column(name).orElseThrow().data() instanceof TextData texts) {
                TextData read = (TextData) frame.column(name).orElseThrow().data();
                assertThat(read.words()).isEqualTo(texts.words());
                assertThat(read.codes()).isEqualTo(Arrays.copyOf(texts.codes(), texts.size()));
            }
        }
    }

    private static List<@Nullable Object> bits(Frame frame, String column) {
        List<@Nullable Object> values = Loading.values(frame, column);
        values.replaceAll(value -> value instanceof Double number ? Double.doubleToRawLongBits(number) : value);
        return values;
    }

    private static Either<Failure, Frame> readText(byte[] content, CsvSource source) {
        try {
            Files.write(root.resolve(source.path()), content);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        LoadContext context = context(root, WorkMonitor.NONE);
        return FileLoading.load(
                source.path(),
                source.encoding(),
                context,
                file -> CsvReading.readText(source, file, context.limits(), ',', 0));
    }

    private static Either<Failure, Frame> readBlocks(byte[] content) {
        return in(root, "file.csv", content, WorkMonitor.NONE, CORES.get(0), 1 << 20);
    }

    private static Either<Failure, Frame> in(
            Path directory, String name, byte[] content, WorkMonitor monitor, Cores cores, int blockSize) {
        try {
            Files.write(directory.resolve(name), content);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return load(source(name, true, Map.of(), Optional.empty(), '"'), context(directory, monitor), cores, blockSize);
    }

    private static Either<Failure, Frame> load(String name, Path directory, Cores cores, int blockSize) {
        return load(source(name, true, Map.of(), Optional.empty(), '"'), directory, cores, blockSize);
    }

    private static Either<Failure, Frame> load(CsvSource source, Path directory, Cores cores, int blockSize) {
        return load(source, context(directory, WorkMonitor.NONE), cores, blockSize);
    }

    private static Either<Failure, Frame> load(CsvSource source, LoadContext context, Cores cores, int blockSize) {
        return FileLoading.load(
                source.path(),
                source.encoding(),
                context,
                file -> CsvReading.read(source, file, context.limits(), cores, blockSize));
    }

    private static LoadContext context(Path directory, WorkMonitor monitor) {
        return new LoadContext(DataRoots.of(List.of(directory)), DataLimits.defaults(), monitor);
    }

    private static Frame right(Either<Failure, Frame> either) {
        return Loading.right(either);
    }

    private static Failure failure(Either<Failure, Frame> either) {
        return Loading.left(either);
    }

    private static CsvSource source(
            String path, boolean header, Map<String, ColumnType> types, Optional<List<String>> missing, char quote) {
        return new CsvSource(
                path,
                Optional.of(','),
                header,
                Optional.empty(),
                types,
                missing,
                quote == 0 ? Optional.empty() : Optional.of(quote));
    }

    @Provide
    Arbitrary<CsvSource> sources() {
        Arbitrary<Map<String, ColumnType>> types = Arbitraries.oneOf(
                Arbitraries.just(Map.of()),
                Arbitraries.just(Map.of()),
                Arbitraries.of(ColumnType.values()).map(type -> Map.of("c0", type)));
        Arbitrary<Optional<List<String>>> missing = Arbitraries.of(
                Optional.empty(), Optional.empty(), Optional.of(List.of("-999", "NA", "é")), Optional.of(List.of("1")));
        return net.jqwik.api.Combinators.combine(
                        Arbitraries.of(true, true, false),
                        types,
                        missing,
                        Arbitraries.of('"', '"', '"', (char) 0, '\''))
                .as((header, asked, texts, quote) -> source("file.csv", header, asked, texts, quote));
    }

    @Provide
    Arbitrary<Integer> blockSizes() {
        return Arbitraries.of(BLOCK_SIZES);
    }

    @Provide
    Arbitrary<Cores> cores() {
        return Arbitraries.of(CORES);
    }

    @Provide
    Arbitrary<String> text() {
        return Arbitraries.strings().withChars("a1.,\"\n\r é-").ofMaxLength(40);
    }

    @Provide
    Arbitrary<String> decimals() {
        return Arbitraries.strings()
                .numeric()
                .ofMinLength(1)
                .ofMaxLength(10)
                .flatMap(before ->
                        Arbitraries.strings().numeric().ofMaxLength(12).map(behind -> before + "." + behind));
    }
}
