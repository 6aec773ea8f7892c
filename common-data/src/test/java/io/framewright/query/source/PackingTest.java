package io.framewright.query.source;

import static io.framewright.query.source.Loading.assertCode;
import static io.framewright.query.source.Loading.left;
import static io.framewright.query.source.Loading.right;
import static io.framewright.query.source.Loading.values;
import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.event.FailureCode;
import io.framewright.frame.Column;
import io.framewright.frame.Frame;
import io.framewright.frame.TextData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of text that are compressed with Zstandard. */
class PackingTest {
    @TempDir
    Path root;

    private Loading loading = new Loading(Path.of("."));

    @BeforeEach
    void openRoot() {
        loading = new Loading(root);
    }

    private static Frame sample(int rows) {
        return Frame.ofColumns(List.of(new Column(
                "text",
                TextData.of(IntStream.range(0, rows)
                        .mapToObj(i -> i % 9 == 0 ? null : "text " + i)
                        .toList()))));
    }

    private byte[] zstd(int rows) throws IOException {
        right(new CsvDestination("f.csv.zst", ',', true).save(sample(rows), true, loading.saveContext()));
        return Files.readAllBytes(root.resolve("f.csv.zst"));
    }

    @Test
    void whatIsWrittenByTheNameIsReadByTheContent() throws IOException {
        byte[] csv = zstd(100_000);
        right(new JsonDestination("f.json.zst", true).save(sample(100_000), false, loading.saveContext()));
        loading.file("f.csv", csv);

        for (String source : List.of(
                "{'type': 'csv', 'path': 'f.csv.zst'}",
                "{'type': 'csv', 'path': 'f.csv'}",
                "{'type': 'json', 'path': 'f.json.zst'}")) {
            assertThat(values(loading.load(source), "text")).isEqualTo(values(sample(100_000), "text"));
        }
        assertThat(csv.length).isLessThan(600_000);
    }

    @Test
    void duckDbReadsAndWritesTheSame() throws IOException {
        zstd(1_000);
        TestDatabases.run(
                "jdbc:duckdb:",
                "copy (select * from read_csv('" + root.resolve("f.csv.zst") + "')) to '"
                        + root.resolve("theirs.csv.zst") + "' (format csv, compression zstd)");

        assertThat(values(loading.load("{'type': 'csv', 'path': 'theirs.csv.zst'}"), "text"))
                .isEqualTo(values(sample(1_000), "text"));
    }

    @Test
    void framesOneBehindTheOtherAreOneFile() throws IOException {
        byte[] one = zstd(10);
        byte[] two = Arrays.copyOf(one, 2 * one.length);
        System.arraycopy(one, 0, two, one.length, one.length);
        loading.file("two.csv.zst", two);

        assertThat(loading.load("{'type': 'csv', 'path': 'two.csv.zst'}").rowCount())
                .isEqualTo(21);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 4, 5, 9, 30, 5_000})
    void aFileThatIsCutOffIsRefused(int length) throws IOException {
        loading.file("f.csv.zst", Arrays.copyOf(zstd(100_000), length));

        assertCode(left(loading.tryLoad("{'type': 'csv', 'path': 'f.csv.zst'}")), FailureCode.FILE_MALFORMED);
    }

    @Test
    void aNameThatIsNotTrueIsRefused() {
        loading.file("f.csv.zst", "a,b\n1,2\n");

        assertCode(left(loading.tryLoad("{'type': 'csv', 'path': 'f.csv.zst'}")), FailureCode.FILE_MALFORMED);
    }

    @Test
    void damagedFilesAreReadOrRefused() throws IOException {
        byte[] whole = zstd(2_000);
        Random random = new Random(3);
        for (int i = 0; i < 2_000; i++) {
            byte[] damaged = whole.clone();
            damaged[random.nextInt(i % 2 == 0 ? 40 : damaged.length)] ^= (byte) (1 << random.nextInt(8));
            loading.file("f.csv.zst", damaged);
            var read = loading.tryLoad("{'type': 'csv', 'path': 'f.csv.zst'}");
            if (read.isLeft()) {
                assertThat(left(read).code()).isIn("FILE_MALFORMED", "FILE_ENCODING", "MEMORY_LIMIT", "FILE_EMPTY");
            }
        }
    }

    @Test
    void aBombIsRefused() throws IOException {
        right(new CsvDestination("bomb.csv.zst", ',', true)
                .save(
                        Frame.ofColumns(
                                List.of(new Column("a", TextData.of(java.util.Collections.nCopies(1 << 20, "x"))))),
                        true,
                        loading.saveContext()));

        var failure = left(new CsvSource(
                        "bomb.csv.zst",
                        java.util.Optional.empty(),
                        true,
                        java.util.Optional.empty(),
                        java.util.Map.of(),
                        java.util.Optional.empty(),
                        java.util.Optional.of('"'))
                .load(loading.context(DataLimits.defaults().withMaxFileBytes(1 << 20, 100_000))));

        assertCode(failure, FailureCode.MEMORY_LIMIT);
        assertThat(failure.detail()).containsKey("maxExpandedBytes");
    }
}
