package io.framewright.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.framewright.app.Cli.Ran;
import io.framewright.client.ClientConfig;
import io.framewright.client.Framewright;
import io.framewright.client.ManagerInfo;
import io.framewright.command.Command;
import io.framewright.command.CommandTypes;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.serialize.Json;
import io.framewright.transport.testing.BrokerKind;
import io.framewright.transport.testing.BrokerPair;
import io.framewright.transport.testing.Brokers;
import io.framewright.transport.testing.FreePorts;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes of a cluster as processes, which are killed and stopped. */
@Brokers(BrokerKind.REAL)
class ClusterE2eTest {
    private static final Path GUIDE = Path.of(System.getProperty("framewright.basedir"))
            .resolve("docs")
            .resolve("guide")
            .resolve("cluster.md");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    @Test
    void workersOfANodeThatIsKilledAnswerFromTheOthersWithTheirFrames(BrokerPair brokers) throws IOException {
        Cli cli = new Cli(directory);
        List<RunningPlatform> nodes = new ArrayList<>();
        try (Framewright client =
                right(Framewright.connect(ClientConfig.of(URI.create(brokers.amqpUri()), URI.create(brokers.redisUri()))
                        .withCallTimeout(Duration.ofMinutes(2))))) {
            String seed = "127.0.0.1:" + FreePorts.find(1).get(0);
            for (int i = 0; i < 3; i++) {
                nodes.add(RunningPlatform.start(
                        cli,
                        Map.of("FRAMEWRIGHT_JOIN", seed, "FRAMEWRIGHT_CLUSTER_STABLE_SECONDS", "2"),
                        "--amqp",
                        brokers.amqpUri(),
                        "--redis",
                        brokers.redisUri(),
                        "--cluster-port",
                        i == 0 ? seed.substring(seed.indexOf(':') + 1) : "0"));
            }
            assertThat(nodes.get(0).ready().path("cluster").asText()).isEqualTo(seed);
            awaitNodes(client, 3);
            List<UUID> workers = IntStream.range(0, 6)
                    .mapToObj(i -> right(client.spawnWorker("cluster-e2e", UUID.randomUUID())
                                    .await())
                            .workerId())
                    .toList();
            workers.forEach(worker ->
                    ask(client, worker, CommandTypes.LOAD_WORKER_FRAME_MANAGER, """
                    {"source": {"type": "rows", "rows": [{"n": 1, "of": "%s"}, {"n": 2, "of": "%s"}]}}
                    """.formatted(worker, worker)));
            List<JsonNode> before = content(client, workers);

            nodes.remove(0).kill();

            assertThat(content(client, workers)).isEqualTo(before);
            awaitNodes(client, 2);
            assertThat(nodes.remove(0).terminate()).isEqualTo(143);
            assertThat(content(client, workers)).isEqualTo(before);
            awaitNodes(client, 1);
            assertThat(right(client.nodes().await()).get(0).workers()).isEqualTo(workers.size());
        } finally {
            nodes.forEach(RunningPlatform::close);
        }
    }

    @Test
    void guideToManyMachinesRunsAsOneSession(BrokerPair brokers) throws IOException, InterruptedException {
        ShellSession session = new ShellSession(directory);
        session.framewright(session.onPath("framewright"));
        String pid = "$(sed 's/.*\"pid\":\\([0-9]*\\).*/\\1/' node-%d.json)";

        Ran ran = session.run(
                GUIDE,
                "kill " + pid.formatted(1) + " " + pid.formatted(3) + "; wait",
                Map.of(
                        "AMQP", brokers.amqpUri(),
                        "REDIS", brokers.redisUri(),
                        "PORT_1", String.valueOf(FreePorts.find(1).get(0)),
                        "PORT_2", String.valueOf(FreePorts.find(1).get(0))));

        assertThat(ran.code()).as(ran.out()).isZero();
        assertThat(ran.out()).contains("eu,gpu", "Bern", "Killed ");
    }

    private static void awaitNodes(Framewright client, int count) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(right(client.nodes().await()))
                        .filteredOn(node -> node.address().isPresent())
                        .hasSize(count)
                        .allMatch(node -> node.state().equals("UP") && node.maxBytes() > 0)
                        .extracting(ManagerInfo.Node::pid)
                        .doesNotHaveDuplicates());
    }

    private static List<JsonNode> content(Framewright client, List<UUID> workers) {
        return workers.stream()
                .map(worker -> ask(client, worker, CommandTypes.QUERY_WORKER_FRAME_MANAGER, "{}"))
                .toList();
    }

    private static JsonNode ask(Framewright client, UUID worker, String type, String data) {
        try {
            Command command = Command.of(type, Json.mapper().readTree(data));
            return right(client.send(worker, command).await()).data();
        } catch (JsonProcessingException wrongTest) {
            throw new IllegalArgumentException(data, wrongTest);
        }
    }

    private static <T> T right(Either<Failure, T> either) {
        return either.fold(
                failure -> {
                    throw new AssertionError(failure.code() + ": " + failure.message());
                },
                pending -> {
                    throw new AssertionError("no answer");
                },
                value -> value);
    }
}
