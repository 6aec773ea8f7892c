package io.framewright.transport;

import java.util.UUID;

/**
 * The right to write a worker's stream.
 *
 * @param epoch this start of the worker; any higher one fences it
 * @param lastSequence of the worker's stream when the lease was given; 0 for a new worker
 */
public record Lease(UUID workerId, long epoch, long lastSequence) {}
