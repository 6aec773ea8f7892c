package io.framewright.app;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What is to be undone at the end, the last first, however the end comes: in order, or by Ctrl-C or SIGTERM at any
 * moment, also while things are still being started. Thread-safe.
 */
final class Ending implements AutoCloseable {
    private final Deque<Runnable> todo = new ArrayDeque<>();
    private final Thread hook = new Thread(this::undo, "framewright-ending");
    private boolean over;

    Ending() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Gives back what it is given; what comes after the end is undone at once. */
    synchronized <T> T add(T started, Runnable undo) {
        if (over) {
            undo.run();
        } else {
            todo.push(undo);
        }
        return started;
    }

    @Override
    public void close() {
        undo();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException theHookIsRunning) {
            // It finds nothing left to do.
            return;
        }
    }

    private synchronized void undo() {
        over = true;
        while (!todo.isEmpty()) {
            todo.pop().run();
        }
    }
}
