package io.framewright.worker;

import io.framewright.serialize.CommandCodec;
import io.framewright.serialize.CommandCodec.MessageContext;
import io.framewright.transport.Delivery;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The deliveries of one worker, in queue order: those that wait, and those that were taken and have no settled outcome
 * yet. It outlives a restart of the actor, so no delivery is lost or reordered by one. Thread-safe.
 */
final class Mailbox {
    private final Deque<Delivery> waiting = new ArrayDeque<>();
    private final Deque<Delivery> taken = new ArrayDeque<>();

    synchronized void offer(Delivery delivery) {
        waiting.addLast(delivery);
    }

    /** The next one that can still be settled; those whose connection broke come again by themselves. */
    synchronized @Nullable Delivery take() {
        Delivery next = waiting.pollFirst();
        while (next != null && next.isLost()) {
            next = waiting.pollFirst();
        }
        if (next != null) {
            taken.addLast(next);
        }
        return next;
    }

    /** The delivery has its outcome. */
    void acknowledge(Delivery delivery) {
        forget(delivery);
        delivery.acknowledge();
    }

    private synchronized void forget(Delivery delivery) {
        Iterator<Delivery> each = taken.iterator();
        while (each.hasNext()) {
            if (each.next() == delivery) {
                each.remove();
                return;
            }
        }
    }

    /** What was taken and not settled waits again, before everything else. */
    synchronized void putBack() {
        while (!taken.isEmpty()) {
            waiting.addFirst(taken.removeLast());
        }
    }

    /** Gives everything back to the queue. */
    void release() {
        Delivery next;
        while ((next = pollAny()) != null) {
            next.release();
        }
    }

    private synchronized @Nullable Delivery pollAny() {
        Delivery last = waiting.pollLast();
        return last != null ? last : taken.pollLast();
    }

    /** Whether a delivery that waits is this command. */
    boolean holds(UUID commandId) {
        List<Delivery> snapshot;
        synchronized (this) {
            snapshot = List.copyOf(waiting);
        }
        return snapshot.stream()
                .map(delivery -> CommandCodec.read(
                        delivery.body(),
                        new MessageContext(delivery.messageId(), delivery.traceparent(), Instant.EPOCH)))
                .anyMatch(read -> read.fold(
                        failure -> false,
                        pending -> false,
                        command -> command.commandId().equals(commandId)));
    }

    synchronized boolean isEmpty() {
        return waiting.isEmpty() && taken.isEmpty();
    }

    @Override
    public synchronized String toString() {
        return waiting.size() + " waiting, " + taken.size() + " taken";
    }
}
