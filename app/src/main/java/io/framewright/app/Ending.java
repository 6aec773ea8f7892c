package io.framewright.app;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * What is to be undone at the end, the last first, however the end comes: in order, or by Ctrl-C or SIGTERM at any
 * moment, also while things are still being started. Thread-safe.
 *
 * <p>Signals are taken here and not by a shutdown hook alone, because hooks run all at once: the embedded broker has
 * one of its own, and would be gone while workers still finish their commands. The hook is for what is no signal.
 */
final class Ending implements AutoCloseable {
    private static final List<String> SIGNALS = List.of("INT", "TERM", "HUP");
    private static final int SIGNALLED = 128;

    private final Deque<Runnable> todo = new ArrayDeque<>();
    private final Thread hook = new Thread(this::undo, "framewright-ending");
    private volatile boolean signalled;
    private boolean over;

    Ending() {
        Runtime.getRuntime().addShutdownHook(hook);
        SIGNALS.forEach(name -> handle(name, this::end));
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

    /** Undoes all. Does not return when a signal is ending the process: it is to end with the signal's exit code. */
    @Override
    public void close() {
        undo();
        if (signalled) {
            untilTheEnd();
        }
        SIGNALS.forEach(name -> handle(name, SignalHandler.SIG_DFL));
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException itIsRunning) {
            // It finds nothing left to do.
            return;
        }
    }

    /** Waits for a signal, which ends the process. */
    void untilTheEnd() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /** The same signal once more ends the process at once. */
    private void end(Signal signal) {
        signalled = true;
        Signal.handle(signal, SignalHandler.SIG_DFL);
        undo();
        System.exit(SIGNALLED + signal.getNumber());
    }

    private synchronized void undo() {
        over = true;
        while (!todo.isEmpty()) {
            todo.pop().run();
        }
    }

    private static void handle(String name, SignalHandler handler) {
        try {
            Signal.handle(new Signal(name), handler);
        } catch (IllegalArgumentException notOnThisSystem) {
            // Then the hook does it.
            return;
        }
    }
}
