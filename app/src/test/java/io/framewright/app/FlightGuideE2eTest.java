package io.framewright.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page about Arrow Flight starts a platform as it says; what it reads is tested where Flight is. */
class FlightGuideE2eTest {
    private static final Path GUIDE = Path.of(System.getProperty("framewright.basedir"))
            .resolve("docs")
            .resolve("guide")
            .resolve("flight.md");

    @Test
    void upSaysWhereItListens(@TempDir Path directory) throws IOException, InterruptedException {
        ShellSession session = new ShellSession(directory);
        session.framewright(session.onPath("framewright"));

        Cli.Ran ran = session.run(GUIDE, "kill $!\nwait");

        assertThat(ran.code()).as(ran.out()).isZero();
        assertThat(ran.out()).containsPattern("FLIGHT=grpc://127\\.0\\.0\\.1:\\d+");
    }
}
