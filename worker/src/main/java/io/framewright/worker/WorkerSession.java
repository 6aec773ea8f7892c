package io.framewright.worker;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.either.Either;
import io.framewright.event.Event;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.event.Outcome;
import io.framewright.frame.Frames;
import io.framewright.query.source.DataLimits;
import io.framewright.serialize.FailureJson;
import io.framewright.serialize.Timestamps;
import io.framewright.transport.Commit;
import io.framewright.transport.CommitResult;
import io.framewright.transport.Crash;
import io.framewright.transport.CrashCount;
import io.framewright.transport.Delivery;
import io.framewright.transport.DeliveryListener;
import io.framewright.transport.DestinationNames;
import io.framewright.transport.EventStream;
import io.framewright.transport.Idling;
import io.framewright.transport.Lease;
import io.framewright.transport.RecordedOutcome;
import io.framewright.transport.StartedWorker;
import io.framewright.transport.StepId;
import io.framewright.transport.Subscription;
import io.framewright.transport.WorkerRecord;
import io.framewright.transport.WorkerStart;
import io.framewright.transport.WorkerStatus;
import io.framewright.worker.WorkerMessage.Next;
import io.framewright.worker.life.Life;
import io.framewright.worker.life.LifeEvent;
import io.framewright.worker.life.LifeState;
import io.framewright.worker.snapshot.Snapshot;
import io.framewright.worker.snapshot.SnapshotRef;
import io.framewright.worker.snapshot.StreamState;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A worker's identity, kept while its actor fails and starts again: the lease, the queue, the deliveries, the frames,
 * the recorded outcomes, what is known of crashes. Methods that talk to the outside block; the actor calls them on the
 * work pool. What the actor alone may touch says so.
 */
public final class WorkerSession {
    private static final Logger log = LoggerFactory.getLogger(WorkerSession.class);
    /** Messages that are given back at a time, and how often and when it is looked whether the queue has them. */
    private static final int AT_A_TIME = 16;

    private static final int LOOKS = 500;
    private static final long PAUSE_NANOS = Duration.ofMillis(2).toNanos();

    private static final Duration KEPT_AFTER_A_FAILED_START = Duration.ofHours(1);

    private final WorkerSpec spec;
    private final WorkerConfig config;
    private final Ports ports;
    private final EventStream stream;
    private final Mailbox mailbox = new Mailbox();
    private final FrameManager frameManager = new FrameManager();
    private final StreamTable streams;
    private final Life life;
    private final Crashes crashes;
    private final boolean diedStarting;
    private final CancelWishes cancelWishes = new CancelWishes();
    private final Idling recordedIdling;
    private final Idling idling;
    private final Journal journal;
    private final AtomicLong commandsHandled = new AtomicLong();
    private final OutcomeIndex outcomes;
    private volatile Lease lease;
    private volatile boolean removed;
    private volatile Instant startedOn;
    private volatile @Nullable Subscription subscription;
    private volatile Runnable wake = () -> {};
    private volatile Runnable queueGone = () -> {};
    private volatile long committedSequence;
    private long lastSequence;
    private List<Event> recovered = List.of();
    private volatile boolean isRecovered;
    private volatile boolean forgetful;

    private WorkerSession(
            WorkerSpec spec,
            WorkerConfig config,
            Ports ports,
            StartedWorker started,
            Life life,
            Instant startedOn,
            OutcomeIndex outcomes) {
        this.spec = spec;
        this.config = config;
        this.ports = ports;
        this.stream = DestinationNames.workerEvents(spec.workerId());
        this.lease = started.lease();
        this.life = life;
        this.crashes = new Crashes(started);
        this.recordedIdling = started.idling();
        this.idling = recordedIdling.or(config.idling());
        this.diedStarting = started.crashed() && started.whileStarting();
        this.startedOn = startedOn;
        this.lastSequence = lease.lastSequence();
        this.committedSequence = lease.lastSequence();
        this.outcomes = outcomes;
        this.streams = new StreamTable(ports, config, () -> wake.run());
        this.journal = new Journal(config.snapshotPolicy());
    }

    /**
     * Records a worker, makes its queue and reads what it decided before. Nothing is consumed yet.
     *
     * @return left as {@code WorkerRegistry.start}, or {@code BROKER_UNAVAILABLE}; then no record stays behind
     */
    public static Either<Failure, WorkerSession> open(WorkerSpec spec, WorkerConfig config, Ports ports) {
        Instant now = Timestamps.now();
        return ports.registry()
                .begin(startOf(spec, now, spec.intent(), spec.ofEpoch()))
                .flatMap(started -> {
                    Life life = begun(spec, started);
                    return queueOf(spec, started.lease(), ports)
                            .flatMap(queue -> recordedOutcomes(spec, started.lease(), ports))
                            .map(outcomes -> new WorkerSession(spec, config, ports, started, life, now, outcomes))
                            .mapLeft(failure -> forget(life, started.lease(), ports, failure));
                });
    }

    /**
     * A worker that goes on has its queue. It is made again only if it is gone and the worker is not: whoever killed
     * the worker meanwhile has deleted the queue, and another one would be nobody's, should this host die before it
     * looks.
     */
    private static Either<Failure, String> queueOf(WorkerSpec spec, Lease lease, Ports ports) {
        String queue = DestinationNames.workQueue(spec.workerId());
        if (spec.intent() == WorkerStart.Intent.SPAWN) {
            return ports.consumer().declare(queue);
        }
        return ports.consumer()
                .depth(queue)
                .fold(
                        failure -> failure.is(FailureCode.STREAM_NOT_FOUND)
                                ? ownedQueue(queue, lease, ports)
                                : Either.left(failure),
                        pending -> Either.right(queue),
                        depth -> Either.right(queue));
    }

    private static Either<Failure, String> ownedQueue(String queue, Lease lease, Ports ports) {
        return ports.registry()
                .find(lease.workerId())
                .flatMap(found -> found.filter(record -> record.epoch() == lease.epoch())
                        .map(ours -> ports.consumer().declare(queue))
                        .orElseGet(() -> Either.left(Failure.of(
                                FailureCode.NO_SUCH_WORKER,
                                "The worker " + lease.workerId() + " was killed, or is another host's by now.",
                                "workerId",
                                lease.workerId().toString()))));
    }

    private static Life begun(WorkerSpec spec, StartedWorker started) {
        LifeState before = started.before().map(LifeState::of).orElse(LifeState.ENDED);
        boolean alive = before == LifeState.STARTING || before == LifeState.STOPPING;
        Life life = new Life(spec.workerId(), alive ? LifeState.RUNNING : before);
        life.on(
                started.before().isEmpty()
                        ? LifeEvent.SPAWNED
                        : switch (spec.intent()) {
                            case SPAWN -> LifeEvent.SPAWNED;
                            case ADOPT, INHERIT -> LifeEvent.ADOPTED;
                            case TAKE_OVER, RENEW -> LifeEvent.TAKEN_OVER;
                        });
        return life;
    }

    private static Either<Failure, OutcomeIndex> recordedOutcomes(WorkerSpec spec, Lease lease, Ports ports) {
        if (lease.lastSequence() == 0) {
            return Either.right(new OutcomeIndex(List.of()));
        }
        return ports.events()
                .outcomes(DestinationNames.workerEvents(spec.workerId()))
                .map(OutcomeIndex::new);
    }

    /** A first start that failed leaves no record; a worker that was there before stays recorded as lost. */
    private static Failure forget(Life life, Lease lease, Ports ports, Failure failure) {
        life.on(LifeEvent.START_FAILED);
        Either<Failure, Boolean> undone = life.state() == LifeState.ENDED
                ? ports.registry().remove(lease, lease.epoch() == 1 ? Duration.ZERO : KEPT_AFTER_A_FAILED_START)
                : ports.registry().status(lease, WorkerStatus.LOST);
        return undone.fold(
                alsoFailed -> failure.with("record", "left behind: " + alsoFailed.message()),
                pending -> failure,
                done -> failure);
    }

    private static WorkerStart startOf(WorkerSpec spec, Instant now, WorkerStart.Intent intent, long ofEpoch) {
        return new WorkerStart(
                spec.workerId(),
                now,
                ProcessHandle.current().pid(),
                spec.responseChannel(),
                spec.host(),
                spec.managerId(),
                intent,
                ofEpoch,
                spec.idling(),
                spec.spawnedBy());
    }

    /**
     * Brings the frames and streams of former starts back; a worker that never ran has none. What there is to tell of
     * them is in {@link #takeRecovered}.
     *
     * @return left when Redis or the place of the snapshots cannot be reached: to be tried again
     */
    Either<Failure, Boolean> recover(Handlers handlers) {
        if (isRecovered) {
            return Either.right(true);
        }
        return recovery(handlers).map(done -> {
            isRecovered = true;
            return done;
        });
    }

    private Either<Failure, Boolean> recovery(Handlers handlers) {
        if (lease.epoch() == 1 && lease.lastSequence() == 0) {
            // What a former worker of this id left behind is none of ours.
            return config.snapshots()
                    .remove(workerId())
                    .flatMap(removed -> spec.restore() ? Either.right(true) : giveUpFrames(StepId.NONE));
        }
        if (!spec.restore()) {
            return ports.steps()
                    .last(stream)
                    .flatMap(last -> spec.intent() == WorkerStart.Intent.SPAWN
                            ? giveUpFrames(last)
                            : Either.right(doWithoutFrames(last)));
        }
        return recovered(handlers).flatMap(this::resume);
    }

    private Either<Failure, Recovered> recovered(Handlers handlers) {
        return new Recovery(
                        workerId(),
                        stream,
                        ports.steps(),
                        config,
                        handlers,
                        frames -> new RecoveryContext(workerId(), frames, config, ports.keys()))
                .run();
    }

    /**
     * Makes sure that the frames can leave memory: a snapshot has all of them. Nothing else is under way.
     *
     * @return right holds {@code PASSIVATE} if they can
     */
    Either<Failure, Next> passivate() {
        Either<Failure, Boolean> kept = !keepsSnapshots()
                ? Either.right(frameManager.frames().names().isEmpty())
                : journal.isAhead() ? keepAll() : Either.right(true);
        if (!kept.getOrElse(false)) {
            log.info("worker {} is idle and keeps its frames in memory: {}", workerId(), kept);
            return Either.right(Next.RESUME);
        }
        return ports.registry()
                .idle(lease, true)
                .map(ours -> ours && life.on(LifeEvent.WENT_IDLE) ? Next.PASSIVATE : Next.FORGOTTEN);
    }

    private Either<Failure, Boolean> keepAll() {
        Snapshot all = stateAt(journal.last(), frameManager.frames());
        journal.snapshotBegun();
        return keep(all)
                .map(kept -> {
                    journal.snapshotTaken(all.at(), all.takenOn());
                    tidy();
                    return true;
                })
                .mapLeft(failure -> {
                    journal.snapshotFailed();
                    return failure;
                });
    }

    /** The frames leave memory. For the actor only. */
    void dropFrames() {
        frameManager.propose(Frames.EMPTY);
        frameManager.commit(Frames.EMPTY);
        config.memory().have(workerId(), Frames.EMPTY);
    }

    /** Brings the frames of an idle worker back. Only what is not as it was is told. */
    Either<Failure, Next> wake(Handlers handlers) {
        return ports.registry()
                .idle(lease, false)
                .flatMap(ours -> ours ? ports.steps().last(stream) : Either.right(StepId.NONE))
                .flatMap(last -> {
                    // Redis has lost its memory: the record comes first, and then it is tried again.
                    if (!last.equals(StepId.NONE) || journal.recorded().equals(StepId.NONE)) {
                        return recovered(handlers).flatMap(this::resume).map(done -> {
                            recovered = recovered.stream()
                                    .filter(Recovered::isDamage)
                                    .toList();
                            life.on(LifeEvent.WOKEN);
                            return Next.WOKEN;
                        });
                    }
                    return Either.right(Next.FORGOTTEN);
                });
    }

    /** Whether the frames of former starts are back, if there were any; before that nobody should read any. */
    public boolean isRecovered() {
        return isRecovered;
    }

    /** Whether the frames have left memory. */
    public boolean isPassivated() {
        return life.state() == LifeState.PASSIVATED;
    }

    Idling idling() {
        return idling;
    }

    private Either<Failure, Boolean> resume(Recovered back) {
        journal.resume(back);
        forgetful = back.forgetful();
        // Redis may have lost the events, and steps with them; what is recorded next follows both.
        lastSequence = Math.max(lastSequence, back.recorded().sequence());
        frameManager.propose(back.frames());
        frameManager.commit(back.frames());
        haveFrames();
        for (StreamState state : back.streams()) {
            Either<Failure, RowStream> opened = streams.open(state, config.window());
            Failure why = opened.fold(failure -> failure, pending -> null, stream -> null);
            if (why instanceof Failure.Unreachable) {
                streams.closeAll();
                return Either.left(why);
            }
            if (why != null) {
                log.warn("worker {} cannot go on reading {}: {}", workerId(), state, why.message());
                back.damage().degraded(state.frame(), Damage.Reason.STREAM_ENDED);
            }
        }
        streams.all().forEach(streams::register);
        recovered = back.events(workerId(), lease.epoch(), config.eventLimitBytes());
        return Either.right(true);
    }

    /** It is to be ended, which needs no frames; should that fail, the next host finds all that there was. */
    private boolean doWithoutFrames(StepId last) {
        journal.resume(Recovered.nothing(last, true));
        lastSequence = Math.max(lastSequence, last.sequence());
        forgetful = true;
        return true;
    }

    /** From here on nothing of this worker is kept, whoever starts it. */
    private Either<Failure, Boolean> giveUpFrames(StepId last) {
        doWithoutFrames(last);
        StepId id = journal.after(lastSequence);
        return record(id, Steps.forgetful())
                .flatMap(
                        ours -> ours ? ports.steps().dropUpTo(stream, lease.epoch(), id.before()) : Either.right(false))
                .flatMap(ours -> ours ? config.snapshots().remove(workerId()) : Either.right(false));
    }

    /** Records a step while nothing else is on its way; right holds whether the worker is still ours. Blocks. */
    private Either<Failure, Boolean> record(StepId id, ObjectNode step) {
        String text = journal.placed(id, lease.epoch(), step);
        return ports.steps()
                .append(stream, lease.epoch(), id, text)
                .toCompletableFuture()
                .join()
                .map(result -> {
                    boolean ours = result instanceof CommitResult.Committed;
                    if (ours) {
                        journal.committed(id, lease.epoch(), text.length());
                    } else {
                        journal.rollBack();
                    }
                    return ours;
                });
    }

    /**
     * Without snapshots the journal would grow for ever: from here on it begins anew, and says what frames there were.
     * Blocks, while nothing is on its way.
     */
    Either<Failure, Next> forgetSteps() {
        StepId id = journal.after(lastSequence);
        ObjectNode step = Steps.forgotten(frameManager.frames().names(), streams.states());
        return record(id, step)
                .flatMap(
                        ours -> ours ? ports.steps().dropUpTo(stream, lease.epoch(), id.before()) : Either.right(false))
                .flatMap(ours -> {
                    if (ours) {
                        journal.dropped();
                        return Either.right(Next.RESUME);
                    }
                    return restoreRecord().map(restored -> restored ? Next.RESUME : Next.YIELD);
                });
    }

    /** Whether it was started as a worker that gives its frames up: nothing of them is kept. */
    boolean isForgetful() {
        return forgetful;
    }

    /** Whether snapshots of it are taken. */
    boolean keepsSnapshots() {
        return config.snapshots().areKept() && !forgetful;
    }

    /** What the recovery has to tell; once. */
    List<Event> takeRecovered() {
        List<Event> taken = recovered;
        recovered = List.of();
        return taken;
    }

    /** What a snapshot of these frames has, which are those after this step. For the actor only. */
    Snapshot stateAt(StepId at, Frames frames) {
        return new Snapshot(at, lease.epoch(), Timestamps.now(), frames, streams.states());
    }

    /**
     * Keeps a snapshot. Blocks; the actor takes one at a time. A bug in writing a file, or a file system that breaks
     * its contract, must not crash the worker.
     */
    Either<Failure, Boolean> keep(Snapshot snapshot) {
        try {
            return config.snapshots().keep(workerId(), snapshot).map(bytes -> {
                log.debug("worker {} wrote {} bytes of a snapshot at {}", workerId(), bytes, snapshot.at());
                return true;
            });
        } catch (RuntimeException bug) {
            log.error("taking a snapshot of worker {} crashed", workerId(), bug);
            return Either.left(Failure.of(FailureCode.INTERNAL_ERROR, "Taking the snapshot crashed."));
        }
    }

    /**
     * Drops the steps and snapshots that nobody needs any more, if the worker is still ours. What cannot be dropped now
     * is dropped after the next snapshot. Blocks.
     */
    boolean tidy() {
        int keep = config.snapshotPolicy().keep();
        try {
            return config.snapshots()
                    .list(workerId())
                    .flatMap(kept -> ports.steps().dropUpTo(stream, lease.epoch(), superfluous(kept)))
                    .flatMap(ours -> ours ? config.snapshots().tidy(workerId(), keep) : Either.right(false))
                    .fold(this::untidy, pending -> false, done -> done);
        } catch (RuntimeException bug) {
            log.error("tidying up after a snapshot of worker {} crashed", workerId(), bug);
            return false;
        }
    }

    /** The last step that all snapshots have which are kept; as long as there are fewer, the steps stand in for one. */
    private StepId superfluous(List<SnapshotRef> kept) {
        int keep = config.snapshotPolicy().keep();
        return kept.size() < keep
                ? StepId.NONE
                : kept.stream()
                        .limit(keep)
                        .map(SnapshotRef::at)
                        .min(Comparator.naturalOrder())
                        .orElse(StepId.NONE);
    }

    private boolean untidy(Failure failure) {
        log.warn("old snapshots and steps of worker {} stay: {}", workerId(), failure.message());
        return false;
    }

    /**
     * Reads which commands are to be cancelled. After the manager knows of this worker, so that a wish that comes
     * meanwhile is told to it, and before anything is consumed.
     */
    Either<Failure, Boolean> readCancelWishes() {
        return ports.registry().cancelled(workerId()).map(commands -> {
            cancelWishes.addAll(commands);
            return true;
        });
    }

    CancelWishes cancelWishes() {
        return cancelWishes;
    }

    /** Starts to consume; {@code wake} and {@code queueGone} must not block. */
    Either<Failure, Boolean> consume(Runnable onWake, Runnable onQueueGone) {
        wake = onWake;
        queueGone = onQueueGone;
        return resumeConsuming()
                .flatMap(done -> move(LifeEvent.STARTED))
                .flatMap(ours -> ours ? Either.right(true) : leaveNoQueue());
    }

    /** Somebody killed the worker while it started here, and its queue with it: ours must not stay behind. */
    private Either<Failure, Boolean> leaveNoQueue() {
        stopConsuming();
        giveBack();
        return ports.registry()
                .find(workerId())
                .flatMap(found -> found.isPresent()
                        ? Either.right(false)
                        : ports.consumer().deleteIfEmpty(queue()).map(deleted -> false));
    }

    Either<Failure, Boolean> resumeConsuming() {
        return ports.consumer()
                .consume(queue(), config.window(), new DeliveryListener() {
                    @Override
                    public void onDelivery(Delivery delivery) {
                        if (mailbox.offer(delivery)) {
                            wake.run();
                        }
                    }

                    @Override
                    public void onCancelled() {
                        queueGone.run();
                    }
                })
                .map(opened -> {
                    subscription = opened;
                    return true;
                });
    }

    /** Takes no more deliveries. */
    void stopConsuming() {
        Subscription current = subscription;
        if (current != null) {
            current.close();
        }
    }

    /**
     * A start after a crash of the actor: a new epoch, unless the worker belongs to somebody else by now.
     *
     * @return right holds whether it is still ours
     */
    Either<Failure, Boolean> renewLease() {
        Instant now = Timestamps.now();
        WorkerStart again = startOf(spec, now, WorkerStart.Intent.RENEW, lease.epoch());
        return ports.registry()
                .start(again)
                .map(renewed -> {
                    lease = renewed;
                    journal.rollBack();
                    lastSequence =
                            Math.max(renewed.lastSequence(), journal.recorded().sequence());
                    committedSequence = lastSequence;
                    startedOn = now;
                    return true;
                })
                .<Failure>recoverWith(
                        failure -> failure.is(FailureCode.WORKER_EXISTS) ? Either.right(false) : Either.left(failure))
                .flatMap(ours -> ours ? move(LifeEvent.STARTED) : renewForgotten());
    }

    /** It was refused: the worker is another's by now, or Redis has lost its record, which is put back then. */
    private Either<Failure, Boolean> renewForgotten() {
        return ports.registry()
                .find(workerId())
                .flatMap(found -> found.isPresent() ? Either.right(false) : restoreRecord())
                .flatMap(restored -> restored ? renewLease() : Either.right(false));
    }

    /**
     * The last process died while it brought this worker up: nothing but the worker's own state can be the cause.
     *
     * @return right holds whether the worker may start
     */
    Either<Failure, Boolean> weighStart() {
        if (!diedStarting) {
            return Either.right(true);
        }
        return ports.registry()
                .crashed(
                        lease,
                        new Crash(lease.epoch() - 1, null),
                        config.restartLimit().within())
                .map(count -> count.held() && !config.restartLimit().isReachedBy(count.restarts()));
    }

    /** Counts a crash that this command was the cause of. */
    Either<Failure, CrashCount> crashed(long epoch, UUID commandId) {
        return ports.registry()
                .crashed(
                        lease,
                        new Crash(epoch, commandId),
                        config.restartLimit().within());
    }

    /** A count that stays behind does no harm but that it takes room until the worker is gone. */
    void forgetCrashes(UUID commandId, boolean givenUp) {
        ports.registry().decided(workerId(), commandId, givenUp).mapLeft(failure -> {
            log.warn("the crashes of {} are still counted: {}", commandId, failure.message());
            return failure;
        });
    }

    /** Leaves the worker to nobody: its queue keeps what waits, and it starts again when somebody asks for that. */
    Either<Failure, Next> quarantine() {
        stopConsuming();
        giveBack();
        return move(LifeEvent.RESTART_LIMIT_REACHED).map(done -> Next.STOP);
    }

    /**
     * After the record was found gone: if the queue is still there nobody killed the worker, so Redis lost its memory,
     * and the record is put back.
     *
     * @return right holds whether the worker is still ours
     */
    Either<Failure, Boolean> restoreRecord() {
        return ports.consumer()
                .depth(queue())
                .fold(
                        failure ->
                                failure.is(FailureCode.STREAM_NOT_FOUND) ? Either.right(false) : Either.left(failure),
                        pending -> Either.right(false),
                        depth -> ports.registry()
                                .restore(record(), committedSequence)
                                .flatMap(restored -> markRestored())
                                .flatMap(marked -> ports.registry().status(lease, status())));
    }

    /** The steps may be gone with the record: whoever recovers the frames is told, until a snapshot has all of them. */
    private Either<Failure, Boolean> markRestored() {
        journal.wantSnapshot();
        StepId id = journal.markPlace(committedSequence);
        return ports.steps()
                .append(
                        stream,
                        lease.epoch(),
                        id,
                        journal.mark(id, lease.epoch(), forgetful ? Steps.forgetful() : Steps.restored()))
                .toCompletableFuture()
                .join()
                .map(result -> result instanceof CommitResult.Committed);
    }

    void committed(long sequence) {
        committedSequence = sequence;
    }

    /** After the queue was deleted under the worker: made again if the worker is still recorded as ours. */
    Either<Failure, Next> restoreQueue() {
        return ports.registry().find(workerId()).flatMap(found -> {
            if (found.isEmpty() || found.get().epoch() != lease.epoch()) {
                return Either.right(Next.YIELD);
            }
            return ports.consumer()
                    .declare(queue())
                    .flatMap(queue -> resumeConsuming())
                    .map(done -> Next.RESUME);
        });
    }

    /** How much may be read: as configured, and no more than there is memory left. */
    DataLimits limits() {
        DataLimits limits = config.limits();
        return limits.withMaxFrameBytes(
                Math.min(limits.maxFrameBytes(), config.memory().left(workerId())));
    }

    /** The frames that the worker is about to have; left {@code MEMORY_LIMIT}. */
    Either<Failure, Frames> claim(Frames frames) {
        return config.memory().claim(workerId(), frames);
    }

    /** After frames that were claimed were given up: what it has are those that the next command works on. */
    void haveFrames() {
        config.memory().have(workerId(), frameManager.tentative());
    }

    /** Whether messages are held for as long as the broker may be let wait; called by the heartbeat, too. */
    public boolean holdsTooLong() {
        return mailbox.holdsLongerThan(config.ackWithin(), System.nanoTime())
                || streams.holdLongerThan(config.ackWithin());
    }

    /** Gives all messages back to the queue, and takes none until {@link #takeUp}. */
    Either<Failure, Next> setDown() {
        stopConsuming();
        giveBack();
        return Either.right(Next.RESUME);
    }

    /**
     * Gives all messages back, in their order. A quorum queue keeps that of a few at a time only, so the next few wait
     * until it has those before them; other queues have them at once.
     */
    private void giveBack() {
        long there = mailbox.size() > AT_A_TIME ? depth() : 0;
        int few = mailbox.release(AT_A_TIME);
        while (few == AT_A_TIME) {
            there += few;
            for (int i = 0; i < LOOKS && depth() < there; i++) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
            few = mailbox.release(AT_A_TIME);
        }
    }

    /** As many as can be if that cannot be told. */
    private long depth() {
        return ports.consumer().isConnected()
                ? ports.consumer().depth(queue()).getOrElse(Long.MAX_VALUE)
                : Long.MAX_VALUE;
    }

    /** Takes messages again. */
    Either<Failure, Next> takeUp() {
        return resumeConsuming()
                .fold(
                        failure -> failure.is(FailureCode.STREAM_NOT_FOUND) ? restoreQueue() : Either.left(failure),
                        pending -> Either.right(Next.RESUME),
                        consuming -> Either.right(Next.RESUME));
    }

    /**
     * Outcomes that were to be told again are not in the stream. One that was trimmed meanwhile, or cut out by hand,
     * was published once: its command is done. One that Redis has forgotten altogether has no outcome any more, and
     * what it did is in our frames alone: the next host begins from what Redis knows.
     */
    Either<Failure, Next> settleMissing(List<WorkerMessage.Republished> missing) {
        return ports.events().outcomes(stream).flatMap(recorded -> {
            Set<UUID> known = recorded.stream().map(RecordedOutcome::commandId).collect(Collectors.toSet());
            boolean forgotten = missing.stream()
                    .map(one -> one.outcome().commandId())
                    .anyMatch(id -> !known.contains(id) && outcomes.find(id).isPresent());
            if (forgotten) {
                log.warn("Redis has forgotten outcomes of worker {}, which begins again without them", workerId());
                return suspend();
            }
            missing.forEach(one -> mailbox.acknowledge(one.delivery()));
            return Either.right(Next.RESUME);
        });
    }

    /** Leaves the worker to the next host: its queue with all that waits, its record as lost. */
    Either<Failure, Next> suspend() {
        stopConsuming();
        giveBack();
        if (!isPassivated() && journal.isAhead() && keepsSnapshots()) {
            // The next host has less to do; without it, it does the steps again.
            keep(stateAt(journal.last(), frameManager.frames()))
                    .map(kept -> tidy())
                    .mapLeft(failure -> {
                        log.warn("worker {} leaves without a snapshot: {}", workerId(), failure.message());
                        return failure;
                    });
        }
        Either<Failure, Boolean> left = crashes.areUnexplained()
                ? move(LifeEvent.LEFT)
                : move(LifeEvent.LEFT, lost -> ports.registry().leave(lease));
        return left.map(done -> Next.STOP);
    }

    /** Removes the worker, unless a message has come meanwhile: that one first. */
    Either<Failure, Next> end(Duration retention) {
        // Once more if it was begun before: another host may have taken the worker since.
        Either<Failure, Boolean> ending = life.state() == LifeState.STOPPING
                ? ports.registry().status(lease, WorkerStatus.STOPPING)
                : move(LifeEvent.ENDING);
        return ending.flatMap(ours -> {
            stopConsuming();
            if (!ours) {
                return Either.right(Next.YIELD);
            }
            if (!mailbox.isEmpty()) {
                return goOn();
            }
            return ports.consumer().deleteIfEmpty(queue()).flatMap(deleted -> deleted ? remove(retention) : goOn());
        });
    }

    private Either<Failure, Next> goOn() {
        return resumeConsuming().flatMap(done -> move(LifeEvent.RESUMED)).map(done -> Next.RESUME);
    }

    /** The record last: as long as it is there, whoever is told to kill the worker finishes what was begun. */
    private Either<Failure, Next> remove(Duration retention) {
        removeSnapshots();
        return ports.registry().remove(lease, retention).map(ours -> {
            if (!ours) {
                return Next.YIELD;
            }
            life.on(LifeEvent.REMOVED);
            removed = true;
            return Next.STOP;
        });
    }

    /** They lie about and harm nobody where that fails: no later life of the worker uses them. */
    private void removeSnapshots() {
        config.snapshots().remove(workerId()).mapLeft(failure -> {
            log.warn("the snapshots of worker {}, which is killed, stay: {}", workerId(), failure.message());
            return failure;
        });
    }

    /** The actor has ended, however it came to that: let go of all that is held. */
    void release() {
        streams.closeAll();
        stopConsuming();
        giveBack();
        config.memory().have(workerId(), Frames.EMPTY);
        if (life.state() == LifeState.ENDED && !removed) {
            // Fenced, perhaps by its end elsewhere: a queue that was made again here meanwhile would be nobody's.
            leaveNoQueue()
                    .peekLeft(failure -> log.warn(
                            "whether worker {} has left a queue could not be seen: {}", workerId(), failure.message()));
        }
    }

    private Either<Failure, Boolean> move(LifeEvent event) {
        return move(event, status -> ports.registry().status(lease, status));
    }

    /** Moves the worker if that may happen now, and its record says so, and the lease still holds. */
    private Either<Failure, Boolean> move(LifeEvent event, Function<WorkerStatus, Either<Failure, Boolean>> recording) {
        return life.next(event)
                .flatMap(LifeState::status)
                .map(status -> recording.apply(status).map(held -> held && life.on(event)))
                .orElseGet(() -> Either.right(life.on(event)));
    }

    /** The actor crashed, and starts again. */
    void crashed() {
        if (life.state() != LifeState.RESTARTING) {
            life.on(LifeEvent.CRASHED);
        }
    }

    /** The worker is another host's, or gone. */
    void fenced() {
        life.on(LifeEvent.FENCED);
    }

    /** Whether the worker was ended here for good, with its record and its queue. Thread-safe. */
    public boolean isRemoved() {
        return removed;
    }

    private WorkerStatus status() {
        return life.state().status().orElse(WorkerStatus.LOST);
    }

    /** At the next place in stream and journal. For the actor only, while no step is under way. */
    Answer placed(Answer answer) {
        Event event = answer.event().withSequence(++lastSequence);
        ObjectNode step = answer.step();
        return answer.placed(
                event, step == null ? null : journal.placed(StepId.ofCommand(lastSequence), lease.epoch(), step));
    }

    /** The event was given its place and is not to be recorded after all; it is the only one that was placed. */
    void unplaced() {
        lastSequence--;
        journal.rollBack();
    }

    /** The place after the last event that was given one. */
    StepId stepBetween() {
        return journal.after(lastSequence);
    }

    Commit commitOf(Answer answer) {
        return new Commit(stream, answer.event(), spec.responseChannel(), answer.requestHash(), answer.stepText());
    }

    Journal journal() {
        return journal;
    }

    /** The worker as Redis should know it now. */
    public WorkerRecord record() {
        return new WorkerRecord(
                workerId(),
                startedOn,
                ProcessHandle.current().pid(),
                spec.responseChannel(),
                spec.host(),
                spec.managerId(),
                lease.epoch(),
                status(),
                Timestamps.now(),
                spec.labels(),
                Optional.empty(),
                recordedIdling,
                Optional.ofNullable(spec.spawnedBy()));
    }

    public UUID workerId() {
        return spec.workerId();
    }

    /** The lease in force. */
    public Lease lease() {
        return lease;
    }

    /** The sequence of the newest event whose frames readers find; an event is heard of a moment before. */
    public long committedSequence() {
        return committedSequence;
    }

    /** Readers' view of the frames. */
    public FrameManager frameManager() {
        return frameManager;
    }

    /** Whether a message of this {@code message_id}, which is the command's id, was taken and has no outcome yet. */
    public boolean holds(UUID commandId) {
        return mailbox.holds(commandId.toString());
    }

    /** Commands that have their outcome from this process. */
    public long commandsHandled() {
        return commandsHandled.get();
    }

    void countHandled(Answer answer) {
        commandsHandled.incrementAndGet();
        String type = answer.event().eventType();
        String suffix =
                answer.event().outcome() == Outcome.SUCCEEDED ? Outcome.SUCCEEDED_SUFFIX : Outcome.FAILED_SUFFIX;
        config.observer()
                .decided(
                        type.endsWith(suffix) ? type.substring(0, type.length() - suffix.length()) : type,
                        FailureJson.read(answer.event().data()).map(Failure::code),
                        answer.took());
    }

    String queue() {
        return DestinationNames.workQueue(workerId());
    }

    String responseChannel() {
        return spec.responseChannel();
    }

    EventStream stream() {
        return stream;
    }

    WorkerConfig config() {
        return config;
    }

    Ports ports() {
        return ports;
    }

    Mailbox mailbox() {
        return mailbox;
    }

    OutcomeIndex outcomes() {
        return outcomes;
    }

    StreamTable streams() {
        return streams;
    }

    Crashes crashes() {
        return crashes;
    }

    Instant startedOn() {
        return startedOn;
    }

    @Override
    public String toString() {
        return "worker " + workerId() + " " + life + ", epoch " + lease.epoch() + ", at " + committedSequence + ", "
                + mailbox;
    }
}
