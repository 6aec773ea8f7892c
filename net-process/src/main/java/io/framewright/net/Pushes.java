package io.framewright.net;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.frame.Frame;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The push of each worker: the one that runs, or the last one, which may be taken up again. Thread-safe. */
final class Pushes implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Pushes.class);
    private static final int MOST = 8;
    private static final int REMEMBERED = 1_000;

    private final PinnedFrames pinned;
    private final PushSinks sinks;
    private final ExecutorService threads = threads();
    // Guarded by this.
    private final Map<UUID, Push> byWorker = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Push> eldest) {
            return size() > REMEMBERED && !eldest.getValue().isUnderWay();
        }
    };

    /** @param pinned keeps the versions of pushes that were broken off */
    Pushes(PinnedFrames pinned, PushSinks sinks) {
        this.pinned = pinned;
        this.sinks = sinks;
    }

    private static ExecutorService threads() {
        AtomicInteger number = new AtomicInteger();
        return new ThreadPoolExecutor(0, MOST, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), run -> {
            Thread thread = new Thread(run, "framewright-push-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** What became of a wish to push: the push that was started, or the one that was under way already. */
    record Started(Push push, boolean changed) {}

    /** Begins, unless this worker pushes already. Left {@code TOO_MANY_REQUESTS}. */
    synchronized Either<Failure, Started> start(UUID workerId, Push push, Frame frame) {
        Push before = byWorker.get(workerId);
        if (before != null && before.isUnderWay()) {
            return Either.right(new Started(before, false));
        }
        try {
            threads.execute(() -> run(push, frame));
        } catch (RejectedExecutionException full) {
            return Either.left(Push.tooMany(MOST));
        }
        byWorker.put(workerId, push);
        return Either.right(new Started(push, true));
    }

    private void run(Push push, Frame frame) {
        try {
            push.run(frame, sinks.open(push.destination()));
        } catch (RuntimeException bug) {
            log.error("pushing to {} failed", push.destination().place(), bug);
            push.failed(Push.bug());
        }
        if (push.isResumable()) {
            pinned.keep(pin(push), frame);
        }
        log.info(
                "push {} to {} {}: {}",
                push.pushId(),
                push.destination().type(),
                push.destination().place(),
                push.json());
    }

    private static String pin(Push push) {
        return "push\n" + push.pushId();
    }

    /** The frame of a push that was broken off, if it is kept. */
    Optional<Frame> pinned(Push push) {
        return pinned.find(pin(push));
    }

    /** The push of a worker that runs, or ran last. */
    synchronized Optional<Push> find(UUID workerId) {
        return Optional.ofNullable(byWorker.get(workerId));
    }

    @Override
    public void close() {
        synchronized (this) {
            byWorker.values().forEach(Push::stop);
        }
        threads.shutdownNow();
        sinks.close();
    }
}
