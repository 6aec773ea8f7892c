package io.framewright.worker;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.SupervisorStrategy;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import io.framewright.command.Command;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.frame.Frames;
import io.framewright.transport.CommitResult;
import io.framewright.transport.CrashCount;
import io.framewright.transport.DeadLetter;
import io.framewright.transport.Delivery;
import io.framewright.transport.Idling;
import io.framewright.transport.RecordedOutcome;
import io.framewright.transport.StepId;
import io.framewright.worker.WorkerMessage.Next;
import io.framewright.worker.WorkerMessage.QueueGone;
import io.framewright.worker.WorkerMessage.StopMode;
import io.framewright.worker.snapshot.Snapshot;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The actor of one worker.
 *
 * <p>Design note. The life of a delivery is {@code waiting → running → committing → acknowledged}. At most one command
 * runs at a time, on the work pool, on the frames as the commands before it left them; short ones run several in a
 * {@link Turn}. While its answer is being recorded the next command may already run: answers are recorded in the order
 * given, so an answer can only fail to be recorded together with all that follow it, and then the worker stops being
 * ours. Readers see frames only after their commit.
 *
 * <p>All that must outlive a crash of this actor is in {@link WorkerSession} and {@link WorkerState}. A crash of a
 * handler is made a crash of the actor: its supervisor starts it again after a pause, with a new epoch, and it takes up
 * the same delivery.
 *
 * <p>Nothing here blocks: broker, Redis and handlers are talked to on the work pool or through stages, and answer as
 * messages.
 */
public final class WorkerActor extends AbstractBehavior<WorkerMessage> {
    private static final Logger log = LoggerFactory.getLogger(WorkerActor.class);

    /** Answers on their way at a time: enough to keep Redis busy, few enough to keep memory small. */
    private static final int COMMITTING_AT_MOST = 256;

    /** Commands that run in one turn while they are short. */
    private static final int TURN_AT_MOST = 64;

    /** Pause before a step is tried again that broker or Redis could not do. */
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final WorkerSession session;
    private final WorkerState state;
    private final Handlers handlers;
    private final Pools pools;
    private final ActorRef<WorkerMessage> self;
    private final Duration retention;
    private final Intake intake;
    private final Answers answers;
    private final FrameRecovery recovery;
    private final Passivation passivation;
    private final Renewal renewal;
    private final SnapshotKeeper keeper;
    private final JournalReset journalReset;
    private final CrashCounts crashCounts;
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
        super(context);
        this.session = session;
        this.state = state;
        this.handlers = handlers;
        this.pools = pools;
        this.retention = retention;
        this.self = context.getSelf();
        this.answers = new Answers(session);
        this.recovery = new FrameRecovery(session, handlers);
        this.passivation = new Passivation(session, recovery);
        this.renewal = new Renewal(session);
        this.keeper = new SnapshotKeeper(session);
        this.journalReset = new JournalReset(session);
        this.crashCounts = new CrashCounts(session);
        this.ending = new Ending(session);
        this.intake = new Intake(
                session.config().messageLimitBytes(), handlers.types(), session.outcomes(), InstantSource.system());
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
            giveBackRows();
            state.restart();
            if (!state.arrivals.isEmpty()) {
                self.tell(WorkerMessage.Arrived.INSTANCE);
            }
        }
        if (state.begun) {
            session.registration().crashed();
            return pump();
        }
        state.renew = false;
        step(() -> crashCounts
                .weighStart()
                .flatMap(may -> may ? begin() : ending.quarantine())
                .map(next -> {
                    // One that is another's, or of whose start Redis knows no more, has not come to run.
                    if (next != Next.YIELD) {
                        onRunning.run();
                    }
                    return next == Next.RESUME ? Next.BEGUN : next;
                }));
        return this;
    }

    private Either<Failure, Next> begin() {
        return recovery.recover()
                .flatMap(recovered -> readCancelWishes())
                .flatMap(recovered -> session.workQueue()
                        .consume(() -> self.tell(WorkerMessage.Wake.INSTANCE), () -> self.tell(QueueGone.INSTANCE)))
                .map(ours -> ours ? Next.RESUME : Next.YIELD);
    }

    /**
     * Reads which commands are to be cancelled. After the manager knows of this worker, so that a wish that comes
     * meanwhile is told to it, and before anything is consumed.
     */
    private Either<Failure, Boolean> readCancelWishes() {
        return session.ports().registry().cancelled(session.workerId()).map(commands -> {
            session.cancelWishes().addAll(commands);
            return true;
        });
    }

    /** Rows that a crash left half appended come first again. */
    private void giveBackRows() {
        RowStream.Batch batch = state.appending;
        if (batch != null) {
            batch.stream().giveBack(batch);
        }
    }

    @Override
    public Receive<WorkerMessage> createReceive() {
        return newReceiveBuilder()
                .onMessageEquals(WorkerMessage.Wake.INSTANCE, this::pump)
                .onMessageEquals(WorkerMessage.Arrived.INSTANCE, this::onArrived)
                .onMessage(WorkerMessage.Weigh.class, this::onWeigh)
                .onMessage(WorkerMessage.Weighed.class, this::onWeighed)
                .onMessage(WorkerMessage.DeadLettered.class, this::onDeadLettered)
                .onMessage(WorkerMessage.Republished.class, this::onRepublished)
                .onMessage(WorkerMessage.Appended.class, this::onAppended)
                .onMessage(WorkerMessage.Journaled.class, this::onJournaled)
                .onMessage(WorkerMessage.SnapshotTaken.class, this::onSnapshotTaken)
                .onMessage(WorkerMessage.SnapshotHas.class, this::onSnapshotHas)
                .onMessageEquals(WorkerMessage.Tidied.INSTANCE, () -> {
                    state.snapshotting = false;
                    snapshotIfDue();
                    return pump();
                })
                .onMessageEquals(WorkerMessage.SnapshotDue.INSTANCE, () -> {
                    state.snapshotTimed = false;
                    snapshotIfDue();
                    return this;
                })
                .onMessageEquals(WorkerMessage.Idle.INSTANCE, this::onIdle)
                .onMessage(WorkerMessage.Stepped.class, this::onStepped)
                .onMessage(WorkerMessage.Retry.class, retry -> {
                    step(retry.step());
                    return this;
                })
                .onMessageEquals(WorkerMessage.HeldLong.INSTANCE, this::onHeldLong)
                .onMessage(WorkerMessage.Cancel.class, this::onCancel)
                .onMessage(WorkerMessage.Stop.class, this::onStop)
                .onMessageEquals(QueueGone.INSTANCE, () -> {
                    state.queueGone = true;
                    endTurn();
                    return pump();
                })
                .onMessageEquals(WorkerMessage.LeaseLost.INSTANCE, () -> {
                    state.leaseLost = true;
                    endTurn();
                    return pump();
                })
                .onSignal(PostStop.class, signal -> {
                    pools.blocking().execute(ending::release);
                    return this;
                })
                .build();
    }

    /** Told of by turns and by Redis. */
    private void arrive(WorkerMessage message) {
        if (state.arrivals.offer(message)) {
            self.tell(WorkerMessage.Arrived.INSTANCE);
        }
    }

    /** Sees to all that has arrived, and only then to what is next. */
    private Behavior<WorkerMessage> onArrived() {
        Behavior<WorkerMessage> next = this;
        arriving = true;
        for (WorkerMessage each = state.arrivals.poll(); each != null; each = state.arrivals.poll()) {
            next = arrived(each);
            if (next != this) {
                return next;
            }
        }
        arriving = false;
        return pump();
    }

    private Behavior<WorkerMessage> arrived(WorkerMessage message) {
        if (message instanceof WorkerMessage.Committed committed) {
            return onCommitted(committed);
        } else if (message instanceof WorkerMessage.Executed executed) {
            return onExecuted(executed);
        } else if (message instanceof WorkerMessage.TurnEnded ended) {
            return onTurnEnded(ended);
        } else if (message instanceof WorkerMessage.Progressed progressed) {
            return onProgressed(progressed);
        } else if (message instanceof WorkerMessage.Crashed crashed) {
            return onCrashed(crashed);
        }
        throw new IllegalStateException("nobody arrives as " + message);
    }

    /** Does whatever is next: the one place where work begins. */
    private Behavior<WorkerMessage> pump() {
        if (arriving) {
            return this;
        }
        boolean runs = state.stop == null || state.isStopping(StopMode.DRAIN);
        if (state.passivated && runs && !state.isBusy() && !session.mailbox().isEmpty()) {
            step(() -> passivation.wake());
            return this;
        }
        while (!state.isBusy()
                && state.committing.size() < (session.crashes().isCareful() ? 1 : COMMITTING_AT_MOST)
                && !state.isStopping(StopMode.SUSPEND)) {
            if (session.streams().hasRows()) {
                if (state.committing.isEmpty()) {
                    append();
                }
                return this;
            }
            Delivery delivery = session.mailbox().take();
            if (delivery == null) {
                break;
            }
            judge(delivery);
        }
        return state.committing.isEmpty() ? whenSettled() : this;
    }

    /** Nothing is on its way to Redis: time for what must not be overtaken. */
    private Behavior<WorkerMessage> whenSettled() {
        if (state.crash != null) {
            throw state.crash;
        }
        if (state.turn != null
                || state.appending != null
                || state.deadLettering != null
                || state.weighing != null
                || state.stepping) {
            return this;
        }
        if (state.renew) {
            state.renew = false;
            session.mailbox().putBack();
            session.frameManager().rollBack();
            session.memory().haveTentative();
            step(() -> renewal.renewLease().map(ours -> ours ? Next.RESUME : Next.YIELD));
        } else if (state.leaseLost || !state.unrecorded.isEmpty()) {
            state.leaseLost = false;
            step(() -> renewal.restoreRecord().map(ours -> ours ? Next.RESUME : Next.YIELD));
        } else if (state.queueGone) {
            state.queueGone = false;
            state.setDown = false;
            step(session.workQueue()::restore);
        } else if (state.quarantine) {
            step(ending::quarantine);
        } else if (state.snapshotting) {
            // It ends by itself, and this is looked at again.
            return this;
        } else if (!state.missing.isEmpty()) {
            List<WorkerMessage.Republished> missing = List.copyOf(state.missing);
            state.missing.clear();
            step(() -> settleMissing(missing));
        } else if (state.snapshotFirst != null) {
            beginSnapshotFirst();
        } else if (!session.config().snapshots().areKept() && session.journal().isFull()) {
            step(journalReset::forgetSteps);
        } else if (state.isStopping(StopMode.SUSPEND)) {
            step(ending::suspend);
        } else if (state.setDown) {
            state.setDown = false;
            step(session.workQueue()::takeUp);
        } else if (state.stop != null && session.mailbox().isEmpty()) {
            step(() -> ending.end(retention));
        } else {
            watchIdleness();
        }
        return this;
    }

    /** Sees to it that the actor will be told when it has been idle for long enough. */
    private void watchIdleness() {
        Idling idling = session.idling();
        if (state.idleTimed || !idling.matters() || state.stop != null) {
            return;
        }
        Stream.concat(passivatesAfter(idling).stream(), idling.ttl().stream())
                .min(Comparator.naturalOrder())
                .ifPresent(time -> {
                    state.idleTimed = true;
                    getContext().scheduleOnce(left(time), self, WorkerMessage.Idle.INSTANCE);
                });
    }

    private Optional<Duration> passivatesAfter(Idling idling) {
        return state.passivated || state.keepsFrames ? Optional.empty() : idling.timeout();
    }

    /** Of a time that began when the worker last had something to do. */
    private Duration left(Duration time) {
        Duration left = time.minusNanos(System.nanoTime() - state.busyAt);
        return left.isNegative() || left.isZero() ? Duration.ofMillis(1) : left;
    }

    private Behavior<WorkerMessage> onIdle() {
        state.idleTimed = false;
        Idling idling = session.idling();
        Duration idle = Duration.ofNanos(System.nanoTime() - state.busyAt);
        if (isAtWork()) {
            state.busyAt = System.nanoTime();
        } else if (idling.ttl().filter(ttl -> ttl.compareTo(idle) <= 0).isPresent()) {
            step(() -> ending.end(retention));
        } else if (passivatesAfter(idling)
                .filter(time -> time.compareTo(idle) <= 0)
                .isPresent()) {
            state.keepsFrames = true;
            step(passivation::passivate);
        }
        return pump();
    }

    /** Whether anything is done or waits that keeps a worker from being idle. */
    private boolean isAtWork() {
        return state.isBusy()
                || state.snapshotting
                || state.stop != null
                || !state.committing.isEmpty()
                || !session.mailbox().isEmpty()
                || !session.streams().all().isEmpty();
    }

    private void judge(Delivery delivery) {
        state.busyAt = System.nanoTime();
        state.keepsFrames = false;
        Verdict verdict =
                intake.judge(delivery, session.workerId(), session.lease().epoch());
        if (verdict instanceof Verdict.Repeat repeat) {
            if (state.answeredMeanwhile.remove(repeat.outcome().commandId())) {
                session.mailbox().acknowledge(delivery);
            } else {
                republish(delivery, repeat.outcome());
            }
        } else if (verdict instanceof Verdict.Refuse refuse) {
            answer(Answer.refusal(
                    refuse.answer(), refuse.requestHash(), delivery, refuse.deadLetter() ? refuse.failure() : null));
        } else if (verdict instanceof Verdict.Run run) {
            UUID commandId = run.command().commandId();
            if (session.cancelWishes().take(commandId) || state.isStopping(StopMode.KILL)) {
                answer(answers.cancelled(run, delivery));
            } else if (session.crashes().suspects(delivery)) {
                weigh(new WorkerMessage.Weigh(run, delivery, session.lease().epoch() - 1, null));
            } else {
                execute(delivery, run);
            }
        }
    }

    /** Runs a command, and with it those behind it that may run as well. */
    private void execute(Delivery delivery, Verdict.Run run) {
        List<Turn.Task> tasks = new ArrayList<>();
        tasks.add(task(delivery, run));
        if (!session.crashes().isCareful() && !session.crashes().areUnexplained()) {
            gather(tasks, Math.min(state.turnLimit, COMMITTING_AT_MOST - state.committing.size()));
        }
        Turn turn = new Turn(
                session, answers, this::arrive, tasks, session.frameManager().tentative());
        state.turn = turn;
        pools.handlers().execute(turn);
    }

    private Turn.Task task(Delivery delivery, Verdict.Run run) {
        CommandHandler handler = handlers.find(run.command().commandType())
                .orElseThrow(() -> new IllegalStateException("judged as known: " + run.command()));
        return new Turn.Task(delivery, run, handler);
    }

    /** Adds what is next in the queue, up to the first that is not simply to be run: that one is judged anew later. */
    private void gather(List<Turn.Task> tasks, int atMost) {
        Set<UUID> commands = new HashSet<>();
        commands.add(tasks.get(0).commandId());
        while (tasks.size() < atMost) {
            Delivery next = session.mailbox().take();
            if (next == null) {
                return;
            }
            Verdict verdict =
                    intake.judge(next, session.workerId(), session.lease().epoch());
            if (!(verdict instanceof Verdict.Run run)
                    || !commands.add(run.command().commandId())
                    || session.cancelWishes().has(run.command().commandId())) {
                session.mailbox().putBack(List.of(next));
                return;
            }
            tasks.add(task(next, run));
        }
    }

    private void endTurn() {
        if (state.turn != null) {
            state.turn.end();
        }
    }

    private Behavior<WorkerMessage> onExecuted(WorkerMessage.Executed executed) {
        if (executed.turn() != state.turn) {
            return this;
        }
        Execution execution = executed.execution();
        Answer decided = executed.answer();
        execution.markAnswered();
        if (decided.frames() != null) {
            session.frameManager().propose(decided.frames());
        }
        if (decided.needsSnapshot()) {
            snapshotThenCommit(execution, decided);
        } else {
            answer(decided);
        }
        return this;
    }

    private Behavior<WorkerMessage> onTurnEnded(WorkerMessage.TurnEnded ended) {
        Turn turn = ended.turn();
        if (turn != state.turn) {
            return this;
        }
        state.turn = null;
        session.mailbox().putBack(turn.left());
        if (turn.isLate()) {
            state.turnLimit = Math.max(1, turn.begun() / 2);
        } else if (turn.begun() == state.turnLimit) {
            state.turnLimit = Math.min(TURN_AT_MOST, 2 * state.turnLimit);
        }
        return pump();
    }

    private Behavior<WorkerMessage> onCrashed(WorkerMessage.Crashed crashed) {
        if (crashed.turn() == state.turn) {
            Execution execution = crashed.execution();
            execution.markAnswered();
            log.error("{} crashed worker {}", execution, session.workerId(), crashed.crash());
            weigh(new WorkerMessage.Weigh(
                    execution.run(),
                    execution.delivery(),
                    session.lease().epoch(),
                    new IllegalStateException("the handler of " + execution + " crashed", crashed.crash())));
        }
        return this;
    }

    private Behavior<WorkerMessage> onWeigh(WorkerMessage.Weigh weigh) {
        if (weigh == state.weighing) {
            weigh(weigh);
        }
        return this;
    }

    /** Counts a crash, in Redis, so that the count outlives this process. */
    private void weigh(WorkerMessage.Weigh weigh) {
        state.weighing = weigh;
        UUID commandId = weigh.run().command().commandId();
        getContext()
                .pipeToSelf(
                        CompletableFuture.supplyAsync(
                                () -> crashCounts.add(weigh.epoch(), commandId), pools.blocking()),
                        (result, bug) -> new WorkerMessage.Weighed(weigh, orBug(result, bug)));
    }

    private Behavior<WorkerMessage> onWeighed(WorkerMessage.Weighed weighed) {
        if (weighed.weigh() != state.weighing) {
            return this;
        }
        return weighed.result()
                .<Behavior<WorkerMessage>>fold(
                        failure -> {
                            log.warn("worker {} tries again: {}", session.workerId(), failure.message());
                            getContext().scheduleOnce(RETRY_AFTER, self, weighed.weigh());
                            return this;
                        },
                        pending -> this,
                        count -> afterCrash(weighed.weigh(), count));
    }

    private Behavior<WorkerMessage> afterCrash(WorkerMessage.Weigh weigh, CrashCount count) {
        state.weighing = null;
        if (!count.held()) {
            state.leaseLost = true;
            state.crash = ofActor(weigh);
            return pump();
        }
        Command command = weigh.run().command();
        log.warn(
                "{} {} has crashed worker {} {} times",
                command.commandType(),
                command.commandId(),
                session.workerId(),
                count.ofCommand());
        session.crashes().counted(command.commandId());
        RestartLimit limit = session.config().restartLimit();
        if (count.ofCommand() >= session.config().crashLimit()) {
            answer(answers.poisoned(weigh.run(), weigh.delivery(), count.ofCommand(), causeOf(weigh)));
        } else if (limit.isReachedBy(count.restarts())) {
            state.quarantine = true;
            commit(answers.quarantined(count.restarts()));
        } else if (weigh.crash() != null) {
            state.crash = ofActor(weigh);
        } else {
            execute(weigh.delivery(), weigh.run());
        }
        return pump();
    }

    private static RuntimeException ofActor(WorkerMessage.Weigh weigh) {
        return new IllegalStateException("worker crashed", weigh.crash());
    }

    private static @Nullable Throwable causeOf(WorkerMessage.Weigh weigh) {
        return weigh.crash() == null ? null : weigh.crash().getCause();
    }

    private void answer(Answer answer) {
        Failure reason = answer.deadLetter();
        Delivery delivery = answer.delivery();
        if (reason == null || delivery == null) {
            commit(answer);
            return;
        }
        state.deadLettering = answer;
        DeadLetter letter = new DeadLetter(
                session.workQueue().name(),
                delivery.body(),
                delivery.messageId().orElse(null),
                reason.code(),
                reason.message());
        getContext()
                .pipeToSelf(
                        session.ports().deadLetters().add(letter),
                        (result, bug) -> new WorkerMessage.DeadLettered(answer, orBug(result, bug)));
    }

    private Behavior<WorkerMessage> onDeadLettered(WorkerMessage.DeadLettered done) {
        if (done.answer() != state.deadLettering) {
            return this;
        }
        state.deadLettering = null;
        if (done.result().isRight()) {
            commit(done.answer());
        } else {
            log.warn(
                    "worker {} could not dead-letter a message and tries again: {}", session.workerId(), done.result());
            answer(done.answer());
        }
        return pump();
    }

    /** Gives the event its place and the answer to Redis; the command counts as decided from here on. */
    private void commit(Answer answer) {
        remember(session.placed(answer));
    }

    private void remember(Answer placed) {
        if (placed.requestHash() != null) {
            session.outcomes()
                    .add(new RecordedOutcome(
                            placed.event().commandId(), placed.event().sequence(), placed.requestHash()));
        }
        give(placed);
    }

    /** Nobody can tell how to make this change again, or the caller asked for a snapshot: so that comes first. */
    private void snapshotThenCommit(Execution execution, Answer answer) {
        state.snapshotFirst = answer;
        state.snapshotFor = execution;
    }

    /** All before it is recorded, so nothing is in the snapshot that may turn out not to have happened, but itself. */
    private void beginSnapshotFirst() {
        Execution execution = Objects.requireNonNull(state.snapshotFor, "set with its answer");
        Answer placed = session.placed(Objects.requireNonNull(state.snapshotFirst, "asked for"));
        Frames frames = session.frameManager().tentative();
        Snapshot snapshot = keeper.stateAt(StepId.ofCommand(placed.event().sequence()), frames);
        state.snapshotFirst = placed;
        beginSnapshot();
        getContext()
                .pipeToSelf(
                        CompletableFuture.supplyAsync(() -> keeper.keep(snapshot), pools.blocking()),
                        (result, bug) ->
                                new WorkerMessage.SnapshotHas(execution, placed, snapshot, orBug(result, bug)));
    }

    private void beginSnapshot() {
        state.snapshotting = true;
        session.journal().snapshotBegun();
    }

    /**
     * Until the answer is recorded no other snapshot is taken, nor is tidied up: this one is the newest, and may be
     * void.
     */
    private Behavior<WorkerMessage> onSnapshotHas(WorkerMessage.SnapshotHas done) {
        if (done.answer() != state.snapshotFirst) {
            state.snapshotting = false;
            session.journal().snapshotFailed();
            return pump();
        }
        state.snapshotFirst = null;
        state.snapshotFor = null;
        done.result()
                .fold(
                        failure -> {
                            state.snapshotting = false;
                            session.journal().snapshotFailed();
                            session.history().unplaced();
                            session.frameManager().propose(done.execution().frames());
                            session.memory().haveTentative();
                            done.answer().onAbort().run();
                            commit(answers.failed(done.execution(), failure));
                            return false;
                        },
                        pending -> false,
                        kept -> {
                            remember(done.answer());
                            return true;
                        });
        return pump();
    }

    /** Takes a snapshot beside the work if it is time for one; else sees to it that it will be noticed when it is. */
    private void snapshotIfDue() {
        Journal journal = session.journal();
        if (state.snapshotting
                || state.passivated
                || state.stepping
                || !session.keepsSnapshots()
                || !journal.isAhead()) {
            return;
        }
        if (!journal.isDue()) {
            if (!state.snapshotTimed) {
                state.snapshotTimed = true;
                Duration left = Duration.ofNanos(Math.max(1, journal.nanosLeft()));
                getContext().scheduleOnce(left, self, WorkerMessage.SnapshotDue.INSTANCE);
            }
            return;
        }
        Snapshot snapshot = keeper.stateNow();
        beginSnapshot();
        getContext()
                .pipeToSelf(
                        CompletableFuture.supplyAsync(() -> keeper.keep(snapshot), pools.blocking()),
                        (result, bug) -> new WorkerMessage.SnapshotTaken(snapshot, orBug(result, bug)));
    }

    private Behavior<WorkerMessage> onSnapshotTaken(WorkerMessage.SnapshotTaken taken) {
        state.snapshotting = false;
        taken.result()
                .fold(
                        failure -> {
                            log.warn("worker {} took no snapshot: {}", session.workerId(), failure.message());
                            session.journal().snapshotFailed();
                            return false;
                        },
                        pending -> false,
                        kept -> {
                            session.journal()
                                    .snapshotTaken(
                                            taken.snapshot().at(),
                                            taken.snapshot().takenOn());
                            tidy();
                            return true;
                        });
        snapshotIfDue();
        return pump();
    }

    /** Beside the work, as long as no other snapshot is taken. */
    private void tidy() {
        state.snapshotting = true;
        getContext()
                .pipeToSelf(
                        CompletableFuture.supplyAsync(keeper::tidy, pools.blocking()),
                        (tidied, bug) -> WorkerMessage.Tidied.INSTANCE);
    }

    private void give(Answer answer) {
        state.committing.addLast(answer);
        var unused = session.ports()
                .events()
                .commit(session.commitOf(answer))
                .whenComplete((result, bug) -> arrive(new WorkerMessage.Committed(answer, result, bug)));
    }

    private Behavior<WorkerMessage> onCommitted(WorkerMessage.Committed committed) {
        Answer answer = committed.answer();
        state.committing.remove(answer);
        return orBug(committed.result(), committed.bug())
                .<Behavior<WorkerMessage>>fold(
                        failure -> {
                            log.warn("worker {} stops: {}", session.workerId(), failure.message());
                            return Behaviors.stopped();
                        },
                        pending -> pump(),
                        result -> onCommitResult(answer, result));
    }

    private Behavior<WorkerMessage> onCommitResult(Answer answer, CommitResult result) {
        if (result instanceof CommitResult.Committed done) {
            settle(answer, done);
            return pump();
        }
        if (result instanceof CommitResult.Fenced fenced && fenced.currentEpoch() == 0) {
            state.unrecorded.add(answer);
            return pump();
        }
        answer.onAbort().run();
        if (result instanceof CommitResult.Fenced fenced) {
            log.warn(
                    "worker {} stops: epoch {} lost it to epoch {}",
                    session.workerId(),
                    session.lease().epoch(),
                    fenced.currentEpoch());
            session.registration().fenced();
            return Behaviors.stopped();
        }
        CommitResult.AlreadyDecided decided = (CommitResult.AlreadyDecided) result;
        session.outcomes()
                .add(new RecordedOutcome(answer.event().commandId(), decided.sequence(), decided.requestHash()));
        state.crash = new IllegalStateException(
                "another host decided " + answer.event().commandId());
        return pump();
    }

    private void settle(Answer answer, CommitResult.Committed committed) {
        if (answer.frames() != null) {
            session.frameManager().commit(answer.frames());
        }
        // Readers who wait for this event must find its frames.
        session.history().committed(committed.sequence());
        session.outcomes().forgetBefore(committed.oldest());
        answer.onCommit().run();
        journal(answer);
        if (answer.event().outcome().isTerminal()) {
            forgetCrashes(answer);
            session.cancelWishes().take(answer.event().commandId());
            session.handled().add(answer);
        }
        if (answer.delivery() != null
                && !session.mailbox().acknowledge(answer.delivery())
                && answer.requestHash() != null) {
            state.answeredMeanwhile.add(answer.event().commandId());
        }
    }

    private void forgetCrashes(Answer answer) {
        UUID commandId = answer.event().commandId();
        if (session.crashes().decided(commandId)) {
            boolean givenUp = answer.deadLetter() != null && answer.deadLetter().is(FailureCode.POISON_COMMAND);
            pools.blocking().execute(() -> crashCounts.forget(commandId, givenUp));
        }
    }

    private void journal(Answer answer) {
        String step = answer.stepText();
        if (step != null) {
            StepId id = StepId.ofCommand(answer.event().sequence());
            session.journal().committed(id, answer.event().epoch(), step.length());
            if (answer.needsSnapshot()) {
                session.journal().snapshotTaken(id, answer.event().timeStamp());
                tidy();
            }
            snapshotIfDue();
        }
    }

    private Behavior<WorkerMessage> onProgressed(WorkerMessage.Progressed progressed) {
        Execution execution = progressed.execution();
        if (state.turn != null && !execution.isAnswered()) {
            if (execution.markStarted()) {
                commit(answers.started(execution));
            }
            commit(answers.progressed(execution, progressed));
        }
        return this;
    }

    private void republish(Delivery delivery, RecordedOutcome outcome) {
        getContext()
                .pipeToSelf(
                        session.ports()
                                .events()
                                .republish(
                                        session.stream(),
                                        outcome.sequence(),
                                        session.spec().responseChannel()),
                        (result, bug) -> new WorkerMessage.Republished(delivery, outcome, orBug(result, bug)));
    }

    private Behavior<WorkerMessage> onRepublished(WorkerMessage.Republished republished) {
        if (republished.result().isLeft()) {
            return Behaviors.stopped();
        }
        if (republished.result().getOrElse(false)) {
            session.mailbox().acknowledge(republished.delivery());
        } else {
            state.missing.add(republished);
        }
        return pump();
    }

    /**
     * Outcomes that were to be told again are not in the stream. One that was trimmed meanwhile, or cut out by hand,
     * was published once: its command is done. One that Redis has forgotten altogether has no outcome any more, and
     * what it did is in our frames alone: the next host begins from what Redis knows.
     */
    private Either<Failure, Next> settleMissing(List<WorkerMessage.Republished> missing) {
        return session.ports().events().outcomes(session.stream()).flatMap(recorded -> {
            Set<UUID> known = recorded.stream().map(RecordedOutcome::commandId).collect(Collectors.toSet());
            boolean forgotten = missing.stream()
                    .map(one -> one.outcome().commandId())
                    .anyMatch(id ->
                            !known.contains(id) && session.outcomes().find(id).isPresent());
            if (forgotten) {
                log.warn(
                        "Redis has forgotten outcomes of worker {}, which begins again without them",
                        session.workerId());
                return ending.suspend();
            }
            missing.forEach(one -> session.mailbox().acknowledge(one.delivery()));
            return Either.right(Next.RESUME);
        });
    }

    private void append() {
        RowStream.Batch batch = session.streams().next();
        if (batch == null) {
            return;
        }
        state.appending = batch;
        Frames frames = session.frameManager().tentative();
        getContext()
                .pipeToSelf(
                        CompletableFuture.supplyAsync(
                                () -> batch.appendSafely(
                                                frames, session.memory().limits())
                                        .flatMap(session.memory()::claim),
                                pools.handlers()),
                        (result, bug) -> new WorkerMessage.Appended(batch, orBug(result, bug)));
    }

    private Behavior<WorkerMessage> onAppended(WorkerMessage.Appended appended) {
        if (appended.batch() != state.appending) {
            return this;
        }
        appended.result()
                .fold(
                        failure -> {
                            state.appending = null;
                            return appended.batch().refused(failure);
                        },
                        pending -> false,
                        frames -> {
                            journal(appended.batch(), frames);
                            return true;
                        });
        return pump();
    }

    /** Rows are in the frame when the journal has them: only then does their source let go of them. */
    private void journal(RowStream.Batch batch, Frames frames) {
        if (session.isForgetful()) {
            state.appending = null;
            settle(batch, frames);
            return;
        }
        StepId id = session.history().stepBetween();
        String step = session.journal().placed(id, session.lease().epoch(), Steps.rows(batch));
        getContext()
                .pipeToSelf(
                        session.ports()
                                .steps()
                                .append(session.stream(), session.lease().epoch(), id, step),
                        (result, bug) ->
                                new WorkerMessage.Journaled(batch, frames, id, step.length(), orBug(result, bug)));
    }

    private Behavior<WorkerMessage> onJournaled(WorkerMessage.Journaled journaled) {
        RowStream.Batch batch = journaled.batch();
        if (batch != state.appending) {
            return this;
        }
        state.appending = null;
        long fencedBy = journaled
                .result()
                .<Long>fold(
                        closed -> Long.MAX_VALUE,
                        pending -> Long.MAX_VALUE,
                        result -> result instanceof CommitResult.Fenced fenced ? fenced.currentEpoch() : -1L);
        if (fencedBy > 0) {
            session.registration().fenced();
            return Behaviors.stopped();
        }
        if (fencedBy == 0) {
            session.journal().rollBack();
            session.memory().haveTentative();
            batch.stream().giveBack(batch);
            state.leaseLost = true;
            return pump();
        }
        session.journal().committed(journaled.id(), session.lease().epoch(), journaled.size());
        settle(batch, journaled.frames());
        snapshotIfDue();
        return pump();
    }

    private void settle(RowStream.Batch batch, Frames frames) {
        session.frameManager().propose(frames);
        session.frameManager().commit(frames);
        batch.settled();
    }

    /**
     * The broker would take the message for lost, and the channel with it that others share (docs/adr/0013). So all
     * messages go back to the queue, in their order, and stay there until what runs is done; then they come again, and
     * the one of the command that ran is found in the record.
     */
    private Behavior<WorkerMessage> onHeldLong() {
        pools.blocking()
                .execute(() -> session.streams().renewOlderThan(session.config().ackWithin()));
        if (!state.setDown && !state.stepping && session.holdsTooLong()) {
            log.info("worker {} gives its messages back while {} goes on", session.workerId(), state.turn);
            state.setDown = true;
            endTurn();
            state.answeredMeanwhile.clear();
            step(session.workQueue()::setDown);
        }
        return this;
    }

    private Behavior<WorkerMessage> onCancel(WorkerMessage.Cancel cancel) {
        boolean undecided = session.outcomes().find(cancel.commandId()).isEmpty();
        if (undecided) {
            // Also of the one that runs: it may crash, and is run again.
            session.cancelWishes().add(cancel.commandId());
        }
        if (state.turn != null) {
            state.turn.cancel(cancel.commandId());
        }
        cancel.replyTo().tell(undecided);
        return this;
    }

    private Behavior<WorkerMessage> onStop(WorkerMessage.Stop stop) {
        state.stop = stop;
        if (state.turn != null && stop.mode() == StopMode.KILL) {
            state.turn.cancelAll();
        } else if (stop.mode() == StopMode.SUSPEND) {
            endTurn();
        }
        return pump();
    }

    /** Runs something that waits for the broker or for Redis; nothing else begins until it is done. */
    private void step(Supplier<Either<Failure, Next>> step) {
        state.stepping = true;
        getContext()
                .pipeToSelf(
                        CompletableFuture.supplyAsync(step, pools.blocking()),
                        (result, bug) -> new WorkerMessage.Stepped(step, orBug(result, bug)));
    }

    private Behavior<WorkerMessage> onStepped(WorkerMessage.Stepped stepped) {
        return stepped.result()
                .<Behavior<WorkerMessage>>fold(
                        failure -> {
                            log.warn("worker {} tries again: {}", session.workerId(), failure.message());
                            getContext().scheduleOnce(RETRY_AFTER, self, new WorkerMessage.Retry(stepped.step()));
                            return this;
                        },
                        pending -> this,
                        next -> {
                            state.stepping = false;
                            settled(next);
                            if (next == Next.YIELD) {
                                session.registration().fenced();
                            }
                            return next == Next.YIELD || next == Next.STOP ? Behaviors.stopped() : resumed();
                        });
    }

    private void settled(Next next) {
        state.begun |= next == Next.BEGUN;
        state.leaseLost |= next == Next.FORGOTTEN;
        if (next == Next.PASSIVATE) {
            session.memory().drop();
            state.passivated = true;
        } else if (next == Next.WOKEN) {
            state.passivated = false;
            state.busyAt = System.nanoTime();
        }
    }

    private Behavior<WorkerMessage> resumed() {
        List<Answer> again = List.copyOf(state.unrecorded);
        state.unrecorded.clear();
        again.forEach(this::give);
        session.takeRecovered().forEach(event -> commit(Answer.progress(event)));
        snapshotIfDue();
        return pump();
    }

    /** Stages of ours never complete exceptionally; if one does, that is a bug, and crashes the actor. */
    private static <T> Either<Failure, T> orBug(@Nullable Either<Failure, T> result, @Nullable Throwable bug) {
        if (result == null) {
            throw new IllegalStateException("a stage broke its contract", bug);
        }
        return result;
    }
}
