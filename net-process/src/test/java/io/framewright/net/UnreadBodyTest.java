package io.framewright.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.transport.testing.BrokerKind;
import io.framewright.transport.testing.BrokerPair;
import io.framewright.transport.testing.Brokers;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Requests whose answer is known before their body has come: the answer gets there, and says what becomes of the way.
 */
@Brokers(BrokerKind.EMBEDDED)
@Timeout(60)
class UnreadBodyTest {
    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: (\\d+)");
    private static final String CLOSES = "Connection: close";
    private static final int BODY = 300_000;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path data;

    @SuppressWarnings("NullAway.Init")
    private static TestServer server;

    @BeforeAll
    static void start(BrokerPair brokers) {
        server = TestServer.start(
                brokers, data, HttpConfig.ofPort(0).withLimits(1_000_000, 8_192, 100_000, Duration.ofSeconds(2)));
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    /** A connection to the server. */
    private record Caller(Socket socket, InputStream in) implements AutoCloseable {
        static Caller open() throws IOException {
            Socket socket = new Socket(
                    InetAddress.getLoopbackAddress(), server.server().uri().getPort());
            socket.setSoTimeout(20_000);
            return new Caller(socket, new BufferedInputStream(socket.getInputStream()));
        }

        Caller say(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            return this;
        }

        /** Head and body of the next answer. */
        String hear() throws IOException {
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                int next = in.read();
                assertThat(next).as("the end of what is heard: " + head).isNotNegative();
                head.append((char) next);
            }
            Matcher length = LENGTH.matcher(head);
            byte[] body = in.readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0);
            return head + new String(body, StandardCharsets.UTF_8);
        }

        boolean ends() throws IOException {
            return in.read() < 0;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    /** Of a type that is not taken, which is known without looking at the body. */
    private static String head(String... more) {
        String headers = String.join("\r\n", Arrays.asList(more)) + (more.length == 0 ? "" : "\r\n");
        return "POST /workers HTTP/1.1\r\nContent-Type: text/plain\r\nContent-Length: " + BODY + "\r\n"
                + (headers.contains("Host:") ? "" : "Host: localhost\r\n") + headers + "\r\n";
    }

    @Test
    void whoStillSendsIsHeardOutAndAnsweredOnAWayThatLasts() throws IOException {
        try (Caller caller = Caller.open()) {
            caller.say(head()).say("x".repeat(BODY / 2)).say("x".repeat(BODY / 2));
            assertThat(caller.hear()).startsWith("HTTP/1.1 415").doesNotContain(CLOSES);
            assertThat(caller.say("GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n")
                            .hear())
                    .startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void whoFallsSilentIsAnsweredOnAWayThatEnds() throws IOException {
        try (Caller caller = Caller.open()) {
            caller.say(head()).say("x".repeat(BODY / 2));
            assertThat(caller.hear()).startsWith("HTTP/1.1 415").contains(CLOSES);
            assertThat(caller.ends()).isTrue();
        }
    }

    /** Nobody who was not let in keeps a thread waiting. */
    @Test
    void whoIsNotLetInIsAnsweredAtOnce() throws IOException {
        try (Caller caller = Caller.open()) {
            long began = System.nanoTime();
            assertThat(caller.say(head("Host: evil.example")).hear())
                    .startsWith("HTTP/1.1 421")
                    .contains(CLOSES);
            assertThat(Duration.ofNanos(System.nanoTime() - began))
                    .as("less than a silent caller is waited for")
                    .isLessThan(Duration.ofSeconds(2));
        }
    }

    @Test
    void whatIsHeldBackUntilItIsWantedIsNotAskedFor() throws IOException {
        try (Caller caller = Caller.open()) {
            assertThat(caller.say(head("Expect: 100-continue")).hear())
                    .startsWith("HTTP/1.1 415")
                    .contains(CLOSES);
            assertThat(caller.ends()).isTrue();
        }
    }
}
