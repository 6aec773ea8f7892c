package io.framewright.client;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads of one client, whatever the number of calls: one that keeps the time, one that reads streams, one that
 * opens ways to workers, and one per feed that has events to deliver just now. All are daemons. What is handed in after
 * closing is dropped, but for the end of a feed: {@link Lookout#close} answers the calls.
 */
final class ClientThreads implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ClientThreads.class);
    private static final long IDLE_SECONDS = 5;

    private final ScheduledThreadPoolExecutor clock = single("framewright-client-clock");
    private final ScheduledThreadPoolExecutor reading = single("framewright-client-reading");
    private final ScheduledThreadPoolExecutor opening = single("framewright-client-opening");
    private final ThreadPoolExecutor feeds = new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            named("framewright-client-feed"));

    void read(Runnable task) {
        execute(reading, task);
    }

    void open(Runnable task) {
        execute(opening, task);
    }

    void feed(Runnable task) {
        try {
            feeds.execute(guarded(task));
        } catch (RejectedExecutionException closed) {
            // All that a feed has to tell then is its end, and whoever subscribes late must hear of it.
            guarded(task).run();
        }
    }

    Future<?> readEvery(Duration pause, Runnable task) {
        return reading.scheduleWithFixedDelay(guarded(task), pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    void later(Runnable task, long nanos) {
        execute(after -> scheduled(after, nanos), task);
    }

    private void scheduled(Runnable task, long nanos) {
        Future<?> timer = clock.schedule(task, nanos, TimeUnit.NANOSECONDS);
        if (timer.isCancelled()) {
            throw new RejectedExecutionException("the clock has stopped");
        }
    }

    private static void execute(Executor executor, Runnable task) {
        try {
            executor.execute(guarded(task));
        } catch (RejectedExecutionException closed) {
            LOG.debug("The client is closed; close() answers the open calls");
        }
    }

    /** What somebody's listener throws must not end the thread that serves all calls. */
    private static Runnable guarded(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException bug) {
                LOG.error("A task of the client failed; the others go on", bug);
            }
        };
    }

    @Override
    public void close() {
        clock.shutdownNow();
        opening.shutdownNow();
        reading.shutdownNow();
        feeds.shutdown();
    }

    private static ScheduledThreadPoolExecutor single(String name) {
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, named(name));
        executor.setRemoveOnCancelPolicy(true);
        return executor;
    }

    private static ThreadFactory named(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }
}
