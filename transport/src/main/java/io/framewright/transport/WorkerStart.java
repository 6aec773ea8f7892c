package io.framewright.transport;

import java.time.Instant;
import java.util.UUID;

/**
 * What starting a worker writes down.
 *
 * @param takeOver whether a worker that is recorded as running, with a fresh heartbeat, may be taken over; if not, that
 *     is {@code WORKER_EXISTS}
 */
public record WorkerStart(
        UUID workerId,
        Instant startedOn,
        long pid,
        String responseChannel,
        String host,
        UUID managerId,
        boolean takeOver) {}
