package io.framewright.net;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.framewright.serialize.Json;
import io.framewright.transport.testing.BrokerKind;
import io.framewright.transport.testing.BrokerPair;
import io.framewright.transport.testing.Brokers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every path of the contract, against the embedded default. */
@Brokers(BrokerKind.EMBEDDED)
class PathsTest {
    private static final String ROWS_OF_THREE =
            "{\"a\": 1, \"b\": \"x\"},{\"a\": 2, \"b\": \"y\"},{\"a\": 3, \"b\": null}";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path data;

    @SuppressWarnings("NullAway.Init")
    private static TestServer server;

    @BeforeAll
    static void start(BrokerPair brokers) {
        server = TestServer.start(brokers, data);
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @Test
    void workersAreSpawnedListedShownAndKilled() {
        UUID id = UUID.randomUUID();
        HttpResponse<String> spawned =
                server.send("POST", "/workers", "{\"workQueue\": \"" + id + "\", \"responseChannel\": \"mine\"}");
        assertThat(spawned.statusCode()).isEqualTo(201);
        assertThat(spawned.headers().firstValue("Location")).contains("/workers/" + id);
        assertThat(TestServer.json(spawned).path("responseChannel").asText()).isEqualTo("mine");

        assertThat(server.get("/workers").body()).contains(id.toString());
        JsonNode shown = TestServer.json(server.get("/workers/" + id));
        assertThat(shown.path("status").asText()).isEqualTo("RUNNING");
        assertThat(problem(server.send("POST", "/workers", "{\"workQueue\": \"" + id + "\"}"), 409))
                .isEqualTo("WORKER_EXISTS");

        JsonNode killed = TestServer.json(server.send("DELETE", "/workers/" + id));
        assertThat(killed.path("changed").asBoolean()).isTrue();
        assertThat(TestServer.json(server.send("DELETE", "/workers/" + id))
                        .path("changed")
                        .asBoolean(true))
                .isFalse();
        assertThat(problem(server.get("/workers/" + id), 404)).isEqualTo("NO_SUCH_WORKER");
        assertThat(problem(server.get("/workers/" + id + "/"), 404)).isEqualTo("NO_SUCH_WORKER");
        assertThat(problem(server.get("/workers/nobody/info"), 404)).isEqualTo("NO_SUCH_WORKER");
    }

    @Test
    void spawningSaysWhatItDoesNotTake() {
        assertThat(problem(server.send("POST", "/workers", "{\"channel\": \"x\"}"), 400))
                .isEqualTo("INVALID_COMMAND");
        assertThat(problem(server.send("POST", "/workers", "{\"labels\": [\"gpu\"]}"), 503))
                .isEqualTo("NO_NODE_MATCHES");
        assertThat(problem(server.send("POST", "/workers", "{\"ttlMillis\": 0}"), 400))
                .isEqualTo("INVALID_COMMAND");
    }

    @Test
    void workerThatNobodyUsesEndsWhenThatWasSaidAtItsSpawn() {
        HttpResponse<String> spawned =
                server.send("POST", "/workers", "{\"idleTimeoutMillis\": 100, \"ttlMillis\": 400}");
        assertThat(spawned.statusCode()).isEqualTo(201);
        String worker = spawned.headers().firstValue("Location").orElseThrow();
        Awaitility.await()
                .untilAsserted(() -> assertThat(server.get(worker).statusCode()).isEqualTo(404));
    }

    @Test
    void framesAreLoadedReadDescribedAndDropped() {
        String worker = server.spawn();
        HttpResponse<String> nothing = server.get(worker + "/");
        assertThat(nothing.statusCode()).isEqualTo(200);
        assertThat(nothing.body().strip()).isEqualTo("[]");
        assertThat(nothing.headers().firstValue("Link")).isEmpty();

        server.load(worker, ROWS_OF_THREE);
        HttpResponse<String> rows = server.get(worker + "/");
        assertThat(rows.body().strip()).isEqualTo("[{\"a\":1,\"b\":\"x\"},{\"a\":2,\"b\":\"y\"},{\"a\":3,\"b\":null}]");
        assertThat(rows.headers().firstValue("Framewright-Row-Count")).contains("3");

        JsonNode info = TestServer.json(server.get(worker + "/info"));
        JsonNode frame = info.path("frames").path(0);
        assertThat(frame.path("name").asText()).isEqualTo("default");
        assertThat(frame.path("rowCount").asInt()).isEqualTo(3);
        assertThat(frame.path("columns").path(1).path("missing").asInt()).isEqualTo(1);
        assertThat(rows.headers().firstValue("ETag"))
                .contains("W/\"" + frame.path("version").asText() + "\"");

        JsonNode record = TestServer.json(server.get(worker));
        assertThat(record.path("frameCount").asInt()).isEqualTo(1);
        assertThat(record.path("memoryBytes").asLong())
                .isEqualTo(info.path("memoryBytes").asLong());
        assertThat(record.path("lastSequence").asLong()).isPositive();

        assertThat(server.send("POST", worker + "/kill", "{}").statusCode()).isEqualTo(200);
        assertThat(server.get(worker + "/").body().strip()).isEqualTo("[]");
    }

    @Test
    void whatValuesAreLikeIsTold() {
        String worker = server.spawn(ROWS_OF_THREE);
        JsonNode columns = TestServer.json(server.get(worker + "/features?statistics=true&columns=a"))
                .path("columns");
        assertThat(columns).hasSize(1);
        JsonNode statistics = columns.path(0).path("statistics");
        assertThat(statistics.path("min").asInt()).isEqualTo(1);
        assertThat(statistics.path("max").asInt()).isEqualTo(3);
        assertThat(statistics.path("histogram").path("counts")).isNotEmpty();
    }

    @Test
    void severalFramesAreToldApartByName() {
        String worker = server.spawn();
        server.send("POST", worker + "/", load("first", "{\"a\": 1}"));
        server.send("POST", worker + "/", load("second", "{\"b\": 2}"));

        assertThat(problem(server.get(worker + "/"), 404)).isEqualTo("FRAME_NOT_FOUND");
        assertThat(server.get(worker + "/?frame=second").body().strip()).isEqualTo("[{\"b\":2}]");
        assertThat(problem(server.get(worker + "/?frame=third"), 404)).isEqualTo("FRAME_NOT_FOUND");
        assertThat(problem(server.get(worker + "/features"), 404)).isEqualTo("FRAME_NOT_FOUND");
        assertThat(server.get(worker + "/features?frame=first").statusCode()).isEqualTo(200);
    }

    private static String load(String frame, String row) {
        return "{\"frame\": \"" + frame + "\", \"source\": {\"type\": \"rows\", \"rows\": [" + row + "]}}";
    }

    @Test
    void rowsAreChosenSortedAndProjected() {
        String worker = server.spawn(ROWS_OF_THREE);

        assertThat(server.get(worker + "/?where=a%20%3E%201&sort=a:desc&columns=b,a&limit=1")
                        .body()
                        .strip())
                .isEqualTo("[{\"b\":null,\"a\":3}]");
        assertThat(server.get(worker + "/?offset=2").body().strip()).isEqualTo("[{\"a\":3,\"b\":null}]");
        assertThat(server.get(worker + "/?offset=99").body().strip()).isEqualTo("[]");
        assertThat(problem(server.get(worker + "/?where=a%20%3E"), 400)).isEqualTo("EXPRESSION_INVALID");
        assertThat(problem(server.get(worker + "/?where=c%20%3E%201"), 422)).isEqualTo("COLUMN_NOT_FOUND");
        assertThat(problem(server.get(worker + "/?columns=c"), 422)).isEqualTo("COLUMN_NOT_FOUND");
        assertThat(problem(server.get(worker + "/?sort=a:down"), 400)).isEqualTo("INVALID_COMMAND");
        assertThat(problem(server.get(worker + "/?limit=-1"), 400)).isEqualTo("INVALID_COMMAND");
        assertThat(problem(server.get(worker + "/?limits=1"), 400)).isEqualTo("INVALID_COMMAND");
        assertThat(problem(server.get(worker + "/?view=late"), 404)).isEqualTo("VIEW_NOT_FOUND");
    }

    @Test
    void featuresAreSaidAndRead() {
        String worker = server.spawn(ROWS_OF_THREE);

        HttpResponse<String> said = server.send(
                "POST", worker + "/features", "{\"features\": {\"a\": {\"role\": \"responder\", \"unit\": \"m\"}}}");
        assertThat(said.statusCode()).as(said.body()).isEqualTo(200);
        JsonNode features = TestServer.json(server.get(worker + "/features"));
        assertThat(features.path("columns").path(0).path("feature").path("unit").asText())
                .isEqualTo("m");
        assertThat(problem(server.send("POST", worker + "/features", "{}"), 400))
                .isEqualTo("INVALID_COMMAND");
        assertThat(problem(server.send("POST", worker + "/features", "{\"features\": {\"z\": {}}}"), 422))
                .isEqualTo("COLUMN_NOT_FOUND");
    }

    @Test
    void pushingAndStoppingWithNothingToDoSayThatNothingChanged() {
        String worker = server.spawn();

        for (String path : Set.of("/push", "/stop")) {
            HttpResponse<String> answer = server.send("POST", worker + path, "{}");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(TestServer.json(answer).path("changed").asBoolean(true)).isFalse();
        }
    }

    @Test
    void commandsAreAcceptedWaitedForAndNotDoneTwice() {
        String worker = server.spawn();
        String key = UUID.randomUUID().toString();
        String command = "{\"commandType\": \"GET_INFO_WORKER\"}";

        HttpResponse<String> accepted = server.send("POST", worker + "/commands", command, "Idempotency-Key", key);
        assertThat(accepted.statusCode()).isEqualTo(202);
        String place = accepted.headers().firstValue("Location").orElseThrow();
        assertThat(place).isEqualTo(worker + "/commands/" + key);
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> server.get(place).statusCode() == 200);
        JsonNode outcome = TestServer.json(server.get(place));
        assertThat(outcome.path("state").asText()).isEqualTo("SUCCEEDED");

        HttpResponse<String> again =
                server.send("POST", worker + "/commands", command, "Idempotency-Key", key, "Prefer", "wait=10");
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(TestServer.json(again).path("eventId"))
                .isEqualTo(outcome.path("event").path("eventId"));

        assertThat(problem(
                        server.send(
                                "POST",
                                worker + "/commands",
                                "{\"commandType\": \"GET_INFO_WORKER\", \"data\": {\"x\": 1}}",
                                "Idempotency-Key",
                                key,
                                "Prefer",
                                "wait=10"),
                        409))
                .isEqualTo("COMMAND_ID_REUSED");
    }

    @Test
    void tracesGoOnIntoEvents() {
        String worker = server.spawn();
        String trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        String command = "{\"commandType\": \"GET_INFO_WORKER\"}";

        HttpResponse<String> traced =
                server.send("POST", worker + "/commands", command, "Prefer", "wait=10", "traceparent", trace);
        assertThat(TestServer.json(traced).path("traceparent").asText()).isEqualTo(trace);
        HttpResponse<String> untraced =
                server.send("POST", worker + "/commands", command, "Prefer", "wait=10", "traceparent", "mine");
        assertThat(TestServer.json(untraced).has("traceparent")).isFalse();
    }

    @Test
    void commandsThatFailAreProblems() {
        String worker = server.spawn();
        String load = "{\"commandType\": \"LOAD_WORKER_FRAME_MANAGER\", \"data\": {\"source\": {\"type\": \"csv\","
                + " \"path\": \"../secret.csv\"}}}";
        HttpResponse<String> refused = server.send("POST", worker + "/commands", load, "Prefer", "wait=10");

        assertThat(problem(refused, 403)).isEqualTo("PATH_NOT_ALLOWED");
        String id = TestServer.json(refused).path("values").path("commandId").asText();
        JsonNode kept = TestServer.json(server.get(worker + "/commands/" + id));
        assertThat(kept.path("problem").path("code").asText()).isEqualTo("PATH_NOT_ALLOWED");

        assertThat(problem(server.send("POST", worker + "/commands", "{\"commandType\": "), 400))
                .isEqualTo("MALFORMED_COMMAND");
        assertThat(problem(server.send("POST", worker + "/commands", "{}"), 400))
                .isEqualTo("MALFORMED_COMMAND");
        assertThat(problem(server.get(worker + "/commands/" + UUID.randomUUID()), 404))
                .isEqualTo("NO_SUCH_COMMAND");
        assertThat(problem(
                        server.send(
                                "POST",
                                "/workers/" + UUID.randomUUID() + "/commands",
                                "{\"commandType\": \"GET_INFO_WORKER\"}"),
                        404))
                .isEqualTo("NO_SUCH_WORKER");
        assertThat(problem(
                        server.send(
                                "POST",
                                worker + "/commands",
                                "{\"commandType\": \"GET_INFO_WORKER\"}",
                                "Idempotency-Key",
                                "mine"),
                        400))
                .isEqualTo("INVALID_COMMAND");
    }

    @Test
    void filesOfADataRootAreLoaded() throws Exception {
        Files.writeString(data.resolve("two.csv"), "a,b\n1,x\n2,y\n");
        String worker = server.spawn();

        HttpResponse<String> loaded = server.send(
                "POST", worker + "/", "{\"source\": {\"type\": \"csv\", \"path\": \"two.csv\"}}", "Prefer", "wait=20");
        assertThat(TestServer.json(loaded).path("data").path("rowCount").asInt())
                .isEqualTo(2);
    }

    @Test
    void nodesManagerAndHealthAreTold() {
        assertThat(TestServer.json(server.get("/nodes")).path("nodes").size()).isPositive();
        assertThat(TestServer.json(server.get("/info")).path("managerId").asText())
                .isNotEmpty();
        assertThat(server.get("/health/live").statusCode()).isEqualTo(200);
        assertThat(TestServer.json(server.get("/health/ready")).path("ready").asBoolean())
                .isTrue();
    }

    @Test
    void metricsCountCommandsAndRequests() {
        String worker = server.spawn(ROWS_OF_THREE);
        server.get(worker + "/?where=nothing");

        HttpResponse<String> metrics = server.get("/metrics");
        assertThat(metrics.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
        assertThat(metrics.body())
                .contains(
                        "framewright_commands_total{code=\"\",outcome=\"SUCCEEDED\",type=\"LOAD_WORKER_FRAME_MANAGER\"}")
                .contains("framewright_command_seconds_bucket")
                .contains("framewright_workers{status=\"RUNNING\"}")
                .contains("framewright_frames_bytes")
                .contains("http_server_requests_seconds_count{method=\"GET\",route=\"/workers/{workerId}/\"")
                .contains("jvm_memory_used_bytes");
    }

    @Test
    void deadLettersAreListedShownAndDropped() {
        String worker = server.spawn();
        String id = UUID.randomUUID().toString();
        server.send(
                "POST",
                worker + "/commands",
                "{\"commandType\": \"NOBODY_KNOWS\", \"commandId\": \"" + id + "\"}",
                "Prefer",
                "wait=10");
        String path = "/dead-letters?worker=" + worker.substring("/workers/".length());
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> TestServer.json(server.get(path)).path("letters").size() == 1);
        JsonNode letter = TestServer.json(server.get(path)).path("letters").path(0);
        assertThat(letter.path("code").asText()).isEqualTo("UNKNOWN_COMMAND");
        JsonNode shown = TestServer.json(
                server.get("/dead-letters/" + letter.path("letterId").asText()));
        assertThat(shown.path("body").asText()).contains("NOBODY_KNOWS");

        HttpResponse<String> replayed =
                server.send("POST", "/dead-letters/" + letter.path("letterId").asText() + "/replay");
        assertThat(TestServer.json(replayed).path("changed").asBoolean())
                .as(replayed.body())
                .isTrue();
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> TestServer.json(server.get(path)).path("letters").size() == 1);
        assertThat(problem(server.send("DELETE", "/dead-letters"), 400)).isEqualTo("INVALID_COMMAND");
        assertThat(problem(server.send("POST", "/dead-letters/replay"), 400)).isEqualTo("INVALID_COMMAND");
        assertThat(TestServer.json(server.send("DELETE", path)).path("dropped").asInt())
                .isEqualTo(1);
        assertThat(problem(server.get("/dead-letters/" + UUID.randomUUID()), 404))
                .isEqualTo("DEAD_LETTER_NOT_FOUND");
        assertThat(problem(server.send("DELETE", "/dead-letters/x"), 404)).isEqualTo("DEAD_LETTER_NOT_FOUND");
    }

    @Test
    void pageIsServedAndRedirectedTo() {
        HttpResponse<String> root = server.get("/", "Accept", "text/html,*/*;q=0.8");
        assertThat(root.statusCode()).isEqualTo(302);
        assertThat(root.headers().firstValue("Location")).contains("/ui/");
        assertThat(server.get("/ui").headers().firstValue("Location")).contains("/ui/");
        HttpResponse<String> page = server.get("/ui/");
        assertThat(page.headers().firstValue("Content-Type")).contains("text/html;charset=utf-8");
        assertThat(page.body()).contains("<title>");
        assertThat(server.get("/ui/index.html").body()).isEqualTo(page.body());
    }

    @Test
    void documentAndServerNameTheSamePaths() throws Exception {
        JsonNode document = TestServer.json(server.get("/openapi.json"));
        assertThat(document.path("openapi").asText()).isEqualTo("3.1.0");
        Set<String> documented = new TreeSet<>();
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            path.getValue().properties().forEach(each -> {
                if (!each.getKey().equals("parameters")) {
                    documented.add(each.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey());
                }
            });
        }
        Set<String> answered = new TreeSet<>();
        for (Route route : server.server().routes()) {
            String path = route.path().replace('<', '{').replace('>', '}');
            answered.add(route.method() + " " + path);
            if (route.method().equals("GET") && !path.endsWith("/events")) {
                answered.add("HEAD " + path);
            }
        }
        assertThat(documented).isEqualTo(answered);
    }

    /** Whoever generates a client needs each reference and each name once. */
    @Test
    void documentHoldsTogether() throws Exception {
        String text = server.get("/openapi.json").body();
        JsonNode document = Json.mapper().readTree(text);
        Set<String> ids = new TreeSet<>();
        document.path("paths")
                .forEach(path -> path.forEach(operation -> {
                    if (operation.has("operationId")) {
                        assertThat(ids.add(operation.path("operationId").asText()))
                                .as(operation.path("operationId").asText())
                                .isTrue();
                    }
                }));
        for (JsonNode reference : document.findValues("$ref")) {
            String pointer = reference.asText().substring(1);
            assertThat(document.at(pointer).isMissingNode()).as(pointer).isFalse();
        }
    }

    @Test
    void methodsThatAPathDoesNotTakeAreNamed() {
        HttpResponse<String> refused = server.send("PUT", "/workers");
        assertThat(problem(refused, 405)).isEqualTo("METHOD_NOT_ALLOWED");
        assertThat(refused.headers().firstValue("Allow").orElse("")).contains("GET", "POST");
        HttpResponse<String> options = server.send("OPTIONS", "/workers");
        assertThat(options.statusCode()).isEqualTo(204);
        assertThat(options.headers().firstValue("Allow")).contains("GET, HEAD, POST, OPTIONS");
        HttpResponse<String> head = server.send("HEAD", server.spawn(ROWS_OF_THREE) + "/");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValue("Framewright-Row-Count")).contains("3");
    }

    @Test
    void pathsOfAWorkerAreNotAtTheRootUnlessAsked() {
        assertThat(problem(server.get("/events"), 404)).isEqualTo("NO_SUCH_WORKER");
        assertThat(problem(server.send("POST", "/kill", "{}"), 404)).isEqualTo("NO_SUCH_WORKER");
        assertThat(problem(server.get("/nothing"), 404)).isEqualTo("NO_SUCH_PATH");
    }

    @Test
    void pathsOfOneWorkerAreAtTheRootWhereAsked(BrokerPair brokers) throws Exception {
        UUID id = UUID.randomUUID();
        try (TestServer own =
                TestServer.start(brokers, data, HttpConfig.ofPort(0).withWorker(id))) {
            own.send("POST", "/workers", "{\"workQueue\": \"" + id + "\"}");
            own.load("", ROWS_OF_THREE);

            assertThat(own.get("/?limit=1").body().strip()).isEqualTo("[{\"a\":1,\"b\":\"x\"}]");
            assertThat(TestServer.json(own.get("/info")).path("workerId").asText())
                    .isEqualTo(id.toString());
            HttpResponse<String> accepted = own.send("POST", "/commands", "{\"commandType\": \"GET_INFO_WORKER\"}");
            assertThat(accepted.headers().firstValue("Location").orElse("")).startsWith("/commands/");
        }
    }

    private static String problem(HttpResponse<String> response, int status) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        JsonNode problem = TestServer.json(response);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("detail").asText()).isNotEmpty();
        return problem.path("code").asText();
    }
}
