package io.framewright.either;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Makes Pendings and resolves them afterwards: all of them, in random order, some of them from other threads. */
final class Later {
    private static final ExecutorService OTHERS = Executors.newFixedThreadPool(3, task -> {
        Thread thread = new Thread(task, "resolver");
        thread.setDaemon(true);
        return thread;
    });

    private final Random random;
    private final List<Runnable> open = new ArrayList<>();

    Later(long seed) {
        this.random = new Random(seed);
    }

    <R> Either<String, R> pending(Either<String, R> outcome) {
        Promise<String, R> promise = Promise.of("later");
        synchronized (open) {
            open.add(() -> promise.resolve(outcome));
        }
        return promise.pending();
    }

    /** Returns when all are resolved, those too that continuations have made on the way. */
    void resolveAll() {
        for (List<Runnable> batch = take(); !batch.isEmpty(); batch = take()) {
            Collections.shuffle(batch, random);
            List<Future<?>> elsewhere = new ArrayList<>();
            for (Runnable each : batch) {
                if (random.nextInt(4) == 0) {
                    each.run();
                } else {
                    elsewhere.add(OTHERS.submit(each));
                }
            }
            elsewhere.forEach(Later::join);
        }
    }

    private List<Runnable> take() {
        synchronized (open) {
            List<Runnable> batch = new ArrayList<>(open);
            open.clear();
            return batch;
        }
    }

    private static void join(Future<?> task) {
        try {
            task.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }
}
