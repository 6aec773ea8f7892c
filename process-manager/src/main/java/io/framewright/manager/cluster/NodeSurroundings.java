package io.framewright.manager.cluster;

import akka.actor.typed.ActorRef;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.transport.WorkerRecord;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/** This node, as the entities on it find it. Thread-safe. */
final class NodeSurroundings implements Surroundings {
    private final WorkerHost host;
    private final WorkerRecords records;
    private final Nodes nodes;
    private final ActorRef<NodeMessage> node;

    NodeSurroundings(WorkerHost host, WorkerRecords records, Nodes nodes, ActorRef<NodeMessage> node) {
        this.host = host;
        this.records = records;
        this.nodes = nodes;
        this.node = node;
    }

    @Override
    public WorkerHost host() {
        return host;
    }

    @Override
    public CompletionStage<Either<Failure, Optional<WorkerRecord>>> find(UUID workerId) {
        return records.find(workerId);
    }

    @Override
    public boolean isGone(UUID managerId) {
        return nodes.isGone(managerId);
    }

    @Override
    public boolean isDead(UUID managerId) {
        return nodes.isDead(managerId);
    }

    @Override
    public void leftBehind(UUID workerId) {
        node.tell(new NodeMessage.LeftBehind(workerId));
    }
}
