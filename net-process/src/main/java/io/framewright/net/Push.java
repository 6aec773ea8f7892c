package io.framewright.net;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.either.Either;
import io.framewright.either.Left;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.frame.Frame;
import io.framewright.query.WorkMonitor;
import io.framewright.serialize.Json;
import io.framewright.serialize.Timestamps;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One version of a frame on its way to a destination. Run by one thread, asked and stopped by others. Batches begin
 * small and grow until they are of a good size.
 */
final class Push implements WorkMonitor {
    private static final int FIRST_ROWS = 1_000;
    private static final int BATCH_BYTES = 1 << 20;

    /** How far it is. */
    enum State {
        RUNNING,
        STOPPING,
        STOPPED,
        FAILED,
        DONE
    }

    private final UUID pushId;
    private final Named named;
    private final PushDestination destination;
    private final int batchRows;
    private final Instant startedOn = Timestamps.now();
    // Guarded by this.
    private State state = State.RUNNING;
    private int row;
    private long bytes;
    private long rowsWritten;
    private @Nullable Failure failure;
    private @Nullable Instant endedOn;
    private @Nullable PushSink sink;

    /** A version of a frame, and what both are called. */
    record Named(String name, String version, int rowCount) {}

    /**
     * @param batchRows that a batch has at most
     * @param row to begin with, from 0
     * @param bytes that the rows before it took
     */
    Push(UUID pushId, Named named, PushDestination destination, int batchRows, int row, long bytes) {
        this.pushId = pushId;
        this.named = named;
        this.destination = destination;
        this.batchRows = batchRows;
        this.row = row;
        this.bytes = bytes;
    }

    /** The same push, from the row that it reached. */
    synchronized Push again() {
        return new Push(pushId, named, destination, batchRows, row, bytes);
    }

    /** Pushes until all is there, it is stopped, or a batch fails. */
    void run(Frame frame, PushSink to) {
        synchronized (this) {
            sink = to;
        }
        int size = to.takesAllAtOnce() ? named.rowCount : Math.min(FIRST_ROWS, batchRows);
        boolean more = true;
        while (more && goesOn()) {
            int from = row();
            int behind = (int) Math.min(named.rowCount, from + (long) size);
            Either<Failure, Long> taken = to.take(new PushSink.Batch(pushId, named.version, frame, from, behind, this));
            if (taken instanceof Left<Failure, Long> left) {
                end(State.FAILED, left.failure());
                return;
            }
            long took = taken.getOrElse(0L);
            reached(behind, took);
            more = behind < named.rowCount;
            size = (int) Math.max(1, Math.min(batchRows, (long) (behind - from) * BATCH_BYTES / Math.max(1, took)));
        }
        end(more ? State.STOPPED : State.DONE, null);
    }

    private synchronized boolean goesOn() {
        return state == State.RUNNING;
    }

    private synchronized int row() {
        return row;
    }

    private synchronized void reached(int behind, long took) {
        row = behind;
        bytes += took;
    }

    /** What fails because it is stopped is stopped. */
    private synchronized void end(State how, @Nullable Failure why) {
        boolean stopped = state == State.STOPPING && how == State.FAILED;
        state = stopped ? State.STOPPED : how;
        failure = stopped ? null : why;
        endedOn = Timestamps.now();
        sink = null;
    }

    /** It could not even begin. */
    void failed(Failure why) {
        end(State.FAILED, why);
    }

    /** Whether it ran until now. */
    boolean stop() {
        PushSink stopped;
        synchronized (this) {
            if (state != State.RUNNING) {
                return false;
            }
            state = State.STOPPING;
            stopped = sink;
        }
        if (stopped != null) {
            stopped.stop();
        }
        return true;
    }

    synchronized boolean isUnderWay() {
        return state == State.RUNNING || state == State.STOPPING;
    }

    /** Whether there is something left to push. */
    synchronized boolean isResumable() {
        return state == State.STOPPED || state == State.FAILED;
    }

    UUID pushId() {
        return pushId;
    }

    Named named() {
        return named;
    }

    PushDestination destination() {
        return destination;
    }

    @Override
    public synchronized boolean cancelled() {
        return state == State.STOPPING;
    }

    /** Rows of a destination that takes all at once are written, and not there yet. */
    @Override
    public synchronized void progress(long done, long total, String unit) {
        rowsWritten = done;
    }

    /** As {@code push} in {@code GET /info}. */
    synchronized ObjectNode json() {
        ObjectNode json = Json.mapper().createObjectNode();
        json.put("pushId", pushId.toString()).put("state", state.name());
        json.put("frame", named.name).put("version", named.version);
        json.set("destination", destination.json());
        json.put("row", row).put("rowCount", named.rowCount).put("bytes", bytes);
        if (state == State.RUNNING && rowsWritten > 0) {
            json.put("rowsWritten", rowsWritten);
        }
        json.put("startedOn", Timestamps.write(startedOn));
        Instant ended = endedOn;
        if (ended != null) {
            json.put("endedOn", Timestamps.write(ended));
        }
        json.put("resumable", isResumable());
        Failure why = failure;
        if (why != null) {
            json.set("problem", Problem.json(why));
        }
        return json;
    }

    /** For a push that there is no thread for. */
    static Failure tooMany(int most) {
        return HttpCode.TOO_MANY_REQUESTS.failure(
                most + " frames are being pushed from this process already; try again when one is done.");
    }

    /** For one whose frame is no more. */
    static Failure gone(String version) {
        return HttpCode.VERSION_GONE.failure(
                "The version " + version + " of the frame is no longer kept, so the push cannot go on with the same"
                        + " rows. Push the frame as it is now, from its first row.",
                "version",
                version);
    }

    /** What a bug ends in. */
    static Failure bug() {
        return Failure.of(FailureCode.INTERNAL_ERROR, "Pushing failed by a bug; the log of the process has it.");
    }
}
