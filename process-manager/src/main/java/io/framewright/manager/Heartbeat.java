package io.framewright.manager;

import io.framewright.transport.Lease;
import io.framewright.transport.WorkerRecord;
import io.framewright.transport.WorkerRegistry;
import io.framewright.transport.WorkerStatus;
import io.framewright.worker.WorkerSession;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
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
    private final Consumer<WorkerRecord> onOrphan;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "framewright-heartbeat");

    /**
     * @param onLost told of leases of this process that no longer hold
     * @param onOrphan told of workers whose host is gone or has left them
     */
    Heartbeat(
            ProcessManagerConfig config,
            WorkerRegistry registry,
            Map<UUID, WorkerSession> sessions,
            Consumer<Lease> onLost,
            Consumer<WorkerRecord> onOrphan) {
        this.config = config;
        this.registry = registry;
        this.sessions = sessions;
        this.onLost = onLost;
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
            return;
        }
        Set<Lease> lost = registry.heartbeat(leases)
                .fold(
                        failure -> {
                            log.warn("no heartbeat: {}", failure.message());
                            return Set.of();
                        },
                        pending -> Set.of(),
                        gone -> gone);
        lost.forEach(onLost);
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
