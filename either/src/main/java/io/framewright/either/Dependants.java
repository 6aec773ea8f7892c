package io.framewright.either;

import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The dependants of one Pending in the order they came, until it resolves. Its monitor guards that Pending. */
final class Dependants {
    @Nullable
    Dependant first;

    @Nullable
    Dependant last;

    private boolean closed;
    private int waiting;

    /** Adds at the end; false if closed. */
    synchronized boolean add(Dependant dependant) {
        if (closed) {
            return false;
        }
        dependant.previous = last;
        if (last == null) {
            first = dependant;
        } else {
            last.next = dependant;
        }
        last = dependant;
        return true;
    }

    /** Takes one out, unless it is out already. */
    synchronized void remove(Dependant dependant) {
        Dependant before = dependant.previous;
        Dependant after = dependant.next;
        if (closed || (before == null && first != dependant)) {
            return;
        }
        if (before == null) {
            first = after;
        } else {
            before.next = after;
        }
        if (after == null) {
            last = before;
        } else {
            after.previous = before;
        }
        dependant.previous = null;
        dependant.next = null;
    }

    /** No more come; the chain from {@code first} to {@code last} is the caller's. Wakes those who wait. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }

    /** Waits to be closed, so long at most. */
    synchronized void await(long nanos) throws InterruptedException {
        long deadline = System.nanoTime() + nanos;
        waiting++;
        try {
            for (long left = nanos; !closed && left > 0; left = deadline - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } finally {
            waiting--;
        }
    }

    synchronized boolean anyWantsOutcome() {
        if (waiting > 0) {
            return true;
        }
        for (Dependant each = first; each != null; each = each.next) {
            if (each.wantsOutcome()) {
                return true;
            }
        }
        return false;
    }

    /** Collects those that hear of progress: Pendings that continue this one, and listeners. */
    synchronized void collect(ArrayDeque<Resolution<?, ?>> targets, List<ProgressListener> listeners) {
        for (Dependant each = closed ? null : first; each != null; each = each.next) {
            if (each instanceof Continuation<?, ?, ?, ?> continuation) {
                targets.add(continuation.target());
            } else if (each instanceof ProgressListener listener) {
                listeners.add(listener);
            }
        }
    }
}
