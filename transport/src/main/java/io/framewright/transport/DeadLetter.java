package io.framewright.transport;

import org.jspecify.annotations.Nullable;

/**
 * A message that could not be handled.
 *
 * @param queue where it was taken from
 * @param body unaltered
 * @param messageId its AMQP {@code message_id}; null if it had none
 * @param code why: the code of the failure that was published for it
 * @param message why, for a person
 */
public record DeadLetter(
        String queue, byte[] body, @Nullable String messageId, String code, String message) {}
