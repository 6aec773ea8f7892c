package io.framewright.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.framewright.serialize.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.IntConsumer;
import org.awaitility.Awaitility;

/**
 * Follows a worker's events as {@code EventSource} of a browser does, from the first that is kept to the outcome of a
 * command: whenever the connection is gone it comes back with {@code Last-Event-ID}.
 */
final class EventReader implements Callable<EventReader.Read> {
    private static final Duration PATIENCE = Duration.ofSeconds(100);
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Set<Integer> TRY_AGAIN = Set.of(429, 502, 503);

    private final HttpClient client;
    private final URI events;
    private final String lastCommand;
    private final IntConsumer onRead;
    private final List<Told> told = new ArrayList<>();
    private int connections;
    private String lastId = "0";
    private boolean done;

    /**
     * Something that was told.
     *
     * @param id as Server-Sent Events have it
     * @param type {@code message} for events, or {@code gap}
     */
    record Told(String id, String type, JsonNode data) {}

    /** @param connections how many it took */
    record Read(List<Told> told, int connections) {}

    /**
     * @param events where they are told
     * @param lastCommand the id of the command whose outcome ends it
     * @param onRead called with the number of what was told so far
     */
    EventReader(HttpClient client, URI events, String lastCommand, IntConsumer onRead) {
        this.client = client;
        this.events = events;
        this.lastCommand = lastCommand;
        this.onRead = onRead;
    }

    @Override
    public Read call() {
        Awaitility.await("the outcome of " + lastCommand)
                .pollInSameThread()
                .pollDelay(Duration.ZERO)
                .pollInterval(PAUSE)
                .atMost(PATIENCE)
                .until(() -> {
                    connect();
                    return done;
                });
        return new Read(told, connections);
    }

    private void connect() {
        HttpRequest request = HttpRequest.newBuilder(events)
                .header("Accept", "text/event-stream")
                .header("Last-Event-ID", lastId)
                .build();
        try {
            HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
            try (BufferedReader lines = new BufferedReader(new InputStreamReader(response.body(), UTF_8))) {
                if (!TRY_AGAIN.contains(response.statusCode())) {
                    if (response.statusCode() != 200) {
                        throw new AssertionError(response.statusCode() + " " + lines.readLine());
                    }
                    connections++;
                    read(lines);
                }
            }
        } catch (IOException brokenOff) {
            // It comes back after the last block that it read to its end.
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException(stop));
        }
    }

    private void read(BufferedReader lines) throws IOException {
        String id = lastId;
        String type = "message";
        String data = "";
        for (String line = lines.readLine(); line != null && !done; line = lines.readLine()) {
            if (line.startsWith("id: ")) {
                id = line.substring(4);
            } else if (line.startsWith("event: ")) {
                type = line.substring(7);
            } else if (line.startsWith("data: ")) {
                data = line.substring(6);
            } else if (line.isEmpty()) {
                lastId = id;
                if (!data.isEmpty()) {
                    take(new Told(id, type, Json.mapper().readTree(data)));
                }
                type = "message";
                data = "";
            }
        }
    }

    private void take(Told one) {
        told.add(one);
        onRead.accept(told.size());
        String eventType = one.data().path("eventType").asText();
        done = one.data().path("commandId").asText().equals(lastCommand)
                && (eventType.endsWith("_SUCCEEDED") || eventType.endsWith("_FAILED"));
    }
}
