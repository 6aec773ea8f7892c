package io.framewright.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A page that fails in the middle fails the test, and leaves nothing running. */
class ShellSessionTest {
    @Test
    void whatIsStillRunningEndsWithThePage(@TempDir Path directory) throws IOException, InterruptedException {
        Path page = Files.writeString(directory.resolve("page.md"), """
                ```sh
                sleep 300 &
                echo $! > ended
                kill $!
                sleep 300 > /dev/null &
                echo $! > running
                ```
                ```sh
                ls nothing-here
                echo never
                ```
                """);
        ShellSession session = new ShellSession(directory);

        Cli.Ran ran = session.run(page, "wait");

        assertThat(ran.code()).as(ran.out()).isPositive();
        assertThat(ran.out()).contains("+ ls nothing-here").doesNotContain("never");
        long running = Long.parseLong(
                Files.readString(session.work().resolve("running")).strip());
        assertThat(ProcessHandle.of(running).filter(ProcessHandle::isAlive)).isEmpty();
    }
}
