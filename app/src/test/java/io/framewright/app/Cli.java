package io.framewright.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.framewright.serialize.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Runs the command line as users do: in a process of its own. */
final class Cli {
    private static final long PATIENCE_SECONDS = 120;

    private final Path home;

    /** @param home what {@code FRAMEWRIGHT_HOME} is for all commands */
    Cli(Path home) {
        this.home = home;
    }

    /** What came of a command. */
    record Ran(int code, String out, String err) {
        JsonNode json() {
            return parse(out);
        }

        List<JsonNode> jsonLines() {
            return out.lines().map(Ran::parse).toList();
        }

        JsonNode error() {
            return parse(err.lines().reduce("", (first, second) -> second)).path("error");
        }

        private static JsonNode parse(String text) {
            try {
                return Json.mapper().readTree(text);
            } catch (JsonProcessingException notJson) {
                throw new AssertionError("not one JSON value: " + text, notJson);
            }
        }
    }

    Ran run(String... arguments) {
        return run(Map.of(), List.of(), "", arguments);
    }

    Ran run(Map<String, String> environment, List<String> javaOptions, String input, String... arguments) {
        try {
            Process process = builder(environment, javaOptions, arguments).start();
            CompletableFuture<String> out = CompletableFuture.supplyAsync(() -> text(process.getInputStream()));
            CompletableFuture<String> err = CompletableFuture.supplyAsync(() -> text(process.getErrorStream()));
            try (var stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(UTF_8));
            }
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("still running: " + List.of(arguments) + out.join() + err.join());
            }
            return new Ran(process.exitValue(), out.join(), err.join());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stop);
        }
    }

    ProcessBuilder builder(Map<String, String> environment, List<String> javaOptions, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx512m"));
        // What killed processes leave behind goes with the directory of the test.
        command.add("-Djava.io.tmpdir=" + temporary());
        command.addAll(javaOptions);
        command.addAll(List.of("-cp", classPath(), "io.framewright.app.Main"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("FRAMEWRIGHT_"));
        builder.environment().put("FRAMEWRIGHT_HOME", home.toString());
        builder.environment().putAll(environment);
        return builder;
    }

    /** A directory for temporary files, in the home. */
    Path temporary() {
        try {
            return Files.createDirectories(home.resolve("temporary"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Surefire hides the real one behind a jar that only has a manifest. */
    static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    private static String text(InputStream stream) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            stream.transferTo(bytes);
            return bytes.toString(UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
