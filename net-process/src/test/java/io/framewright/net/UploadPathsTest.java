package io.framewright.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.transport.testing.BrokerKind;
import io.framewright.transport.testing.BrokerPair;
import io.framewright.transport.testing.Brokers;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A file that somebody brings is kept under a name of ours, and loaded as by any caller. */
@Brokers(BrokerKind.EMBEDDED)
@Timeout(60)
class UploadPathsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path data;

    @SuppressWarnings("NullAway.Init")
    private static TestServer server;

    @BeforeAll
    static void start(BrokerPair brokers) throws IOException {
        Path left = data.resolve("uploads").resolve(".parts-0d5c1f6e-2b7a-4c3d-9e8f-1a2b3c4d5e6f");
        Files.createDirectories(left);
        Files.writeString(left.resolve("lock"), "");
        Files.writeString(left.resolve("half.csv"), "a\n");
        HttpConfig config = HttpConfig.ofPort(0);
        server = TestServer.start(
                brokers, data, config.withRules(config.rules().withUploads(new UploadLimits(200_000, 300_000))));
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
        assertThat(inUploads()).as("half-written files go with the process").noneMatch(name -> name.startsWith("."));
    }

    private static List<String> inUploads() throws IOException {
        try (Stream<Path> files = Files.list(data.resolve("uploads"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static HttpResponse<String> upload(String worker, String fileName, String content, String options) {
        Multipart body = new Multipart().file(fileName, content);
        return server.send(worker + "/", options.isEmpty() ? body : body.options(options));
    }

    @Test
    void fileIsKeptAndLoaded() throws IOException {
        String worker = server.spawn();
        HttpResponse<String> loaded = upload(
                worker,
                "flights.csv",
                "origin;delay\nSFO;5\n",
                "{\"frame\": \"flights\", \"source\": {\"type\": \"csv\", \"delimiter\": \";\"}}");
        assertThat(loaded.statusCode()).as(loaded.body()).isEqualTo(200);
        assertThat(loaded.body()).contains("LOAD_WORKER_FRAME_MANAGER_SUCCEEDED");
        assertThat(server.get(worker + "/?frame=flights").body())
                .isEqualToIgnoringWhitespace("[{\"origin\":\"SFO\",\"delay\":5}]");

        Path uploads = data.resolve("uploads");
        List<String> kept = inUploads();
        assertThat(kept).anyMatch(name -> name.matches("[0-9a-f-]{36}\\.csv"));
        assertThat(kept).as("what another process left").noneMatch(name -> name.contains("0d5c1f6e"));
        if (UploadParts.isPosix(uploads)) {
            Path file = uploads.resolve(kept.stream()
                    .filter(name -> name.endsWith(".csv"))
                    .findFirst()
                    .orElseThrow());
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void formIsTakenFromTheName() {
        String worker = server.spawn();
        assertThat(upload(worker, "ROWS.NDJSON", "{\"a\": 1}\n{\"a\": 2}\n", "").statusCode())
                .isEqualTo(200);
        assertThat(server.get(worker + "/").body()).isEqualToIgnoringWhitespace("[{\"a\":1},{\"a\":2}]");
        HttpResponse<String> unknown = upload(worker, "rows", "{}", "");
        assertThat(unknown.statusCode()).isEqualTo(422);
        assertThat(unknown.body()).contains("SOURCE_UNSUPPORTED");
        assertThat(upload(worker, "rows", "{\"a\": 1}", "{\"source\": {\"type\": \"json\"}}")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void fileThatCannotBeLoadedIsNotKept() throws IOException {
        String worker = server.spawn();
        List<String> before = inUploads();
        HttpResponse<String> refused = upload(worker, "rows.parquet", "no parquet", "");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(inUploads()).isEqualTo(before);
    }

    @Test
    void quotasHold() throws IOException {
        String worker = server.spawn();
        List<String> before = inUploads();
        HttpResponse<String> large = upload(worker, "a.csv", "a\n" + "1\n".repeat(120_000), "");
        assertThat(large.statusCode()).as(large.body()).isEqualTo(413);
        assertThat(large.body()).contains("MESSAGE_TOO_LARGE", "200000");
        assertThat(inUploads()).isEqualTo(before);

        String half = "a\n" + "1\n".repeat(99_000);
        assertThat(upload(worker, "a.csv", half, "").statusCode()).isEqualTo(200);
        HttpResponse<String> full = upload(worker, "a.csv", half, "");
        assertThat(full.statusCode()).isEqualTo(507);
        assertThat(full.body()).contains("UPLOADS_FULL");
        Files.delete(data.resolve("uploads")
                .resolve(inUploads().stream()
                        .filter(name -> name.endsWith(".csv") && !before.contains(name))
                        .findFirst()
                        .orElseThrow()));
        assertThat(upload(worker, "a.csv", half, "").statusCode()).isEqualTo(200);
        for (String name : inUploads()) {
            if (name.endsWith(".csv") && !before.contains(name)) {
                Files.delete(data.resolve("uploads").resolve(name));
            }
        }
    }
}
