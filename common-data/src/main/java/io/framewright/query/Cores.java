package io.framewright.query;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The cores that kernels compute on: one pool for the whole process, whatever the number of workers in it. The caller
 * always works too, so a kernel goes on, alone, while others keep the pool busy, and kernels may be nested.
 * Thread-safe.
 */
public final class Cores {
    private static final long IDLE_SECONDS = 10;
    private static volatile Cores shared = of(Runtime.getRuntime().availableProcessors());

    private final int count;
    private final Executor pool;

    private Cores(int count, Executor pool) {
        this.count = count;
        this.pool = pool;
    }

    /** So many cores, the caller's among them; its threads are daemons and end when they are idle. */
    public static Cores of(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("a kernel needs one core at least, not " + count);
        }
        if (count == 1) {
            return new Cores(1, Runnable::run);
        }
        AtomicInteger numbers = new AtomicInteger();
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                count - 1, count - 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "framewright-kernel-" + numbers.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        return new Cores(count, threads);
    }

    /** Those of this process: as many as the JVM sees, unless {@link #share} said otherwise. */
    public static Cores shared() {
        return shared;
    }

    /** Makes these the cores of kernels that start from now on. */
    public static void share(Cores cores) {
        shared = cores;
    }

    /** How many parts can be computed at the same time. */
    public int count() {
        return count;
    }

    /**
     * Computes the parts 0 to {@code parts - 1}, each once, in any order, several at a time, and returns when all are
     * done. What the parts wrote is visible to the caller then. If one throws, no further part begins and the exception
     * is thrown here once those under way have ended; with several, the first that was seen.
     */
    public void run(int parts, IntConsumer part) {
        if (count == 1 || parts <= 1) {
            for (int i = 0; i < parts; i++) {
                part.accept(i);
            }
            return;
        }
        AtomicInteger next = new AtomicInteger();
        Runnable share = () -> {
            try {
                for (int i = next.getAndIncrement(); i < parts; i = next.getAndIncrement()) {
                    part.accept(i);
                }
            } catch (RuntimeException | Error failed) {
                next.set(parts);
                throw failed;
            }
        };
        join(share, Math.min(count, parts) - 1);
    }

    private void join(Runnable share, int helpers) {
        FutureTask<?>[] others = new FutureTask<?>[helpers];
        for (int i = 0; i < helpers; i++) {
            others[i] = new FutureTask<>(share, null);
            pool.execute(others[i]);
        }
        Throwable failed = null;
        try {
            share.run();
        } catch (RuntimeException | Error own) {
            failed = own;
        }
        for (FutureTask<?> other : others) {
            // One that no thread has taken yet finds nothing left to do: run by the caller it ends at once.
            other.run();
            Throwable theirs = outcome(other);
            failed = failed == null ? theirs : failed;
        }
        if (failed instanceof Error error) {
            throw error;
        }
        if (failed instanceof RuntimeException exception) {
            throw exception;
        }
    }

    /** Waits; an interrupt is kept for the caller, whose arrays the other thread still writes to. */
    private static @Nullable Throwable outcome(FutureTask<?> other) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    other.get();
                    return null;
                } catch (InterruptedException later) {
                    interrupted = true;
                } catch (ExecutionException failed) {
                    return failed.getCause();
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
