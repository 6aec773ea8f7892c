package io.framewright.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.transport.testing.BrokerKind;
import io.framewright.transport.testing.BrokerPair;
import io.framewright.transport.testing.Brokers;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ClientResponseObserver;
import io.grpc.stub.MetadataUtils;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.flight.FlightDescriptor;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Those who read slowly, or no more: they hold no thread, and room is made when they are gone. */
@Brokers(BrokerKind.EMBEDDED)
@Timeout(120)
class FlightReadersTest {
    private static final int ROWS = 600_000;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path data;

    @BeforeAll
    static void write() throws Exception {
        StringBuilder csv = new StringBuilder("n,a,b,c\n");
        for (int i = 0; i < ROWS; i++) {
            csv.append(i)
                    .append(',')
                    .append(i / 2.0)
                    .append(',')
                    .append(i / 4.0)
                    .append(',')
                    .append(i / 8.0)
                    .append('\n');
        }
        Files.writeString(data.resolve("wide.csv"), csv);
    }

    @SuppressWarnings("NullAway.Init")
    private ManagedChannel channel;

    @AfterEach
    void hangUp() throws Exception {
        channel.shutdownNow();
        assertThat(channel.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
    }

    /** Takes one message and no more. */
    private static final class Slow implements ClientResponseObserver<byte[], byte[]> {
        private final CompletableFuture<ClientCallStreamObserver<byte[]>> began = new CompletableFuture<>();
        private final CompletableFuture<byte[]> first = new CompletableFuture<>();
        private final CompletableFuture<Status> ended = new CompletableFuture<>();

        @Override
        public void beforeStart(ClientCallStreamObserver<byte[]> stream) {
            stream.disableAutoRequestWithInitial(1);
            began.complete(stream);
        }

        @Override
        public void onNext(byte[] message) {
            first.complete(message);
        }

        @Override
        public void onError(Throwable thrown) {
            ended.complete(Status.fromThrowable(thrown));
        }

        @Override
        public void onCompleted() {
            ended.complete(Status.OK);
        }
    }

    private String load(TestServer server) {
        String worker = server.spawn();
        String body = "{\"source\": {\"type\": \"csv\", \"path\": \"wide.csv\"}}";
        assertThat(server.send("POST", worker + "/", body, "Prefer", "wait=60").statusCode())
                .isEqualTo(200);
        channel = NettyChannelBuilder.forAddress(
                        "127.0.0.1", server.server().flight().orElseThrow().getPort())
                .usePlaintext()
                .maxInboundMessageSize(Integer.MAX_VALUE)
                .build();
        return worker;
    }

    private Slow read(String worker) {
        Slow slow = new Slow();
        byte[] ticket = ("{\"worker\": \"" + FlightPeer.uuid(worker) + "\"}").getBytes(StandardCharsets.UTF_8);
        byte[] message = new byte[ticket.length + 2];
        message[0] = 0x0A;
        message[1] = (byte) ticket.length;
        System.arraycopy(ticket, 0, message, 2, ticket.length);
        ClientCalls.asyncServerStreamingCall(
                channel.newCall(FlightMethods.asked(FlightMethods.DO_GET), CallOptions.DEFAULT), message, slow);
        return slow;
    }

    private static void awaitReaders(TestServer server, int count) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> server.server().flightReaders() == count);
    }

    @Test
    void slowReadersHoldNoThread(BrokerPair brokers) throws Exception {
        try (TestServer server =
                        TestServer.start(brokers, data, HttpConfig.ofPort(0).withFlight(0));
                FlightPeer quick = FlightPeer.of(server)) {
            String worker = load(server);
            List<Slow> slow = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                slow.add(read(worker));
            }
            for (Slow each : slow) {
                each.first.get(20, TimeUnit.SECONDS);
            }
            assertThat(server.server().flightReaders()).isEqualTo(20);

            var info = quick.client()
                    .getInfo(FlightDescriptor.path(FlightPeer.uuid(worker).toString()));
            assertThat(quick.rows(info)).hasSize(ROWS);

            for (Slow each : slow) {
                each.began.get().cancel("it has seen enough", null);
            }
            awaitReaders(server, 0);
        }
    }

    @Test
    void whoTakesNothingForTooLongIsPutOut(BrokerPair brokers) throws Exception {
        HttpConfig impatient = HttpConfig.ofPort(0).withFlight(0).withPinned(Duration.ofMillis(50), 8, 1 << 30);
        try (TestServer server = TestServer.start(brokers, data, impatient)) {
            Slow slow = read(load(server));
            slow.first.get(20, TimeUnit.SECONDS);
            assertThat(server.server().flightReaders()).isEqualTo(1);
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
                server.server().tick();
                return server.server().flightReaders() == 0;
            });
            slow.began.get().request(1_000);
            assertThat(slow.ended.get(20, TimeUnit.SECONDS).isOk()).isFalse();
        }
    }

    @Test
    void onlySoManyReadAtATime(BrokerPair brokers) throws Exception {
        try (TestServer server =
                TestServer.start(brokers, data, HttpConfig.ofPort(0).withFlight(0))) {
            String worker = load(server);
            List<Slow> readers = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                readers.add(read(worker));
            }
            awaitReaders(server, 64);
            Slow tooMany = read(worker);
            Status refused = tooMany.ended.get(20, TimeUnit.SECONDS);
            assertThat(refused.getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
            assertThat(refused.getDescription()).startsWith("TOO_MANY_REQUESTS: ");
            readers.get(0).began.get().cancel("it makes room", null);
            awaitReaders(server, 63);
            read(worker).first.get(20, TimeUnit.SECONDS);
            channel.shutdownNow();
            awaitReaders(server, 0);
        }
    }

    @Test
    void headersThatAreTooLargeAreRefused(BrokerPair brokers) throws Exception {
        try (TestServer server =
                TestServer.start(brokers, data, HttpConfig.ofPort(0).withFlight(0))) {
            String worker = load(server);
            Metadata large = new Metadata();
            large.put(FlightEntrance.AUTHORIZATION, "Bearer " + "x".repeat(100_000));
            Slow refused = new Slow();
            ClientCalls.asyncServerStreamingCall(
                    MetadataUtils.newAttachHeadersInterceptor(large)
                            .interceptCall(FlightMethods.asked(FlightMethods.DO_GET), CallOptions.DEFAULT, channel),
                    new byte[0],
                    refused);
            assertThat(refused.ended.get(20, TimeUnit.SECONDS).isOk()).isFalse();
            assertThat(read(worker).first.get(20, TimeUnit.SECONDS)).isNotEmpty();
        }
    }
}
