package io.framewright.transport.rabbitmq;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The unconfirmed messages of one channel by their numbers 1, 2, 3, …: a ring, since numbers are dense and most are
 * confirmed in order. Not thread-safe.
 */
final class InFlight {
    private @Nullable Pending[] ring = new @Nullable Pending[64];
    /** The smallest number that may be unconfirmed. */
    private long first = 1;
    /** The number the next message gets. */
    private long next = 1;

    private int size;

    int size() {
        return size;
    }

    void add(Pending pending) {
        if (next - first == ring.length) {
            grow();
        }
        ring[slot(next)] = pending;
        next++;
        size++;
    }

    /** Takes what a confirm of {@code number} means out of the ring. */
    void confirm(long number, boolean andAllBefore, Consumer<Pending> settled) {
        if (number == 0 && andAllBefore) {
            confirm(next - 1, true, settled);
            return;
        }
        for (long at = andAllBefore ? first : number; at <= number && at < next; at++) {
            Pending pending = at < first ? null : ring[slot(at)];
            if (pending != null) {
                ring[slot(at)] = null;
                size--;
                settled.accept(pending);
            }
        }
        while (first < next && ring[slot(first)] == null) {
            first++;
        }
    }

    /** The oldest one that fits; null if none does. */
    @Nullable
    Pending find(Predicate<Pending> test) {
        for (long at = first; at < next; at++) {
            Pending pending = ring[slot(at)];
            if (pending != null && test.test(pending)) {
                return pending;
            }
        }
        return null;
    }

    /** Empties the ring, oldest first, and starts to count from 1 again. */
    List<Pending> drain() {
        List<Pending> all = new ArrayList<>(size);
        for (long at = first; at < next; at++) {
            Pending pending = ring[slot(at)];
            if (pending != null) {
                all.add(pending);
            }
        }
        Arrays.fill(ring, null);
        first = 1;
        next = 1;
        size = 0;
        return all;
    }

    private int slot(long number) {
        return (int) (number & (ring.length - 1));
    }

    private void grow() {
        @Nullable Pending[] larger = new @Nullable Pending[ring.length * 2];
        for (long at = first; at < next; at++) {
            larger[(int) (at & (larger.length - 1))] = ring[slot(at)];
        }
        ring = larger;
    }
}
