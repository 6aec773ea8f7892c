package io.framewright.transport.rabbitmq;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that all connections, channels and subscriptions share. Beside these, amqp-client has one reader thread
 * per connection, and there are two connections.
 */
final class AmqpThreads implements AutoCloseable {
    /** Two connections may be supervised while a heartbeat is sent. */
    private static final int TIMERS = 3;

    private final ThreadPoolExecutor workers;
    private final ThreadPoolExecutor publisher;
    private final ThreadPoolExecutor operations;
    private final ScheduledThreadPoolExecutor timers;

    AmqpThreads() {
        int size = Math.max(2, Math.min(4, Runtime.getRuntime().availableProcessors()));
        workers = pool(size, "framewright-amqp-");
        publisher = pool(1, "framewright-amqp-publisher-");
        operations = pool(1, "framewright-amqp-operations-");
        timers = new ScheduledThreadPoolExecutor(TIMERS, named("framewright-amqp-timer-"));
        timers.setRemoveOnCancelPolicy(true);
        // After close there is nothing left to supervise.
        timers.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
    }

    /** Takes deliveries, sends acknowledgements, completes stages. */
    ExecutorService workers() {
        return workers;
    }

    /** May block on a broker that takes nothing for a while; nobody else waits then. */
    ExecutorService publisher() {
        return publisher;
    }

    /** Waits for answers to rare operations. */
    ExecutorService operations() {
        return operations;
    }

    /** Runs a task once, later. A task that comes after close is dropped. */
    void later(Runnable task, long millis) {
        // Tasks report their own failures, there is nothing to learn from the future.
        ScheduledFuture<?> unused = timers.schedule(task, millis, TimeUnit.MILLISECONDS);
    }

    /** Supervision, time-outs, heartbeats. */
    ScheduledExecutorService timers() {
        return timers;
    }

    @Override
    public void close() {
        timers.shutdownNow();
        workers.shutdown();
        publisher.shutdown();
        operations.shutdown();
    }

    private static ThreadPoolExecutor pool(int size, String name) {
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(size, size, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), named(name));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    static ThreadFactory named(String prefix) {
        AtomicInteger count = new AtomicInteger();
        ThreadFactory plain = Executors.defaultThreadFactory();
        return work -> {
            Thread thread = plain.newThread(work);
            thread.setName(prefix + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
