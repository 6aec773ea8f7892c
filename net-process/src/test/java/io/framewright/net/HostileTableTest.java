package io.framewright.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.manager.ProcessManagerConfig;
import io.framewright.query.source.DataLimits;
import io.framewright.transport.testing.BrokerKind;
import io.framewright.transport.testing.BrokerPair;
import io.framewright.transport.testing.Brokers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The table of hostile requests of docs/guide/http-security.md: each is sent, gets the answer that the table says, and
 * afterwards the server is there, the frame is whole, and nothing lies where nothing should.
 */
@Brokers(BrokerKind.EMBEDDED)
@Timeout(60)
class HostileTableTest {
    private static final String SECRET = "root:x:0:0";
    private static final long EXPANDED = 1 << 20;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path directory;

    @SuppressWarnings("NullAway.Init")
    private static HostileTarget target;

    @BeforeAll
    static void start(BrokerPair brokers) throws IOException {
        Path data = Files.createDirectory(directory.resolve("data"));
        Files.writeString(directory.resolve("secret.csv"), SECRET + "\n");
        Files.createSymbolicLink(data.resolve("link.csv"), directory.resolve("secret.csv"));
        TokenFile tokens = TestServer.right(TokenFile.open(directory.resolve("tokens.json")));
        HttpConfig config = HttpConfig.ofPort(0).withLimits(100_000, 8_192, 100_000, Duration.ofSeconds(1));
        RowReceiver receiver = new RowReceiver();
        HttpRules rules = config.rules()
                .withTokens(directory.resolve("tokens.json"))
                .withUploads(new UploadLimits(50_000, 120_000))
                .withPushes(new PushAllowed(List.of(
                        "file",
                        "worker",
                        "http://localhost:" + receiver.port() + "/",
                        "http://127.0.0.1:" + receiver.port() + "/")));
        String admin = TestServer.right(tokens.add("admin", "admin", Set.of(), Optional.empty()));
        TestServer server = TestServer.start(brokers, data, config.withRules(rules), HostileTableTest::small);
        String own = server.spawn();
        String other = server.spawn();
        server.loadAs(admin, own, "{\"a\": 1}");
        target = new HostileTarget(
                server,
                receiver,
                own,
                other,
                admin,
                TestServer.right(tokens.add("reader", "read", Set.of(), Optional.empty())),
                TestServer.right(tokens.add(
                        "bound",
                        "operate",
                        Set.of(UUID.fromString(own.substring("/workers/".length()))),
                        Optional.empty())),
                TestServer.right(
                        tokens.add("old", "admin", Set.of(), Optional.of(Instant.parse("2026-01-01T00:00:00Z")))));
    }

    /** A process that expands little, so that what swells is found out soon. */
    private static ProcessManagerConfig small(ProcessManagerConfig config) {
        return config.withWorker(
                config.worker().withDataLimits(DataLimits.defaults().withMaxFileBytes(EXPANDED, EXPANDED)));
    }

    @AfterAll
    static void stop() throws Exception {
        target.receiver().close();
        target.server().close();
    }

    static List<HostileRequest> requests() {
        return HostileRequest.all();
    }

    @ParameterizedTest
    @MethodSource("requests")
    void requestGetsTheAnswerOfTheTableAndDoesNoHarm(HostileRequest request) throws Exception {
        String answer = request.attack().send(target);

        assertThat(answer).as(request.what()).isEqualTo(request.answer());
        assertThat(target.lastAnswer()).doesNotContain(SECRET, target.admin());
        TestServer server = target.server();
        assertThat(server.get("/health/live").statusCode()).isEqualTo(200);
        assertThat(server.get(target.own() + "/", "Authorization", "Bearer " + target.admin())
                        .body()
                        .strip())
                .isEqualTo("[{\"a\":1}]");
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("data", "secret.csv", "tokens.json");
        }
        assertThat(target.receiver().requests())
                .as("nothing was sent to an inner address")
                .isZero();
    }

    @Test
    void theGuideHasThisTable() throws IOException {
        String guide = Files.readString(
                Path.of(System.getProperty("framewright.basedir")).resolve("docs/guide/http-security.md"));
        String table = HostileRequest.all().stream()
                .map(request -> "| " + request.what() + " | " + request.answer() + " |")
                .collect(Collectors.joining("\n", "| What is sent | What comes back |\n| --- | --- |\n", "\n"));
        assertThat(guide).contains(table);
    }
}
