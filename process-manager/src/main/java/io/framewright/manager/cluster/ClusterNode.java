package io.framewright.manager.cluster;

import akka.Done;
import akka.actor.CoordinatedShutdown;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Props;
import akka.actor.typed.javadsl.Adapter;
import akka.cluster.typed.Cluster;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.transport.WorkerRecord;
import io.framewright.worker.WorkerMessage.StopMode;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * This process as a node of a cluster: its workers, and the way to those of the others. Thread-safe. Stages never
 * complete exceptionally.
 */
public final class ClusterNode {
    private final ActorSystem<?> system;
    private final ClusterConfig config;
    private final Nodes nodes;
    private final WorkerRecords records;
    private final WorkerEntities entities;
    private final Spawning spawning;
    private final long upNanos = System.nanoTime();

    private ClusterNode(
            ActorSystem<?> system,
            ClusterConfig config,
            Nodes nodes,
            WorkerRecords records,
            WorkerEntities entities,
            Spawning spawning) {
        this.system = system;
        this.config = config;
        this.nodes = nodes;
        this.records = records;
        this.entities = entities;
        this.spawning = spawning;
    }

    /** Makes a node of a process that the cluster has taken up. */
    static ClusterNode start(
            ActorSystem<?> system, ClusterConfig config, ClusterEntry.Newcomer newcomer, WorkerRecords records) {
        Cluster cluster = Cluster.get(system);
        Nodes nodes = new Nodes(cluster);
        WorkerEntities entities = new WorkerEntities(system);
        ActorRef<NodeMessage> node = system.systemActorOf(
                NodeActor.create(nodes, records, reports(newcomer), entities::tell), "framewright-node", Props.empty());
        entities.host(
                new NodeSurroundings(newcomer.host(), records, nodes, node),
                new WorkerAllocation(
                        nodes, records, cluster.selfMember().address(), Adapter.toClassic(system.deadLetters())));
        Spawning spawning = new Spawning(system.scheduler(), nodes, records, node);
        return new ClusterNode(system, config, nodes, records, entities, spawning);
    }

    private static Supplier<NodeReport> reports(ClusterEntry.Newcomer self) {
        LiveHeap heap = new LiveHeap();
        return () -> new NodeReport(
                self.managerId(),
                self.hostName(),
                ProcessHandle.current().pid(),
                self.host().workers(),
                heap.usedBytes(),
                LiveHeap.maxBytes());
    }

    /** Where this node is reached by the others; with the port that was chosen. */
    public String address() {
        return Nodes.addressOf(Cluster.get(system).selfMember().address());
    }

    /** All nodes, the oldest first. */
    public List<NodeInfo> nodes() {
        return nodes.all();
    }

    /**
     * Starts a worker on the node that has the labels and most memory to spare.
     *
     * @return completes when it consumes its queue; left {@code NO_NODE_MATCHES}, or as {@link WorkerHost#launch}
     */
    public CompletionStage<Either<Failure, WorkerRecord>> spawn(Spawn spawn) {
        return spawning.spawn(spawn);
    }

    /** Ends a worker wherever it is; completes, when it has ended, with whether there was one. */
    public CompletionStage<Either<Failure, Boolean>> stop(UUID workerId, StopMode mode) {
        return entities.ask(workerId, replyTo -> new EntityMessage.Stop(mode, replyTo))
                .thenCompose(answer -> answer.isPresent()
                        ? CompletableFuture.completedStage(Either.right(answer.get()))
                        : records.find(workerId)
                                .thenCompose(found -> found.<CompletionStage<Either<Failure, Boolean>>>fold(
                                        failure -> CompletableFuture.completedStage(Either.left(failure)),
                                        pending -> CompletableFuture.completedStage(Either.right(false)),
                                        record -> record.isPresent()
                                                ? stop(workerId, mode)
                                                : CompletableFuture.completedStage(Either.right(true)))));
    }

    /**
     * Sees to it that a worker runs whose host is silent or has left it. Only the node that leads does so, and only
     * when it has been there for long enough to know who else is.
     */
    public void revive(WorkerRecord worker) {
        boolean knowsAll = System.nanoTime() - upNanos > config.stableAfter().toNanos();
        if (nodes.leads() && knowsAll && nodes.canHost(worker.labels())) {
            entities.tell(worker.workerId(), new EntityMessage.Ensure(null, false));
        }
    }

    /** Leaves the cluster: hands all workers over, then ends the actors. Completes when all that is done. */
    public CompletionStage<Done> leave() {
        return CoordinatedShutdown.get(system.classicSystem()).runAll(CoordinatedShutdown.actorSystemTerminateReason());
    }
}
