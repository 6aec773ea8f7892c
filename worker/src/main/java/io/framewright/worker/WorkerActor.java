package io.framewright.worker;

import akka.actor.typed.Behavior;
import akka.actor.typed.ExtensibleBehavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.Signal;
import akka.actor.typed.SupervisorStrategy;
import akka.actor.typed.TypedActorContext;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import io.framewright.transport.Delivery;
import io.framewright.worker.WorkerMessage.StopMode;
import java.time.Duration;
import java.time.InstantSource;

/**
 * The actor of one worker.
 *
 * <p>Design note. The life of a delivery is {@code waiting → running → committing → acknowledged}. At most one command
 * runs at a time, on the work pool, on the frames as the commands before it left them; short ones run several in a
 * {@link Turn}. While its answer is being recorded the next command may already run: answers are recorded in the order
 * given, so an answer can only fail to be recorded together with all that follow it, and then the worker stops being
 * ours. Readers see frames only after their commit.
 *
 * <p>Here is what work begins when; the work itself is done by parts, one for each kind of it: {@link Admission} of
 * deliveries, {@link Turns} and what their {@link Executions} tell, {@link Commits} of answers, {@link RowAppending},
 * {@link SnapshotsBeside} the work and {@link SnapshotFirst}, {@link CrashWeighing}, {@link DeadLettering},
 * {@link Republishing}, {@link Idleness}, and {@link Interludes}, which everything else waits for, in the order of
 * {@link Precedence}. A part takes its own messages ({@link WorkerMessages}) and gives what the actor does
 * {@link Then}.
 *
 * <p>All that must outlive a crash of this actor is in {@link WorkerSession} and {@link WorkerState}; its parts are
 * made anew. A crash of a handler is made a crash of the actor: its supervisor starts it again after a pause, with a
 * new epoch, and it takes up the same delivery.
 *
 * <p>Nothing here blocks: broker, Redis and handlers are talked to on the work pool or through stages, and answer as
 * messages.
 */
public final class WorkerActor extends ExtensibleBehavior<WorkerMessage> {
    private final WorkerSession session;
    private final WorkerState state;
    private final Errands errands;
    private final SnapshotsBeside snapshots;
    private final Commits commits;
    private final DeadLettering deadLettering;
    private final SnapshotFirst snapshotFirst;
    private final RowAppending rows;
    private final Turns turns;
    private final Executions executions;
    private final CrashWeighing weighing;
    private final Republishing republishing;
    private final Admission admission;
    private final UnderWay underWay;
    private final Interludes interludes;
    private final HeldMessages heldMessages;
    private final Idleness idleness;
    private final Precedence precedence;
    private final Starting starting;
    private final Passivation passivation;
    private final Ending ending;
    /** Whether more has arrived that is seen to first. */
    private boolean arriving;

    private WorkerActor(
            ActorContext<WorkerMessage> context,
            WorkerSession session,
            WorkerState state,
            Handlers handlers,
            Pools pools,
            Duration retention) {
        this.session = session;
        this.state = state;
        Answers answers = new Answers(session);
        Intake intake = new Intake(
                session.config().messageLimitBytes(), handlers.types(), session.outcomes(), InstantSource.system());
        FrameRecovery recovery = new FrameRecovery(session, handlers);
        ending = new Ending(session);
        passivation = new Passivation(session, recovery);
        errands = new Errands(context, pools, state.arrivals);
        snapshots = new SnapshotsBeside(session, state, errands);
        commits = new Commits(session, state, errands, snapshots);
        deadLettering = new DeadLettering(session, errands, commits);
        snapshotFirst = new SnapshotFirst(session, errands, snapshots, commits, answers);
        rows = new RowAppending(session, state, errands, snapshots);
        turns = new Turns(session, state, errands, intake, handlers, answers, commits);
        executions = new Executions(session, state, answers, commits, deadLettering, snapshotFirst);
        weighing = new CrashWeighing(session, state, errands, answers, commits, deadLettering, turns);
        republishing = new Republishing(session, errands, ending);
        admission = new Admission(session, state, intake, answers, deadLettering, republishing, weighing, turns);
        underWay = new UnderWay(state, deadLettering, weighing, snapshotFirst, republishing);
        interludes = new Interludes(session, state, errands, commits, snapshots);
        heldMessages = new HeldMessages(session, state, errands, turns, interludes);
        idleness = new Idleness(session, state, errands, underWay, interludes, passivation, ending, retention);
        precedence = new Precedence(
                session, state, underWay, interludes, republishing, snapshotFirst, idleness, ending, retention);
        starting = new Starting(session, errands, recovery, ending);
    }

    /**
     * The behaviour of a worker whose session is open. It stops by itself when it was told to, or when the worker
     * belongs to somebody else.
     *
     * @param retention how long the events of a killed worker are kept
     * @param onRunning runs once, when the worker consumes its queue; must not block
     */
    public static Behavior<WorkerMessage> create(
            WorkerSession session, Handlers handlers, Pools pools, Duration retention, Runnable onRunning) {
        WorkerState state = new WorkerState();
        Behavior<WorkerMessage> behavior = Behaviors.setup(
                context -> new WorkerActor(context, session, state, handlers, pools, retention).started(onRunning));
        return Behaviors.supervise(behavior)
                .onFailure(SupervisorStrategy.restartWithBackoff(
                                session.config().restartAfter(),
                                session.config().restartAtMost(),
                                0.1)
                        .withResetBackoffAfter(session.config().restartAtMost())
                        .withStashCapacity(100_000));
    }

    /** The first start consumes; a later one, after a crash, needs a new epoch first. */
    private Behavior<WorkerMessage> started(Runnable onRunning) {
        state.starts++;
        if (state.starts > 1) {
            rows.giveBack();
            state.restart();
            if (!state.arrivals.isEmpty()) {
                errands.tell(WorkerMessage.Arrived.INSTANCE);
            }
        }
        if (state.begun) {
            session.registration().crashed();
            return pump();
        }
        state.renew = false;
        interludes.begin(() -> starting.start(onRunning));
        return this;
    }

    @Override
    public Behavior<WorkerMessage> receive(TypedActorContext<WorkerMessage> context, WorkerMessage message) {
        return then(WorkerMessages.TOLD.take(this, message));
    }

    @Override
    public Behavior<WorkerMessage> receiveSignal(TypedActorContext<WorkerMessage> context, Signal signal) {
        if (signal instanceof PostStop) {
            errands.blockUnheard(ending::release);
            return this;
        }
        return Behaviors.unhandled();
    }

    private Behavior<WorkerMessage> then(Then then) {
        return switch (then) {
            case STAY -> this;
            case PUMP -> pump();
            case STOP -> Behaviors.stopped();
        };
    }

    /** Sees to all that has arrived, and only then to what is next. */
    Then onArrived() {
        arriving = true;
        for (WorkerMessage each = state.arrivals.poll(); each != null; each = state.arrivals.poll()) {
            if (WorkerMessages.ARRIVED.take(this, each) == Then.STOP) {
                return Then.STOP;
            }
        }
        arriving = false;
        return Then.PUMP;
    }

    /** Does whatever is next: the one place where work begins. */
    private Behavior<WorkerMessage> pump() {
        if (arriving) {
            return this;
        }
        boolean runs = state.stop == null || state.isStopping(StopMode.DRAIN);
        if (state.passivated && runs && !underWay.isBusy() && !session.mailbox().isEmpty()) {
            interludes.begin(passivation::wake);
            return this;
        }
        while (!underWay.isBusy() && commits.room() > 0 && !state.isStopping(StopMode.SUSPEND)) {
            if (session.streams().hasRows()) {
                if (state.committing.isEmpty()) {
                    rows.begin();
                }
                return this;
            }
            Delivery delivery = session.mailbox().take();
            if (delivery == null) {
                break;
            }
            admission.admit(delivery);
        }
        if (state.committing.isEmpty()) {
            precedence.next();
        }
        return this;
    }

    Then onCancel(WorkerMessage.Cancel cancel) {
        boolean undecided = session.outcomes().find(cancel.commandId()).isEmpty();
        if (undecided) {
            // Also of the one that runs: it may crash, and is run again.
            session.cancelWishes().add(cancel.commandId());
        }
        turns.cancel(cancel.commandId());
        cancel.replyTo().tell(undecided);
        return Then.STAY;
    }

    Then onStop(WorkerMessage.Stop stop) {
        state.stop = stop;
        if (stop.mode() == StopMode.KILL) {
            turns.cancelAll();
        } else if (stop.mode() == StopMode.SUSPEND) {
            turns.end();
        }
        return Then.PUMP;
    }

    Then onQueueGone() {
        state.queueGone = true;
        turns.end();
        return Then.PUMP;
    }

    Then onLeaseLost() {
        state.leaseLost = true;
        turns.end();
        return Then.PUMP;
    }

    Commits commits() {
        return commits;
    }

    Executions executions() {
        return executions;
    }

    Turns turns() {
        return turns;
    }

    CrashWeighing weighing() {
        return weighing;
    }

    DeadLettering deadLettering() {
        return deadLettering;
    }

    Republishing republishing() {
        return republishing;
    }

    RowAppending rows() {
        return rows;
    }

    SnapshotsBeside snapshots() {
        return snapshots;
    }

    SnapshotFirst snapshotFirst() {
        return snapshotFirst;
    }

    Idleness idleness() {
        return idleness;
    }

    Interludes interludes() {
        return interludes;
    }

    HeldMessages heldMessages() {
        return heldMessages;
    }
}
