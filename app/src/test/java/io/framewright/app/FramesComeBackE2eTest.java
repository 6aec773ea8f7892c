package io.framewright.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.framewright.app.Cli.Ran;
import io.framewright.client.ClientConfig;
import io.framewright.client.Framewright;
import io.framewright.command.Command;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.serialize.Json;
import io.framewright.transport.testing.BrokerKind;
import io.framewright.transport.testing.BrokerPair;
import io.framewright.transport.testing.Brokers;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that hosts workers is killed with {@code kill -9}, or shut down; the next one has their frames. */
@Brokers(BrokerKind.REAL)
class FramesComeBackE2eTest {
    private static final String QUERY = "QUERY_WORKER_FRAME_MANAGER";

    private final BrokerPair brokers;
    private final UUID worker = UUID.randomUUID();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    @SuppressWarnings("NullAway.Init")
    private Cli cli;

    @SuppressWarnings("NullAway.Init")
    private Path data;

    @SuppressWarnings("NullAway.Init")
    private Framewright client;

    FramesComeBackE2eTest(BrokerPair brokers) {
        this.brokers = brokers;
    }

    @BeforeEach
    void prepare() throws IOException {
        client = right(
                Framewright.connect(ClientConfig.of(URI.create(brokers.amqpUri()), URI.create(brokers.redisUri()))));
        cli = new Cli(home);
        data = Files.createDirectory(home.resolve("data"));
        Files.writeString(
                data.resolve("numbers.csv"),
                IntStream.range(0, 1_000)
                        .mapToObj(i -> i + "," + i * 7 % 13 + "\n")
                        .collect(Collectors.joining("", "i,n\n", "")));
    }

    @AfterEach
    void close() {
        client.close();
    }

    private RunningPlatform up(String... more) {
        String[] arguments = Stream.concat(
                        Stream.of("--data-root", data.toString(), "--redis", brokers.redisUri()), Stream.of(more))
                .toArray(String[]::new);
        return RunningPlatform.start(cli, Map.of("FRAMEWRIGHT_AMQP", brokers.amqpUri()), arguments);
    }

    private JsonNode send(String type, String json) {
        return right(client.worker(worker)
                        .withTimeout(Duration.ofSeconds(100))
                        .send(Command.of(type, parsed(json)))
                        .await())
                .data();
    }

    private static JsonNode parsed(String json) {
        try {
            return Json.mapper().readTree(json.replace('\'', '"'));
        } catch (JsonProcessingException wrongTest) {
            throw new AssertionError(wrongTest);
        }
    }

    private static <T> T right(Either<Failure, T> either) {
        return either.<T>fold(
                failure -> {
                    throw new AssertionError(failure.toString());
                },
                pending -> {
                    throw new AssertionError(pending.message());
                },
                value -> value);
    }

    private void loadAndModify() {
        right(client.spawnWorker("test:" + worker, worker).await());
        send("LOAD_WORKER_FRAME_MANAGER", "{'source': {'type': 'csv', 'path': 'numbers.csv'}}");
        send(
                "MODIFY_WORKER_FRAME_MANAGER",
                "{'operations': [{'op': 'filter', 'where': 'n > 3'},"
                        + " {'op': 'createView', 'view': 'v', 'operations': [{'op': 'limit', 'rows': 3}]}]}");
        send(
                "MODIFY_WORKER_FRAME_MANAGER",
                "{'into': 'sums', 'operations': [{'op': 'groupBy', 'columns': ['n'],"
                        + " 'aggregates': [{'column': 'i', 'function': 'sum', 'as': 's'}]}]}");
    }

    private List<JsonNode> answers() {
        return Stream.of("{'frame': 'default', 'limit': 50}", "{'frame': 'sums'}", "{'frame': 'default', 'view': 'v'}")
                .map(query -> send(QUERY, query))
                .toList();
    }

    private List<String> recovered() {
        Ran events = cli.run("events", worker.toString(), "--json");
        return events.jsonLines().stream()
                .filter(event -> event.path("eventType").asText().equals("FRAME_RECOVERED"))
                .map(event -> event.path("data").path("frame").asText() + " "
                        + event.path("data").path("degraded").asBoolean())
                .toList();
    }

    private void end() {
        right(client.worker(worker).kill().await());
    }

    @Test
    void killedFromOneMomentToTheNext() {
        List<JsonNode> before;
        RunningPlatform killed = up();
        try {
            loadAndModify();
            before = answers();
        } finally {
            killed.kill();
        }
        try (RunningPlatform next = up()) {
            assertThat(next.errors()).contains("Snapshots of frames: " + home.resolve("snapshots"));
            assertThat(answers()).isEqualTo(before);
            assertThat(recovered()).containsExactly("default false", "sums false");
            end();
        }
    }

    @Test
    void shutDownInGoodOrderAndTheSourceIsGone() throws IOException {
        Path place = home.resolve("kept here");
        List<JsonNode> before;
        try (RunningPlatform first = up("--snapshots", place.toString())) {
            loadAndModify();
            before = answers();
            assertThat(first.terminate()).isEqualTo(143);
        }
        Files.delete(data.resolve("numbers.csv"));
        try (RunningPlatform next = up("--snapshots", place.toString())) {
            assertThat(next.ready()).isNotNull();
            assertThat(answers()).isEqualTo(before);
            assertThat(recovered()).containsExactly("default false", "sums false");
            end();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .untilAsserted(
                            () -> assertThat(place.resolve(worker.toString())).doesNotExist());
        }
    }

    @Test
    void aSnapshotIsTakenOnRequestAndForgottenFramesStayAway() {
        try (RunningPlatform first = up()) {
            loadAndModify();
            JsonNode taken = send("SNAPSHOT_WORKER_FRAME_MANAGER", "{}");
            assertThat(taken.path("frames")).hasSize(2);
            assertThat(send("GET_INFO_WORKER", "{}")
                            .path("snapshot")
                            .path("stepsSince")
                            .asInt())
                    .isZero();
            end();
            assertThat(cli.run("spawn", "--channel", "c", "--restore", "all").code())
                    .isEqualTo(2);
            assertThat(cli.run("spawn", "--channel", "c", "--id", worker.toString(), "--restore", "none")
                            .code())
                    .isZero();
            send("LOAD_WORKER_FRAME_MANAGER", "{'source': {'type': 'csv', 'path': 'numbers.csv'}}");
            assertThat(first.terminate()).isEqualTo(143);
        }
        try (RunningPlatform next = up()) {
            assertThat(next.ready()).isNotNull();
            assertThat(send("GET_INFO_WORKER", "{}").path("frames")).isEmpty();
            end();
        }
    }
}
