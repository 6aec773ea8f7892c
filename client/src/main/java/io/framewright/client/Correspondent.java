package io.framewright.client;

import io.framewright.transport.EventStream;
import java.util.Optional;
import java.util.UUID;

/**
 * Somebody who takes commands, and whose answers can be heard: a worker or the process manager.
 *
 * @param queue where the commands go
 * @param channel where the answers are published
 * @param workerId empty for the process manager
 */
record Correspondent(
        String queue, String channel, Optional<UUID> workerId, EventStream stream, StreamPosition position) {}
