package io.framewright.manager;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.AskPattern;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.transport.Lease;
import io.framewright.worker.WorkerMessage;
import io.framewright.worker.WorkerMessage.StopMode;
import io.framewright.worker.WorkerSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * The parent of all workers of this process. It starts their actors, knows when they end, and passes on what is meant
 * for one of them; it never blocks. Its table of sessions is read by the heartbeat, which has a thread of its own.
 */
final class ManagerActor extends AbstractBehavior<ManagerMessage> {
    private static final Duration CANCEL_ANSWERS_WITHIN = Duration.ofSeconds(5);

    private static final WorkerMessage SUSPEND = new WorkerMessage.Stop(StopMode.SUSPEND);

    private final ConcurrentMap<UUID, WorkerSession> sessions;
    private final Map<UUID, ActorRef<WorkerMessage>> actors = new HashMap<>();
    private final Map<UUID, List<Waiting>> stopping = new HashMap<>();
    private @Nullable CompletableFuture<Boolean> suspending;

    /** What somebody waits for. */
    private enum Wanted {
        /** That it runs here no more. */
        ENDED,
        /** That there is no such worker any more: one that another host took from us ends here and lives on there. */
        REMOVED
    }

    private record Waiting(Wanted wanted, CompletableFuture<Boolean> stopped) {}

    private ManagerActor(ActorContext<ManagerMessage> context, ConcurrentMap<UUID, WorkerSession> sessions) {
        super(context);
        this.sessions = sessions;
    }

    static Behavior<ManagerMessage> create(ConcurrentMap<UUID, WorkerSession> sessions) {
        return Behaviors.setup(context -> new ManagerActor(context, sessions));
    }

    @Override
    public Receive<ManagerMessage> createReceive() {
        return newReceiveBuilder()
                .onMessage(ManagerMessage.Opened.class, this::onOpened)
                .onMessage(ManagerMessage.Stop.class, this::onStop)
                .onMessage(ManagerMessage.AwaitEnd.class, this::onAwaitEnd)
                .onMessage(ManagerMessage.Cancel.class, this::onCancel)
                .onMessage(ManagerMessage.HeldLong.class, this::onHeldLong)
                .onMessage(ManagerMessage.Ended.class, this::onEnded)
                .onMessage(ManagerMessage.LeaseLost.class, this::onLeaseLost)
                .onMessage(ManagerMessage.Suspend.class, this::onSuspend)
                .onMessageEquals(ManagerMessage.CutOff.INSTANCE, this::onCutOff)
                .build();
    }

    private Behavior<ManagerMessage> onOpened(ManagerMessage.Opened opened) {
        WorkerSession session = opened.session();
        UUID workerId = session.workerId();
        ActorRef<WorkerMessage> actor = getContext()
                .spawn(
                        opened.behavior().apply(() -> opened.running().complete(Either.right(session.record()))),
                        "worker-" + workerId + "-" + session.lease().epoch());
        getContext().watchWith(actor, new ManagerMessage.Ended(workerId, actor, opened.running()));
        actors.put(workerId, actor);
        sessions.put(workerId, session);
        if (suspending != null) {
            actor.tell(SUSPEND);
        }
        return this;
    }

    private Behavior<ManagerMessage> onStop(ManagerMessage.Stop stop) {
        ActorRef<WorkerMessage> actor = actors.get(stop.workerId());
        if (actor == null) {
            stop.stopped().complete(false);
            return this;
        }
        await(stop.workerId(), stop.mode() == StopMode.SUSPEND ? Wanted.ENDED : Wanted.REMOVED, stop.stopped());
        actor.tell(new WorkerMessage.Stop(stop.mode()));
        return this;
    }

    private void await(UUID workerId, Wanted wanted, CompletableFuture<Boolean> stopped) {
        stopping.computeIfAbsent(workerId, id -> new ArrayList<>()).add(new Waiting(wanted, stopped));
    }

    private Behavior<ManagerMessage> onAwaitEnd(ManagerMessage.AwaitEnd await) {
        if (actors.containsKey(await.workerId())) {
            await(await.workerId(), Wanted.ENDED, await.ended());
        } else {
            await.ended().complete(false);
        }
        return this;
    }

    private Behavior<ManagerMessage> onCancel(ManagerMessage.Cancel cancel) {
        ActorRef<WorkerMessage> actor = actors.get(cancel.workerId());
        if (actor == null) {
            cancel.cancelled().complete(false);
            return this;
        }
        AskPattern.<WorkerMessage, Boolean>ask(
                        actor,
                        replyTo -> new WorkerMessage.Cancel(cancel.commandId(), replyTo),
                        CANCEL_ANSWERS_WITHIN,
                        getContext().getSystem().scheduler())
                .whenComplete((found, late) -> cancel.cancelled().complete(late == null && found));
        return this;
    }

    private Behavior<ManagerMessage> onHeldLong(ManagerMessage.HeldLong held) {
        ActorRef<WorkerMessage> actor = actors.get(held.workerId());
        if (actor != null) {
            actor.tell(WorkerMessage.HeldLong.INSTANCE);
        }
        return this;
    }

    private Behavior<ManagerMessage> onEnded(ManagerMessage.Ended ended) {
        // Who waits for it to run need not wait any more.
        ended.running().complete(Either.left(gone(ended.workerId())));
        if (actors.remove(ended.workerId(), ended.actor())) {
            WorkerSession session = sessions.remove(ended.workerId());
            boolean removed = session != null && session.isRemoved();
            List<Waiting> waiting = stopping.remove(ended.workerId());
            if (waiting != null) {
                waiting.forEach(each -> each.stopped.complete(removed || each.wanted == Wanted.ENDED));
            }
        }
        return whenAllEnded();
    }

    private static Failure gone(UUID workerId) {
        return Failure.of(
                FailureCode.WORKER_EXISTS,
                "The worker " + workerId + " was taken over by another host, or killed, before it ran here.");
    }

    private Behavior<ManagerMessage> onLeaseLost(ManagerMessage.LeaseLost lost) {
        Lease lease = lost.lease();
        ActorRef<WorkerMessage> actor = actors.get(lease.workerId());
        WorkerSession session = sessions.get(lease.workerId());
        if (actor != null && session != null && session.lease().epoch() == lease.epoch()) {
            actor.tell(WorkerMessage.LeaseLost.INSTANCE);
        }
        return this;
    }

    private Behavior<ManagerMessage> onSuspend(ManagerMessage.Suspend suspend) {
        suspending = suspend.done();
        actors.values().forEach(actor -> actor.tell(SUSPEND));
        return whenAllEnded();
    }

    private Behavior<ManagerMessage> onCutOff() {
        actors.values().forEach(getContext()::stop);
        return this;
    }

    private Behavior<ManagerMessage> whenAllEnded() {
        if (suspending != null && actors.isEmpty()) {
            suspending.complete(true);
        }
        return this;
    }
}
