package io.framewright.manager;

import io.framewright.worker.Pools;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads on which handlers run and on which broker and Redis are waited for. Idle threads go away. */
final class WorkPools implements AutoCloseable {
    private static final int BLOCKING_THREADS = 16;
    private static final int HANDLER_THREADS_AT_LEAST = 4;

    private final ExecutorService handlers;
    private final ExecutorService blocking;

    private WorkPools(ExecutorService handlers, ExecutorService blocking) {
        this.handlers = handlers;
        this.blocking = blocking;
    }

    static WorkPools start() {
        int processors = Runtime.getRuntime().availableProcessors();
        return new WorkPools(
                pool("framewright-handler-", Math.max(HANDLER_THREADS_AT_LEAST, processors)),
                pool("framewright-io-", BLOCKING_THREADS));
    }

    private static ExecutorService pool(String name, int threads) {
        AtomicInteger count = new AtomicInteger();
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(threads, threads, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, name + count.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    Pools asPools() {
        return new Pools(handlers, blocking);
    }

    Executor blocking() {
        return blocking;
    }

    @Override
    public void close() {
        handlers.shutdownNow();
        blocking.shutdown();
    }
}
