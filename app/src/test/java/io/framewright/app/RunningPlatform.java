package io.framewright.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.framewright.serialize.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** {@code framewright up --json} in a process of its own, ready. */
final class RunningPlatform implements AutoCloseable {
    private final Process process;
    private final JsonNode ready;
    private final Path errors;

    private RunningPlatform(Process process, JsonNode ready, Path errors) {
        this.process = process;
        this.ready = ready;
        this.errors = errors;
    }

    static RunningPlatform start(Cli cli, Map<String, String> environment, String... arguments) {
        List<String> all = new ArrayList<>(List.of("up", "--json"));
        all.addAll(List.of(arguments));
        try {
            Path errors = Files.createTempFile(cli.temporary(), "up-", ".err");
            Process process = cli.builder(environment, List.of(), all.toArray(String[]::new))
                    .redirectError(errors.toFile())
                    .start();
            String line = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8)).readLine();
            if (line == null) {
                process.waitFor(10, TimeUnit.SECONDS);
                throw new AssertionError("up ended before it was ready: " + Files.readString(errors));
            }
            return new RunningPlatform(process, Json.mapper().readTree(line), errors);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stop);
        }
    }

    JsonNode ready() {
        return ready;
    }

    long pid() {
        return process.pid();
    }

    /** The servers it started as processes of their own. */
    List<ProcessHandle> children() {
        return process.descendants().toList();
    }

    String errors() {
        try {
            return Files.readString(errors);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** SIGTERM; gives the exit code. */
    int terminate() {
        process.destroy();
        return exitCode();
    }

    /** SIGKILL. */
    int kill() {
        process.destroyForcibly();
        return exitCode();
    }

    private int exitCode() {
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new AssertionError("up does not end: " + errors());
            }
            return process.exitValue();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stop);
        }
    }

    @Override
    public void close() {
        terminate();
    }
}
