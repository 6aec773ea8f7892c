package io.framewright.bench.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.framewright.serialize.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.flight.Location;

/** {@code framewright up --http 0 --flight 0} in a process of its own. */
final class UpProcess implements AutoCloseable {
    private final Process process;
    private final String address;
    private final Location flight;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private UpProcess(Process process, String address, Location flight) {
        this.process = process;
        this.address = address;
        this.flight = flight;
    }

    static UpProcess start(Path dataRoot) throws IOException {
        ProcessBuilder up = new ProcessBuilder(List.of(
                java("java"),
                "-Xmx2g",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "io.framewright.app.Main",
                "up",
                "--json",
                "--http",
                "0",
                "--flight",
                "0",
                "--data-root",
                dataRoot.toString()));
        up.environment().put("FRAMEWRIGHT_HOME", dataRoot.resolve("home").toString());
        Process process = up.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String ready =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)).readLine();
        if (ready == null) {
            throw new IOException("up did not come up");
        }
        JsonNode said = Json.mapper().readTree(ready);
        return new UpProcess(
                process,
                said.path("http").asText(),
                new Location(URI.create(said.path("flight").asText())));
    }

    private static String java(String program) {
        return Path.of(System.getProperty("java.home"), "bin", program).toString();
    }

    HttpClient client() {
        return client;
    }

    Location flight() {
        return flight;
    }

    URI uri(String path) {
        return URI.create(address + path);
    }

    /** A worker with the file as its frame; its path. */
    String load(String file) throws IOException, InterruptedException {
        String worker = "/workers/" + post("/workers", "{}").path("workerId").asText();
        JsonNode loaded = post(worker + "/", "{\"source\": {\"type\": \"csv\", \"path\": \"" + file + "\"}}");
        if (!loaded.path("eventType").asText().endsWith("_SUCCEEDED")) {
            throw new IOException("not loaded: " + loaded);
        }
        return worker;
    }

    JsonNode post(String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri(path))
                .header("Content-Type", "application/json")
                .header("Prefer", "wait=300")
                .POST(BodyPublishers.ofString(body))
                .build();
        return Json.mapper()
                .readTree(client.send(request, BodyHandlers.ofString()).body());
    }

    HttpResponse<InputStream> get(String path, String accept) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(uri(path)).header("Accept", accept).build();
        return client.send(request, BodyHandlers.ofInputStream());
    }

    /** Heap in use after a collection, in bytes. */
    long heap() throws IOException, InterruptedException {
        new ProcessBuilder(java("jcmd"), Long.toString(process.pid()), "GC.run")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        String metrics = new String(get("/metrics", "*/*").body().readAllBytes(), StandardCharsets.UTF_8);
        return (long) metrics.lines()
                .filter(line -> line.startsWith("jvm_memory_used_bytes{area=\"heap\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
