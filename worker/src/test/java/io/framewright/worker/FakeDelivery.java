package io.framewright.worker;

import io.framewright.transport.Delivery;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A delivery that remembers what became of it. */
final class FakeDelivery implements Delivery {
    private final byte[] body;
    private final Optional<String> messageId;
    boolean lost;
    long receivedNanos = System.nanoTime();
    int acknowledged;
    int released;

    FakeDelivery(String body) {
        this(body.getBytes(StandardCharsets.UTF_8), Optional.empty());
    }

    FakeDelivery(byte[] body, Optional<String> messageId) {
        this.body = body;
        this.messageId = messageId;
    }

    @Override
    public byte[] body() {
        return body;
    }

    @Override
    public Optional<String> messageId() {
        return messageId;
    }

    @Override
    public Optional<String> traceparent() {
        return Optional.of("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
    }

    @Override
    public long receivedNanos() {
        return receivedNanos;
    }

    @Override
    public boolean redelivered() {
        return false;
    }

    @Override
    public boolean isLost() {
        return lost;
    }

    @Override
    public void acknowledge() {
        acknowledged++;
    }

    @Override
    public void release() {
        released++;
    }
}
