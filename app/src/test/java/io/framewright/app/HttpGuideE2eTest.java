package io.framewright.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page about HTTP does what it says, with the programs of a shell. */
class HttpGuideE2eTest {
    private static final Path GUIDE = Path.of(System.getProperty("framewright.basedir"))
            .resolve("docs")
            .resolve("guide")
            .resolve("http.md");

    @Test
    void guideRunsAsOneSession(@TempDir Path directory) throws IOException, InterruptedException {
        assumeThat(isOnPath("curl")).as("curl is installed").isTrue();
        ShellSession session = new ShellSession(directory);
        session.framewright(session.onPath("framewright"));

        Cli.Ran ran = session.run(GUIDE, "wait");

        assertThat(ran.code()).as(ran.out()).isZero();
        assertThat(ran.out())
                .contains("{\"origin\":\"SFO\",\"delay\":12}")
                .contains("origin,delay\nSFO,45\nSFO,12\n")
                .contains("[{\"origin\":\"LAX\",\"delay\":7}]")
                .contains("\"eventType\":\"GET_INFO_WORKER_SUCCEEDED\"")
                .contains("framewright_commands_total")
                .contains("\"changed\":true");
        assertThat(session.work().resolve("flights.arrow")).isNotEmptyFile();
    }

    private static boolean isOnPath(String program) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory).resolve(program)));
    }
}
