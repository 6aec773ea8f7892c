package io.framewright.client.running;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.serialize.Json;
import io.framewright.serialize.Timestamps;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A platform that runs, as its file tells.
 *
 * <pre>{@code
 * RunFile here = RunFile.ofThisProcess(amqp, redis);
 * }</pre>
 *
 * @param pid of its process
 * @param startedOn of that process, by which a process that got the same id later is told apart
 * @param amqp address of its broker, with user and password
 * @param redis address of its Redis
 */
public record RunFile(long pid, Instant startedOn, URI amqp, URI redis) {
    /** The system tells start times to a second or so, differently from boot to boot. */
    private static final Duration SAME_START = Duration.ofSeconds(5);

    /** The file of this process. */
    public static RunFile ofThisProcess(URI amqp, URI redis) {
        ProcessHandle self = ProcessHandle.current();
        return new RunFile(self.pid(), self.info().startInstant().orElse(Instant.EPOCH), amqp, redis);
    }

    /** Whether the process that wrote it is still there. */
    public boolean isAlive() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(process -> process.info()
                        .startInstant()
                        .map(start -> Duration.between(start, startedOn).abs().compareTo(SAME_START) < 0)
                        .orElse(true))
                .isPresent();
    }

    /** As JSON: {@code {"amqp": …, "redis": …, "pid": …, "startedOn": …}}. */
    public ObjectNode toJson() {
        return Json.mapper()
                .createObjectNode()
                .put("amqp", amqp.toString())
                .put("redis", redis.toString())
                .put("pid", pid)
                .put("startedOn", Timestamps.write(startedOn));
    }

    static Optional<RunFile> ofJson(JsonNode json) {
        try {
            Optional<Instant> startedOn = Timestamps.read(json.path("startedOn").asText());
            long pid = json.path("pid").asLong();
            if (startedOn.isEmpty() || pid <= 0 || !json.hasNonNull("amqp") || !json.hasNonNull("redis")) {
                return Optional.empty();
            }
            return Optional.of(new RunFile(
                    pid,
                    startedOn.get(),
                    new URI(json.path("amqp").asText()),
                    new URI(json.path("redis").asText())));
        } catch (URISyntaxException notOurs) {
            return Optional.empty();
        }
    }
}
