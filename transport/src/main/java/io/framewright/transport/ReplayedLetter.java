package io.framewright.transport;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import java.util.Optional;
import java.util.UUID;

/**
 * What became of a dead letter that was to be sent again.
 *
 * @param letterId of the letter
 * @param queue where it was sent
 * @param commandId under which its command runs now; empty if it went unaltered
 * @param outcome right holds the queue, and the letter is gone; left why it could not be sent, and the letter stays
 */
public record ReplayedLetter(UUID letterId, String queue, Optional<UUID> commandId, Either<Failure, String> outcome) {}
