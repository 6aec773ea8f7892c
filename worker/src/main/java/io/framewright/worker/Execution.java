package io.framewright.worker;

import io.framewright.command.Command;
import io.framewright.frame.Frames;
import io.framewright.query.WorkMonitor;
import io.framewright.query.source.DataLimits;
import io.framewright.query.source.DataRoots;
import io.framewright.query.source.Databases;
import io.framewright.query.source.KeyedRows;
import io.framewright.transport.Delivery;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * One run of one command: what the handler sees, and the way back from it. The handler's thread reads {@code cancelled}
 * and reports progress; everything else belongs to the actor.
 */
final class Execution implements CommandContext, WorkMonitor {
    private final WorkerSession session;
    private final Delivery delivery;
    private final Command command;
    private final String requestHash;
    private final Frames frames;
    private final Consumer<WorkerMessage> actor;
    private volatile boolean cancelled;
    private final long beganNanos = System.nanoTime();
    private long lastProgressNanos;
    private boolean started;
    private boolean answered;

    Execution(WorkerSession session, Delivery delivery, Verdict.Run run, Frames frames, Consumer<WorkerMessage> actor) {
        this.session = session;
        this.delivery = delivery;
        this.command = run.command();
        this.requestHash = run.requestHash();
        this.frames = frames;
        this.actor = actor;
        this.lastProgressNanos = beganNanos;
    }

    Delivery delivery() {
        return delivery;
    }

    Verdict.Run run() {
        return new Verdict.Run(command, requestHash);
    }

    Command command() {
        return command;
    }

    /** When it began, by {@link System#nanoTime}. */
    long beganNanos() {
        return beganNanos;
    }

    String requestHash() {
        return requestHash;
    }

    WorkerSession session() {
        return session;
    }

    void cancel() {
        cancelled = true;
    }

    /** Whether this is the first thing the caller hears of the command. */
    boolean markStarted() {
        boolean first = !started;
        started = true;
        return first;
    }

    /** It has its answer: what it still tells of itself comes too late. */
    void markAnswered() {
        answered = true;
    }

    boolean isAnswered() {
        return answered;
    }

    @Override
    public UUID workerId() {
        return session.workerId();
    }

    @Override
    public Frames frames() {
        return frames;
    }

    @Override
    public DataRoots dataRoots() {
        return session.config().dataRoots();
    }

    @Override
    public Databases databases() {
        return session.config().databases();
    }

    @Override
    public KeyedRows keys() {
        return session.ports().keys();
    }

    @Override
    public DataLimits limits() {
        return session.memory().limits();
    }

    @Override
    public int eventLimitBytes() {
        return session.config().eventLimitBytes();
    }

    @Override
    public WorkMonitor monitor() {
        return this;
    }

    @Override
    public boolean cancelled() {
        return cancelled;
    }

    /** Called from the handler's thread only; most reports are dropped, so that progress costs next to nothing. */
    @Override
    public void progress(long done, long total, String unit) {
        long now = System.nanoTime();
        if (now - lastProgressNanos >= session.config().progressEvery().toNanos()) {
            lastProgressNanos = now;
            actor.accept(new WorkerMessage.Progressed(this, done, total, unit));
        }
    }

    /** The same context for a handler that is not the platform's own would not show the session. */
    static WorkerSession sessionOf(CommandContext context) {
        if (context instanceof Execution execution) {
            return execution.session();
        }
        throw new IllegalArgumentException("the context was not made by this platform: " + context.getClass());
    }

    @Override
    public String toString() {
        return command.commandType() + " " + command.commandId();
    }
}
