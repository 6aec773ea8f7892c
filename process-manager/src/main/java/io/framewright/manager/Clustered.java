package io.framewright.manager;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.manager.cluster.ClusterNode;
import io.framewright.manager.cluster.NodeInfo;
import io.framewright.manager.cluster.Spawn;
import io.framewright.transport.WorkerRecord;
import io.framewright.worker.WorkerMessage.StopMode;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/** A node of a cluster, which says where a worker runs. */
final class Clustered implements Membership {
    private final ClusterNode node;

    Clustered(ClusterNode node) {
        this.node = node;
    }

    @Override
    public CompletionStage<Either<Failure, WorkerRecord>> spawn(Spawn spawn) {
        return node.spawn(spawn);
    }

    @Override
    public CompletionStage<Either<Failure, Boolean>> end(UUID workerId, StopMode mode) {
        return node.stop(workerId, mode);
    }

    @Override
    public void revive(List<WorkerRecord> orphans) {
        orphans.forEach(node::revive);
    }

    @Override
    public Optional<String> address() {
        return Optional.of(node.address());
    }

    @Override
    public List<NodeInfo> nodes() {
        return node.nodes();
    }

    @Override
    public CompletionStage<?> leave() {
        return node.leave();
    }
}
