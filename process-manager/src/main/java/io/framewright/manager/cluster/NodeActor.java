package io.framewright.manager.cluster;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.actor.typed.receptionist.Receptionist;
import akka.actor.typed.receptionist.ServiceKey;
import akka.cluster.ClusterEvent.MemberRemoved;
import akka.cluster.MemberStatus;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Subscribe;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.transport.WorkerRecord;
import io.framewright.transport.WorkerStatus;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A node among the nodes: tells them how it is, takes the workers that they give to it, and, if it has been there for
 * longest, sees to it that workers of a node that is gone run elsewhere.
 */
final class NodeActor extends AbstractBehavior<NodeMessage> {
    private static final Logger log = LoggerFactory.getLogger(NodeActor.class);
    private static final ServiceKey<NodeMessage> KEY = ServiceKey.create(NodeMessage.class, "framewright-node");
    private static final Duration TELL_EVERY = Duration.ofSeconds(2);
    private static final Duration AGAIN_AFTER = Duration.ofSeconds(2);

    private final Nodes nodes;
    private final WorkerRecords records;
    private final Supplier<NodeReport> report;
    private final BiConsumer<UUID, EntityMessage> entities;
    private Set<ActorRef<NodeMessage>> all = Set.of();

    private NodeActor(
            ActorContext<NodeMessage> context,
            Nodes nodes,
            WorkerRecords records,
            Supplier<NodeReport> report,
            BiConsumer<UUID, EntityMessage> entities) {
        super(context);
        this.nodes = nodes;
        this.records = records;
        this.report = report;
        this.entities = entities;
    }

    /**
     * @param report what this node tells of itself
     * @param entities takes what is meant for the entity of a worker, wherever it is
     */
    static Behavior<NodeMessage> create(
            Nodes nodes, WorkerRecords records, Supplier<NodeReport> report, BiConsumer<UUID, EntityMessage> entities) {
        return Behaviors.setup(context -> Behaviors.withTimers(
                timers -> new NodeActor(context, nodes, records, report, entities).started(timers)));
    }

    private Behavior<NodeMessage> started(TimerScheduler<NodeMessage> timers) {
        timers.startTimerAtFixedRate(NodeMessage.Tick.INSTANCE, Duration.ZERO, TELL_EVERY);
        ActorRef<Receptionist.Command> receptionist = getContext().getSystem().receptionist();
        receptionist.tell(Receptionist.register(KEY, getContext().getSelf()));
        receptionist.tell(Receptionist.subscribe(
                KEY, getContext().messageAdapter(Receptionist.Listing.class, NodeMessage.Found::new)));
        ActorRef<MemberRemoved> removals = getContext()
                .messageAdapter(
                        MemberRemoved.class,
                        removed -> new NodeMessage.Removed(
                                Nodes.managerOf(removed.member()).orElse(new UUID(0, 0)),
                                removed.previousStatus().equals(MemberStatus.down())));
        Cluster.get(getContext().getSystem()).subscriptions().tell(Subscribe.create(removals, MemberRemoved.class));
        return this;
    }

    @Override
    public Receive<NodeMessage> createReceive() {
        return newReceiveBuilder()
                .onMessageEquals(NodeMessage.Tick.INSTANCE, this::onTick)
                .onMessage(NodeMessage.Told.class, told -> {
                    nodes.reported(told.report());
                    return this;
                })
                .onMessage(NodeMessage.Found.class, this::onFound)
                .onMessage(NodeMessage.Send.class, this::onSend)
                .onMessage(NodeMessage.Place.class, this::onPlace)
                .onMessage(NodeMessage.LeftBehind.class, this::onLeftBehind)
                .onMessage(NodeMessage.Revive.class, revive -> {
                    entities.accept(revive.workerId(), new EntityMessage.Ensure(null, false));
                    return this;
                })
                .onMessage(NodeMessage.Removed.class, this::onRemoved)
                .onMessage(NodeMessage.Inherit.class, inherit -> inherit(inherit.managerId()))
                .onMessage(NodeMessage.Heirless.class, this::onHeirless)
                .build();
    }

    private Behavior<NodeMessage> onTick() {
        NodeReport current = report.get();
        nodes.reported(current);
        others(all).forEach(other -> other.tell(new NodeMessage.Told(current)));
        return this;
    }

    private Behavior<NodeMessage> onFound(NodeMessage.Found found) {
        Set<ActorRef<NodeMessage>> before = all;
        all = Set.copyOf(found.nodes().getServiceInstances(KEY));
        // Who has just come is told at once: it may have workers to place.
        NodeReport current = report.get();
        others(all).stream()
                .filter(node -> !before.contains(node))
                .forEach(node -> node.tell(new NodeMessage.Told(current)));
        return this;
    }

    private List<ActorRef<NodeMessage>> others(Set<ActorRef<NodeMessage>> some) {
        return some.stream()
                .filter(node -> !node.equals(getContext().getSelf()))
                .toList();
    }

    private Behavior<NodeMessage> onSend(NodeMessage.Send send) {
        String address = nodes.all().stream()
                .filter(node -> node.managerId().equals(send.managerId()))
                .map(NodeInfo::address)
                .findFirst()
                .orElse("");
        all.stream()
                .filter(node -> address.equals(addressOf(node)))
                .findFirst()
                .orElse(getContext().getSelf())
                .tell(send.place());
        return this;
    }

    private String addressOf(ActorRef<NodeMessage> node) {
        return Nodes.addressOf(
                node.path().address().hasLocalScope()
                        ? Cluster.get(getContext().getSystem()).selfMember().address()
                        : node.path().address());
    }

    private Behavior<NodeMessage> onPlace(NodeMessage.Place place) {
        entities.accept(
                place.workerId(),
                new EntityMessage.Launch(
                        place.responseChannel(),
                        place.labels(),
                        place.restore(),
                        place.idling(),
                        place.spawnedBy(),
                        place.replyTo()));
        return this;
    }

    private Behavior<NodeMessage> onLeftBehind(NodeMessage.LeftBehind left) {
        List<String> up = nodes.all().stream()
                .filter(node -> node.state().equals(NodeInfo.UP))
                .map(NodeInfo::address)
                .toList();
        others(all).stream()
                .filter(node -> up.contains(addressOf(node)))
                .findFirst()
                .ifPresent(node -> node.tell(new NodeMessage.Revive(left.workerId())));
        return this;
    }

    private Behavior<NodeMessage> onRemoved(NodeMessage.Removed removed) {
        nodes.removed(removed.managerId(), removed.died());
        if (!nodes.inherits()) {
            return this;
        }
        if (removed.died()) {
            log.warn("the node of manager {} is gone; its workers are started elsewhere", removed.managerId());
        }
        return inherit(removed.managerId());
    }

    private Behavior<NodeMessage> inherit(UUID managerId) {
        getContext()
                .pipeToSelf(
                        records.list(worker -> isHeirlessOf(managerId, worker))
                                .thenApply(found -> found.map(NodeActor::ids)),
                        (workers, bug) -> new NodeMessage.Heirless(managerId, orBug(workers, bug)));
        return this;
    }

    private boolean isHeirlessOf(UUID managerId, WorkerRecord worker) {
        return worker.managerId().equals(managerId)
                && worker.status() != WorkerStatus.QUARANTINED
                && nodes.canHost(worker.labels());
    }

    private static List<UUID> ids(List<WorkerRecord> workers) {
        return workers.stream().map(WorkerRecord::workerId).toList();
    }

    private Behavior<NodeMessage> onHeirless(NodeMessage.Heirless heirless) {
        UUID managerId = heirless.managerId();
        heirless.workers()
                .fold(
                        failure -> {
                            log.warn(
                                    "the workers of manager {} cannot be looked for: {}", managerId, failure.message());
                            return inheritLater(managerId);
                        },
                        pending -> false,
                        workers -> {
                            EntityMessage ensure = new EntityMessage.Ensure(managerId, nodes.isDead(managerId));
                            workers.forEach(worker -> entities.accept(worker, ensure));
                            return workers.isEmpty() || inheritLater(managerId);
                        });
        return this;
    }

    /** What was sent while the places were not known anew yet may be lost with the old ones. */
    private boolean inheritLater(UUID managerId) {
        getContext().scheduleOnce(AGAIN_AFTER, getContext().getSelf(), new NodeMessage.Inherit(managerId));
        return true;
    }

    /** Stages of ours never complete exceptionally; if one does, that is a bug, and crashes the actor. */
    private static <T> Either<Failure, T> orBug(@Nullable Either<Failure, T> result, @Nullable Throwable bug) {
        if (result == null) {
            throw new IllegalStateException("a stage broke its contract", bug);
        }
        return result;
    }
}
