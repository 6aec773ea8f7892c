package io.framewright.transport.rabbitmq;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.framewright.transport.Delivery;
import java.util.Map;
import java.util.Optional;

/** A delivery and the channel it came by. */
final class AmqpDelivery implements Delivery {
    private final DeliveryChannel channel;
    private final long tag;
    private final boolean redelivered;
    private final BasicProperties properties;
    private final byte[] body;
    private final long receivedNanos = System.nanoTime();

    AmqpDelivery(DeliveryChannel channel, long tag, boolean redelivered, BasicProperties properties, byte[] body) {
        this.channel = channel;
        this.tag = tag;
        this.redelivered = redelivered;
        this.properties = properties;
        this.body = body;
    }

    DeliveryChannel channel() {
        return channel;
    }

    @Override
    public byte[] body() {
        return body;
    }

    @Override
    public Optional<String> messageId() {
        return Optional.ofNullable(properties.getMessageId());
    }

    @Override
    public Optional<String> traceparent() {
        Map<String, Object> headers = properties.getHeaders();
        return headers == null
                ? Optional.empty()
                : Optional.ofNullable(headers.get("traceparent")).map(Object::toString);
    }

    @Override
    public long receivedNanos() {
        return receivedNanos;
    }

    @Override
    public boolean redelivered() {
        return redelivered;
    }

    @Override
    public boolean isLost() {
        return channel.isLost();
    }

    @Override
    public void acknowledge() {
        channel.settle(tag, true);
    }

    @Override
    public void release() {
        channel.settle(tag, false);
    }
}
