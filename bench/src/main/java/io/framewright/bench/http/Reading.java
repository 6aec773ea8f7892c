package io.framewright.bench.http;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonGenerator;
import io.framewright.frame.Frame;
import io.framewright.serialize.Json;
import io.framewright.serialize.RowsJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Ways to have all rows of a frame, each with how long it took. */
final class Reading {
    private static final int CHUNK = 256;

    private Reading() {}

    /**
     * One way, once.
     *
     * @param bytes that were written or came
     * @param requests that it took
     */
    record Took(long nanos, long bytes, int requests) {
        double rowsPerSecond(long rows) {
            return rows / (nanos / 1e9);
        }

        double megabytesPerSecond() {
            return bytes / (nanos / 1e3);
        }
    }

    /** Jackson writes the rows and nobody keeps them: what JSON costs before anything is sent. */
    static Took byJackson(Frame frame) throws IOException {
        Counting nowhere = new Counting();
        long began = System.nanoTime();
        try (JsonGenerator json = Json.mapper().getFactory().createGenerator(nowhere, JsonEncoding.UTF8)) {
            json.writeStartArray();
            for (int from = 0; from < frame.rowCount(); from += CHUNK) {
                RowsJson.write(json, frame, from, Math.min(frame.rowCount(), from + CHUNK));
            }
            json.writeEndArray();
        }
        return new Took(System.nanoTime() - began, nowhere.bytes, 0);
    }

    /** By page, each on the way that the page before names. */
    static Took overHttp(UpProcess up, String path, String accept) throws IOException, InterruptedException {
        byte[] buffer = new byte[1 << 17];
        long bytes = 0;
        int requests = 0;
        long began = System.nanoTime();
        Optional<String> next = Optional.of(path);
        while (next.isPresent()) {
            HttpResponse<InputStream> page = up.get(next.get(), accept);
            if (page.statusCode() != 200) {
                throw new IOException("status " + page.statusCode());
            }
            requests++;
            try (InputStream body = page.body()) {
                for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
                    bytes += read;
                }
            }
            next = page.headers().firstValue("Link").map(link -> link.substring(1, link.indexOf('>')));
        }
        return new Took(System.nanoTime() - began, bytes, requests);
    }

    /** The same in one request by {@code curl}, which costs less than a client in Java. */
    static Took byCurl(UpProcess up, String path, String accept) throws IOException, InterruptedException {
        long began = System.nanoTime();
        Process curl = new ProcessBuilder(
                        "curl",
                        "--silent",
                        "--fail",
                        "--header",
                        "Accept: " + accept,
                        "--output",
                        "/dev/null",
                        "--write-out",
                        "%{size_download}",
                        up.uri(path).toString())
                .start();
        String bytes = new String(curl.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        if (curl.waitFor() != 0) {
            throw new IOException("curl ended with " + curl.exitValue());
        }
        return new Took(System.nanoTime() - began, Long.parseLong(bytes), 1);
    }

    private static final class Counting extends OutputStream {
        private long bytes;

        @Override
        public void write(int each) {
            bytes++;
        }

        @Override
        public void write(byte[] written, int offset, int length) {
            bytes += length;
        }
    }
}
