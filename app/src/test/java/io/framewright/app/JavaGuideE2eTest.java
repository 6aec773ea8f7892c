package io.framewright.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.client.ClientConfig;
import io.framewright.client.Framewright;
import io.framewright.client.Worker;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guide to the Java client, compiled and run against a platform, and the example project beside it. */
class JavaGuideE2eTest {
    private static final Path GUIDE =
            Path.of(System.getProperty("framewright.basedir")).resolve("docs").resolve("guide");
    private static final Pattern BLOCK = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);
    private static final String MORE_IMPORTS = """
            import io.framewright.transport.Subscription;
            import java.nio.charset.StandardCharsets;
            import java.time.*;
            import java.util.*;
            import java.util.concurrent.*;
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    @Test
    void everyExampleOfTheGuideRunsAndPrintsWhatItSays() throws Exception {
        List<String> blocks = BLOCK.matcher(Files.readString(GUIDE.resolve("java.md")))
                .results()
                .map(block -> block.group(1))
                .toList();
        List<Path> sources = new ArrayList<>();
        for (int i = 1; i < blocks.size(); i++) {
            sources.add(Files.writeString(
                    directory.resolve("Snippet" + i + ".java"),
                    blocks.get(0) + MORE_IMPORTS + "public class Snippet" + i
                            + " {\npublic static void run(Framewright platform, Worker worker, ClientConfig config) {\n"
                            + blocks.get(i) + "\n}\n}\n"));
        }
        assertThat(blocks).hasSizeGreaterThan(8);
        Path classes = compile(sources);

        try (RunningPlatform up = start();
                Framewright platform = connect(config(up));
                URLClassLoader loader =
                        new URLClassLoader(new URL[] {classes.toUri().toURL()})) {
            Worker worker = right(platform.spawn().await());
            String printed = printed(() -> {
                for (Path source : sources) {
                    String name = String.valueOf(source.getFileName()).replace(".java", "");
                    loader.loadClass(name)
                            .getMethod("run", Framewright.class, Worker.class, ClientConfig.class)
                            .invoke(null, platform, worker, config(up));
                }
            });

            assertThat(printed)
                    .contains("5000 rows", "load >=> late >=> mean", "load it first", "true", "Right[value=");
            assertThat(printed).containsPattern("(?m)^[A-Z]{3} \\d+\\.\\d+$");
            assertThat(printed)
                    .containsPattern("half of them are late by -?\\d+\\.\\d+ minutes or less")
                    .containsPattern("\\d+ origins, label 0 is [A-Z]{3}");
        }
    }

    @Test
    void exampleProjectRuns() throws Exception {
        Path classes;
        try (Stream<Path> sources = Files.walk(GUIDE.resolve("java-example/src/main/java"))) {
            classes = compile(
                    sources.filter(file -> file.toString().endsWith(".java")).toList());
        }
        try (RunningPlatform up = start()) {
            ProcessBuilder program = new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    classes + File.pathSeparator + System.getProperty("java.class.path"),
                    "example.LateFlights");
            program.environment()
                    .put("FRAMEWRIGHT_AMQP", up.ready().path("amqp").asText());
            program.environment()
                    .put("FRAMEWRIGHT_REDIS", up.ready().path("redis").asText());
            Process running = program.redirectErrorStream(true).start();
            String printed = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(running.waitFor()).as(printed).isZero();
            assertThat(printed).contains("ORIGIN", "MEAN_DELAY", "SFO");
        }
    }

    @Test
    void exampleProjectTakesTheClientOfThisVersion() throws IOException {
        String pom = Files.readString(GUIDE.resolve("java-example/pom.xml"));

        assertThat(pom)
                .contains("<artifactId>framewright-client</artifactId>", "<version>" + Version.number() + "</version>");
    }

    @Test
    void readmeShowsTheExampleAsItIs() throws IOException {
        String readme = Files.readString(GUIDE.resolve("../../README.md"));
        String example = Files.readString(GUIDE.resolve("java-example/src/main/java/example/LateFlights.java"));

        assertThat(readme).contains(example.substring(example.indexOf("public final class")));
    }

    private interface Action {
        void run() throws Exception;
    }

    private static synchronized String printed(Action action) throws Exception {
        PrintStream before = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream capture = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            System.setOut(capture);
            action.run();
        } catch (InvocationTargetException failed) {
            throw new AssertionError("an example failed", failed.getCause());
        } finally {
            System.setOut(before);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private Path compile(List<Path> sources) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        Path classes = Files.createDirectories(directory.resolve("classes"));
        StringWriter problems = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            boolean compiled = compiler.getTask(
                            problems,
                            files,
                            null,
                            List.of("-proc:none", "-d", classes.toString()),
                            null,
                            files.getJavaFileObjectsFromPaths(sources))
                    .call();
            assertThat(compiled).as(problems.toString()).isTrue();
        }
        return classes;
    }

    private RunningPlatform start() throws IOException {
        Path data = Files.createDirectories(directory.resolve("data"));
        try (InputStream flights = Main.class.getResourceAsStream("flights.csv")) {
            assertThat(flights).isNotNull();
            Files.copy(flights, data.resolve("flights.csv"));
        }
        return RunningPlatform.start(new Cli(directory), Map.of(), "--data-root", data.toString());
    }

    private static ClientConfig config(RunningPlatform up) {
        return ClientConfig.of(
                URI.create(up.ready().path("amqp").asText()),
                URI.create(up.ready().path("redis").asText()));
    }

    private static Framewright connect(ClientConfig config) {
        return right(Framewright.connect(config));
    }

    private static <T> T right(Either<Failure, T> either) {
        return either.fold(
                failure -> {
                    throw new AssertionError(failure);
                },
                pending -> {
                    throw new AssertionError(pending);
                },
                value -> value);
    }
}
