package io.framewright.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.framewright.transport.testing.BrokerKind;
import io.framewright.transport.testing.BrokerPair;
import io.framewright.transport.testing.Brokers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** docs/guide/flight.md says the truth: its examples run, as far as what they need is installed. */
@Brokers(BrokerKind.EMBEDDED)
@Timeout(120)
class FlightGuideTest {
    private static final String PYTHON =
            Optional.ofNullable(System.getenv("FRAMEWRIGHT_TEST_PYTHON")).orElse("python3");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path data;

    @SuppressWarnings("NullAway.Init")
    private static TestServer server;

    private static String worker = "";

    @BeforeAll
    static void start(BrokerPair brokers) {
        server = TestServer.start(brokers, data, HttpConfig.ofPort(0).withFlight(0));
        worker = FlightPeer.uuid(
                        server.spawn("{\"origin\": \"SFO\", \"delay\": 12}, {\"origin\": \"OAK\", \"delay\": -3},"
                                + " {\"origin\": \"SFO\", \"delay\": 45}"))
                .toString();
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    private static List<String> blocks(String language) throws IOException {
        String guide = Files.readString(
                Path.of(System.getProperty("framewright.basedir")).resolve("docs/guide/flight.md"));
        return Pattern.compile("```" + language + "\\n(.*?)```", Pattern.DOTALL)
                .matcher(guide)
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    private static String uri() {
        return server.server().flight().orElseThrow().toString();
    }

    private record Ran(int code, String out) {}

    private static Ran run(String... command) throws IOException, InterruptedException {
        Path out = Files.createTempFile(data, "ran", ".txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ends").isTrue();
            return new Ran(process.exitValue(), Files.readString(out));
        } finally {
            process.destroyForcibly();
        }
    }

    private static Ran python(String... arguments) throws IOException, InterruptedException {
        try {
            return run(Stream.concat(Stream.of(PYTHON), Stream.of(arguments)).toArray(String[]::new));
        } catch (IOException noPython) {
            return new Ran(-1, noPython.toString());
        }
    }

    @Test
    void javaIsCompiledAndRead() throws Exception {
        Path source = data.resolve("ReadFrame.java");
        Files.writeString(source, blocks("java").get(0));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        String classes = System.getProperty("java.class.path");
        assertThat(compiler.run(null, null, null, "-d", data.toString(), "-cp", classes, source.toString()))
                .isZero();
        Ran ran = run(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-opens=java.base/java.nio=ALL-UNNAMED",
                "-cp",
                data + System.getProperty("path.separator") + classes,
                "ReadFrame",
                uri(),
                worker);
        assertThat(ran.code()).as(ran.out()).isZero();
        assertThat(ran.out()).contains("3 of 3 rows");
    }

    @Test
    void pythonReads() throws Exception {
        assumeThat(python("-c", "import pyarrow.flight, pandas").code())
                .as("python3 with pyarrow and pandas is installed")
                .isZero();
        List<String> blocks = blocks("python");
        Path script = data.resolve("read.py");
        Files.write(
                script,
                (blocks.get(0) + blocks.get(1) + "compile('''" + blocks.get(2) + "''', 'options', 'exec')\n")
                        .getBytes(StandardCharsets.UTF_8));
        Ran ran = python(script.toString(), uri(), worker);
        assertThat(ran.code()).as(ran.out()).isZero();
        assertThat(ran.out())
                .contains("3 ['origin', 'delay']", "OAK")
                .contains("[{'origin': 'SFO', 'delay': 45}, {'origin': 'SFO', 'delay': 12}]");
    }
}
