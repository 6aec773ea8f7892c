package io.framewright.either;

import org.jspecify.annotations.Nullable;

/**
 * What a thread still owes: dependants whose source has resolved, run in a loop rather than by recursion, so that a
 * chain of any length needs constant stack. There is one per thread while it resolves something, and none otherwise.
 *
 * <p>A stack of dependants: those that become due while one runs lie above it and run next, so the order is that of
 * plain calls, only that each begins after the one that made it due has returned. Whoever looks at an unresolved
 * Pending from inside a dependant first runs what that dependant itself has made due ({@link #help}), and nothing
 * older: how deep this nests is up to the caller's code, not to the length of the chain.
 */
final class Trampoline {
    private static final ThreadLocal<@Nullable Trampoline> CURRENT = new ThreadLocal<>();

    private @Nullable Dependant top;
    private @Nullable Dependant floor;

    private Trampoline() {}

    /** Runs a chain of dependants, linked by {@code next}; later if this thread is running one already. */
    static void run(Dependant first, Dependant last) {
        Trampoline running = CURRENT.get();
        if (running != null) {
            last.next = running.top;
            running.top = first;
            return;
        }
        Trampoline trampoline = new Trampoline();
        CURRENT.set(trampoline);
        try {
            trampoline.top = first;
            trampoline.drain();
        } finally {
            CURRENT.remove();
        }
    }

    static void help() {
        Trampoline running = CURRENT.get();
        if (running != null) {
            running.drain();
        }
    }

    private void drain() {
        @Nullable Dependant below = floor;
        for (Dependant due = top; due != below && due != null; due = top) {
            top = due.next;
            due.next = null;
            floor = top;
            try {
                due.run();
            } finally {
                floor = below;
            }
        }
    }
}
