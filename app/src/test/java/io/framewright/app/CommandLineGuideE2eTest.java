package io.framewright.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guide to the command line does what it says. */
class CommandLineGuideE2eTest {
    private static final Path GUIDE =
            Path.of(System.getProperty("framewright.basedir"), "docs", "guide", "command-line.md");
    private static final Pattern BLOCK = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    @Test
    void blocksOfTheGuideRunAsOneSession() throws IOException, InterruptedException {
        Path log = directory.resolve("session.log");
        Path session = Files.writeString(directory.resolve("session.sh"), "set -eux\n" + blocks() + "wait\n");

        ProcessBuilder builder = new ProcessBuilder("sh", session.toString())
                .directory(Files.createDirectory(directory.resolve("work")).toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("FRAMEWRIGHT_HOME", directory.resolve("home").toString());
        builder.environment().merge("PATH", directory.resolve("bin").toString(), (path, bin) -> bin + ":" + path);
        program(directory.resolve("bin"));
        Process process = builder.start();

        assertThat(process.waitFor(150, TimeUnit.SECONDS))
                .as("still running: %s", log)
                .isTrue();
        assertThat(process.exitValue()).as(Files.readString(log)).isIn(0, 143);
        assertThat(Files.readString(log)).contains("Killed ", "12.5", "What to try next");
    }

    @Test
    void exitCodesOfTheGuideAreThoseOfTheProgram() throws IOException {
        String guide = Files.readString(GUIDE);

        for (ExitCode code : ExitCode.values()) {
            assertThat(guide).contains("| " + code.number() + " | " + code.meaning());
        }
    }

    /** Stands in for the launcher, which would build. */
    private void program(Path bin) throws IOException {
        ProcessBuilder java = new Cli(directory.resolve("home")).builder(Map.of(), List.of());
        String command = java.command().stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
        Path program = Files.createDirectory(bin).resolve("framewright");
        Files.writeString(program, "#!/bin/sh\nexec " + command + " \"$@\"\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    }

    private static String blocks() throws IOException {
        return BLOCK.matcher(Files.readString(GUIDE))
                .results()
                .map(MatchResult::group)
                .map(block -> block.substring("```sh\n".length(), block.length() - "```".length()))
                .collect(Collectors.joining());
    }
}
