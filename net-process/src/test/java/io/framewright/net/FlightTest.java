package io.framewright.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.framewright.transport.testing.BrokerKind;
import io.framewright.transport.testing.BrokerPair;
import io.framewright.transport.testing.Brokers;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.arrow.flight.Criteria;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightEndpoint;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.flight.Ticket;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Frames by Arrow Flight, as Arrow's own client reads them. */
@Brokers(BrokerKind.EMBEDDED)
@Timeout(120)
class FlightTest {
    private static final int MANY = 600_000;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path data;

    @SuppressWarnings("NullAway.Init")
    private static TestServer server;

    @SuppressWarnings("NullAway.Init")
    private static FlightPeer peer;

    @BeforeAll
    static void start(BrokerPair brokers) {
        server = TestServer.start(brokers, data, HttpConfig.ofPort(0).withFlight(0));
        peer = FlightPeer.of(server);
    }

    @AfterAll
    static void stop() throws Exception {
        peer.close();
        server.close();
    }

    private static FlightDescriptor path(String worker, String... frame) {
        return FlightDescriptor.path(
                Stream.concat(Stream.of(FlightPeer.uuid(worker).toString()), Arrays.stream(frame))
                        .toList());
    }

    private static FlightDescriptor cmd(String worker, String rest) {
        return FlightDescriptor.command(json(worker, rest));
    }

    private static byte[] json(String worker, String rest) {
        return ("{\"worker\": \"" + FlightPeer.uuid(worker) + "\"" + rest + "}").getBytes(StandardCharsets.UTF_8);
    }

    private static String numbers(int from) {
        return IntStream.range(from, from + 20)
                .mapToObj(i -> "{\"n\": " + i + ", \"word\": \"w" + i % 3 + "\"}")
                .collect(Collectors.joining(","));
    }

    /** A worker with a frame that is read in parts. */
    private static String many() throws Exception {
        Path file = data.resolve("many.csv");
        if (!Files.exists(file)) {
            StringBuilder csv = new StringBuilder("n,word,share\n");
            for (int i = 0; i < MANY; i++) {
                csv.append(i)
                        .append(",w")
                        .append(i % 1000)
                        .append(',')
                        .append(i / 4.0)
                        .append('\n');
            }
            Files.writeString(file, csv);
        }
        String worker = server.spawn();
        String body = "{\"source\": {\"type\": \"csv\", \"path\": \"many.csv\"}}";
        assertThat(server.send("POST", worker + "/", body, "Prefer", "wait=60").statusCode())
                .isEqualTo(200);
        return worker;
    }

    static FlightRuntimeException refused(ThrowingCallable call) {
        return catchThrowableOfType(FlightRuntimeException.class, call);
    }

    static void assertRefused(ThrowingCallable call, FlightStatusCode status, String code) {
        FlightRuntimeException refused = refused(call);
        assertThat(refused).as("refused").isNotNull();
        assertThat(refused.status().code()).isEqualTo(status);
        assertThat(refused.getMessage()).startsWith(code + ": ");
        assertThat(refused.status().metadata().get("framewright-code")).isEqualTo(code);
    }

    @Test
    void everyTypeComesAsItIsAndAsOverHttp() throws Exception {
        String worker = server.spawn();
        String rows = "{\"i\": 1, \"l\": 9007199254740993, \"d\": 1.5, \"b\": true, \"s\": \"Ærø 🙂\","
                + " \"day\": \"2024-02-29\", \"at\": \"2024-02-29T12:30:00\", \"time\": \"23:59:59\","
                + " \"moment\": \"2024-02-29T12:30:00Z\"},"
                + " {\"s\": \"\"}, {\"i\": -1, \"b\": false, \"s\": \"Ærø 🙂\"}";
        String body = "{\"source\": {\"type\": \"rows\", \"rows\": [" + rows + "], \"types\": {\"l\": \"LONG\","
                + " \"day\": \"LOCAL_DATE\", \"at\": \"LOCAL_DATE_TIME\", \"time\": \"LOCAL_TIME\","
                + " \"moment\": \"INSTANT\"}}}";
        assertThat(server.send("POST", worker + "/", body).statusCode()).isEqualTo(200);

        FlightInfo info = peer.client().getInfo(path(worker));
        List<List<@Nullable String>> read = peer.rows(info);
        HttpRequest request = HttpRequest.newBuilder(server.uri(worker + "/"))
                .header("Accept", "application/vnd.apache.arrow.stream")
                .build();
        byte[] stream = TestServer.exchange(request, BodyHandlers.ofByteArray()).body();

        assertThat(read).isEqualTo(peer.rows(new ByteArrayInputStream(stream)));
        assertThat(read.get(0))
                .startsWith("1", "9007199254740993", "1.5", "true", "Ærø 🙂")
                .doesNotContainNull();
        assertThat(read.get(1)).containsExactly(null, null, null, null, "", null, null, null, null);
        assertThat(read.get(2)).startsWith("-1", null, null, "false", "Ærø 🙂");
        assertThat(info.getSchema())
                .isEqualTo(peer.client().getSchema(path(worker, "default")).getSchema());
        assertThat(info.getSchema().getFields())
                .extracting(field -> field.getName())
                .startsWith("i", "l", "d");
        assertThat(info.getRecords()).isEqualTo(3);
    }

    @Test
    void partsAreTheWholeInItsOrder() throws Exception {
        FlightInfo info = peer.client().getInfo(path(many()));
        assertThat(info.getRecords()).isEqualTo(MANY);
        assertThat(info.getOrdered()).isTrue();
        assertThat(info.getEndpoints())
                .hasSize(2)
                .allSatisfy(part -> assertThat(part.getLocations())
                        .extracting(location -> location.getUri())
                        .containsExactly(server.server().flight().orElseThrow()));

        List<CompletableFuture<List<List<@Nullable String>>>> reading = new ArrayList<>();
        for (FlightEndpoint endpoint : info.getEndpoints()) {
            reading.add(CompletableFuture.supplyAsync(() -> {
                try (FlightPeer own = FlightPeer.of(server)) {
                    return own.rows(endpoint.getTicket());
                } catch (Exception failed) {
                    throw new AssertionError(failed);
                }
            }));
        }
        List<List<@Nullable String>> all = new ArrayList<>();
        for (CompletableFuture<List<List<@Nullable String>>> part : reading) {
            all.addAll(part.get());
        }
        assertThat(all).hasSize(MANY);
        for (int row = 0; row < MANY; row++) {
            if (!all.get(row).equals(List.of("" + row, "w" + row % 1000, Double.toString(row / 4.0)))) {
                throw new AssertionError("row " + row + " is " + all.get(row));
            }
        }
    }

    @Test
    void questionsAreThoseOfHttp() throws Exception {
        String worker = server.spawn(numbers(0));
        FlightInfo info = peer.client()
                .getInfo(cmd(
                        worker,
                        ", \"frame\": \"default\", \"where\": \"word == 'w1'\", \"sort\": \"n:desc\", \"columns\":"
                                + " [\"n\"], \"offset\": 1, \"limit\": 3"));
        assertThat(info.getRecords()).isEqualTo(3);
        assertThat(info.getSchema().getFields()).hasSize(1);
        assertThat(peer.rows(info)).isEqualTo(List.of(List.of("16"), List.of("13"), List.of("10")));

        String counted = ", \"operations\": [{\"op\": \"groupBy\", \"columns\": [\"word\"], \"aggregates\":"
                + " [{\"function\": \"count\", \"as\": \"rows\"}]}], \"sort\": [\"word\"]";
        assertThat(peer.rows(new Ticket(json(worker, counted))))
                .isEqualTo(List.of(List.of("w0", "7"), List.of("w1", "7"), List.of("w2", "6")));
        assertThat(peer.rows(peer.client().getInfo(cmd(worker, ", \"where\": \"n < 0\""))))
                .isEmpty();
        assertRefused(
                () -> peer.client().getInfo(cmd(worker, ", \"where\": \"nobody > 1\"")),
                FlightStatusCode.INVALID_ARGUMENT,
                "COLUMN_NOT_FOUND");
        assertRefused(
                () -> peer.client().getInfo(cmd(worker, ", \"limits\": 1")),
                FlightStatusCode.INVALID_ARGUMENT,
                "INVALID_COMMAND");
    }

    @Test
    void partsAreOfOneVersionWhileTheFrameChanges() throws Exception {
        String worker = server.spawn(numbers(0));
        FlightInfo before = peer.client().getInfo(path(worker));
        FlightInfo asked = peer.client().getInfo(cmd(worker, ", \"where\": \"n >= 18\""));
        String version = new String(before.getAppMetadata(), StandardCharsets.UTF_8);
        assertThat(server.get(worker + "/").headers().firstValue("Framewright-Version"))
                .contains(version);
        server.load(worker, numbers(100));

        assertThat(peer.rows(before).get(0)).isEqualTo(List.of("0", "w0"));
        assertThat(peer.rows(asked)).isEqualTo(List.of(List.of("18", "w0"), List.of("19", "w1")));
        assertThat(peer.rows(new Ticket(json(worker, ""))).get(0)).isEqualTo(List.of("100", "w1"));
        assertThat(new String(peer.client().getInfo(path(worker)).getAppMetadata(), StandardCharsets.UTF_8))
                .isNotEqualTo(version);
    }

    @Test
    void versionThatIsGoneSaysSo(BrokerPair brokers) throws Exception {
        HttpConfig forgetful = HttpConfig.ofPort(0).withFlight(0).withPinned(Duration.ofNanos(1), 1, 1);
        try (TestServer own = TestServer.start(brokers, data, forgetful);
                FlightPeer reader = FlightPeer.of(own)) {
            String worker = own.spawn(numbers(0));
            FlightInfo info = reader.client().getInfo(path(worker));
            assertThat(reader.rows(info)).as("the frame is still the same").hasSize(20);
            own.load(worker, numbers(100));
            assertRefused(() -> reader.rows(info), FlightStatusCode.NOT_FOUND, "VERSION_GONE");
        }
    }

    @Test
    void framesOfAllWorkersAreListed() throws Exception {
        String one = server.spawn(numbers(0));
        String other = server.spawn(numbers(7));
        List<FlightInfo> all = listed(Criteria.ALL);
        assertThat(all)
                .extracting(info -> info.getDescriptor().getPath())
                .contains(
                        List.of(FlightPeer.uuid(one).toString(), "default"),
                        List.of(FlightPeer.uuid(other).toString(), "default"));
        List<FlightInfo> mine =
                listed(new Criteria(FlightPeer.uuid(other).toString().getBytes(StandardCharsets.UTF_8)));
        assertThat(mine).hasSize(1);
        assertThat(mine.get(0).getRecords()).isEqualTo(20);
        assertThat(peer.rows(mine.get(0)).get(0)).isEqualTo(List.of("7", "w1"));
        assertRefused(
                () -> listed(new Criteria("me".getBytes(StandardCharsets.UTF_8))),
                FlightStatusCode.INVALID_ARGUMENT,
                "INVALID_COMMAND");
    }

    private static List<FlightInfo> listed(Criteria criteria) {
        return StreamSupport.stream(peer.client().listFlights(criteria).spliterator(), false)
                .toList();
    }

    @Test
    void whatIsNotThereIsTold() {
        String worker = server.spawn(numbers(0));
        assertRefused(
                () -> peer.client()
                        .getInfo(FlightDescriptor.path(UUID.randomUUID().toString())),
                FlightStatusCode.NOT_FOUND,
                "NO_SUCH_WORKER");
        assertRefused(
                () -> peer.client().getInfo(FlightDescriptor.path("me")), FlightStatusCode.NOT_FOUND, "NO_SUCH_WORKER");
        assertRefused(
                () -> peer.client().getInfo(path(worker, "nothing")), FlightStatusCode.NOT_FOUND, "FRAME_NOT_FOUND");
        assertRefused(() -> peer.client().getInfo(path(server.spawn())), FlightStatusCode.NOT_FOUND, "FRAME_NOT_FOUND");
        assertRefused(
                () -> peer.client().getInfo(path(worker, "default", "more")),
                FlightStatusCode.INVALID_ARGUMENT,
                "INVALID_COMMAND");
        FlightRuntimeException other = refused(() -> peer.client().listActions().forEach(action -> {}));
        assertThat(other.status().code()).isEqualTo(FlightStatusCode.UNIMPLEMENTED);
        assertThat(other.getMessage()).contains("ListActions is not answered here");
    }

    @Test
    void hostileTicketsAreRefused() {
        String worker = server.spawn(numbers(0));
        List<byte[]> malformed = List.of(
                new byte[0],
                new byte[] {0},
                new byte[] {(byte) 0xFF, (byte) 0xFE, 0},
                "[".repeat(60_000).getBytes(StandardCharsets.UTF_8),
                "\"text\"".getBytes(StandardCharsets.UTF_8));
        for (byte[] ticket : malformed) {
            assertRefused(() -> peer.rows(new Ticket(ticket)), FlightStatusCode.INVALID_ARGUMENT, "MALFORMED_COMMAND");
        }
        for (String wrong : List.of(
                ", \"offset\": -1",
                ", \"limit\": 1e400",
                ", \"columns\": {}",
                ", \"operations\": \"[]\"",
                ", \"version\": 7",
                ", \"worker\": \"me\"")) {
            assertThat(refused(() -> peer.rows(new Ticket(json(worker, wrong))))
                            .status()
                            .code())
                    .as(wrong)
                    .isEqualTo(FlightStatusCode.INVALID_ARGUMENT);
        }
        FlightRuntimeException large = refused(() -> peer.rows(new Ticket(new byte[1 << 20])));
        assertThat(large.status().code()).isIn(FlightStatusCode.RESOURCE_EXHAUSTED, FlightStatusCode.CANCELLED);
    }

    @Test
    void versionOfAnotherWorkerIsNotRead() {
        String one = server.spawn(numbers(0));
        String other = server.spawn(numbers(7));
        String version = new String(peer.client().getInfo(path(one)).getAppMetadata(), StandardCharsets.UTF_8);
        assertRefused(
                () -> peer.rows(new Ticket(json(other, ", \"version\": \"" + version + "\""))),
                FlightStatusCode.NOT_FOUND,
                "VERSION_GONE");
    }

    @Test
    void whatIsSentIsCounted() throws Exception {
        peer.rows(peer.client().getInfo(path(server.spawn(numbers(0)))));
        assertThat(server.get("/metrics").body())
                .contains(
                        "framewright_flight_rows_total", "framewright_flight_bytes_total", "framewright_flight_readers")
                .contains("framewright_flight_calls_seconds_count{method=\"DoGet\",status=\"OK\"}");
    }
}
