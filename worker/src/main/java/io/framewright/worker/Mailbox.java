package io.framewright.worker;

import io.framewright.transport.Delivery;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The deliveries of one worker, in queue order: those that wait, and those that were taken and have no settled outcome
 * yet. It outlives a restart of the actor, so no delivery is lost or reordered by one. Thread-safe.
 */
final class Mailbox {
    private final Deque<Delivery> waiting = new ArrayDeque<>();
    private final Deque<Delivery> taken = new ArrayDeque<>();

    /** Gives whether none waited before: those who wait already are taken up without being told of more. */
    synchronized boolean offer(Delivery delivery) {
        boolean first = waiting.isEmpty();
        waiting.addLast(delivery);
        return first;
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

    /** The delivery has its outcome; false if it was given back meanwhile, and comes again. */
    boolean acknowledge(Delivery delivery) {
        boolean held = forget(delivery);
        delivery.acknowledge();
        return held;
    }

    private synchronized boolean forget(Delivery delivery) {
        Iterator<Delivery> each = taken.iterator();
        while (each.hasNext()) {
            if (each.next() == delivery) {
                each.remove();
                return true;
            }
        }
        return false;
    }

    /** Whether one is held, unsettled, for longer than this. Lost ones cannot be settled any more and do not count. */
    synchronized boolean holdsLongerThan(Duration bound, long nowNanos) {
        return Stream.concat(taken.stream(), waiting.stream())
                .filter(delivery -> !delivery.isLost())
                .findFirst()
                .map(oldest -> nowNanos - oldest.receivedNanos() > bound.toNanos())
                .orElse(false);
    }

    /**
     * Those of these that are still taken wait again, before everything else.
     *
     * @param untouched in the order in which they were taken, and the last that were
     */
    synchronized void putBack(List<Delivery> untouched) {
        for (int i = untouched.size() - 1; i >= 0; i--) {
            if (taken.peekLast() == untouched.get(i)) {
                waiting.addFirst(taken.removeLast());
            }
        }
    }

    /** Whether a message of this id is held, unsettled. */
    synchronized boolean holds(String messageId) {
        return Stream.concat(taken.stream(), waiting.stream())
                .filter(delivery -> !delivery.isLost())
                .anyMatch(delivery ->
                        delivery.messageId().filter(messageId::equals).isPresent());
    }

    /** What was taken and not settled waits again, before everything else. */
    synchronized void putBack() {
        while (!taken.isEmpty()) {
            waiting.addFirst(taken.removeLast());
        }
    }

    /**
     * Gives messages back to the queue, the oldest first: that is the order in which they come again.
     *
     * @param atMost so many
     * @return how many there were
     */
    int release(int atMost) {
        int released = 0;
        while (released < atMost) {
            Delivery next = pollAny();
            if (next == null) {
                break;
            }
            next.release();
            released++;
        }
        return released;
    }

    private synchronized @Nullable Delivery pollAny() {
        Delivery oldest = taken.pollFirst();
        return oldest != null ? oldest : waiting.pollFirst();
    }

    synchronized int size() {
        return waiting.size() + taken.size();
    }

    synchronized boolean isEmpty() {
        return waiting.isEmpty() && taken.isEmpty();
    }

    @Override
    public synchronized String toString() {
        return waiting.size() + " waiting, " + taken.size() + " taken";
    }
}
