package io.framewright.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.app.Cli.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages that show the command line do what they say. */
class PagesE2eTest {
    private static final Path CHECKOUT = Path.of(System.getProperty("framewright.basedir"));
    private static final Path GUIDE = CHECKOUT.resolve("docs").resolve("guide").resolve("command-line.md");
    private static final Path README = CHECKOUT.resolve("README.md");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    @SuppressWarnings("NullAway.Init")
    private ShellSession session;

    @BeforeEach
    void open() throws IOException {
        session = new ShellSession(directory);
    }

    @Test
    void guideToTheCommandLineRunsAsOneSession() throws IOException, InterruptedException {
        session.framewright(session.onPath("framewright"));

        Ran ran = session.run(GUIDE, "wait");

        assertThat(ran.code()).as(ran.out()).isZero();
        assertThat(ran.out()).contains("What to try next", "13.0", "Killed ");
    }

    /** In a checkout with a launcher that does not build and a Maven that does not test what is being tested. */
    @Test
    void readmeRunsAsOneSession() throws IOException, InterruptedException {
        session.framewright(session.work().resolve("framewright"));
        session.program(session.work().resolve("mvnw"), "test \"$*\" = verify");
        Files.createSymbolicLink(session.work().resolve("app"), CHECKOUT.resolve("app"));
        Files.createSymbolicLink(session.work().resolve("docs"), CHECKOUT.resolve("docs"));

        Ran ran = session.run(README, "kill $!; wait");

        assertThat(ran.code()).as(ran.out()).isZero();
        assertThat(ran.out()).contains("What to try next", "MEANDELAY", "Killed ", "MEAN_DELAY");
    }

    @Test
    void exitCodesOfTheGuideAreThoseOfTheProgram() throws IOException {
        String guide = Files.readString(GUIDE);

        for (ExitCode code : ExitCode.values()) {
            assertThat(guide).contains("| " + code.number() + " | " + code.meaning());
        }
    }
}
