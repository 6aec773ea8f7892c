package io.framewright.manager.cluster;

import akka.Done;
import akka.actor.Address;
import akka.actor.CoordinatedShutdown;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.Props;
import akka.actor.typed.javadsl.Adapter;
import akka.actor.typed.javadsl.AskPattern;
import akka.cluster.sharding.typed.ShardingEnvelope;
import akka.cluster.sharding.typed.ShardingMessageExtractor;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import akka.cluster.sharding.typed.javadsl.Entity;
import akka.cluster.sharding.typed.javadsl.EntityTypeKey;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Join;
import akka.cluster.typed.JoinSeedNodes;
import akka.japi.function.Function;
import akka.remote.RemoteTransportException;
import com.typesafe.config.Config;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.transport.WorkerRecord;
import io.framewright.transport.WorkerRegistry;
import io.framewright.worker.WorkerMessage.StopMode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * This process as a node of a cluster: its workers, and the way to those of the others. Thread-safe. Stages never
 * complete exceptionally.
 */
public final class ClusterNode {
    private static final String SYSTEM = "framewright";
    private static final EntityTypeKey<EntityMessage> WORKERS = EntityTypeKey.create(EntityMessage.class, "worker");

    /** So long a node has to answer before it is looked what became of the question. */
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);

    private static final int PLACED_AT_MOST = 12;

    private final ActorSystem<?> system;
    private final Cluster cluster;
    private final Nodes nodes;
    private final WorkerRegistry registry;
    private final Executor blocking;
    private final ClusterSharding sharding;
    private final ActorRef<NodeMessage> node;
    private final long upNanos = System.nanoTime();
    private final ClusterConfig config;

    private ClusterNode(
            ActorSystem<?> system,
            ClusterConfig config,
            UUID managerId,
            String hostName,
            WorkerHost host,
            WorkerRegistry registry,
            Executor blocking) {
        this.system = system;
        this.config = config;
        this.cluster = Cluster.get(system);
        this.nodes = new Nodes(cluster);
        this.registry = registry;
        this.blocking = blocking;
        this.sharding = ClusterSharding.get(system);
        LiveHeap heap = new LiveHeap();
        this.node = system.systemActorOf(
                NodeActor.create(
                        nodes,
                        registry,
                        blocking,
                        () -> new NodeReport(
                                managerId,
                                hostName,
                                ProcessHandle.current().pid(),
                                host.workers(),
                                heap.usedBytes(),
                                LiveHeap.maxBytes()),
                        this::tell),
                "framewright-node",
                Props.empty());
        sharding.init(Entity.of(
                        WORKERS,
                        context -> WorkerEntity.create(
                                UUID.fromString(context.getEntityId()), surroundings(host), context.getShard()))
                .withStopMessage(new EntityMessage.Leave())
                .withMessageExtractor(new OneShardEach())
                .withAllocationStrategy(new WorkerAllocation(
                        nodes,
                        registry,
                        blocking,
                        cluster.selfMember().address(),
                        Adapter.toClassic(system.deadLetters()))));
    }

    /** A worker, a shard: so each is placed for itself. */
    private static final class OneShardEach
            extends ShardingMessageExtractor<ShardingEnvelope<EntityMessage>, EntityMessage> {
        @Override
        public String entityId(ShardingEnvelope<EntityMessage> envelope) {
            return envelope.entityId();
        }

        @Override
        public String shardId(String entityId) {
            return entityId;
        }

        @Override
        public EntityMessage unwrapMessage(ShardingEnvelope<EntityMessage> envelope) {
            return envelope.message();
        }
    }

    /**
     * Starts the actors of a node, which listens from then on and is a member of no cluster yet.
     *
     * @param base what holds without a cluster
     * @param grace how long a command that runs may hold up its worker's leaving
     * @return left {@code CLUSTER_UNAVAILABLE} if it cannot listen
     */
    public static <T> Either<Failure, ActorSystem<T>> listen(
            ClusterConfig config, UUID managerId, Duration grace, Config base, Behavior<T> guardian) {
        try {
            Config settings = ClusterSettings.of(config, managerId, grace).withFallback(base);
            return Either.right(ActorSystem.create(guardian, SYSTEM, settings));
        } catch (RemoteTransportException cannotListen) {
            return Either.left(unavailable("Cannot listen for other nodes on " + config.listen() + ": "
                    + reasonOf(cannotListen) + ". Name a port that is free, or 0 for any."));
        }
    }

    private static String reasonOf(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String message = root.getMessage();
        return message == null ? root.getClass().getSimpleName() : message;
    }

    /**
     * Joins the others, or begins a cluster, and waits to be a member.
     *
     * @param system from {@link #listen}
     * @param hostName of this machine, for the others to show
     * @param blocking where Redis may be waited for
     * @return left {@code CLUSTER_UNAVAILABLE} if none of those to join took this node up in time
     */
    public static Either<Failure, ClusterNode> join(
            ActorSystem<?> system,
            ClusterConfig config,
            UUID managerId,
            String hostName,
            WorkerHost host,
            WorkerRegistry registry,
            Executor blocking) {
        Cluster cluster = Cluster.get(system);
        CompletableFuture<Boolean> up = new CompletableFuture<>();
        akka.cluster.Cluster.get(system.classicSystem()).registerOnMemberUp(() -> up.complete(true));
        if (config.join().isEmpty()) {
            cluster.manager().tell(Join.create(cluster.selfMember().address()));
        } else {
            List<Address> seeds = config.join().stream()
                    .map(seed -> new Address("akka", SYSTEM, seed.host(), seed.port()))
                    .toList();
            cluster.manager().tell(new JoinSeedNodes(seeds));
        }
        return up.completeOnTimeout(false, config.joinWithin().toMillis(), TimeUnit.MILLISECONDS)
                        .join()
                ? Either.right(new ClusterNode(system, config, managerId, hostName, host, registry, blocking))
                : Either.left(unavailable("None of the nodes " + config.join() + " took this one, "
                        + Nodes.addressOf(cluster.selfMember().address()) + ", up within " + config.joinWithin()
                        + ". One of them must run and be reachable, with the same kind of TLS."));
    }

    private static Failure unavailable(String message) {
        return Failure.of(FailureCode.CLUSTER_UNAVAILABLE, message);
    }

    private WorkerEntity.Surroundings surroundings(WorkerHost host) {
        return new WorkerEntity.Surroundings() {
            @Override
            public WorkerHost host() {
                return host;
            }

            @Override
            public CompletionStage<Either<Failure, Optional<WorkerRecord>>> find(UUID workerId) {
                return ClusterNode.this.find(workerId);
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
        };
    }

    private CompletionStage<Either<Failure, Optional<WorkerRecord>>> find(UUID workerId) {
        return CompletableFuture.supplyAsync(() -> registry.find(workerId), blocking);
    }

    private void tell(UUID workerId, EntityMessage message) {
        sharding.entityRefFor(WORKERS, workerId.toString()).tell(message);
    }

    /** Where this node is reached by the others; with the port that was chosen. */
    public String address() {
        return Nodes.addressOf(cluster.selfMember().address());
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
        if (spawn.labels().isEmpty()) {
            return spawn(spawn, 1);
        }
        if (!nodes.canHost(spawn.labels())) {
            return CompletableFuture.completedStage(Either.left(noNode(spawn.labels())));
        }
        return label(spawn.workerId(), spawn.labels())
                .thenCompose(labelled -> labelled.<CompletionStage<Either<Failure, WorkerRecord>>>fold(
                        failure -> CompletableFuture.completedStage(Either.left(failure)),
                        pending -> CompletableFuture.completedStage(Either.pending(pending.message())),
                        done -> spawn(spawn, 1)));
    }

    /** Before the start, so that the worker never goes where it may not. */
    private CompletionStage<Either<Failure, Boolean>> label(UUID workerId, Set<String> labels) {
        return CompletableFuture.supplyAsync(() -> registry.label(workerId, labels), blocking);
    }

    private CompletionStage<Either<Failure, WorkerRecord>> spawn(Spawn spawn, int attempt) {
        Optional<NodeInfo> chosen = nodes.choose(spawn.labels(), any -> true);
        if (chosen.isEmpty()) {
            return CompletableFuture.completedStage(Either.left(noNode(spawn.labels())));
        }
        return AskPattern.<NodeMessage, LaunchAnswer>ask(
                        node,
                        replyTo -> new NodeMessage.Send(chosen.get().managerId(), placeOf(spawn, replyTo)),
                        ANSWER_WITHIN,
                        system.scheduler())
                .thenApply(LaunchAnswer::toEither)
                .exceptionally(late -> Either.pending("no answer yet"))
                .thenCompose(answer -> answer.isRight() || attempt == 1 && answer.isLeft()
                        ? CompletableFuture.completedStage(answer)
                        : spawnedMeanwhile(spawn.workerId(), answer, () -> spawn(spawn, attempt + 1), attempt));
    }

    private static NodeMessage.Place placeOf(Spawn spawn, ActorRef<LaunchAnswer> replyTo) {
        return new NodeMessage.Place(
                spawn.workerId(),
                spawn.responseChannel(),
                spawn.labels(),
                spawn.restore(),
                spawn.idling(),
                spawn.by(),
                replyTo);
    }

    /** The node may have started the worker and not have come to say so. */
    private CompletionStage<Either<Failure, WorkerRecord>> spawnedMeanwhile(
            UUID workerId,
            Either<Failure, WorkerRecord> answer,
            Supplier<CompletionStage<Either<Failure, WorkerRecord>>> again,
            int attempt) {
        boolean exists = answer.fold(failure -> failure.is(FailureCode.WORKER_EXISTS), pending -> false, on -> false);
        if (exists) {
            return find(workerId)
                    .thenApply(found -> found.flatMap(record -> record.<Either<Failure, WorkerRecord>>map(Either::right)
                            .orElse(answer)));
        }
        if (answer.isLeft()) {
            return CompletableFuture.completedStage(answer);
        }
        return attempt < PLACED_AT_MOST
                ? again.get()
                : CompletableFuture.completedStage(Either.left(unavailable("No node has said that the worker "
                        + workerId + " runs. It may yet; the list of workers tells.")));
    }

    private Failure noNode(Set<String> labels) {
        List<String> there = nodes.all().stream()
                .map(info ->
                        info.address() + " " + info.labels().stream().sorted().toList())
                .toList();
        return Failure.of(
                FailureCode.NO_NODE_MATCHES,
                "No node has the labels " + labels.stream().sorted().toList() + "; there are " + there
                        + ". Start one with them, or ask for fewer.",
                "labels",
                labels.stream().sorted().toList());
    }

    /** Ends a worker wherever it is; completes, when it has ended, with whether there was one. */
    public CompletionStage<Either<Failure, Boolean>> stop(UUID workerId, StopMode mode) {
        return ask(workerId, replyTo -> new EntityMessage.Stop(mode, replyTo))
                .thenCompose(answer -> answer.isPresent()
                        ? CompletableFuture.completedStage(Either.right(answer.get()))
                        : find(workerId)
                                .thenCompose(found -> found.<CompletionStage<Either<Failure, Boolean>>>fold(
                                        failure -> CompletableFuture.completedStage(Either.left(failure)),
                                        pending -> CompletableFuture.completedStage(Either.right(false)),
                                        record -> record.isPresent()
                                                ? stop(workerId, mode)
                                                : CompletableFuture.completedStage(Either.right(true)))));
    }

    /** Empty if no answer came in time. */
    private CompletionStage<Optional<Boolean>> ask(
            UUID workerId, Function<ActorRef<EntityMessage.Done>, EntityMessage> question) {
        return sharding.entityRefFor(WORKERS, workerId.toString())
                .<EntityMessage.Done>ask(question, ANSWER_WITHIN)
                .thenApply(done -> Optional.of(done.changed()))
                .exceptionally(late -> Optional.empty());
    }

    /**
     * Sees to it that a worker runs whose host is silent or has left it. Only the node that leads does so, and only
     * when it has been there for long enough to know who else is.
     */
    public void revive(WorkerRecord worker) {
        boolean knowsAll = System.nanoTime() - upNanos > config.stableAfter().toNanos();
        if (nodes.leads() && knowsAll && nodes.canHost(worker.labels())) {
            tell(worker.workerId(), new EntityMessage.Ensure(null, false));
        }
    }

    /** Leaves the cluster: hands all workers over, then ends the actors. Completes when all that is done. */
    public CompletionStage<Done> leave() {
        return CoordinatedShutdown.get(system.classicSystem()).runAll(CoordinatedShutdown.actorSystemTerminateReason());
    }
}
