package io.framewright.manager;

import io.framewright.either.Either;
import io.framewright.either.Left;
import io.framewright.event.Failure;
import io.framewright.transport.Lease;
import io.framewright.transport.WorkerRecord;
import io.framewright.transport.WorkerRegistry;
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
import java.util.stream.Collectors;
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
    private final Consumer<List<WorkerRecord>> onOrphans;
    private final Watch watch = new Watch();
    private volatile @Nullable Failure trouble;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "framewright-heartbeat");

    /**
     * @param onLost told of leases of this process that no longer hold
     * @param onHeldLong told of workers of this process that hold messages for too long
     * @param onOrphans told of workers whose host is gone or has left them, each time they are found
     */
    Heartbeat(
            ProcessManagerConfig config,
            WorkerRegistry registry,
            Map<UUID, WorkerSession> sessions,
            Consumer<Lease> onLost,
            Consumer<UUID> onHeldLong,
            Consumer<List<WorkerRecord>> onOrphans) {
        this.config = config;
        this.registry = registry;
        this.sessions = sessions;
        this.onLost = onLost;
        this.onHeldLong = onHeldLong;
        this.onOrphans = onOrphans;
    }

    void start() {
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        long blindUntil = System.nanoTime();
        do {
            sessions.values().stream()
                    .filter(WorkerSession::holdsTooLong)
                    .forEach(session -> onHeldLong.accept(session.workerId()));
            // Who could not reach Redis himself knows nothing of others' silence: they need time to be heard again.
            boolean reached = beat() && (System.nanoTime() - blindUntil < 0 || look());
            if (!reached) {
                blindUntil = System.nanoTime() + config.lease().toNanos() / 2;
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

    /** Gives whether Redis was reached. */
    private boolean beat() {
        Collection<Lease> leases =
                sessions.values().stream().map(WorkerSession::lease).toList();
        if (leases.isEmpty()) {
            // Nothing to say, and still to be known whether it could be said.
            Either<Failure, Optional<WorkerRecord>> asked = registry.find(config.managerId());
            trouble = asked instanceof Left<Failure, Optional<WorkerRecord>> left ? left.failure() : null;
            return trouble == null;
        }
        return registry.heartbeat(leases)
                .fold(
                        failure -> {
                            log.warn("no heartbeat: {}", failure.message());
                            trouble = failure;
                            return false;
                        },
                        pending -> false,
                        gone -> {
                            trouble = null;
                            gone.forEach(onLost);
                            return true;
                        });
    }

    /** Why the last heartbeat could not be told to Redis; null if it could. */
    @Nullable
    Failure trouble() {
        return trouble;
    }

    private boolean look() {
        return registry.silentFor(config.lease().dividedBy(2))
                .flatMap(suspects -> lapsed(suspects).map(lapsed -> watch.look(others(suspects), lapsed, this::exists)))
                .fold(
                        failure -> {
                            log.warn("cannot look for lost workers: {}", failure.message());
                            return false;
                        },
                        pending -> false,
                        orphans -> {
                            onOrphans.accept(orphans);
                            return true;
                        });
    }

    private List<WorkerRecord> others(List<WorkerRecord> records) {
        return records.stream()
                .filter(record -> !sessions.containsKey(record.workerId()))
                .toList();
    }

    private Either<Failure, Set<UUID>> lapsed(List<WorkerRecord> suspects) {
        return suspects.isEmpty()
                ? Either.right(Set.of())
                : registry.silentFor(config.lease())
                        .map(all -> all.stream().map(WorkerRecord::workerId).collect(Collectors.toSet()));
    }

    /** If nobody can tell, it is as if it was heard of again: the next look finds out. */
    private boolean exists(UUID workerId) {
        return registry.find(workerId).fold(failure -> true, pending -> true, Optional::isPresent);
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
