package io.framewright.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class BugsTest {
    private final StringWriter err = new StringWriter();
    private final Console console = new Console(new PrintWriter(new StringWriter()), new PrintWriter(err, true), false);

    @Test
    void bugIsOneLineWithTheFileThatHasTheRest() throws IOException {
        int code = Bugs.report(console, new IllegalStateException("the inner truth"));

        assertThat(code).isEqualTo(70);
        assertThat(err.toString())
                .startsWith("INTERNAL_ERROR: ")
                .hasLineCount(1)
                .doesNotContain("\tat ");
        Matcher named = Pattern.compile("with the log (\\S+)\\.\\s*$").matcher(err.toString());
        assertThat(named.find()).isTrue();
        Path log = Path.of(named.group(1));
        assertThat(log).content().contains("the inner truth", "at io.framewright.app.BugsTest");
        Files.delete(log);
    }

    @Test
    void memoryThatRanOutIsNoBugAndTheWayOutIsSaid() {
        assertThat(Bugs.report(console, new OutOfMemoryError("Java heap space")))
                .isEqualTo(1);
        assertThat(err.toString()).startsWith("MEMORY_LIMIT: ").contains("FRAMEWRIGHT_JAVA_OPTS");
    }
}
