package io.framewright.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.serialize.Json;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What a worker is to be like. Immutable.
 *
 * <pre>{@code
 * platform.spawnWorker(SpawnOptions.on("my-events").withIdleTimeout(java.time.Duration.ofMinutes(10))).await();
 * }</pre>
 *
 * @param channel the Redis channel on which its events are to be published
 * @param workerId its UUID, and the name of its queue
 * @param restore what it has when it is started again, now or later
 * @param labels that a node of a cluster must have to host it, now and whenever it is started again
 * @param idleTimeout when it has had nothing to do for so long, its frames leave memory until its next command; empty
 *     for what its platform does with all workers
 * @param ttl when it has had nothing to do for so long, it ends; empty for what its platform does with all workers
 */
public record SpawnOptions(
        String channel,
        UUID workerId,
        Restore restore,
        Set<String> labels,
        Optional<Duration> idleTimeout,
        Optional<Duration> ttl) {
    public SpawnOptions {
        labels = Set.copyOf(labels);
    }

    /** A worker with a UUID of its own, whose frames come back, on any node. */
    public static SpawnOptions on(String channel) {
        return new SpawnOptions(
                channel, UUID.randomUUID(), Restore.FRAMES, Set.of(), Optional.empty(), Optional.empty());
    }

    /** A copy with this UUID. */
    public SpawnOptions withWorkerId(UUID other) {
        return new SpawnOptions(channel, other, restore, labels, idleTimeout, ttl);
    }

    /** A copy that has this when it is started again. */
    public SpawnOptions withRestore(Restore other) {
        return new SpawnOptions(channel, workerId, other, labels, idleTimeout, ttl);
    }

    /** A copy for nodes with these labels only. */
    public SpawnOptions withLabels(Set<String> other) {
        return new SpawnOptions(channel, workerId, restore, other, idleTimeout, ttl);
    }

    /** A copy whose frames leave memory after this time, whole milliseconds and at least one. */
    public SpawnOptions withIdleTimeout(Duration time) {
        return new SpawnOptions(channel, workerId, restore, labels, Optional.of(time), ttl);
    }

    /** A copy that ends after this time, whole milliseconds and at least one. */
    public SpawnOptions withTtl(Duration time) {
        return new SpawnOptions(channel, workerId, restore, labels, idleTimeout, Optional.of(time));
    }

    /** The data of {@code SPAWN_WORKER}. */
    ObjectNode data() {
        ObjectNode data = Json.mapper().createObjectNode();
        data.put("responseChannel", channel);
        data.put("workQueue", workerId.toString());
        restore.put(data);
        if (!labels.isEmpty()) {
            labels.stream().sorted().forEach(data.putArray("labels")::add);
        }
        idleTimeout.ifPresent(time -> data.put("idleTimeoutMillis", time.toMillis()));
        ttl.ifPresent(time -> data.put("ttlMillis", time.toMillis()));
        return data;
    }
}
