package io.framewright.manager;

import io.framewright.either.Either;
import io.framewright.either.Left;
import io.framewright.event.Failure;
import io.framewright.transport.WorkerRecord;
import io.framewright.transport.WorkerStart.Intent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes over workers that nobody has, a bounded number at a time, in an order of its own: of several managers that see
 * the same three hundred workers each begins with others, and who comes second to one is refused by its record and goes
 * on. Thread-safe.
 */
final class Adoption {
    private static final Logger log = LoggerFactory.getLogger(Adoption.class);
    private static final Executor AGAIN = CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS);

    private final WorkerLauncher launcher;
    private final int atATime;
    private final Deque<WorkerRecord> waiting = new ArrayDeque<>();
    private final Set<UUID> known = new HashSet<>();
    private int underWay;
    private boolean closed;

    /** @param atATime how many workers are brought up side by side; each may read its frames from a disk */
    Adoption(WorkerLauncher launcher, int atATime) {
        this.launcher = launcher;
        this.atATime = atATime;
    }

    /** Adopts them, those that are not under way already. Returns at once. */
    void adopt(List<WorkerRecord> orphans) {
        List<WorkerRecord> shuffled = new ArrayList<>(orphans);
        Collections.shuffle(shuffled);
        synchronized (this) {
            shuffled.stream().filter(orphan -> known.add(orphan.workerId())).forEach(waiting::addLast);
        }
        goOn();
    }

    private void goOn() {
        for (WorkerRecord next = next(); next != null; next = next()) {
            WorkerRecord orphan = next;
            launcher.launch(orphan.workerId(), orphan.responseChannel(), Intent.ADOPT)
                    .thenAccept(taken -> done(orphan, taken));
        }
    }

    private synchronized @Nullable WorkerRecord next() {
        if (closed || underWay >= atATime) {
            return null;
        }
        WorkerRecord next = waiting.pollFirst();
        if (next != null) {
            underWay++;
        }
        return next;
    }

    private void done(WorkerRecord orphan, Either<Failure, WorkerRecord> taken) {
        UUID workerId = orphan.workerId();
        boolean again = false;
        if (!(taken instanceof Left<Failure, WorkerRecord> left)) {
            log.info("worker {} was lost and runs here now", workerId);
        } else if (left.failure() instanceof Failure.Unreachable) {
            // While a server is away it is tried again soon, not when the record is found silent once more.
            log.warn(
                    "worker {} is lost and cannot be taken over yet: {}",
                    workerId,
                    left.failure().message());
            again = true;
        } else {
            log.info("worker {} is not taken over: {}", workerId, left.failure().message());
        }
        synchronized (this) {
            underWay--;
            known.remove(workerId);
        }
        if (again) {
            AGAIN.execute(() -> adopt(List.of(orphan)));
        }
        goOn();
    }

    /** Adopts no more. */
    synchronized void close() {
        closed = true;
        waiting.clear();
    }
}
