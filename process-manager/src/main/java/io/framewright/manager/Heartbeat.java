package io.framewright.manager;

import io.framewright.either.Either;
import io.framewright.either.Left;
import io.framewright.event.Failure;
import io.framewright.transport.Lease;
import io.framewright.transport.WorkerRecord;
import io.framewright.transport.WorkerRegistry;
import io.framewright.transport.WorkerStatus;
import io.framewright.worker.WorkerSession;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says of this process's workers that they live, and finds those of other processes that do not. It has a thread of its
 * own, so that neither a long command nor a full pool lets a live worker look dead.
 */
final class Heartbeat implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Heartbeat.class);

    private final ProcessManagerConfig config;
    private final WorkerRegistry registry;
    private final Map<UUID, WorkerSession> sessions;
    private final Consumer<Lease> onLost;
    private final Consumer<UUID> onHeldLong;
    private final Consumer<WorkerRecord> onOrphan;
    private volatile @Nullable Failure trouble;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "framewright-heartbeat");

    /**
     * @param onLost told of leases of this process that no longer hold
     * @param onHeldLong told of workers of this process that hold messages for too long
     * @param onOrphan told of workers whose host is gone or has left them
     */
    Heartbeat(
            ProcessManagerConfig config,
            WorkerRegistry registry,
            Map<UUID, WorkerSession> sessions,
            Consumer<Lease> onLost,
            Consumer<UUID> onHeldLong,
            Consumer<WorkerRecord> onOrphan) {
        this.config = config;
        this.registry = registry;
        this.sessions = sessions;
        this.onLost = onLost;
        this.onHeldLong = onHeldLong;
        this.onOrphan = onOrphan;
    }

    void start() {
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        long lookedForOrphans = System.nanoTime() - config.lease().toNanos();
        do {
            beat();
            sessions.values().stream()
                    .filter(WorkerSession::holdsTooLong)
                    .forEach(session -> onHeldLong.accept(session.workerId()));
            if (System.nanoTime() - lookedForOrphans >= config.lease().toNanos()) {
                lookedForOrphans = System.nanoTime();
                findOrphans();
            }
        } while (!isClosedWithin(config.heartbeatEvery().toMillis()));
    }

    private boolean isClosedWithin(long millis) {
        try {
            return closed.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException stop) {
            return true;
        }
    }

    private void beat() {
        Collection<Lease> leases =
                sessions.values().stream().map(WorkerSession::lease).toList();
        if (leases.isEmpty()) {
            // Nothing to say, and still to be known whether it could be said.
            Either<Failure, Optional<WorkerRecord>> asked = registry.find(config.managerId());
            trouble = asked instanceof Left<Failure, Optional<WorkerRecord>> left ? left.failure() : null;
            return;
        }
        Set<Lease> lost = registry.heartbeat(leases)
                .fold(
                        failure -> {
                            log.warn("no heartbeat: {}", failure.message());
                            trouble = failure;
                            return Set.of();
                        },
                        pending -> Set.of(),
                        gone -> {
                            trouble = null;
                            return gone;
                        });
        lost.forEach(onLost);
    }

    /** Why the last heartbeat could not be told to Redis; null if it could. */
    @Nullable
    Failure trouble() {
        return trouble;
    }

    private void findOrphans() {
        List<WorkerRecord> silent = registry.silentFor(config.lease())
                .fold(
                        failure -> {
                            log.warn("cannot look for lost workers: {}", failure.message());
                            return List.of();
                        },
                        pending -> List.of(),
                        found -> found);
        silent.stream()
                .filter(record -> !sessions.containsKey(record.workerId()))
                .filter(record -> record.status() != WorkerStatus.QUARANTINED)
                .forEach(onOrphan);
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
