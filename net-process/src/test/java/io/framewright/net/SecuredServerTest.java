package io.framewright.net;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.framewright.transport.testing.BrokerKind;
import io.framewright.transport.testing.BrokerPair;
import io.framewright.transport.testing.Brokers;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Off loopback there is TLS and there are tokens; what somebody changed can be read afterwards. */
@Brokers(BrokerKind.EMBEDDED)
@Timeout(60)
class SecuredServerTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    private static HttpResponse<String> get(HttpClient client, URI uri, String token) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri);
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void otherMachinesAreServedWithTlsAndTheTokenThatWasMadeFirst(BrokerPair brokers) throws Exception {
        HttpKeys keys = TestKeys.of(directory);
        Path file = directory.resolve("tokens.json");
        HttpConfig config = HttpConfig.ofPort(0).withHost("0.0.0.0");
        HttpConfig secured = config.withRules(config.rules().withKeys(keys).withTokens(file));
        SSLContext trusting = TestServer.right(keys.peers());
        HttpClient client = HttpClient.newBuilder().sslContext(trusting).build();
        try (TestServer server = TestServer.start(brokers, directory, secured)) {
            assertThat(server.server().uri().getScheme()).isEqualTo("https");
            int port = server.server().uri().getPort();
            URI workers = URI.create("https://localhost:" + port + "/workers");
            String token = server.server().firstToken().orElseThrow();

            assertThat(get(client, workers, token).statusCode()).isEqualTo(200);
            HttpResponse<String> nobody = get(client, workers, "");
            assertThat(nobody.statusCode()).isEqualTo(401);
            assertThat(nobody.headers().firstValue("WWW-Authenticate")).contains("Bearer realm=\"framewright\"");
            assertThat(nobody.body()).contains("TOKEN_MISSING");
            assertThat(get(client, URI.create("https://localhost:" + port + "/health/live"), "")
                            .statusCode())
                    .isEqualTo(200);
            HttpRequest ownPage = HttpRequest.newBuilder(workers)
                    .header("Authorization", "Bearer " + token)
                    .header("Origin", "https://localhost:" + port)
                    .build();
            assertThat(client.send(ownPage, HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(200);
            HttpRequest otherPage = HttpRequest.newBuilder(workers)
                    .header("Authorization", "Bearer " + token)
                    .header("Origin", "https://evil.example")
                    .build();
            assertThat(client.send(otherPage, HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(403);
        }
        try (TestServer again = TestServer.start(brokers, directory, secured)) {
            assertThat(again.server().firstToken()).as("it is made once").isEmpty();
        }
    }

    @Test
    void keyStoreThatCannotBeOpenedIsTold(BrokerPair brokers) throws Exception {
        HttpKeys keys = new HttpKeys(TestKeys.of(directory).keystore(), "wrong");
        try (TestServer server = TestServer.start(brokers, directory)) {
            HttpConfig config = HttpConfig.ofPort(0);
            String code = HttpServer.start(config.withRules(config.rules().withKeys(keys)), server.ports())
                    .fold(failure -> failure.code(), pending -> "", started -> "");
            assertThat(code).isEqualTo("FILE_UNUSABLE");
        }
    }

    @Test
    void whoChangesSomethingIsWrittenDown(BrokerPair brokers) throws Exception {
        Path file = directory.resolve("tokens.json");
        TokenFile tokens = TestServer.right(TokenFile.open(file));
        String admin = TestServer.right(tokens.add("boss", "admin", Set.of(), Optional.empty()));
        List<Map<String, String>> trail = new ArrayList<>();
        HttpConfig config = HttpConfig.ofPort(0);
        UUID worker;
        try (TestServer server = TestServer.start(
                brokers, directory, config.withRules(config.rules().withTokens(file)))) {
            String path = server.spawn();
            worker = UUID.fromString(path.substring("/workers/".length()));
            String reader = TestServer.right(tokens.add("looker", "read", Set.of(), Optional.empty()));
            String load = "{\"source\": {\"type\": \"rows\", \"rows\": [{\"a\": 1}]}}";
            String asAdmin = "Bearer " + admin;
            assertThat(server.send("POST", path + "/", load, "Authorization", asAdmin)
                            .statusCode())
                    .isEqualTo(200);
            assertThat(server.send("POST", path + "/kill", "{}", "Authorization", asAdmin)
                            .statusCode())
                    .isEqualTo(200);
            assertThat(server.send("POST", path + "/kill", "{}", "Authorization", "Bearer " + reader)
                            .statusCode())
                    .isEqualTo(403);
            assertThat(server.get(path + "/info", "Authorization", "Bearer " + reader)
                            .statusCode())
                    .isEqualTo(200);
            listsItsOwn(server, worker, tokens);
            trail.addAll(Trail.of(brokers, server, worker, 3));
        }
        assertThat(trail).hasSize(3);
        assertThat(trail.get(0))
                .containsEntry("who", "boss")
                .containsEntry("method", "POST")
                .containsEntry("status", "200")
                .containsKey("commandId");
        assertThat(trail.get(1).get("versions")).startsWith("default=");
        assertThat(trail.get(2))
                .containsEntry("who", "looker")
                .containsEntry("status", "403")
                .containsEntry("code", "ROLE_MISSING");
    }

    /** A token for some workers lists those, and no others. */
    private static void listsItsOwn(TestServer server, UUID worker, TokenFile tokens) {
        String other = server.spawn();
        String bound = TestServer.right(tokens.add("bound", "read", Set.of(worker), Optional.empty()));
        String reader = TestServer.right(tokens.add("all", "read", Set.of(), Optional.empty()));
        JsonNode own = TestServer.json(server.get("/workers", "Authorization", "Bearer " + bound));
        assertThat(own.path("workers").findValuesAsText("workerId")).containsExactly(worker.toString());
        assertThat(server.get("/workers", "Authorization", "Bearer " + reader).body())
                .contains(worker.toString(), other.substring("/workers/".length()));
        assertThat(server.send("POST", "/workers", "{}", "Authorization", "Bearer " + bound)
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void readOnlyServerChangesNothing(BrokerPair brokers) throws Exception {
        HttpConfig config = HttpConfig.ofPort(0);
        try (TestServer server = TestServer.start(
                brokers, directory, config.withRules(config.rules().withReadOnly(true)))) {
            String path = server.spawn();
            assertThat(server.get(path + "/info").statusCode()).isEqualTo(200);
            for (String changing : List.of("/", "/kill", "/push", "/stop", "/features", "/commands")) {
                HttpResponse<String> refused = server.send("POST", path + changing, "{}");
                assertThat(refused.statusCode()).as(changing).isEqualTo(403);
                assertThat(refused.body()).contains("READ_ONLY");
            }
            assertThat(server.send("DELETE", path).statusCode()).isEqualTo(403);
            assertThat(new String(refusedBody(server), StandardCharsets.UTF_8)).contains("READ_ONLY");
        }
    }

    private static byte[] refusedBody(TestServer server) {
        return server.send("POST", "/workers", "{}").body().getBytes(StandardCharsets.UTF_8);
    }
}
