package io.framewright.net;

import com.fasterxml.jackson.databind.JsonNode;
import io.framewright.client.ClientConfig;
import io.framewright.client.Framewright;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.manager.ProcessManager;
import io.framewright.manager.ProcessManagerConfig;
import io.framewright.query.source.DataRoots;
import io.framewright.serialize.Json;
import io.framewright.transport.HostAddresses;
import io.framewright.transport.WorkerRecord;
import io.framewright.transport.rabbitmq.AmqpConfig;
import io.framewright.transport.rabbitmq.RabbitMq;
import io.framewright.transport.redis.RedisConfig;
import io.framewright.transport.redis.RedisEvents;
import io.framewright.transport.testing.BrokerPair;
import io.framewright.worker.Ports;
import io.framewright.worker.WorkerSession;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** A process manager with its HTTP server on brokers of a test, and a caller of it. */
final class TestServer implements AutoCloseable {
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final Framewright platform;
    private final ProcessManager manager;
    private final HttpServer server;
    private final Host host;
    private final HostAddresses addresses;
    private final HttpPorts ports;

    private TestServer(BrokerPair brokers, Path dataRoot, HttpConfig http, UnaryOperator<ProcessManagerConfig> change) {
        Metrics metrics = closing(new Metrics());
        RabbitMq broker = closing(right(RabbitMq.open(AmqpConfig.of(brokers.amqpUri()))));
        RedisEvents redis = closing(right(RedisEvents.open(RedisConfig.of(URI.create(brokers.redisUri())))));
        ProcessManagerConfig defaults = ProcessManagerConfig.defaults(DataRoots.of(List.of(dataRoot)));
        ProcessManagerConfig config =
                change.apply(defaults.withWorker(defaults.worker().withObserver(metrics::decided)));
        manager = closing(right(ProcessManager.start(config, Ports.of(broker, redis))));
        platform = closing(right(
                Framewright.connect(ClientConfig.of(URI.create(brokers.amqpUri()), URI.create(brokers.redisUri())))));
        addresses = redis.addresses();
        host = new ManagedHost(config.managerId(), manager);
        ports = new HttpPorts(
                platform, host, addresses, redis.flightAddresses(), broker.publisher(), redis.streams(), metrics);
        HttpRules rules = http.rules().withDataRoots(DataRoots.of(List.of(dataRoot)));
        server = closing(right(HttpServer.start(http.withRules(rules), ports)));
    }

    static TestServer start(BrokerPair brokers, Path dataRoot) {
        return start(brokers, dataRoot, HttpConfig.ofPort(0));
    }

    static TestServer start(BrokerPair brokers, Path dataRoot, HttpConfig http) {
        return new TestServer(brokers, dataRoot, http, UnaryOperator.identity());
    }

    static TestServer start(
            BrokerPair brokers, Path dataRoot, HttpConfig http, UnaryOperator<ProcessManagerConfig> change) {
        return new TestServer(brokers, dataRoot, http, change);
    }

    private record ManagedHost(UUID managerId, ProcessManager manager) implements Host {
        @Override
        public Optional<HeldFrames> find(UUID workerId) {
            return manager.session(workerId).filter(WorkerSession::isRecovered).map(ManagedHost::held);
        }

        private static HeldFrames held(WorkerSession session) {
            long sequence = session.committedSequence();
            return new HeldFrames(session.frameManager().frames(), sequence, !session.isPassivated());
        }

        @Override
        public boolean holds(UUID workerId, UUID commandId) {
            return manager.session(workerId)
                    .filter(held -> held.holds(commandId))
                    .isPresent();
        }

        @Override
        public List<UUID> workers() {
            return manager.hosted();
        }

        @Override
        public long frameBytes() {
            return manager.health().memoryBytes();
        }

        @Override
        public List<Missing> missing() {
            return manager.health().checks().stream()
                    .filter(check -> !check.ok())
                    .map(check -> new Missing(check.name(), check.message()))
                    .toList();
        }
    }

    private <T extends AutoCloseable> T closing(T opened) {
        open.push(opened);
        return opened;
    }

    static <T> T right(Either<Failure, T> either) {
        return either.await()
                .fold(
                        failure -> {
                            throw new AssertionError(failure.toString());
                        },
                        pending -> {
                            throw new AssertionError(pending.message());
                        },
                        value -> value);
    }

    HttpPorts ports() {
        return ports;
    }

    HttpServer server() {
        return server;
    }

    ProcessManager manager() {
        return manager;
    }

    Framewright platform() {
        return platform;
    }

    Host host() {
        return host;
    }

    HostAddresses addresses() {
        return addresses;
    }

    URI uri(String path) {
        return URI.create(server.uri() + path);
    }

    /** A worker that runs in this process, whichever others take from the manager's queue; its path. */
    String spawn() {
        WorkerRecord record =
                right(manager.spawn("events-of-a-test").toCompletableFuture().join());
        return "/workers/" + record.workerId();
    }

    /** A worker with a frame of these rows, each a JSON object. */
    String spawn(String... rows) {
        String worker = spawn();
        load(worker, rows);
        return worker;
    }

    void load(String worker, String... rows) {
        String body = "{\"source\": {\"type\": \"rows\", \"rows\": [" + String.join(",", rows) + "]}}";
        HttpResponse<String> loaded = send("POST", worker + "/", body);
        if (loaded.statusCode() != 200) {
            throw new AssertionError(loaded.body());
        }
    }

    void loadAs(String token, String worker, String... rows) {
        String body = "{\"source\": {\"type\": \"rows\", \"rows\": [" + String.join(",", rows) + "]}}";
        HttpResponse<String> loaded = send("POST", worker + "/", body, "Authorization", "Bearer " + token);
        if (loaded.statusCode() != 200) {
            throw new AssertionError(loaded.body());
        }
    }

    /** Asks another server than that of this platform. */
    static HttpResponse<String> get(HttpServer server, String path) {
        return exchange(HttpRequest.newBuilder(URI.create(server.uri() + path)).build());
    }

    HttpResponse<String> get(String path, String... headers) {
        return exchange(headers(HttpRequest.newBuilder(uri(path)), headers).build());
    }

    /** Sends JSON. */
    HttpResponse<String> send(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path))
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body));
        return exchange(headers(request, headers).build());
    }

    /** Brings a file. */
    HttpResponse<String> send(String path, Multipart body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path))
                .header("Content-Type", Multipart.CONTENT_TYPE)
                .POST(BodyPublishers.ofByteArray(body.bytes()));
        return exchange(headers(request, headers).build());
    }

    HttpResponse<String> send(String method, String path) {
        return exchange(HttpRequest.newBuilder(uri(path))
                .method(method, BodyPublishers.noBody())
                .build());
    }

    static HttpRequest.Builder headers(HttpRequest.Builder request, String... headers) {
        return headers.length == 0 ? request : request.headers(headers);
    }

    static HttpResponse<String> exchange(HttpRequest request) {
        return exchange(request, BodyHandlers.ofString());
    }

    static <T> HttpResponse<T> exchange(HttpRequest request, HttpResponse.BodyHandler<T> body) {
        try {
            return CLIENT.send(request, body);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stop);
        }
    }

    static JsonNode json(HttpResponse<String> response) {
        try {
            return Json.mapper().readTree(response.body());
        } catch (IOException notJson) {
            throw new UncheckedIOException(response.body(), notJson);
        }
    }

    @Override
    public void close() throws Exception {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }
}
