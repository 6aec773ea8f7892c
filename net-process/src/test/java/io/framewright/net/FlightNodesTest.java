package io.framewright.net;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.framewright.command.Command;
import io.framewright.command.CommandTypes;
import io.framewright.event.Outcome;
import io.framewright.serialize.Json;
import io.framewright.transport.Idling;
import io.framewright.transport.testing.BrokerKind;
import io.framewright.transport.testing.BrokerPair;
import io.framewright.transport.testing.Brokers;
import io.framewright.worker.snapshot.SnapshotDirectory;
import io.framewright.worker.snapshot.SnapshotPolicy;
import io.framewright.worker.snapshot.Snapshots;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.apache.arrow.flight.CallHeaders;
import org.apache.arrow.flight.CallOption;
import org.apache.arrow.flight.Criteria;
import org.apache.arrow.flight.FlightCallHeaders;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.flight.HeaderCallOption;
import org.apache.arrow.flight.Location;
import org.apache.arrow.flight.Ticket;
import org.apache.arrow.flight.auth2.BearerCredentialWriter;
import org.apache.arrow.flight.grpc.CredentialCallOption;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Any process answers for any worker, to those who may read it. */
@Brokers(BrokerKind.EMBEDDED)
@Timeout(120)
class FlightNodesTest {
    private static FlightDescriptor path(UUID worker) {
        return FlightDescriptor.path(worker.toString());
    }

    private static CredentialCallOption token(String token) {
        return new CredentialCallOption(new BearerCredentialWriter(token));
    }

    /** Of whom frames are listed; others may have been adopted from servers of other tests. */
    private static List<String> workers(FlightClient client, CallOption... options) {
        return StreamSupport.stream(client.listFlights(Criteria.ALL, options).spliterator(), false)
                .map(each -> each.getDescriptor().getPath().get(0))
                .toList();
    }

    @Test
    void processThatHoldsTheWorkerIsAsked(BrokerPair brokers, @TempDir Path data) throws Exception {
        HttpConfig config = HttpConfig.ofPort(0).withFlight(0);
        try (TestServer one = TestServer.start(brokers, data, config);
                TestServer other = TestServer.start(brokers, data, config);
                FlightPeer peer = FlightPeer.of(other)) {
            UUID worker = FlightPeer.uuid(one.spawn("{\"a\": 1},{\"a\": 2}"));
            FlightInfo info = peer.client().getInfo(path(worker));
            assertThat(info.getRecords()).isEqualTo(2);
            assertThat(info.getEndpoints().get(0).getLocations().get(0).getUri())
                    .isEqualTo(one.server().flight().orElseThrow());
            assertThat(peer.client().getSchema(path(worker)).getSchema()).isEqualTo(info.getSchema());
            assertThat(peer.rows(info.getEndpoints().get(0).getTicket()))
                    .as("handed on")
                    .hasSize(2);
            assertThat(peer.rows(info)).as("read where it is").hasSize(2);
            assertThat(workers(peer.client())).contains(worker.toString());
            FlightTest.assertRefused(
                    () -> peer.client().getInfo(FlightDescriptor.path(worker.toString(), "nothing")),
                    FlightStatusCode.NOT_FOUND,
                    "FRAME_NOT_FOUND");

            CallHeaders headers = new FlightCallHeaders();
            headers.insert("framewright-forwarded-by", UUID.randomUUID().toString());
            FlightTest.assertRefused(
                    () -> peer.client().getInfo(path(worker), new HeaderCallOption(headers)),
                    FlightStatusCode.UNAVAILABLE,
                    "NODE_UNREACHABLE");
        }
    }

    /** Whoever names an idle worker wakes it; whoever looks at all of them does not. */
    @Test
    void idleWorkerIsWoken(BrokerPair brokers, @TempDir Path data) throws Exception {
        Snapshots kept = TestServer.right(SnapshotDirectory.of(data.resolve("snapshots")));
        Idling soon = new Idling(Optional.of(Duration.ofMillis(200)), Optional.empty());
        try (TestServer server = TestServer.start(
                        brokers,
                        data,
                        HttpConfig.ofPort(0).withFlight(0),
                        config -> config.withWorker(
                                config.worker().withIdling(soon).withSnapshots(kept, SnapshotPolicy.defaults())));
                FlightPeer peer = FlightPeer.of(server)) {
            UUID worker = FlightPeer.uuid(server.spawn("{\"a\": 1},{\"a\": 2}"));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> server.host()
                            .find(worker)
                            .filter(held -> !held.inMemory())
                            .isPresent());
            assertThat(workers(peer.client())).doesNotContain(worker.toString());
            assertThat(peer.client().getInfo(path(worker)).getRecords()).isEqualTo(2);
        }
    }

    @Test
    void processThatIsNotThereIsTold(BrokerPair brokers, @TempDir Path data) throws Exception {
        try (TestServer one = TestServer.start(brokers, data);
                TestServer other =
                        TestServer.start(brokers, data, HttpConfig.ofPort(0).withFlight(0));
                FlightPeer peer = FlightPeer.of(other)) {
            UUID worker = FlightPeer.uuid(one.spawn("{\"a\": 1}"));
            FlightTest.assertRefused(
                    () -> peer.client().getInfo(path(worker)), FlightStatusCode.UNAVAILABLE, "NODE_UNREACHABLE");
            other.ports()
                    .flights()
                    .announce(one.host().managerId(), URI.create("grpc://127.0.0.1:1"), Duration.ofMinutes(1));
            FlightTest.assertRefused(
                    () -> peer.client().getInfo(path(worker)), FlightStatusCode.UNAVAILABLE, "NODE_UNREACHABLE");
            assertThat(workers(peer.client())).as("of the others").doesNotContain(worker.toString());
        }
    }

    @Test
    void tokensAndRolesAreThoseOfHttp(BrokerPair brokers, @TempDir Path data) throws Exception {
        Path file = data.resolve("tokens.json");
        TokenFile tokens = TestServer.right(TokenFile.open(file));
        String admin = TestServer.right(tokens.add("boss", "admin", Set.of(), Optional.empty()));
        HttpConfig config = HttpConfig.ofPort(0).withFlight(0);
        try (TestServer server = TestServer.start(
                        brokers, data, config.withRules(config.rules().withTokens(file)));
                TestServer other = TestServer.start(
                        brokers, data, config.withRules(config.rules().withTokens(file)));
                FlightPeer peer = FlightPeer.of(server);
                FlightPeer far = FlightPeer.of(other)) {
            String mine = server.spawn();
            String another = server.spawn();
            server.loadAs(admin, mine, "{\"a\": 1}");
            server.loadAs(admin, another, "{\"a\": 2}");
            UUID worker = FlightPeer.uuid(mine);
            String one = TestServer.right(tokens.add("one", "read", Set.of(worker), Optional.empty()));

            FlightTest.assertRefused(
                    () -> peer.client().getInfo(path(worker)), FlightStatusCode.UNAUTHENTICATED, "TOKEN_MISSING");
            FlightTest.assertRefused(
                    () -> peer.client().getInfo(path(worker), token("fw_nothing")),
                    FlightStatusCode.UNAUTHENTICATED,
                    "TOKEN_MISSING");
            FlightInfo info = peer.client().getInfo(path(worker), token(one));
            assertThat(peer.rows(info, token(one))).hasSize(1);
            assertThat(far.rows(info.getEndpoints().get(0).getTicket(), token(one)))
                    .as("handed on with the token")
                    .hasSize(1);
            FlightTest.assertRefused(() -> peer.rows(info), FlightStatusCode.UNAUTHENTICATED, "TOKEN_MISSING");
            String others = "{\"worker\": \"" + FlightPeer.uuid(another) + "\"}";
            FlightTest.assertRefused(
                    () -> peer.rows(new Ticket(others.getBytes(StandardCharsets.UTF_8)), token(one)),
                    FlightStatusCode.UNAUTHORIZED,
                    "ROLE_MISSING");
            for (FlightPeer asked : new FlightPeer[] {peer, far}) {
                assertThat(workers(asked.client(), token(one))).containsExactly(worker.toString());
                assertThat(workers(asked.client(), token(admin)))
                        .contains(worker.toString(), FlightPeer.uuid(another).toString());
            }
        }
    }

    private static void load(TestServer server, UUID worker) throws JsonProcessingException {
        Command load = Command.of(
                CommandTypes.LOAD_WORKER_FRAME_MANAGER,
                Json.mapper().readTree("{\"source\": {\"type\": \"rows\", \"rows\": [{\"a\": 1}, {\"a\": 2}]}}"));
        assertThat(TestServer.right(server.platform().send(worker, load)).outcome())
                .isEqualTo(Outcome.SUCCEEDED);
    }

    @Test
    void otherMachinesAreServedWithTls(BrokerPair brokers, @TempDir Path data) throws Exception {
        HttpKeys keys = TestKeys.of(data);
        HttpConfig config =
                HttpConfig.ofPort(0).withHost("0.0.0.0").withName("localhost").withFlight(0);
        HttpConfig secured = config.withRules(config.rules().withKeys(keys).withTokens(data.resolve("tokens.json")));
        try (TestServer server = TestServer.start(brokers, data, secured);
                TestServer other = TestServer.start(brokers, data, secured);
                BufferAllocator allocator = new RootAllocator()) {
            assertThat(server.server().flight().orElseThrow().toString()).startsWith("grpc+tls://0.0.0.0:");
            int port = server.server().flight().orElseThrow().getPort();
            CredentialCallOption first = token(server.server().firstToken().orElseThrow());
            try (FlightClient client = FlightClient.builder(allocator, Location.forGrpcTls("localhost", port))
                    .trustedCertificates(TestKeys.certificate(keys))
                    .build()) {
                UUID worker = FlightPeer.uuid(server.spawn());
                FlightTest.assertRefused(
                        () -> client.getInfo(path(worker), first), FlightStatusCode.NOT_FOUND, "FRAME_NOT_FOUND");
                assertThat(workers(client, first)).doesNotContain(worker.toString());

                UUID far = FlightPeer.uuid(other.spawn());
                FlightTest.assertRefused(
                        () -> client.getInfo(path(far), first), FlightStatusCode.NOT_FOUND, "FRAME_NOT_FOUND");
                load(other, far);
                FlightInfo info = client.getInfo(path(far), first);
                assertThat(info.getRecords()).as("handed on").isEqualTo(2);
                assertThat(info.getEndpoints().get(0).getLocations().get(0).getUri())
                        .isEqualTo(URI.create("grpc+tls://localhost:"
                                + other.server().flight().orElseThrow().getPort()));
            }
            try (FlightClient plain = FlightClient.builder(allocator, Location.forGrpcInsecure("localhost", port))
                    .build()) {
                assertThat(FlightTest.refused(() -> workers(plain, first))).isNotNull();
            }
        }
    }
}
