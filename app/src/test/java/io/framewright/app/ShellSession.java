package io.framewright.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Runs the {@code sh} blocks of a page of the documentation, one after the other, in one shell. */
final class ShellSession {
    private static final Pattern BLOCK = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);
    private static final long PATIENCE_SECONDS = 240;

    /** A page that fails in the middle leaves nothing running; those that have ended are not touched. */
    private static final String AT_EXIT = """
            trap 'code=$?; set +ex; jobs -l > "$0.jobs"; \
            kill $(sed -n "s/^\\[[0-9]*\\] *[+-]* *\\([0-9]*\\) Running.*/\\1/p" "$0.jobs") 2> "$0.none"; wait; exit $code' EXIT
            """;

    private final Path directory;
    private final Path work;

    /** @param directory empty, for this session alone */
    ShellSession(Path directory) throws IOException {
        this.directory = directory;
        this.work = Files.createDirectory(directory.resolve("work"));
        Files.createDirectory(directory.resolve("bin"));
    }

    /** Where it runs. */
    Path work() {
        return work;
    }

    /** A program that stands in for the launcher, which would build. */
    void framewright(Path program) throws IOException {
        ProcessBuilder java = new Cli(directory.resolve("home")).builder(Map.of(), List.of());
        program(
                program,
                "exec " + java.command().stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "))
                        + " \"$@\"");
    }

    /** A program on the PATH of the session. */
    Path onPath(String name) {
        return directory.resolve("bin").resolve(name);
    }

    void program(Path program, String body) throws IOException {
        Files.writeString(program, "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    }

    /** Runs the page and then {@code atTheEnd}; gives what was printed, each command with it. */
    Cli.Ran run(Path page, String atTheEnd) throws IOException, InterruptedException {
        return run(page, atTheEnd, Map.of());
    }

    /** The same, with these variables. */
    Cli.Ran run(Path page, String atTheEnd, Map<String, String> environment) throws IOException, InterruptedException {
        Path log = directory.resolve("session.log");
        Path script = Files.writeString(
                directory.resolve("session.sh"), "set -eux\n" + AT_EXIT + blocks(page) + "\n" + atTheEnd + "\n");
        ProcessBuilder builder = new ProcessBuilder("sh", script.toString())
                .directory(work.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        builder.environment().put("FRAMEWRIGHT_HOME", directory.resolve("home").toString());
        builder.environment().merge("PATH", onPath("").toString(), (path, bin) -> bin + ":" + path);
        Process process = builder.start();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroyForcibly();
            throw new AssertionError("still running: " + Files.readString(log));
        }
        return new Cli.Ran(process.exitValue(), Files.readString(log), "");
    }

    private static String blocks(Path page) throws IOException {
        return BLOCK.matcher(Files.readString(page))
                .results()
                .map(block -> block.group(1))
                .collect(Collectors.joining());
    }
}
