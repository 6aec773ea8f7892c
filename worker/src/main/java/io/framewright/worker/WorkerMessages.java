package io.framewright.worker;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Which part of a worker's actor takes which kind of message: one table for all workers, so that an idle one takes
 * little memory. Immutable.
 */
final class WorkerMessages {
    /** What the actor is told as a message of its own. */
    static final WorkerMessages TOLD = new WorkerMessages()
            .onEach(WorkerMessage.Wake.class, actor -> Then.PUMP)
            .onEach(WorkerMessage.Arrived.class, WorkerActor::onArrived)
            .on(WorkerMessage.Weigh.class, (actor, weigh) -> actor.weighing().onWeigh(weigh))
            .on(
                    WorkerMessage.Weighed.class,
                    (actor, weighed) -> actor.weighing().onWeighed(weighed))
            .on(
                    WorkerMessage.DeadLettered.class,
                    (actor, done) -> actor.deadLettering().onDone(done))
            .on(
                    WorkerMessage.Republished.class,
                    (actor, done) -> actor.republishing().onDone(done))
            .on(WorkerMessage.Appended.class, (actor, appended) -> actor.rows().onAppended(appended))
            .on(
                    WorkerMessage.Journaled.class,
                    (actor, journaled) -> actor.rows().onJournaled(journaled))
            .on(
                    WorkerMessage.SnapshotTaken.class,
                    (actor, taken) -> actor.snapshots().onTaken(taken))
            .on(
                    WorkerMessage.SnapshotHas.class,
                    (actor, taken) -> actor.snapshotFirst().onTaken(taken))
            .onEach(WorkerMessage.Tidied.class, actor -> actor.snapshots().onTidied())
            .onEach(WorkerMessage.SnapshotDue.class, actor -> actor.snapshots().onDue())
            .onEach(WorkerMessage.Idle.class, actor -> actor.idleness().onIdle())
            .on(
                    WorkerMessage.Stepped.class,
                    (actor, stepped) -> actor.interludes().onStepped(stepped))
            .on(WorkerMessage.Retry.class, (actor, retry) -> actor.interludes().onRetry(retry))
            .onEach(WorkerMessage.HeldLong.class, actor -> actor.heldMessages().onHeldLong())
            .on(WorkerMessage.Cancel.class, WorkerActor::onCancel)
            .on(WorkerMessage.Stop.class, WorkerActor::onStop)
            .onEach(WorkerMessage.QueueGone.class, WorkerActor::onQueueGone)
            .onEach(WorkerMessage.LeaseLost.class, WorkerActor::onLeaseLost);

    /** What is among the {@link Arrivals}. */
    static final WorkerMessages ARRIVED = new WorkerMessages()
            .on(
                    WorkerMessage.Committed.class,
                    (actor, committed) -> actor.commits().onCommitted(committed))
            .on(
                    WorkerMessage.Executed.class,
                    (actor, executed) -> actor.executions().onExecuted(executed))
            .on(WorkerMessage.TurnEnded.class, (actor, ended) -> actor.turns().onEnded(ended))
            .on(
                    WorkerMessage.Progressed.class,
                    (actor, progressed) -> actor.executions().onProgressed(progressed))
            .on(
                    WorkerMessage.Crashed.class,
                    (actor, crashed) -> actor.weighing().onCrashed(crashed));

    private final Map<Class<?>, BiFunction<WorkerActor, WorkerMessage, Then>> takers = new HashMap<>();

    private WorkerMessages() {}

    private <M extends WorkerMessage> WorkerMessages on(Class<M> kind, BiFunction<WorkerActor, M, Then> taker) {
        takers.put(kind, (actor, message) -> taker.apply(actor, kind.cast(message)));
        return this;
    }

    /** One that says nothing but that it is there. */
    private WorkerMessages onEach(Class<? extends WorkerMessage> kind, Function<WorkerActor, Then> taker) {
        takers.put(kind, (actor, message) -> taker.apply(actor));
        return this;
    }

    /** Has the message taken. */
    Then take(WorkerActor actor, WorkerMessage message) {
        BiFunction<WorkerActor, WorkerMessage, Then> taker = takers.get(message.getClass());
        if (taker == null) {
            throw new IllegalStateException("nobody takes " + message);
        }
        return taker.apply(actor, message);
    }

    Set<Class<?>> kinds() {
        return Set.copyOf(takers.keySet());
    }
}
