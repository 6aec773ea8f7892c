package io.framewright.transport;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * Where the processes that host workers listen: for HTTP, or for Arrow Flight. Thread-safe. Calls block for a round
 * trip and give {@code REDIS_UNAVAILABLE} when the store does not answer in the configured time.
 */
public interface HostAddresses {
    /**
     * Writes down where a process listens.
     *
     * @param managerId of the process
     * @param address such as {@code http://127.0.0.1:8080}, without a path
     * @param lease after this time it is forgotten unless it is written down again
     */
    Either<Failure, Boolean> announce(UUID managerId, URI address, Duration lease);

    /** Where a process listens; empty if it does not, or has not said so for the time of its lease. */
    Either<Failure, Optional<URI>> find(UUID managerId);

    /** Forgets where a process listens; right holds whether it was known. */
    Either<Failure, Boolean> withdraw(UUID managerId);
}
