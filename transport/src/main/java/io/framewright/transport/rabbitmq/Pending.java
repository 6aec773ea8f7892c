package io.framewright.transport.rabbitmq;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.transport.OutgoingMessage;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/** A message that the broker has not confirmed yet. Its state is confined to the publisher's lane. */
final class Pending {
    private static final int PERSISTENT = 2;

    final String queue;
    final byte[] body;
    final BasicProperties properties;
    final CompletableFuture<Either<Failure, String>> answer = new CompletableFuture<>();
    /** The broker has sent it back; its confirm is still to come. */
    boolean returned;
    /** The broker has refused it; on some it is then sent back. */
    boolean refused;
    /** Answered: nothing that comes later changes that. */
    boolean settled;

    Pending(String queue, OutgoingMessage message) {
        this.queue = queue;
        this.body = message.body();
        Map<String, Object> headers = new HashMap<>(message.headers());
        this.properties = new BasicProperties.Builder()
                .contentType(message.contentType())
                .deliveryMode(PERSISTENT)
                .messageId(message.messageId())
                .headers(headers.isEmpty() ? null : headers)
                .build();
    }

    /** What it weighs while it is held; the envelope is estimated. */
    long weight() {
        return body.length + 256L;
    }

    /** A message that is sent back carries no number: its content tells which it is. */
    boolean isTheOneReturned(String toQueue, BasicProperties withProperties, byte[] withBody) {
        return !returned
                && queue.equals(toQueue)
                && Objects.equals(properties.getMessageId(), withProperties.getMessageId())
                && Arrays.equals(body, withBody);
    }
}
