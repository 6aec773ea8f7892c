package io.framewright.worker;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What arrives for an actor many times a command, taken by it in one go: a message of its own each would cost more than
 * what it says. Outlives a restart of the actor. Any thread may offer; only the actor polls.
 */
final class Arrivals {
    private final Queue<WorkerMessage> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();

    /** Gives whether none waited: then the actor has to be told. */
    boolean offer(WorkerMessage message) {
        waiting.add(message);
        return count.getAndIncrement() == 0;
    }

    /** The next in the order of arrival; null if there is none. */
    @Nullable
    WorkerMessage poll() {
        WorkerMessage next = waiting.poll();
        if (next != null) {
            count.decrementAndGet();
        }
        return next;
    }

    boolean isEmpty() {
        return count.get() == 0;
    }
}
