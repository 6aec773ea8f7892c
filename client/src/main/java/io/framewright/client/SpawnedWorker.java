package io.framewright.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.framewright.either.Either;
import io.framewright.event.Event;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.serialize.Timestamps;
import io.framewright.serialize.Uuids;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A worker that runs.
 *
 * <pre>{@code
 * platform.spawnWorker("my-events", orderId).await().peek(spawned -> System.out.println(spawned.host()));
 * }</pre>
 *
 * @param workerId also the name of its queue
 * @param startedOn when it was started
 * @param pid of the process that hosts it
 * @param responseChannel the Redis channel on which its events are published
 * @param host name of the machine that hosts it
 */
public record SpawnedWorker(UUID workerId, Instant startedOn, long pid, String responseChannel, String host) {
    static Either<Failure, SpawnedWorker> ofEvent(Event spawned) {
        JsonNode data = spawned.data();
        Optional<UUID> workerId = Uuids.read(data.path("workerId").asText());
        Optional<Instant> startedOn = Timestamps.read(data.path("startedOn").asText());
        if (workerId.isEmpty() || startedOn.isEmpty()) {
            return Either.left(Failure.of(
                    FailureCode.INTERNAL_ERROR,
                    "The process manager's answer to SPAWN_WORKER lacks workerId or startedOn; is it of another version?",
                    "data",
                    data.toString()));
        }
        return Either.right(new SpawnedWorker(
                workerId.get(),
                startedOn.get(),
                data.path("pid").asLong(),
                data.path("responseChannel").asText(),
                data.path("host").asText()));
    }
}
