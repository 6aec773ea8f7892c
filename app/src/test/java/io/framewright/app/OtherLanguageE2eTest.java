package io.framewright.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.framewright.app.Cli.Ran;
import io.framewright.transport.testing.BrokerKind;
import io.framewright.transport.testing.BrokerPair;
import io.framewright.transport.testing.Brokers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The main job from Python, by a client that knows docs/protocol.md and nothing of ours: its checks are those of
 * {@code main_job.py}.
 */
@Brokers(BrokerKind.REAL)
class OtherLanguageE2eTest {
    private static final Path CLIENTS =
            Path.of(System.getProperty("framewright.basedir")).resolve("docs/guide/clients");
    private static final long PATIENCE_SECONDS = 120;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path data;

    @BeforeEach
    void prepare() throws IOException, InterruptedException {
        assumeTrue(pythonIsThere(), "there is no python3 on the PATH of this machine");
        Files.copy(
                Path.of(System.getProperty("framewright.basedir"))
                        .resolve("app/src/main/resources/io/framewright/app/flights.csv"),
                data.resolve("flights.csv"));
    }

    @Test
    void mainJobRunsOnTheEmbeddedDefault() throws IOException, InterruptedException {
        mainJobRuns();
    }

    @Test
    void mainJobRunsOnRabbitMqAndRedis(BrokerPair brokers) throws IOException, InterruptedException {
        mainJobRuns("--amqp", brokers.amqpUri(), "--redis", brokers.redisUri());
    }

    private void mainJobRuns(String... servers) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("--data-root", data.toString()));
        arguments.addAll(List.of(servers));
        try (RunningPlatform platform =
                RunningPlatform.start(new Cli(home), Map.of(), arguments.toArray(String[]::new))) {
            Ran job = mainJob(platform.ready(), "flights.csv");
            assertThat(job.code()).as(job.err() + platform.errors()).isZero();
            assertThat(job.out().lines().filter(line -> line.endsWith("_SUCCEEDED")))
                    .hasSize(9);
            assertThat(job.out()).endsWith("killed the worker: its queue and its record are gone\n");

            Ran differs = mainJob(platform.ready(), "missing.csv");
            assertThat(differs.code()).isEqualTo(1);
            assertThat(differs.err())
                    .startsWith("DIFFERENT FROM THE PROTOCOL: LOAD_WORKER_FRAME_MANAGER ended in")
                    .contains("FILE_NOT_FOUND");
        }
    }

    private Ran mainJob(JsonNode ready, String file) throws IOException, InterruptedException {
        return python(List.of(
                CLIENTS.resolve("main_job.py").toString(),
                ready.path("amqp").asText(),
                ready.path("redis").asText(),
                file));
    }

    private boolean pythonIsThere() throws InterruptedException {
        try {
            return python(List.of("--version")).code() == 0;
        } catch (IOException notInstalled) {
            return false;
        }
    }

    private Ran python(List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("python3", "-B"));
        command.addAll(arguments);
        Path out = home.resolve("python.out");
        Path err = home.resolve("python.err");
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(
                    "still running: " + command + Files.readString(out, UTF_8) + Files.readString(err, UTF_8));
        }
        return new Ran(process.exitValue(), Files.readString(out, UTF_8), Files.readString(err, UTF_8));
    }
}
