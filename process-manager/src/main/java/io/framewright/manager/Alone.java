package io.framewright.manager;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.manager.cluster.NodeInfo;
import io.framewright.manager.cluster.Spawn;
import io.framewright.manager.cluster.WorkerRecords;
import io.framewright.transport.WorkerRecord;
import io.framewright.worker.WorkerMessage.StopMode;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** No node of a cluster: all that is started is started here, and what other hosts have lost is taken over. */
final class Alone implements Membership {
    /** Workers brought up side by side; the pool for what blocks has a few more threads. */
    private static final int ADOPTED_AT_A_TIME = 12;

    private final WorkerLauncher launcher;
    private final Killing killing;
    private final Adoption adoption;

    Alone(WorkerLauncher launcher, LocalWorkers local, WorkerRecords records) {
        this.launcher = launcher;
        this.killing = new Killing(launcher, local, records);
        this.adoption = new Adoption(launcher, ADOPTED_AT_A_TIME);
    }

    @Override
    public CompletionStage<Either<Failure, WorkerRecord>> spawn(Spawn spawn) {
        return spawn.labels().isEmpty()
                ? launcher.spawn(spawn)
                : CompletableFuture.completedStage(Either.left(Failure.of(
                        FailureCode.NO_NODE_MATCHES,
                        "There is no cluster, so no node has the labels " + new TreeSet<>(spawn.labels())
                                + ". Start one with cluster-port and label, or ask for none.")));
    }

    @Override
    public CompletionStage<Either<Failure, Boolean>> end(UUID workerId, StopMode mode) {
        return killing.kill(workerId, mode);
    }

    @Override
    public void revive(List<WorkerRecord> orphans) {
        adoption.adopt(orphans);
    }

    @Override
    public Optional<String> address() {
        return Optional.empty();
    }

    @Override
    public List<NodeInfo> nodes() {
        return List.of();
    }

    @Override
    public CompletionStage<?> leave() {
        adoption.close();
        return CompletableFuture.completedStage(true);
    }
}
