package io.framewright.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.app.Cli.Ran;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DemoE2eTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    @SuppressWarnings("NullAway.Init")
    private Path temporary;

    @SuppressWarnings("NullAway.Init")
    private Cli cli;

    @BeforeEach
    void clean() throws IOException {
        cli = new Cli(home);
        temporary = Files.createDirectory(home.resolve("tmp"));
    }

    @Test
    void flightsAreLoadedReshapedQueriedSavedAndShown() throws IOException {
        Ran demo = demo();

        assertThat(demo.code()).as(demo.err() + demo.out()).isZero();
        assertThat(demo.out())
                .contains("SPAWN_WORKER_SUCCEEDED")
                .contains("LOAD_WORKER_FRAME_MANAGER_SUCCEEDED", "5000 rows")
                .contains("MODIFY_WORKER_FRAME_MANAGER_SUCCEEDED")
                .contains("QUERY_WORKER_FRAME_MANAGER_SUCCEEDED")
                .contains("SAVE_WORKER_FRAME_MANAGER_SUCCEEDED")
                .contains("ORIGIN", "MEAN", "PERCENT")
                .contains("What to try next")
                .doesNotContain("\u001b[");
        assertThat(demo.err()).contains("Starting the broker", "Starting Redis");
        try (Stream<Path> left = Files.list(temporary)) {
            assertThat(left.map(Path::getFileName).map(Path::toString))
                    .noneMatch(name -> name.startsWith("framewright-demo"));
        }
    }

    @Test
    void scriptsGetTheEvents() {
        Ran demo = demo("--json");

        assertThat(demo.code()).isZero();
        assertThat(demo.jsonLines())
                .extracting(event -> event.path("eventType").asText())
                .contains("SPAWN_WORKER_SUCCEEDED", "SAVE_WORKER_FRAME_MANAGER_SUCCEEDED");
    }

    @Test
    void chartIsAsciiWhereTheTerminalIs() {
        Ran ascii = cli.run(Map.of("LC_ALL", "C"), List.of("-Djava.io.tmpdir=" + temporary), "", "demo");
        Ran unicode = cli.run(Map.of("LC_ALL", "C.UTF-8"), List.of("-Djava.io.tmpdir=" + temporary), "", "demo");

        assertThat(ascii.out()).contains("####").doesNotContain("█", "?");
        assertThat(unicode.out()).contains("████");
    }

    static Stream<Arguments> files() {
        return Stream.of(
                Arguments.of("sales.csv", "city,amount\nBern,10\nGenf,2.5\nBern,3\n", List.of("CITY", "MEAN", "6.5")),
                Arguments.of("only texts.csv", "a,b\nx,y\nx,z\nw,z\n", List.of("rows by")),
                Arguments.of("only-numbers.csv", "x\n1.5\n2.5\n", List.of("MEAN", "2")),
                Arguments.of("semicolons.csv", "k;v\na;1\na;2\nb;3\n", List.of("K", "MEAN")),
                Arguments.of("odd names.csv", "the town,\"in `€` and, so\"\nBern,1\nGenf,2\n", List.of("Bern", "Genf")),
                Arguments.of("our names.csv", "rows,mean\na,1\na,2\nb,6\n", List.of("ROWS_", "1.5")),
                Arguments.of("one row.csv", "k,v\na,1\n", List.of("MEAN")),
                Arguments.of("missing.csv", "k,v\na,\nb,2\n,3\n", List.of("MEAN")));
    }

    @ParameterizedTest
    @MethodSource("files")
    void anyFileIsShownByItsOwnColumns(String name, String content, List<String> shown) throws IOException {
        Path file = Files.writeString(home.resolve(name), content, StandardCharsets.UTF_8);

        Ran demo = demo("--csv", file.toString());

        assertThat(demo.code()).as(demo.err() + demo.out()).isZero();
        assertThat(demo.out()).contains(shown);
        assertThat(file).hasContent(content);
    }

    @Test
    void fileThatIsNoneFailsWithTheReasonOfTheWorker() throws IOException {
        Path empty = Files.createFile(home.resolve("empty.csv"));
        Path binary = Files.write(home.resolve("binary.csv"), new byte[] {0, 1, 2, (byte) 0xFF, 0, 10, 0});

        Ran nothing = demo("--csv", empty.toString());
        Ran noText = demo("--csv", binary.toString());

        assertThat(nothing.code()).isEqualTo(1);
        assertThat(nothing.err()).contains("FILE_EMPTY: ");
        assertThat(noText.code()).isEqualTo(1);
        assertThat(noText.err()).contains("FILE_").doesNotContain("Exception");
    }

    private Ran demo(String... arguments) {
        String[] all = Stream.concat(Stream.of("demo"), Stream.of(arguments)).toArray(String[]::new);
        return cli.run(Map.of(), List.of("-Djava.io.tmpdir=" + temporary), "", all);
    }
}
