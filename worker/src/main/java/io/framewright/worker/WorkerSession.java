package io.framewright.worker;

import io.framewright.either.Either;
import io.framewright.event.Event;
import io.framewright.event.Failure;
import io.framewright.transport.Commit;
import io.framewright.transport.DestinationNames;
import io.framewright.transport.EventStream;
import io.framewright.transport.Idling;
import io.framewright.transport.Lease;
import io.framewright.transport.StartedWorker;
import io.framewright.transport.WorkerRecord;
import io.framewright.worker.life.LifeState;
import java.util.List;
import java.util.UUID;

/**
 * A worker's identity, kept while its actor fails and starts again: the lease, the queue, the deliveries, the frames,
 * the recorded outcomes, what is known of crashes; and the readers' view of all that. What the actor alone may touch
 * says so; the public methods are thread-safe.
 *
 * <p>What is done with it that blocks is elsewhere, each by itself: {@link Opening}, {@link FrameRecovery},
 * {@link Renewal}, {@link Passivation}, {@link SnapshotKeeper}, {@link JournalReset}, {@link CrashCounts},
 * {@link Ending}.
 */
public final class WorkerSession {
    private final WorkerSpec spec;
    private final WorkerConfig config;
    private final Ports ports;
    private final EventStream stream;
    private final Registration registration;
    private final OutcomeIndex outcomes;
    private final Crashes crashes;
    private final Idling idling;
    private final History history;
    private final HandledCommands handled;
    private final FrameMemory memory;
    private final WorkQueue workQueue;
    private final StreamTable streams;
    private final Mailbox mailbox = new Mailbox();
    private final FrameManager frameManager = new FrameManager();
    private final CancelWishes cancelWishes = new CancelWishes();
    private List<Event> recovered = List.of();
    private volatile boolean isRecovered;

    WorkerSession(
            WorkerSpec spec,
            WorkerConfig config,
            Ports ports,
            StartedWorker started,
            Registration registration,
            OutcomeIndex outcomes) {
        this.spec = spec;
        this.config = config;
        this.ports = ports;
        this.stream = DestinationNames.workerEvents(spec.workerId());
        this.registration = registration;
        this.outcomes = outcomes;
        this.crashes = new Crashes(started);
        this.idling = started.idling().or(config.idling());
        this.history = new History(config.snapshotPolicy(), started.lease().lastSequence());
        this.handled = new HandledCommands(config.observer());
        this.memory = new FrameMemory(spec.workerId(), config, frameManager);
        this.workQueue = new WorkQueue(spec.workerId(), ports.consumer(), config.window(), registration, mailbox);
        this.streams = new StreamTable(ports, config, workQueue::wake);
    }

    /**
     * Records a worker, makes its queue and reads what it decided before. Nothing is consumed yet. Blocks.
     *
     * @return left as {@code WorkerRegistry.start}, or {@code BROKER_UNAVAILABLE}; then no record stays behind
     */
    public static Either<Failure, WorkerSession> open(WorkerSpec spec, WorkerConfig config, Ports ports) {
        return new Opening(spec, config, ports).open();
    }

    public UUID workerId() {
        return spec.workerId();
    }

    /** The lease in force. */
    public Lease lease() {
        return registration.lease();
    }

    /** The worker as Redis should know it now. */
    public WorkerRecord record() {
        return registration.record();
    }

    /** Whether the worker was ended here for good, with its record and its queue. Thread-safe. */
    public boolean isRemoved() {
        return registration.isRemoved();
    }

    /** Whether the frames of former starts are back, if there were any; before that nobody should read any. */
    public boolean isRecovered() {
        return isRecovered;
    }

    void markRecovered() {
        isRecovered = true;
    }

    /** Whether the frames have left memory. */
    public boolean isPassivated() {
        return registration.life().state() == LifeState.PASSIVATED;
    }

    /** The sequence of the newest event whose frames readers find; an event is heard of a moment before. */
    public long committedSequence() {
        return history.committedSequence();
    }

    /** Readers' view of the frames. */
    public FrameManager frameManager() {
        return frameManager;
    }

    /** Whether a message of this {@code message_id}, which is the command's id, was taken and has no outcome yet. */
    public boolean holds(UUID commandId) {
        return mailbox.holds(commandId.toString());
    }

    /** Whether messages are held for as long as the broker may be let wait; called by the heartbeat, too. */
    public boolean holdsTooLong() {
        return mailbox.holdsLongerThan(config.ackWithin(), System.nanoTime())
                || streams.holdLongerThan(config.ackWithin());
    }

    /** Commands that have their outcome from this process. */
    public long commandsHandled() {
        return handled.count();
    }

    /** What the recovery has to tell is kept until it is taken. */
    void tellRecovered(List<Event> events) {
        recovered = events;
    }

    /** What the recovery has to tell; once. */
    List<Event> takeRecovered() {
        List<Event> taken = recovered;
        recovered = List.of();
        return taken;
    }

    /** Whether it was started as a worker that gives its frames up: nothing of them is kept. */
    boolean isForgetful() {
        return history.isForgetful();
    }

    /** Whether snapshots of it are taken. */
    boolean keepsSnapshots() {
        return config.snapshots().areKept() && !isForgetful();
    }

    /** At the next place in stream and journal. For the actor only, while no step is under way. */
    Answer placed(Answer answer) {
        return history.placed(answer, lease().epoch());
    }

    Commit commitOf(Answer answer) {
        return new Commit(stream, answer.event(), spec.responseChannel(), answer.requestHash(), answer.stepText());
    }

    WorkerSpec spec() {
        return spec;
    }

    WorkerConfig config() {
        return config;
    }

    Ports ports() {
        return ports;
    }

    EventStream stream() {
        return stream;
    }

    Registration registration() {
        return registration;
    }

    OutcomeIndex outcomes() {
        return outcomes;
    }

    Crashes crashes() {
        return crashes;
    }

    /** What becomes of it while it has nothing to do. */
    Idling idling() {
        return idling;
    }

    History history() {
        return history;
    }

    Journal journal() {
        return history.journal();
    }

    HandledCommands handled() {
        return handled;
    }

    FrameMemory memory() {
        return memory;
    }

    WorkQueue workQueue() {
        return workQueue;
    }

    StreamTable streams() {
        return streams;
    }

    Mailbox mailbox() {
        return mailbox;
    }

    CancelWishes cancelWishes() {
        return cancelWishes;
    }

    @Override
    public String toString() {
        return "worker " + workerId() + " " + registration.life() + ", epoch " + lease().epoch() + ", at "
                + committedSequence() + ", " + mailbox;
    }
}
