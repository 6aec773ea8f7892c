package io.framewright.transport;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message to publish: persistent, {@code application/json} unless said otherwise.
 *
 * @param body not copied; do not write to it afterwards
 * @param contentType e.g. {@code application/json}
 * @param messageId the AMQP {@code message_id}; null for none
 * @param headers text headers, e.g. {@code traceparent}
 */
public record OutgoingMessage(
        byte[] body, String contentType, @Nullable String messageId, Map<String, String> headers) {
    public OutgoingMessage {
        headers = Map.copyOf(headers);
    }

    /** A JSON message. */
    public static OutgoingMessage json(byte[] body, @Nullable String messageId) {
        return new OutgoingMessage(body, "application/json", messageId, Map.of());
    }
}
