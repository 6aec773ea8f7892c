package io.framewright.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * A snapshot of all frames of a worker, which it gets back from there when it is started again.
 *
 * <pre>{@code
 * worker.snapshot().await().peek(taken -> System.out.println(taken.frames()));
 * }</pre>
 *
 * @param frames their names
 * @param memoryBytes an estimate of the heap that they take
 */
public record TakenSnapshot(List<String> frames, long memoryBytes) {
    public TakenSnapshot {
        frames = List.copyOf(frames);
    }

    static TakenSnapshot of(JsonNode data) {
        return new TakenSnapshot(
                Answers.texts(data.path("frames")), data.path("memoryBytes").asLong());
    }
}
