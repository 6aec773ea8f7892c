package io.framewright.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.transport.testing.BrokerKind;
import io.framewright.transport.testing.BrokerPair;
import io.framewright.transport.testing.Brokers;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows by page: forms, versions that stay while the frame changes, and what is told when they are gone. */
@Brokers(BrokerKind.EMBEDDED)
class RowsPagesTest {
    private static final int ROWS = 95;

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

    private static String numbers(int from) {
        return IntStream.range(from, from + ROWS)
                .mapToObj(i -> "{\"n\": " + i + ", \"word\": \"w" + i % 7 + "\"}")
                .collect(Collectors.joining(","));
    }

    private static Optional<String> next(HttpResponse<?> response) {
        return response.headers().firstValue("Link").map(link -> link.substring(1, link.indexOf('>')));
    }

    @Test
    void pagesAreOfOneVersionWhileTheFrameChanges() {
        String worker = server.spawn(numbers(0));
        List<String> lines = new ArrayList<>();
        Optional<String> page = Optional.of(worker + "/?limit=10");
        String version = "";
        while (page.isPresent()) {
            HttpResponse<String> rows = server.get(page.get(), "Accept", "application/x-ndjson");
            assertThat(rows.statusCode()).as(rows.body()).isEqualTo(200);
            String etag = rows.headers().firstValue("ETag").orElse("");
            assertThat(version.isEmpty() || version.equals(etag)).isTrue();
            version = etag;
            rows.body().lines().forEach(lines::add);
            server.load(worker, numbers(1000));
            page = next(rows);
        }
        assertThat(lines).hasSize(ROWS);
        assertThat(lines.get(0)).isEqualTo("{\"n\":0,\"word\":\"w0\"}");
        assertThat(lines.get(ROWS - 1)).startsWith("{\"n\":94,");
        assertThat(server.get(worker + "/?limit=1").body()).contains("1000");
    }

    @Test
    void pagesOfAQuestionGoOnWithItsAnswer() {
        String worker = server.spawn(numbers(0));
        HttpResponse<String> first =
                server.get(worker + "/?limit=2&where=word%20%3D%3D%20'w1'&sort=n:desc", "Accept", "text/csv");
        assertThat(first.body()).isEqualTo("n,word\n92,w1\n85,w1\n");
        server.load(worker, numbers(1000));

        HttpResponse<String> second = server.get(next(first).orElseThrow(), "Accept", "text/csv");
        assertThat(second.body()).isEqualTo("n,word\n78,w1\n71,w1\n");

        String other = next(first).orElseThrow().replace("w1", "w2");
        HttpResponse<String> refused = server.get(other);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("INVALID_COMMAND", "cursor");
    }

    @Test
    void anyPageOfAVersionIsThereWhileTheFrameChanges() {
        String worker = server.spawn(numbers(0));
        String question = worker + "/?limit=2&where=word%20%3D%3D%20'w1'&sort=n:desc";
        String version =
                server.get(question).headers().firstValue("Framewright-Version").orElseThrow();
        server.load(worker, numbers(1000));

        HttpResponse<String> far = server.get(question + "&offset=12&version=" + version, "Accept", "text/csv");
        assertThat(far.body()).isEqualTo("n,word\n8,w1\n1,w1\n");
        assertThat(far.headers().firstValue("Framewright-Row-Count")).contains("14");

        HttpResponse<String> gone = server.get(worker + "/?version=" + version);
        assertThat(gone.statusCode()).isEqualTo(410);
        assertThat(gone.body()).contains("VERSION_GONE");
    }

    @Test
    void operationsMakeSomethingOfRows() {
        String worker = server.spawn(numbers(0));
        String grouped = "[{\"op\": \"groupBy\", \"columns\": [\"word\"], \"aggregates\": [{\"function\": \"count\","
                + " \"as\": \"rows\"}]}]";
        String question = worker + "/?where=n%20%3C%2010&sort=rows:desc,word&limit=2&operations=";
        HttpResponse<String> rows =
                server.get(question + URLEncoder.encode(grouped, StandardCharsets.UTF_8), "Accept", "text/csv");
        assertThat(rows.body()).isEqualTo("word,rows\nw0,2\nw1,2\n");
        assertThat(rows.headers().firstValue("Framewright-Row-Count")).contains("7");
        assertThat(server.get(next(rows).orElseThrow(), "Accept", "text/csv").body())
                .isEqualTo("word,rows\nw2,2\nw3,1\n");

        HttpResponse<String> notJson = server.get(worker + "/?operations=nothing");
        assertThat(notJson.statusCode()).isEqualTo(400);
        assertThat(notJson.body()).contains("INVALID_COMMAND", "operations");
        String wrong = URLEncoder.encode("[{\"op\": \"drop\", \"columns\": [\"z\"]}]", StandardCharsets.UTF_8);
        assertThat(server.get(worker + "/?operations=" + wrong).body()).contains("COLUMN_NOT_FOUND", "operations[0]");
    }

    private static void command(String worker, String data) {
        HttpResponse<String> done = server.send(
                "POST",
                worker + "/commands",
                "{\"commandType\": \"MODIFY_WORKER_FRAME_MANAGER\", \"data\": " + data + "}",
                "Prefer",
                "wait=20");
        assertThat(done.statusCode()).as(done.body()).isEqualTo(200);
    }

    private static void words(String worker, String... rows) {
        HttpResponse<String> loaded = server.send(
                "POST",
                worker + "/",
                "{\"frame\": \"words\", \"source\": {\"type\": \"rows\", \"rows\": [" + String.join(",", rows) + "]}}");
        assertThat(loaded.statusCode()).as(loaded.body()).isEqualTo(200);
    }

    /**
     * The version of what is joined is that of all frames it comes from; the pages after the first stay as they are.
     */
    @Test
    void otherFramesOfTheWorkerAreJoined() {
        String worker = server.spawn(numbers(0));
        words(worker, "{\"word\": \"w1\", \"says\": \"one\"}", "{\"word\": \"w2\", \"says\": \"two\"}");
        String join = "[{\"op\": \"join\", \"frame\": \"words\", \"on\": [\"word\"], \"how\": \"inner\"}]";
        command(
                worker,
                "{\"frame\": \"default\", \"operations\": [{\"op\": \"createView\", \"view\": \"said\", \"operations\": "
                        + join + "}]}");
        String asked = worker + "/?frame=default&limit=1&columns=n,says&sort=n&operations="
                + URLEncoder.encode(join, StandardCharsets.UTF_8);
        String viewed = worker + "/?frame=default&view=said&limit=1&columns=n,says&sort=n";
        HttpResponse<String> joined = server.get(asked, "Accept", "text/csv");
        HttpResponse<String> view = server.get(viewed, "Accept", "text/csv");
        assertThat(joined.body()).isEqualTo("n,says\n1,one\n").isEqualTo(view.body());
        String etag = joined.headers().firstValue("ETag").orElseThrow();
        assertThat(server.get(asked, "If-None-Match", etag).statusCode()).isEqualTo(304);

        words(worker, "{\"word\": \"w2\", \"says\": \"zwei\"}");
        assertThat(server.get(next(joined).orElseThrow(), "Accept", "text/csv").body())
                .isEqualTo("n,says\n2,two\n");
        assertThat(server.get(next(view).orElseThrow(), "Accept", "text/csv").body())
                .isEqualTo("n,says\n2,two\n");
        assertThat(server.get(asked, "Accept", "text/csv", "If-None-Match", etag)
                        .body())
                .isEqualTo("n,says\n2,zwei\n");
        assertThat(server.get(viewed, "Accept", "text/csv", "If-None-Match", etag)
                        .body())
                .isEqualTo("n,says\n2,zwei\n");

        String missing = asked.replace("words", "nowhere");
        assertThat(server.get(missing).body()).contains("FRAME_NOT_FOUND", "nowhere");
    }

    @Test
    void cursorsReadNoMoreThanTheirParametersWould() {
        String worker = server.spawn(numbers(0));
        String another = server.spawn(numbers(0));
        HttpResponse<String> first = server.get(worker + "/?limit=2");
        String cursor = next(first).orElseThrow();

        for (String forged : List.of("?cursor=AAAA", "?cursor=%00", "?cursor=" + "A".repeat(2000))) {
            assertThat(server.get(worker + "/" + forged).statusCode()).isEqualTo(410);
        }
        HttpResponse<String> elsewhere = server.get(cursor.replace(worker, another));
        assertThat(elsewhere.statusCode()).isEqualTo(400);
        assertThat(elsewhere.body()).doesNotContain("\"n\"");

        Cursor given = Cursor.read(
                        first.headers().firstValue("Framewright-Cursor").orElseThrow())
                .orElseThrow();
        assertThat(cursor).endsWith("?limit=2&cursor=" + given.text());
        String behind = new Cursor(given.version(), given.question(), 1_000_000_000_000L).text();
        assertThat(server.get(worker + "/?cursor=" + behind).body().strip()).isEqualTo("[]");
        String otherVersion = new Cursor("0123456789abcdef", given.question(), 0).text();
        assertThat(server.get(worker + "/?cursor=" + otherVersion).statusCode()).isEqualTo(410);
    }

    /** As after a restart, or at another node: neither has kept anything of what was begun elsewhere. */
    @Test
    void pagesGoOnAtAServerThatHasKeptNothing() throws Exception {
        String worker = server.spawn(numbers(0));
        HttpResponse<String> first =
                server.get(worker + "/?limit=2&where=word%20%3D%3D%20'w1'&sort=n:desc", "Accept", "text/csv");
        try (HttpServer other = TestServer.right(HttpServer.start(HttpConfig.ofPort(0), server.ports()))) {
            HttpResponse<String> second = TestServer.get(other, next(first).orElseThrow());
            assertThat(second.body().strip()).isEqualTo("[{\"n\":78,\"word\":\"w1\"},{\"n\":71,\"word\":\"w1\"}]");
            assertThat(second.headers().firstValue("ETag"))
                    .isEqualTo(first.headers().firstValue("ETag"));

            server.load(worker, numbers(1000));
            try (HttpServer third = TestServer.right(HttpServer.start(HttpConfig.ofPort(0), server.ports()))) {
                HttpResponse<String> gone = TestServer.get(third, next(first).orElseThrow());
                assertThat(gone.statusCode()).isEqualTo(410);
                assertThat(gone.body()).contains("VERSION_GONE");
            }
            server.load(worker, numbers(0));
            assertThat(TestServer.get(other, worker + "/?limit=1").headers().firstValue("ETag"))
                    .as("the same rows again")
                    .isEqualTo(first.headers().firstValue("ETag"));
        }
    }

    @Test
    void versionThatIsGoneSaysWhatToDo(BrokerPair brokers) throws Exception {
        HttpConfig forgetful = HttpConfig.ofPort(0).withPinned(Duration.ofNanos(1), 1, 1);
        try (TestServer own = TestServer.start(brokers, data, forgetful)) {
            String worker = own.spawn(numbers(0));
            HttpResponse<String> first = own.get(worker + "/?limit=2");
            assertThat(own.get(next(first).orElseThrow()).statusCode())
                    .as("the frame is still the same")
                    .isEqualTo(200);

            own.load(worker, numbers(1000));
            HttpResponse<String> gone = own.get(next(first).orElseThrow());
            assertThat(gone.statusCode()).isEqualTo(410);
            assertThat(gone.body()).contains("VERSION_GONE", "Begin again");
        }
    }

    @Test
    void knownVersionIsNotSentAgain() {
        String worker = server.spawn(numbers(0));
        String etag = server.get(worker + "/").headers().firstValue("ETag").orElseThrow();

        HttpResponse<String> same = server.get(worker + "/", "If-None-Match", "\"x\", " + etag);
        assertThat(same.statusCode()).isEqualTo(304);
        assertThat(same.body()).isEmpty();
        server.load(worker, numbers(1));
        assertThat(server.get(worker + "/", "If-None-Match", etag).statusCode()).isEqualTo(200);
    }

    @Test
    void formIsTheOneThatIsLikedBest() {
        String worker = server.spawn(numbers(0));
        assertThat(form(worker, "*/*")).isEqualTo("application/json");
        assertThat(form(worker, "text/*")).startsWith("text/csv");
        assertThat(form(worker, "application/json;q=0.1, text/csv;q=0.9")).startsWith("text/csv");
        assertThat(form(worker, "application/*;q=0.5, application/x-ndjson")).isEqualTo("application/x-ndjson");
        assertThat(form(worker, "*/*, application/json;q=0")).isEqualTo("application/x-ndjson");
        assertThat(form(worker, "application/vnd.apache.arrow.stream"))
                .isEqualTo("application/vnd.apache.arrow.stream");

        HttpResponse<String> refused = server.get(worker + "/", "Accept", "image/png");
        assertThat(refused.statusCode()).isEqualTo(406);
        assertThat(refused.body()).contains("NOT_ACCEPTABLE", "text/csv", "application/x-ndjson");
    }

    private static String form(String worker, String accept) {
        HttpResponse<String> response = server.get(worker + "/?limit=1", "Accept", accept);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Vary")).contains("Accept");
        return response.headers().firstValue("Content-Type").orElse("");
    }

    /** A page is a stream of its own: it ends with the marker of its end, and has the words of its rows only. */
    @Test
    void arrowIsAStreamOfThePage() {
        String worker = server.spawn(numbers(0));
        HttpRequest request = HttpRequest.newBuilder(server.uri(worker + "/?limit=3"))
                .header("Accept", "application/vnd.apache.arrow.stream")
                .build();
        byte[] stream = TestServer.exchange(request, BodyHandlers.ofByteArray()).body();

        assertThat(stream).startsWith(0xff, 0xff, 0xff, 0xff).endsWith(0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0);
        String text = new String(stream, StandardCharsets.ISO_8859_1);
        assertThat(text).contains("w0w1w2").doesNotContain("w3");
    }
}
