package io.framewright.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.transport.testing.BrokerKind;
import io.framewright.transport.testing.BrokerPair;
import io.framewright.transport.testing.Brokers;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is read is never in memory as a whole: not for a slow reader, and not for many. */
@Brokers(BrokerKind.EMBEDDED)
@Timeout(120)
class StreamingTest {
    private static final int ROWS = 1_000_000;
    private static final int READERS = 20;
    private static final long MIB = 1 << 20;

    @Test
    void readersWhoStandStillHoldNoRows(BrokerPair brokers, @TempDir Path data) throws Exception {
        writeCsv(data);
        try (TestServer server = TestServer.start(brokers, data)) {
            String worker = loaded(server);
            long before = used();
            List<Socket> readers = new ArrayList<>();
            for (int i = 0; i < READERS; i++) {
                readers.add(read(server, worker + "/?limit=" + ROWS + (i % 2 == 0 ? "" : "&offset=1")));
            }

            // 20 answers of 20 MB are on their way; what is held are the buffers of connections.
            assertThat(used() - before).isLessThan(40 * MIB);

            assertThat(server.get("/health/live").statusCode()).isEqualTo(200);
            assertThat(rest(readers.get(0)))
                    .endsWith("{\"n\":" + (ROWS - 1) + ",\"m\":" + (ROWS - 1) * 7L % 1000 + "}]");
            for (Socket reader : readers) {
                reader.close();
            }
        }
    }

    /** Others are told to come back, and whoever watches the process sees that it lives. */
    @Test
    void readersWhoStandStillLeaveThreadsForOthers(BrokerPair brokers, @TempDir Path data) throws Exception {
        writeCsv(data);
        HttpConfig few = HttpConfig.ofPort(0).withThreads(12);
        try (TestServer server = TestServer.start(brokers, data, few)) {
            String worker = loaded(server);
            List<Socket> readers = new ArrayList<>();
            for (int i = 0; i < (12 - Listening.OWN_THREADS) * 3 / 4; i++) {
                readers.add(read(server, worker + "/?limit=" + ROWS));
            }

            HttpResponse<String> refused = server.get(worker + "/?limit=1");
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.body()).contains("TOO_MANY_REQUESTS");
            assertThat(server.get("/health/live").statusCode()).isEqualTo(200);

            for (Socket reader : readers) {
                reader.close();
            }
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> server.get(worker + "/?limit=1").statusCode() == 200);
        }
    }

    private static void writeCsv(Path data) throws IOException {
        try (BufferedWriter csv = Files.newBufferedWriter(data.resolve("many.csv"))) {
            csv.write("n,m\n");
            for (int i = 0; i < ROWS; i++) {
                csv.write(i + "," + i * 7L % 1000 + "\n");
            }
        }
    }

    private static String loaded(TestServer server) {
        String worker = server.spawn();
        HttpResponse<String> loaded =
                server.send("POST", worker + "/", "{\"source\": {\"type\": \"csv\", \"path\": \"many.csv\"}}");
        assertThat(loaded.statusCode()).as(loaded.body()).isEqualTo(200);
        return worker;
    }

    /** Asks, and reads the begin of the answer only. */
    private static Socket read(TestServer server, String path) throws IOException {
        Socket socket = new Socket(
                InetAddress.getLoopbackAddress(), server.server().uri().getPort());
        socket.getOutputStream()
                .write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        byte[] begin = socket.getInputStream().readNBytes(1_000);
        assertThat(new String(begin, StandardCharsets.US_ASCII)).startsWith("HTTP/1.1 200 OK");
        return socket;
    }

    /** The last characters of the answer, without the end of the chunks. */
    private static String rest(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        byte[] buffer = new byte[1 << 16];
        String last = "";
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            String all = last + new String(buffer, 0, read, StandardCharsets.US_ASCII);
            last = all.substring(Math.max(0, all.length() - 200));
        }
        return last.replaceFirst("\\s+0\\s+$", "").strip();
    }

    private static long used() {
        ManagementFactory.getMemoryMXBean().gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
