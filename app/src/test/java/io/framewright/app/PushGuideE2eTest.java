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

/** The pages about pushing and about who may what do what they say. */
class PushGuideE2eTest {
    private static final Path GUIDE =
            Path.of(System.getProperty("framewright.basedir")).resolve("docs").resolve("guide");

    private static Cli.Ran run(Path directory, String page) throws IOException, InterruptedException {
        assumeThat(isOnPath("curl")).as("curl is installed").isTrue();
        ShellSession session = new ShellSession(directory);
        session.framewright(session.onPath("framewright"));
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        session.program(session.onPath("keytool"), "exec '" + keytool + "' \"$@\"");
        Cli.Ran ran = session.run(GUIDE.resolve(page), "wait");
        assertThat(ran.code()).as(ran.out()).isZero();
        return ran;
    }

    @Test
    void framesArePushedAndFilesBrought(@TempDir Path directory) throws IOException, InterruptedException {
        assertThat(run(directory, "push.md").out())
                .contains("{\"origin\":\"OAK\",\"delay\":-3}")
                .contains("\"state\":\"DONE\"")
                .contains("Nothing is being pushed.")
                .contains("[{\"origin\":\"LAX\",\"delay\":7}]");
    }

    @Test
    void tokensLetIn(@TempDir Path directory) throws IOException, InterruptedException {
        assertThat(run(directory, "http-security.md").out())
                .contains("first (admin)")
                .contains("\"workers\":[]");
    }

    private static boolean isOnPath(String program) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory).resolve(program)));
    }
}
