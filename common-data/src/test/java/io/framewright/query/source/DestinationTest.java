package io.framewright.query.source;

import static io.framewright.query.source.Loading.assertCode;
import static io.framewright.query.source.Loading.left;
import static io.framewright.query.source.Loading.right;
import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.event.FailureCode;
import io.framewright.frame.Frame;
import io.framewright.frame.Words;
import io.framewright.query.WorkMonitor;
import io.framewright.query.source.Destination.Saved;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tech.tablesaw.api.DateTimeColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;

class DestinationTest {
    @TempDir
    Path root;

    private Loading loading;

    @BeforeEach
    void openRoot() {
        loading = new Loading(root);
    }

    private static Frame sample() {
        return Frame.of(Table.create(
                "sample",
                Words.column("text", Arrays.asList("a,\"b\"", null, "", "=1+1")),
                IntColumn.create("n", 1, Integer.MIN_VALUE, 3, 4),
                DoubleColumn.create("d", 0.1, Double.NaN, 1e300, Double.POSITIVE_INFINITY),
                DateTimeColumn.create(
                        "at",
                        LocalDateTime.of(2001, 1, 31, 18, 20),
                        null,
                        LocalDateTime.of(2001, 1, 1, 0, 0, 1, 5_000_000),
                        null)));
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(root)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void csvTellsMissingFromEmpty() throws IOException {
        Saved saved = right(new CsvDestination("out.csv", ';', true).save(sample(), false, loading.saveContext()));

        String content = """
                text;n;d;at
                "a,""b""\";1;0.1;2001-01-31T18:20:00
                ;;;
                "";3;1.0E300;2001-01-01T00:00:01.005
                =1+1;4;Infinity;
                """;
        assertThat(Files.readString(root.resolve("out.csv"))).isEqualTo(content);
        assertThat(saved).isEqualTo(new Saved(4, content.length()));
        assertThat(files()).containsExactly("out.csv");
    }

    @Test
    void jsonIsAnArrayOrLines() throws IOException {
        right(new JsonDestination("out.json", false).save(sample(), false, loading.saveContext()));
        right(new JsonDestination("out.ndjson", true).save(sample(), false, loading.saveContext()));

        String[] rows = {
            "{\"text\":\"a,\\\"b\\\"\",\"n\":1,\"d\":0.1,\"at\":\"2001-01-31T18:20:00\"}",
            "{\"text\":null,\"n\":null,\"d\":null,\"at\":null}",
            "{\"text\":\"\",\"n\":3,\"d\":1.0E300,\"at\":\"2001-01-01T00:00:01.005\"}",
            "{\"text\":\"=1+1\",\"n\":4,\"d\":null,\"at\":null}"
        };
        assertThat(Files.readString(root.resolve("out.json"))).isEqualTo("[" + String.join(",", rows) + "]\n");
        assertThat(Files.readString(root.resolve("out.ndjson"))).isEqualTo(String.join("\n", rows) + "\n");
    }

    @Test
    void gzIsWrittenByTheNameAndReadBack() {
        right(new CsvDestination("out.csv.gz", ',', true).save(sample(), false, loading.saveContext()));
        right(new JsonDestination("out.json.gz", true).save(sample(), false, loading.saveContext()));

        assertThat(Loading.values(loading.load("{'type': 'csv', 'path': 'out.csv.gz'}"), "text"))
                .containsExactly("a,\"b\"", null, "", "=1+1");
        assertThat(Loading.values(loading.load("{'type': 'json', 'path': 'out.json.gz'}"), "text"))
                .containsExactly("a,\"b\"", null, "", "=1+1");
    }

    @Test
    void aFileThatIsThereIsReplacedOnlyWhenThatWasAskedFor() throws IOException {
        loading.file("out.csv", "old");
        CsvDestination destination = new CsvDestination("out.csv", ',', true);

        assertCode(left(destination.save(sample(), false, loading.saveContext())), FailureCode.FILE_EXISTS);
        assertThat(Files.readString(root.resolve("out.csv"))).isEqualTo("old");
        right(destination.save(sample(), true, loading.saveContext()));
        assertThat(Files.readString(root.resolve("out.csv"))).startsWith("text,n,d,at\n");
        assertThat(files()).containsExactly("out.csv");
    }

    @Test
    void aFileThatAppearsMeanwhileIsNotReplaced() throws IOException {
        SaveContext context = new SaveContext(DataRoots.of(List.of(root)), new WorkMonitor() {
            @Override
            public boolean cancelled() {
                loading.file("out.csv", "somebody else's");
                return false;
            }

            @Override
            public void progress(long done, long total, String unit) {}
        });

        assertCode(
                left(new CsvDestination("out.csv", ',', true).save(sample(), false, context)), FailureCode.FILE_EXISTS);
        assertThat(Files.readString(root.resolve("out.csv"))).isEqualTo("somebody else's");
        assertThat(files()).containsExactly("out.csv");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void aCancelledSaveLeavesNothingBehind(int after) throws IOException {
        loading.file("out.json", "old");
        SaveContext context = new SaveContext(DataRoots.of(List.of(root)), new WorkMonitor() {
            private int asked;

            @Override
            public boolean cancelled() {
                return asked++ >= after;
            }

            @Override
            public void progress(long done, long total, String unit) {}
        });

        assertCode(
                left(new JsonDestination("out.json", false).save(sample(), true, context)),
                FailureCode.COMMAND_CANCELLED);
        assertThat(files()).containsExactly("out.json");
        assertThat(Files.readString(root.resolve("out.json"))).isEqualTo("old");
    }

    @Test
    void aFailedSaveLeavesNothingBehind() throws IOException {
        Frame nul = Frame.of(Table.create("t", Words.column("a", List.of("x", "a\0b"))));

        assertCode(
                left(new CsvDestination("out.csv", ',', true).save(nul, false, loading.saveContext())),
                FailureCode.INVALID_COMMAND);
        assertThat(files()).isEmpty();
        right(new JsonDestination("out.json", false).save(nul, false, loading.saveContext()));
    }

    @Test
    void aDirectoryThatMayNotBeWrittenToIsRefused() throws IOException {
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("r-xr-xr-x"));
        try {
            Assumptions.assumeFalse(Files.isWritable(root), "this user may write everywhere");
            assertCode(
                    left(new CsvDestination("out.csv", ',', true).save(sample(), false, loading.saveContext())),
                    FailureCode.FILE_UNUSABLE);
        } finally {
            Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    @Test
    void aPathOutsideIsRefused() {
        assertCode(
                left(new CsvDestination("../out.csv", ',', true).save(sample(), false, loading.saveContext())),
                FailureCode.PATH_NOT_ALLOWED);
    }

    @Test
    void aFrameWithoutColumnsIsNoCsv() {
        assertCode(
                left(new CsvDestination("out.csv", ',', true)
                        .save(Frame.of(Table.create("t")), false, loading.saveContext())),
                FailureCode.INVALID_COMMAND);
    }

    @Test
    void halfOfASurrogatePairIsReplaced() {
        Frame broken = Frame.of(Table.create("t", Words.column("a", List.of("x\uD83D", "\uD83D\uDE00"))));

        right(new CsvDestination("out.csv", ',', true).save(broken, false, loading.saveContext()));
        right(new JsonDestination("out.json", false).save(broken, false, loading.saveContext()));

        for (String source : List.of("{'type': 'csv', 'path': 'out.csv'}", "{'type': 'json', 'path': 'out.json'}")) {
            assertThat(Loading.values(loading.load(source), "a")).containsExactly("x\uFFFD", "\uD83D\uDE00");
        }
    }
}
