package io.framewright.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.event.Failure;
import io.framewright.transport.testing.BrokerKind;
import io.framewright.transport.testing.BrokerPair;
import io.framewright.transport.testing.Brokers;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Requests of those who mean no good: each gets an answer, nothing is read or lost, and the server is there. */
@Brokers(BrokerKind.EMBEDDED)
@Timeout(60)
class HostileRequestsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path data;

    @SuppressWarnings("NullAway.Init")
    private static TestServer server;

    @BeforeAll
    static void start(BrokerPair brokers) {
        server = TestServer.start(
                brokers, data, HttpConfig.ofPort(0).withLimits(100_000, 8_192, 100_000, Duration.ofSeconds(2)));
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @AfterEach
    void serverIsThere() {
        assertThat(server.get("/health/live").statusCode()).isEqualTo(200);
    }

    /** Sends these bytes as they are; what came back until the connection ended. */
    private static String raw(String request) throws IOException {
        try (Socket socket = new Socket(
                InetAddress.getLoopbackAddress(), server.server().uri().getPort())) {
            socket.setSoTimeout(20_000);
            try {
                socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
                socket.getOutputStream().flush();
                InputStream in = socket.getInputStream();
                return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
            } catch (SocketException cutOff) {
                return "cut off";
            }
        }
    }

    private static String get(String target, String... headers) throws IOException {
        String host = "Host: 127.0.0.1:" + server.server().uri().getPort() + "\r\n";
        String more = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
        return raw("GET " + target + " HTTP/1.1\r\n" + (more.contains("Host:") ? "" : host) + more
                + "Connection: close\r\n\r\n");
    }

    @Test
    void filesOutsideThePageAreNotServed() throws IOException {
        for (String way : List.of(
                "/ui/../openapi.json",
                "/ui/..%2fopenapi.json",
                "/ui/%2e%2e/openapi.json",
                "/ui/..%5copenapi.json",
                "/ui/%2fetc/passwd",
                "/ui//etc/passwd",
                "/ui/....//openapi.json",
                "/ui/index.html%00.js",
                "/ui/..;/openapi.json",
                "/ui/HttpServer.class",
                "/ui/.hidden.js",
                "//etc/passwd",
                "/ui/%c0%ae%c0%ae/openapi.json")) {
            String answer = get(way);
            assertThat(answer).as(way).containsPattern("HTTP/1.1 (400|404)").contains("problem+json");
            assertThat(answer).as(way).doesNotContain("root:", "3.1.0");
        }
    }

    @Test
    void otherHostsAndOriginsAreRefused() throws IOException {
        int port = server.server().uri().getPort();
        assertThat(get("/workers", "Host: evil.example")).contains("HTTP/1.1 421", "HOST_NOT_ALLOWED");
        assertThat(get("/workers", "Host: 127.0.0.1.evil.example:" + port)).contains("HTTP/1.1 421");
        assertThat(get("/workers", "Host: localhost:" + port)).contains("HTTP/1.1 200");
        assertThat(get("/workers", "Host: [::1]:" + port)).contains("HTTP/1.1 200");
        assertThat(get("/workers", "Origin: https://evil.example")).contains("HTTP/1.1 403", "ORIGIN_NOT_ALLOWED");
        assertThat(get("/workers", "Origin: null")).contains("HTTP/1.1 403");
        assertThat(get("/workers", "Origin: http://localhost:1")).contains("HTTP/1.1 403");
        assertThat(get("/workers", "Origin: http://127.0.0.1:" + port)).contains("HTTP/1.1 200");
        assertThat(get("/workers", "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: cors"))
                .contains("HTTP/1.1 403");
        assertThat(get("/ui/", "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate"))
                .contains("HTTP/1.1 200");
        assertThat(raw("GET /workers HTTP/1.1\r\nConnection: close\r\n\r\n")).contains("HTTP/1.1 400");
    }

    @Test
    void everyAnswerTellsBrowsersWhatNotToDo() throws IOException {
        for (String path : List.of("/workers", "/ui/", "/nothing", "/workers/x/info")) {
            assertThat(get(path))
                    .as(path)
                    .contains("X-Content-Type-Options: nosniff", "Content-Security-Policy: default-src 'self'")
                    .contains("X-Frame-Options: DENY")
                    .doesNotContain("Access-Control-Allow-Origin", "Server: ");
        }
    }

    @Test
    void bodiesThatAreTooLargeAreRefused() throws IOException {
        HttpResponse<String> told = server.send("POST", "/workers", "x".repeat(200_000));
        assertThat(told.statusCode()).isEqualTo(413);
        assertThat(told.body()).contains("MESSAGE_TOO_LARGE", "100000");
        String chunk = Integer.toHexString(60_000) + "\r\n" + "x".repeat(60_000) + "\r\n";
        assertThat(raw("POST /workers HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                        + "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n" + chunk + chunk + "0\r\n\r\n"))
                .contains("HTTP/1.1 413", "MESSAGE_TOO_LARGE");
    }

    @Test
    void headsThatAreTooLargeAreRefused() throws IOException {
        assertThat(get("/workers", "X-Much: " + "x".repeat(20_000))).contains("HTTP/1.1 431", "HEADERS_TOO_LARGE");
        assertThat(get("/workers?where=" + "x".repeat(20_000))).containsPattern("HTTP/1.1 (414|431)");
    }

    @Test
    void whatIsNoHttpOrNoTextIsRefused() throws IOException {
        assertThat(raw("EHLO evil\r\n\r\n"))
                .containsPattern("HTTP/1.1 (400|505)")
                .contains("problem+json");
        assertThat(get("/workers/%zz")).contains("HTTP/1.1 400");
        assertThat(get("/workers?where=%ff%fe")).containsPattern("HTTP/1.1 (200|400)");
        assertThat(raw(
                        "POST /workers HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n"
                                + "Connection: close\r\n\r\n0\r\n\r\n"))
                .contains("HTTP/1.1 400");
        HttpResponse<String> latin = server.send("POST", "/workers", "{\"responseChannel\": \"\uD800\"}");
        assertThat(latin.statusCode()).isBetween(200, 499);
        assertThat(server.send("POST", "/workers", "[".repeat(50_000)).statusCode())
                .isEqualTo(400);
        assertThat(server.send("POST", "/workers", "{\"restore\": \"none\", \"restore\": \"none\"}")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void formsOfOtherPagesAreNotTaken() throws IOException {
        assertThat(raw("POST /workers HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n"
                        + "Connection: close\r\n\r\n{}"))
                .contains("HTTP/1.1 415", "MEDIA_TYPE_UNSUPPORTED");
    }

    /** Who never ends a request is let go after the idle time, and holds nobody else up meanwhile. */
    @Test
    void slowRequestsEnd() throws IOException {
        try (Socket slow = new Socket(
                InetAddress.getLoopbackAddress(), server.server().uri().getPort())) {
            slow.setSoTimeout(20_000);
            slow.getOutputStream()
                    .write(
                            "POST /workers HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{"
                                    .getBytes(StandardCharsets.US_ASCII));
            slow.getOutputStream().flush();
            assertThat(server.get("/health/live").statusCode()).isEqualTo(200);
            String answer = new String(slow.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertThat(answer.isEmpty() || answer.startsWith("HTTP/1.1 4"))
                    .as(answer)
                    .isTrue();
        }
    }

    @Test
    void tooManyRequestsAreToldSo(BrokerPair brokers) throws Exception {
        HttpConfig few = HttpConfig.ofPort(0).withLimits(100_000, 8_192, 1, Duration.ofSeconds(2));
        try (TestServer own = TestServer.start(brokers, data, few)) {
            HttpResponse<String> last = own.get("/health/live");
            for (int i = 0; i < 5; i++) {
                last = own.get("/health/live");
            }
            assertThat(last.statusCode()).isEqualTo(429);
            assertThat(last.body()).contains("TOO_MANY_REQUESTS");
            assertThat(last.headers().firstValue("Retry-After")).contains("1");
        }
    }

    @Test
    void otherMachinesAreNotListenedTo() {
        HttpConfig open = HttpConfig.ofPort(0).withHost("0.0.0.0");
        String why = HttpServer.start(open, server.ports()).fold(Failure::message, pending -> "", started -> "listens");
        assertThat(why).contains("TLS and tokens");
    }
}
