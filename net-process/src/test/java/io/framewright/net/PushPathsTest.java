package io.framewright.net;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.framewright.transport.rabbitmq.AmqpConfig;
import io.framewright.transport.rabbitmq.RabbitMq;
import io.framewright.transport.redis.RedisConfig;
import io.framewright.transport.redis.RedisEvents;
import io.framewright.transport.testing.BrokerKind;
import io.framewright.transport.testing.BrokerPair;
import io.framewright.transport.testing.Brokers;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A frame goes whole, in one version, to whatever takes it; broken off, it goes on where it was. */
@Brokers(BrokerKind.EMBEDDED)
@Timeout(60)
class PushPathsTest {
    private static final int ROWS = 5_000;
    private static final String QUEUE = "pushed-flights";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path data;

    @SuppressWarnings("NullAway.Init")
    private static TestServer server;

    @SuppressWarnings("NullAway.Init")
    private static RowReceiver allowedReceiver;

    @SuppressWarnings("NullAway.Init")
    private static BrokerPair pair;

    @SuppressWarnings("NullAway.Init")
    private static RabbitMq broker;

    @SuppressWarnings("NullAway.Init")
    private static RedisEvents redis;

    @BeforeAll
    static void start(BrokerPair brokers) throws IOException {
        Files.writeString(data.resolve("numbers.csv"), "n\n" + lines(0, ROWS, n -> Integer.toString(n)));
        Files.writeString(data.resolve("others.csv"), "n\n" + lines(ROWS, 2 * ROWS, n -> Integer.toString(n)));
        pair = brokers;
        allowedReceiver = new RowReceiver();
        HttpConfig config = HttpConfig.ofPort(0);
        server = TestServer.start(
                brokers,
                data,
                config.withRules(config.rules()
                        .withPushes(new PushAllowed(List.of(
                                "file",
                                "worker",
                                "amqp:pushed-*",
                                "redis-stream:pushed-*",
                                "http://127.0.0.1:" + allowedReceiver.port() + "/",
                                "net:127.0.0.0/8")))));
        broker = TestServer.right(RabbitMq.open(AmqpConfig.of(brokers.amqpUri())));
        redis = TestServer.right(RedisEvents.open(RedisConfig.of(URI.create(brokers.redisUri()))));
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
        allowedReceiver.close();
        broker.close();
        redis.close();
    }

    private static String lines(int from, int to, java.util.function.IntFunction<String> line) {
        return IntStream.range(from, to).mapToObj(line).collect(Collectors.joining("\n", "", "\n"));
    }

    private static String ndjson(int from, int to) {
        return lines(from, to, n -> "{\"n\":" + n + "}");
    }

    private static String loaded() {
        String worker = server.spawn();
        load(worker, "numbers.csv");
        return worker;
    }

    private static void load(String worker, String file) {
        String body = "{\"frame\": \"numbers\", \"source\": {\"type\": \"csv\", \"path\": \"" + file + "\"}}";
        assertThat(server.send("POST", worker + "/", body).statusCode()).isEqualTo(200);
    }

    private static HttpResponse<String> push(String worker, String destination) {
        return server.send("POST", worker + "/push", "{\"batchRows\": 700, \"destination\": {" + destination + "}}");
    }

    private static JsonNode ended(String worker) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> state(worker), push -> !push.has("state") || push.has("endedOn"));
    }

    private static JsonNode state(String worker) {
        return TestServer.json(server.get(worker + "/info")).path("push");
    }

    private static void isWhole(JsonNode push) {
        assertThat(push.path("state").asText()).as(push.toString()).isEqualTo("DONE");
        assertThat(push.path("row").asInt()).isEqualTo(ROWS);
        assertThat(push.path("rowCount").asInt()).isEqualTo(ROWS);
        assertThat(push.path("bytes").asLong()).isPositive();
        assertThat(push.path("resumable").asBoolean(true)).isFalse();
    }

    private static String web(String path) {
        return "\"type\": \"http\", \"url\": \"http://127.0.0.1:" + allowedReceiver.port() + path + "\"";
    }

    @Test
    void fileHoldsTheWholeFrame() throws IOException {
        String worker = loaded();

        HttpResponse<String> started = push(worker, "\"type\": \"file\", \"path\": \"out.ndjson\"");
        assertThat(started.statusCode()).isEqualTo(202);
        assertThat(TestServer.json(started).path("changed").asBoolean()).isTrue();
        assertThat(TestServer.json(started).path("push").path("version").asText())
                .isNotEmpty();
        isWhole(ended(worker));
        assertThat(data.resolve("out.ndjson")).hasContent(ndjson(0, ROWS).strip());

        push(worker, "\"type\": \"file\", \"path\": \"out.ndjson\"");
        JsonNode again = ended(worker);
        assertThat(again.path("problem").path("code").asText()).isEqualTo("FILE_EXISTS");
    }

    @Test
    void serverGetsEveryRowInBatches() {
        String worker = loaded();

        push(worker, web("/in?key=secret") + ", \"token\": \"abc\"");
        JsonNode push = ended(worker);
        isWhole(push);
        assertThat(push.path("destination").path("place").asText()).endsWith("/in");
        assertThat(push.toString()).doesNotContain("secret", "abc");
        String pushId = push.path("pushId").asText();
        List<Map<String, String>> heads = allowedReceiver.heads().stream()
                .filter(head -> pushId.equals(head.get("framewright-push")))
                .toList();
        assertThat(heads)
                .hasSize(8)
                .allSatisfy(head -> assertThat(head)
                        .containsEntry("authorization", "Bearer abc")
                        .containsEntry("framewright-row-count", "5000")
                        .containsEntry("content-type", "application/x-ndjson")
                        .containsEntry(
                                "framewright-version", push.path("version").asText()));
        assertThat(allowedReceiver.rows()).isEqualTo(ndjson(0, ROWS));
    }

    @Test
    void queueGetsAMessageForEachBatch() {
        String worker = loaded();
        TestServer.right(broker.consumer().declare(QUEUE));
        List<String> messages = Collections.synchronizedList(new ArrayList<>());
        List<String> ids = Collections.synchronizedList(new ArrayList<>());
        TestServer.right(broker.consumer().consume(QUEUE, 10, delivery -> {
            messages.add(new String(delivery.body(), StandardCharsets.UTF_8));
            ids.add(delivery.messageId().orElse(""));
            delivery.acknowledge();
        }));

        push(worker, "\"type\": \"amqp\", \"queue\": \"" + QUEUE + "\"");
        JsonNode push = ended(worker);
        isWhole(push);
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> messages.size() == 8);
        assertThat(String.join("", messages)).isEqualTo(ndjson(0, ROWS));
        assertThat(ids.get(1)).isEqualTo(push.path("pushId").asText() + "-700");

        push(worker, "\"type\": \"amqp\", \"queue\": \"pushed-nowhere\"");
        assertThat(ended(worker).path("problem").path("code").asText()).isEqualTo("PUSH_REFUSED");
    }

    @Test
    void streamGetsAnEntryForEachRow() {
        String worker = loaded();

        push(worker, "\"type\": \"redis-stream\", \"key\": \"pushed-rows\"");
        isWhole(ended(worker));
        List<String> rows = new ArrayList<>();
        TestServer.right(redis.keys().read("pushed-rows", page -> page.forEach(entry -> rows.add(entry.get("row")))));
        assertThat(String.join("\n", rows) + "\n").isEqualTo(ndjson(0, ROWS));
    }

    @Test
    void workerLoadsTheFrame() {
        String worker = loaded();
        String other = server.spawn();

        push(worker, "\"type\": \"worker\", \"frame\": \"copy\", \"workerId\": \"" + other.substring(9) + "\"");
        isWhole(ended(worker));
        assertThat(server.get(other + "/?frame=copy&offset=4998").body())
                .isEqualToIgnoringWhitespace("[{\"n\":4998},{\"n\":4999}]");
    }

    @Test
    void whoPushesAlreadyIsToldSoAndWhatIsStoppedGoesOnWithTheSameVersion() throws Exception {
        try (RowReceiver slow = new RowReceiver();
                TestServer one = another(HttpConfig.ofPort(0), slow)) {
            String worker = one.spawn();
            String body = "{\"frame\": \"numbers\", \"source\": {\"type\": \"csv\", \"path\": \"numbers.csv\"}}";
            assertThat(one.send("POST", worker + "/", body).statusCode()).isEqualTo(200);
            String push = "{\"batchRows\": 700, \"destination\": {\"type\": \"http\", \"url\": \"http://127.0.0.1:"
                    + slow.port() + "/in\"}}";
            slow.refuseFrom(2_100);
            assertThat(one.send("POST", worker + "/push", push).statusCode()).isEqualTo(202);
            JsonNode failed = endedAt(one, worker);
            assertThat(failed.path("state").asText()).isEqualTo("FAILED");
            assertThat(failed.path("row").asInt()).isEqualTo(2_100);
            assertThat(failed.path("problem").path("code").asText()).isEqualTo("PUSH_REFUSED");

            one.send("POST", worker + "/", body.replace("numbers.csv", "others.csv"));
            slow.refuseFrom(Integer.MAX_VALUE);
            CountDownLatch gate = slow.close(1);
            HttpResponse<String> resumed = one.send("POST", worker + "/push", "{\"resume\": true}");
            assertThat(resumed.statusCode()).isEqualTo(202);
            HttpResponse<String> twice = one.send("POST", worker + "/push", push);
            assertThat(twice.statusCode()).isEqualTo(200);
            assertThat(TestServer.json(twice).path("changed").asBoolean(true)).isFalse();
            HttpResponse<String> stopped = one.send("POST", worker + "/stop", "{}");
            assertThat(TestServer.json(stopped).path("changed").asBoolean()).isTrue();
            gate.countDown();
            assertThat(endedAt(one, worker).path("state").asText()).isEqualTo("STOPPED");
            assertThat(TestServer.json(one.send("POST", worker + "/stop", "{}"))
                            .path("changed")
                            .asBoolean(true))
                    .isFalse();

            one.send("POST", worker + "/push", "{\"resume\": true}");
            JsonNode done = endedAt(one, worker);
            isWhole(done);
            assertThat(done.path("pushId")).isEqualTo(failed.path("pushId"));
            assertThat(done.path("version")).isEqualTo(failed.path("version"));
            assertThat(slow.rows()).isEqualTo(ndjson(0, ROWS));
            HttpResponse<String> nothing = one.send("POST", worker + "/push", "{\"resume\": true}");
            assertThat(nothing.statusCode()).isEqualTo(404);
        }
    }

    /** Another process on the same servers, which may push to that receiver. */
    private static TestServer another(HttpConfig config, RowReceiver receiver) {
        return TestServer.start(
                pair,
                data,
                config.withRules(config.rules()
                        .withPushes(new PushAllowed(
                                List.of("http://127.0.0.1:" + receiver.port() + "/", "net:127.0.0.1")))));
    }

    private static JsonNode endedAt(TestServer one, String worker) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> TestServer.json(one.get(worker + "/info")).path("push"), push -> push.has("endedOn"));
    }

    @Test
    void versionThatIsGoneIsTold() throws Exception {
        HttpConfig forgetful = HttpConfig.ofPort(0).withPinned(Duration.ZERO, 1, 1);
        try (RowReceiver refusing = new RowReceiver();
                TestServer one = another(forgetful, refusing)) {
            String worker = one.spawn("{\"n\": 1}");
            refusing.refuseFrom(0);
            one.send(
                    "POST",
                    worker + "/push",
                    "{\"destination\": {\"type\": \"http\", \"url\": \"http://127.0.0.1:" + refusing.port()
                            + "/in\"}}");
            String version = endedAt(one, worker).path("version").asText();
            one.load(worker, "{\"n\": 2}");

            HttpResponse<String> gone = one.send("POST", worker + "/push", "{\"resume\": true}");
            assertThat(gone.statusCode()).isEqualTo(410);
            assertThat(gone.body()).contains("VERSION_GONE", version);
        }
    }

    /** Whatever is not allowed is refused before anything is sent. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "403 | PUSH_NOT_ALLOWED | \"type\": \"http\", \"url\": \"http://example.org/in\"",
                "403 | PUSH_NOT_ALLOWED | \"type\": \"http\", \"url\": \"https://127.0.0.1/in\"",
                "403 | PUSH_NOT_ALLOWED | \"type\": \"http\", \"url\": \"http://169.254.169.254/latest/meta-data\"",
                "403 | PUSH_NOT_ALLOWED | \"type\": \"http\", \"url\": \"http://[::ffff:127.0.0.1]/in\"",
                "403 | PUSH_NOT_ALLOWED | \"type\": \"amqp\", \"queue\": \"others\"",
                "403 | SOURCE_NOT_ALLOWED | \"type\": \"amqp\", \"queue\": \"process-manager\"",
                "403 | PUSH_NOT_ALLOWED | \"type\": \"redis-stream\", \"key\": \"others\"",
                "403 | SOURCE_NOT_ALLOWED | \"type\": \"redis-stream\", \"key\": \"framewright:audit\"",
                "400 | INVALID_COMMAND | \"type\": \"http\", \"url\": \"http://user:secret@127.0.0.1/in\"",
                "400 | INVALID_COMMAND | \"type\": \"http\", \"url\": \"http://2130706433/in\"",
                "400 | INVALID_COMMAND | \"type\": \"http\", \"url\": \"http://0x7f.1/in\"",
                "400 | INVALID_COMMAND | \"type\": \"http\", \"url\": \"file:///etc/passwd\"",
                "400 | INVALID_COMMAND | \"type\": \"http\", \"url\": \"http://127.0.0.1/in\", \"token\": \"a\\nb\"",
                "400 | INVALID_COMMAND | \"type\": \"file\", \"path\": \"passwd\"",
                "422 | SOURCE_UNSUPPORTED | \"type\": \"ftp\", \"url\": \"ftp://127.0.0.1/in\"",
            })
    void whatIsNotAllowedIsRefused(int status, String code, String destination) {
        String worker = server.spawn("{\"n\": 1}");
        HttpResponse<String> refused = push(worker, destination);
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(status);
        assertThat(TestServer.json(refused).path("code").asText()).isEqualTo(code);
        assertThat(refused.body()).doesNotContain("secret");
    }

    @Test
    void redirectIsNotFollowed() {
        String worker = server.spawn("{\"n\": 1}");
        push(worker, web("/away"));
        JsonNode push = ended(worker);
        assertThat(push.path("state").asText()).isEqualTo("FAILED");
        assertThat(push.path("problem").path("code").asText()).isEqualTo("PUSH_REFUSED");
        assertThat(push.path("problem").path("detail").asText()).contains("redirect");
    }

    @Test
    void pathsOutOfTheDataRootsAreRefused() {
        String worker = server.spawn("{\"n\": 1}");
        push(worker, "\"type\": \"file\", \"path\": \"../outside.csv\"");
        assertThat(ended(worker).path("problem").path("code").asText()).isEqualTo("PATH_NOT_ALLOWED");
        assertThat(data.resolveSibling("outside.csv")).doesNotExist();
    }

    @Test
    void nameThatLeadsToThisMachineIsRefusedWhereNoNetworkIsAllowed() throws Exception {
        HttpConfig config = HttpConfig.ofPort(0);
        try (RowReceiver inner = new RowReceiver();
                TestServer one = TestServer.start(
                        pair,
                        data,
                        config.withRules(config.rules()
                                .withPushes(new PushAllowed(List.of("http://localhost:" + inner.port() + "/")))))) {
            String worker = one.spawn("{\"n\": 1}");
            one.send(
                    "POST",
                    worker + "/push",
                    "{\"destination\": {\"type\": \"http\", \"url\": \"http://localhost:" + inner.port() + "/in\"}}");
            JsonNode push = endedAt(one, worker);
            assertThat(push.path("problem").path("code").asText()).isEqualTo("PUSH_NOT_ALLOWED");
            assertThat(inner.requests()).isZero();
        }
    }

    @Test
    void anyProcessTakesThePush() throws Exception {
        try (TestServer holder = TestServer.start(pair, data)) {
            String worker = holder.spawn("{\"n\": 1}");
            HttpResponse<String> started = push(worker, "\"type\": \"file\", \"path\": \"elsewhere.csv\"");
            assertThat(started.statusCode()).as(started.body()).isEqualTo(202);
            assertThat(endedAt(holder, worker).path("state").asText()).isEqualTo("DONE");
            assertThat(data.resolve("elsewhere.csv")).hasContent("n\n1");
        }
    }
}
