package io.framewright.net;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.framewright.transport.testing.BrokerKind;
import io.framewright.transport.testing.BrokerPair;
import io.framewright.transport.testing.Brokers;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Events as Server-Sent Events: live, from history, after a break, and at the end. */
@Brokers(BrokerKind.EMBEDDED)
@Timeout(60)
class EventPathsTest {
    private static final String INFO = "{\"commandType\": \"GET_INFO_WORKER\"}";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path data;

    @SuppressWarnings("NullAway.Init")
    private static TestServer server;

    @BeforeAll
    static void start(BrokerPair brokers) {
        server = TestServer.start(brokers, data);
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    /** One who follows: reads one block of lines after another. */
    private static final class Reader implements AutoCloseable {
        private final HttpResponse<InputStream> response;
        private final BufferedReader lines;

        Reader(String path, String... headers) {
            HttpRequest request = TestServer.headers(HttpRequest.newBuilder(server.uri(path)), headers)
                    .header("Accept", "text/event-stream")
                    .build();
            response = TestServer.exchange(request, BodyHandlers.ofInputStream());
            assertThat(response.statusCode()).isEqualTo(200);
            lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
        }

        /** The lines up to the next empty one, but comments; empty at the end. */
        List<String> next() {
            List<String> block = new ArrayList<>();
            try {
                String line = lines.readLine();
                while (line != null && !(line.isEmpty() && !block.isEmpty())) {
                    if (!line.startsWith(":") && !line.isEmpty()) {
                        block.add(line);
                    }
                    line = lines.readLine();
                }
            } catch (IOException brokenOff) {
                throw new UncheckedIOException(brokenOff);
            }
            return block;
        }

        @Override
        public void close() {
            try {
                response.body().close();
            } catch (IOException gone) {
                throw new UncheckedIOException(gone);
            }
        }
    }

    private static void ask(String worker, int times) {
        for (int i = 0; i < times; i++) {
            assertThat(server.send("POST", worker + "/commands", INFO, "Prefer", "wait=10")
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void whoLooksBackGetsPages() {
        String worker = server.spawn();
        ask(worker, 3);
        JsonNode page = TestServer.json(server.get(worker + "/events?since=1&limit=1", "Accept", "application/json"));
        assertThat(page.path("events")).hasSize(1);
        assertThat(page.path("events").path(0).path("sequence").asInt()).isEqualTo(2);
        assertThat(page.path("last").asInt()).isEqualTo(3);

        JsonNode last = TestServer.json(server.get(worker + "/events?limit=0", "Accept", "application/json"));
        assertThat(last.path("events")).isEmpty();
        assertThat(last.path("last").asInt()).isEqualTo(3);
        String both = "application/json, text/event-stream, application/problem+json";
        assertThat(TestServer.json(server.get(worker + "/events?since=0&limit=2", "Accept", both))
                        .path("events"))
                .as("of a generated client")
                .hasSize(2);
        assertThat(server.get(worker + "/events?limit=1001", "Accept", "application/json")
                        .statusCode())
                .isEqualTo(400);
        assertThat(server.get("/workers/" + UUID.randomUUID() + "/events", "Accept", "application/json")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void whoComesBackGoesOnWhereTheyWere() {
        String worker = server.spawn();
        ask(worker, 3);
        try (Reader all = new Reader(worker + "/events?since=0")) {
            assertThat(all.next()).contains("id: 0-0");
            for (int i = 1; i <= 3; i++) {
                assertThat(all.next().get(0)).isEqualTo("id: " + i + "-0");
            }
            ask(worker, 1);
            List<String> live = all.next();
            assertThat(live.get(0)).isEqualTo("id: 4-0");
            assertThat(live.get(1)).startsWith("data: {\"eventType\":\"GET_INFO_WORKER_SUCCEEDED\"");
        }
        ask(worker, 2);
        try (Reader back = new Reader(worker + "/events", "Last-Event-ID", "4-0")) {
            assertThat(back.next()).contains("id: 4-0");
            assertThat(back.next().get(0)).isEqualTo("id: 5-0");
            assertThat(back.next().get(0)).isEqualTo("id: 6-0");
        }
    }

    @Test
    void longHistoryComesByPage() {
        String worker = server.spawn();
        ask(worker, 90);
        try (Reader all = new Reader(worker + "/events?since=0")) {
            all.next();
            for (int i = 1; i <= 90; i++) {
                assertThat(all.next().get(0)).isEqualTo("id: " + i + "-0");
            }
        }
    }

    @Test
    void withoutAPositionOnlyWhatComesIsTold() {
        String worker = server.spawn();
        ask(worker, 2);
        try (Reader fromNow = new Reader(worker + "/events")) {
            assertThat(fromNow.next()).contains("id: 2-0");
            ask(worker, 1);
            assertThat(fromNow.next().get(0)).isEqualTo("id: 3-0");
        }
    }

    @Test
    void manyWhoFollowAreToldTheSame() {
        String worker = server.spawn();
        List<Reader> readers = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            readers.add(new Reader(worker + "/events"));
            readers.get(i).next();
        }
        ask(worker, 5);
        for (Reader reader : readers) {
            for (int i = 1; i <= 5; i++) {
                assertThat(reader.next().get(0)).isEqualTo("id: " + i + "-0");
            }
            reader.close();
        }
    }

    @Test
    void endOfTheWorkerIsToldAndNobodyComesBackForMore() {
        String worker = server.spawn();
        ask(worker, 1);
        try (Reader reader = new Reader(worker + "/events?since=0")) {
            reader.next();
            assertThat(reader.next().get(0)).isEqualTo("id: 1-0");
            server.send("DELETE", worker);
            List<String> end = reader.next();
            assertThat(end).contains("event: end");
            assertThat(reader.next()).isEmpty();
            String id = end.get(0).substring("id: ".length());
            try (Reader again = new Reader(worker + "/events?since=0")) {
                again.next();
                assertThat(again.next().get(0)).isEqualTo("id: 1-0");
                assertThat(again.next()).contains("event: end");
            }
            assertThat(server.get(worker + "/events", "Last-Event-ID", id).statusCode())
                    .isEqualTo(204);
        }
    }

    @Test
    void whoKnowsMoreThanTheStreamIsToldFromItsBegin() {
        String worker = server.spawn();
        ask(worker, 2);
        try (Reader reader = new Reader(worker + "/events", "Last-Event-ID", "700-0")) {
            assertThat(reader.next()).contains("id: 0-0");
            assertThat(reader.next().get(0)).isEqualTo("id: 1-0");
        }
    }

    @Test
    void positionsAndWorkersThatAreNoneAreRefused() {
        String worker = server.spawn();
        assertThat(server.get(worker + "/events?since=yesterday").statusCode()).isEqualTo(400);
        assertThat(server.get("/workers/" + UUID.randomUUID() + "/events").statusCode())
                .isEqualTo(404);
    }
}
