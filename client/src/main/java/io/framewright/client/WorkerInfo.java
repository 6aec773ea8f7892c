package io.framewright.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What a worker tells of itself. Immutable.
 *
 * <pre>{@code
 * worker.info().await().peek(info -> System.out.println(info.host() + ", " + info.memoryBytes() + " bytes"));
 * }</pre>
 *
 * @param workerId its UUID
 * @param startedOn start of this epoch
 * @param pid of the process that hosts it
 * @param responseChannel where its events are published
 * @param host name of the machine that hosts it
 * @param epoch how often it was started
 * @param status of its record, e.g. RUNNING
 * @param uptime since it was started
 * @param commandsHandled in this epoch
 * @param frames the names of its frames
 * @param memoryBytes an estimate of the heap that they take
 */
public record WorkerInfo(
        UUID workerId,
        Instant startedOn,
        long pid,
        String responseChannel,
        String host,
        long epoch,
        String status,
        Duration uptime,
        long commandsHandled,
        List<String> frames,
        long memoryBytes) {
    public WorkerInfo {
        frames = List.copyOf(frames);
    }

    static WorkerInfo of(JsonNode data) {
        return new WorkerInfo(
                Answers.uuid(data.path("workerId")),
                Answers.time(data.path("startedOn")),
                data.path("pid").asLong(),
                data.path("responseChannel").asText(),
                data.path("host").asText(),
                data.path("epoch").asLong(),
                data.path("status").asText(),
                Duration.ofMillis(data.path("uptimeMillis").asLong()),
                data.path("commandsHandled").asLong(),
                Answers.texts(data.path("frames")),
                data.path("memoryBytes").asLong());
    }
}
