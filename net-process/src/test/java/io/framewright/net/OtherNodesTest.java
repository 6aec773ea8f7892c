package io.framewright.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.transport.testing.BrokerKind;
import io.framewright.transport.testing.BrokerPair;
import io.framewright.transport.testing.Brokers;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Any process answers for any worker. */
@Brokers(BrokerKind.EMBEDDED)
class OtherNodesTest {
    @Test
    void processThatHoldsTheWorkerIsAsked(BrokerPair brokers, @TempDir Path data) throws Exception {
        try (TestServer one = TestServer.start(brokers, data);
                TestServer other = TestServer.start(brokers, data)) {
            String worker = one.spawn("{\"a\": 1},{\"a\": 2}");

            HttpResponse<String> rows = other.get(worker + "/?limit=1", "Accept", "text/csv");
            assertThat(rows.body()).isEqualTo("a\n1\n");
            assertThat(rows.headers().firstValue("Content-Type").orElse("")).startsWith("text/csv");
            String link = rows.headers().firstValue("Link").orElseThrow();
            String next = link.substring(1, link.indexOf('>'));
            assertThat(other.get(next, "Accept", "text/csv").body()).isEqualTo("a\n2\n");
            String etag = rows.headers().firstValue("ETag").orElseThrow();
            assertThat(other.get(worker + "/", "If-None-Match", etag).statusCode())
                    .isEqualTo(304);
            assertThat(other.get(worker + "/?where=b").statusCode()).isEqualTo(422);
            assertThat(other.get(worker + "/?where=a%20%3D%3D%202").body().strip())
                    .isEqualTo("[{\"a\":2}]");
            assertThat(TestServer.json(other.get(worker + "/info"))
                            .path("frames")
                            .size())
                    .isEqualTo(1);

            HttpResponse<String> again = other.get(
                    worker + "/info", OtherNodes.FORWARDED_BY, UUID.randomUUID().toString());
            assertThat(again.statusCode()).as("it is not handed on twice").isEqualTo(502);
            assertThat(again.body()).contains("NODE_UNREACHABLE");
        }
    }

    /** As on many machines: all addresses are listened on, and others use the name that the certificate has. */
    @Test
    void processThatHoldsTheWorkerIsAskedByItsNameWithTlsAndTheTokenOfTheCaller(BrokerPair brokers, @TempDir Path data)
            throws Exception {
        HttpKeys keys = TestKeys.of(data);
        TokenFile tokens = TestServer.right(TokenFile.open(data.resolve("tokens.json")));
        String admin = TestServer.right(tokens.add("boss", "admin", Set.of(), Optional.empty()));
        String reader = TestServer.right(tokens.add("reader", "read", Set.of(), Optional.empty()));
        HttpConfig config = HttpConfig.ofPort(0).withHost("0.0.0.0").withName("localhost");
        HttpConfig secured = config.withRules(config.rules().withKeys(keys).withTokens(data.resolve("tokens.json")));
        HttpClient client = HttpClient.newBuilder()
                .sslContext(TestServer.right(keys.peers()))
                .build();
        try (TestServer one = TestServer.start(brokers, data, secured);
                TestServer other = TestServer.start(brokers, data, secured)) {
            assertThat(TestServer.right(other.addresses().find(one.host().managerId())))
                    .contains(
                            URI.create("https://localhost:" + one.server().uri().getPort()));
            String at = "https://localhost:" + other.server().uri().getPort() + one.spawn();
            HttpRequest.Builder load = HttpRequest.newBuilder(URI.create(at + "/"))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(
                            "{\"source\": {\"type\": \"rows\", \"rows\": [{\"a\": 1}]}}"));

            assertThat(send(client, load, admin).statusCode()).isEqualTo(200);
            HttpRequest.Builder rows = HttpRequest.newBuilder(URI.create(at + "/"));
            assertThat(send(client, rows, reader).body().strip()).isEqualTo("[{\"a\":1}]");
            assertThat(send(client, load, reader).statusCode()).isEqualTo(403);
        }
    }

    private static HttpResponse<String> send(HttpClient client, HttpRequest.Builder request, String token)
            throws Exception {
        return client.send(
                request.copy().header("Authorization", "Bearer " + token).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void processThatIsNotThereIsTold(BrokerPair brokers, @TempDir Path data) throws Exception {
        try (TestServer one = TestServer.start(brokers, data);
                TestServer other = TestServer.start(brokers, data)) {
            String worker = one.spawn("{\"a\": 1}");
            UUID holder = one.host().managerId();
            other.addresses().withdraw(holder);
            HttpResponse<String> unknown = other.get(worker + "/");
            assertThat(unknown.statusCode()).isEqualTo(502);
            assertThat(unknown.body()).contains("NODE_UNREACHABLE", "--http");

            other.addresses().announce(holder, URI.create("http://127.0.0.1:1"), Duration.ofMinutes(1));
            HttpResponse<String> away = other.get(worker + "/");
            assertThat(away.statusCode()).isEqualTo(502);
            assertThat(away.body()).contains("does not answer");

            other.addresses().announce(holder, other.server().uri(), Duration.ofMinutes(1));
            HttpResponse<String> before = other.get(worker + "/");
            assertThat(before.statusCode()).as("it listened where we do now").isEqualTo(502);
            assertThat(before.body()).contains("NODE_UNREACHABLE", "is being taken over");
        }
    }
}
