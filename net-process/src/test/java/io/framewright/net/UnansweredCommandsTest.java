package io.framewright.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.transport.testing.BrokerKind;
import io.framewright.transport.testing.BrokerPair;
import io.framewright.transport.testing.Brokers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A command that has no outcome is on its way if somebody here knows of it, and not known otherwise. */
@Brokers(BrokerKind.EMBEDDED)
class UnansweredCommandsTest {
    private static final String INFO = "{\"commandType\": \"GET_INFO_WORKER\"}";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path data;

    private static String state(HttpResponse<String> response) {
        return response.statusCode() + " "
                + TestServer.json(response).path("state").asText();
    }

    /** Nobody takes from the worker's queue until another process manager does. */
    @Test
    void commandThatWaitsIsNoUnknownOne(BrokerPair brokers) throws Exception {
        try (TestServer server = TestServer.start(brokers, data)) {
            String worker = server.spawn();
            server.manager().close();
            HttpResponse<String> sent = server.send("POST", worker + "/commands", INFO);
            String place = sent.headers().firstValue("Location").orElseThrow();

            HttpResponse<String> waiting = server.get(place);
            assertThat(state(waiting)).isEqualTo("202 PENDING");
            assertThat(waiting.headers().firstValue("Location")).contains(place);
            assertThat(server.get(worker + "/commands/" + UUID.randomUUID()).statusCode())
                    .isEqualTo(404);
            try (HttpServer stranger = TestServer.right(HttpServer.start(HttpConfig.ofPort(0), server.ports()))) {
                HttpResponse<String> unknown = TestServer.get(stranger, place);
                assertThat(unknown.statusCode()).isEqualTo(404);
                assertThat(unknown.body()).contains("NO_SUCH_COMMAND");
            }
            try (TestServer next = TestServer.start(brokers, data)) {
                assertThat(next.manager()).isNotNull();
                Awaitility.await()
                        .atMost(Duration.ofSeconds(60))
                        .until(() -> state(server.get(place)), "200 SUCCEEDED"::equals);
            }
        }
    }

    @Test
    void commandThatTheWorkerHoldsIsOnItsWay(BrokerPair brokers) throws Exception {
        try (TestServer server = TestServer.start(brokers, data)) {
            String worker = server.spawn();
            UUID held = UUID.randomUUID();
            try (HttpServer holding = TestServer.right(HttpServer.start(HttpConfig.ofPort(0), holding(server, held)))) {
                assertThat(state(TestServer.get(holding, worker + "/commands/" + held)))
                        .isEqualTo("202 PENDING");
            }
        }
    }

    @Test
    void commandThatTheWorkerHoldsElsewhereIsOnItsWay(BrokerPair brokers) throws Exception {
        try (TestServer server = TestServer.start(brokers, data);
                TestServer other = TestServer.start(brokers, data)) {
            String worker = server.spawn();
            UUID held = UUID.randomUUID();
            UUID holder = server.host().managerId();
            try (HttpServer holding = TestServer.right(HttpServer.start(HttpConfig.ofPort(0), holding(server, held)))) {
                other.addresses().announce(holder, holding.uri(), Duration.ofMinutes(1));
                HttpResponse<String> onItsWay = other.get(worker + "/commands/" + held);
                assertThat(state(onItsWay)).isEqualTo("202 PENDING");
                assertThat(onItsWay.headers().firstValue("Location")).contains(worker + "/commands/" + held);
                HttpResponse<String> unknown = other.get(worker + "/commands/" + UUID.randomUUID());
                assertThat(unknown.statusCode()).isEqualTo(404);
                assertThat(unknown.body()).contains("NO_SUCH_COMMAND");
            }
            other.addresses().withdraw(holder);
            assertThat(other.get(worker + "/commands/" + held).statusCode())
                    .as("nobody can be asked")
                    .isEqualTo(404);
        }
    }

    /** What a server of this process needs, where its worker holds this command. */
    private static HttpPorts holding(TestServer server, UUID held) {
        HttpPorts known = server.ports();
        return new HttpPorts(
                known.platform(),
                new Holding(known.host(), held),
                known.addresses(),
                known.flights(),
                known.publisher(),
                known.streams(),
                known.metrics());
    }

    private record Holding(Host host, UUID commandId) implements Host {
        @Override
        public UUID managerId() {
            return host.managerId();
        }

        @Override
        public Optional<HeldFrames> find(UUID workerId) {
            return host.find(workerId);
        }

        @Override
        public boolean holds(UUID workerId, UUID id) {
            return id.equals(commandId);
        }

        @Override
        public List<UUID> workers() {
            return host.workers();
        }

        @Override
        public long frameBytes() {
            return host.frameBytes();
        }

        @Override
        public List<Missing> missing() {
            return host.missing();
        }
    }

    @Test
    void whatWasSentIsKnownForAnHour() {
        AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
        SentCommands sent = new SentCommands(now::get);
        UUID worker = UUID.randomUUID();
        UUID first = UUID.randomUUID();
        UUID second = UUID.randomUUID();
        sent.sent(worker, first);
        sent.sent(worker, second);

        assertThat(sent.has(worker, first)).isTrue();
        assertThat(sent.has(UUID.randomUUID(), first)).isFalse();
        sent.forget(worker, first);
        assertThat(sent.has(worker, first)).isFalse();
        now.addAndGet(Duration.ofMinutes(59).toNanos());
        assertThat(sent.has(worker, second)).isTrue();
        now.addAndGet(Duration.ofMinutes(2).toNanos());
        assertThat(sent.has(worker, second)).isFalse();
        for (int i = 0; i < 10_001; i++) {
            sent.sent(worker, UUID.randomUUID());
        }
        sent.sent(worker, first);
        assertThat(sent.has(worker, first)).isTrue();
    }
}
