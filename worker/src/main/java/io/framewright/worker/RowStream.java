package io.framewright.worker;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.either.Either;
import io.framewright.either.Left;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.frame.ColumnType;
import io.framewright.frame.Frame;
import io.framewright.frame.Frames;
import io.framewright.query.source.DataLimits;
import io.framewright.transport.Delivery;
import io.framewright.transport.Subscription;
import io.framewright.worker.snapshot.StreamState;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rows on their way from a source to a frame. The source offers them with a way to settle them (an acknowledgement, a
 * position); they are settled once they are in the frame. Thread-safe.
 */
final class RowStream {
    private static final Logger log = LoggerFactory.getLogger(RowStream.class);

    /** So that a step of the journal stays small; one message or record goes in whole. */
    private static final int ROWS_AT_A_TIME = 5_000;

    private final String description;
    private final StreamState begun;
    private final Runnable wake;
    private final Deque<Part> parts = new ArrayDeque<>();
    private final AtomicLong rowsRead = new AtomicLong();
    private final AtomicLong rowsRefused = new AtomicLong();
    private final AtomicBoolean renewing = new AtomicBoolean();
    private @Nullable Subscription subscription;
    private @Nullable Supplier<Either<Failure, Subscription>> reopen;
    private boolean registered;
    private boolean ending;
    private boolean closed;
    private volatile @Nullable String reached;

    /**
     * @param description of the source, for people
     * @param begun which frame the rows go to, and how the stream began
     * @param wake tells the actor that rows have come
     */
    RowStream(String description, StreamState begun, Runnable wake) {
        this.description = description;
        this.begun = begun;
        this.wake = wake;
    }

    /** @param message that the rows came in; null if they came otherwise, or are being given back */
    private record Part(
            List<ObjectNode> rows,
            Runnable settle,
            @Nullable String position,
            @Nullable Delivery message) {}

    /**
     * Rows taken out, to be appended to the frame and then settled.
     *
     * @param position of the last of them, where the source has such
     */
    record Batch(
            RowStream stream,
            List<ObjectNode> rows,
            List<Runnable> settle,
            @Nullable String position) {
        /** The frames with the rows at the end of the stream's frame; the frame is made if it is not there. */
        Either<Failure, Frames> appendTo(Frames frames, DataLimits limits) {
            return append(rows, stream.begun, frames, limits);
        }

        /** The same; a bug in it is a reason to refuse the rows, as it would be the same bug for ever. */
        Either<Failure, Frames> appendSafely(Frames frames, DataLimits limits) {
            try {
                return appendTo(frames, limits);
            } catch (RuntimeException bug) {
                log.error("appending rows of stream {} crashed", stream, bug);
                return Either.left(Failure.of(FailureCode.INTERNAL_ERROR, "Appending the rows crashed."));
            }
        }

        boolean settled() {
            stream.rowsRead.addAndGet(rows.size());
            stream.reached = position;
            settle.forEach(Runnable::run);
            return true;
        }

        /** Rows that no frame can take are dropped and counted: they would be refused for ever. */
        boolean refused(Failure failure) {
            log.warn("stream {} drops {} rows: {}", stream, rows.size(), failure.message());
            stream.rowsRefused.addAndGet(rows.size());
            settle.forEach(Runnable::run);
            return false;
        }
    }

    /**
     * These rows at the end of the stream's frame, which is made if it is not there, and of which the newest so many
     * stay.
     */
    static Either<Failure, Frames> append(List<ObjectNode> rows, StreamState stream, Frames frames, DataLimits limits) {
        return append(rows, stream.frame(), stream.maxRows(), RowFrames.types(stream.stream()), frames, limits);
    }

    /**
     * The same.
     *
     * @param types of columns, where the frame has none yet
     */
    static Either<Failure, Frames> append(
            List<ObjectNode> rows,
            String frame,
            long maxRows,
            Map<String, ColumnType> types,
            Frames frames,
            DataLimits limits) {
        Optional<Frame> there = frames.find(frame).toOptional();
        return RowFrames.of(rows, RowFrames.types(types, there), limits)
                .flatMap(more -> there.map(above -> above.append(more)).orElseGet(() -> Either.right(more)))
                .map(longer -> maxRows > 0 ? longer.window(Math.toIntExact(maxRows)) : longer)
                .flatMap(windowed -> fits(windowed, limits))
                .map(windowed -> frames.with(frame, windowed));
    }

    /** A stream without a window must not fill the heap of all workers. */
    private static Either<Failure, Frame> fits(Frame frame, DataLimits limits) {
        long bytes = frame.memoryBytes();
        return bytes <= limits.maxFrameBytes()
                ? Either.right(frame)
                : Either.left(Failure.of(
                        FailureCode.MEMORY_LIMIT,
                        "With these rows the frame would take about " + bytes + " bytes; at most "
                                + limits.maxFrameBytes() + " may be. Give the stream a window, or limit the frame.",
                        Map.of("bytes", bytes, "maxFrameBytes", limits.maxFrameBytes())));
    }

    /**
     * Rows have come; {@code settle} is called when they are in the frame.
     *
     * @param position of the last of them, where the source has such
     */
    void offer(List<ObjectNode> rows, Runnable settle, @Nullable String position) {
        offer(new Part(rows, settle, position, null));
    }

    /** Rows have come in a message of a queue; it is acknowledged when they are in the frame. */
    void offer(List<ObjectNode> rows, Delivery message) {
        offer(new Part(rows, message::acknowledge, null, message));
    }

    private void offer(Part part) {
        synchronized (this) {
            if (!closed) {
                parts.addLast(part);
            } else if (part.message() != null) {
                part.message().release();
            }
        }
        wake.run();
    }

    /** Whether a message waits for longer than this. */
    synchronized boolean holdsLongerThan(Duration bound) {
        Part oldest = parts.peekFirst();
        return oldest != null
                && oldest.message() != null
                && !oldest.message().isLost()
                && System.nanoTime() - oldest.message().receivedNanos() > bound.toNanos();
    }

    /**
     * Gives the messages that wait back to their queue and takes them again, in their order: the broker would take them
     * for lost otherwise. Blocks for a few round trips.
     */
    void renew() {
        Subscription current;
        Supplier<Either<Failure, Subscription>> again;
        synchronized (this) {
            current = subscription;
            again = reopen;
        }
        if (current == null || again == null || !renewing.compareAndSet(false, true)) {
            return;
        }
        try {
            renew(current, again);
        } finally {
            renewing.set(false);
        }
    }

    private void renew(Subscription current, Supplier<Either<Failure, Subscription>> again) {
        current.close();
        releaseWaiting();
        Either<Failure, Subscription> opened = again.get();
        while (opened instanceof Left<Failure, Subscription> left
                && left.failure() instanceof Failure.Unreachable
                && !isClosed()) {
            // It has waited for the broker already.
            opened = again.get();
        }
        opened.map(subscribed -> {
                    attach(subscribed, again);
                    return true;
                })
                .mapLeft(failure -> {
                    log.warn("stream {} cannot go on: {}", this, failure.message());
                    return failure;
                });
    }

    /** Gives back what no batch has taken, in order. */
    private synchronized void releaseWaiting() {
        for (Part part : parts) {
            if (part.message() != null) {
                part.message().release();
            }
        }
        parts.removeIf(part -> closed || part.message() != null);
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    /** Something came that is no row. */
    void refuse() {
        refuse(1);
    }

    /** So many rows came that cannot be taken. */
    void refuse(int rows) {
        rowsRefused.addAndGet(rows);
    }

    synchronized boolean hasRows() {
        return registered && !ending && !parts.isEmpty();
    }

    synchronized Batch take() {
        List<ObjectNode> rows = new ArrayList<>();
        List<Runnable> settle = new ArrayList<>();
        @Nullable String position = reached;
        while (!parts.isEmpty() && rows.size() < ROWS_AT_A_TIME) {
            Part part = parts.removeFirst();
            rows.addAll(part.rows());
            settle.add(part.settle());
            position = part.position();
        }
        return new Batch(this, rows, settle, position);
    }

    /** A batch that could not be recorded comes first again. */
    synchronized void giveBack(Batch batch) {
        parts.addFirst(new Part(batch.rows(), () -> batch.settle().forEach(Runnable::run), batch.position(), null));
    }

    synchronized boolean isRegistered() {
        return registered;
    }

    /** How it began, and how far it is. */
    StreamState state() {
        return begun.at(reached);
    }

    /** A command has ended the stream, and its outcome is not recorded yet. */
    synchronized boolean isEnding() {
        return ending;
    }

    synchronized void setEnding(boolean ends) {
        ending = ends;
    }

    /** @param again how to open it once more, after it was closed */
    void attach(Subscription opened, Supplier<Either<Failure, Subscription>> again) {
        boolean late;
        synchronized (this) {
            subscription = opened;
            reopen = again;
            late = closed;
        }
        if (late) {
            opened.close();
        }
    }

    /** The command that opened the stream has succeeded: rows may go to the frame. */
    synchronized void register() {
        registered = true;
    }

    /** Takes no more rows; those not in the frame yet stay with the source. Blocks for a round trip. */
    void close() {
        Subscription current;
        synchronized (this) {
            closed = true;
            current = subscription;
        }
        if (current != null) {
            current.close();
        }
        releaseWaiting();
    }

    UUID id() {
        return begun.streamId();
    }

    String frame() {
        return begun.frame();
    }

    long rowsRead() {
        return rowsRead.get();
    }

    long rowsRefused() {
        return rowsRefused.get();
    }

    String description() {
        return description;
    }

    @Override
    public String toString() {
        return id() + " (" + description + " to " + frame() + ")";
    }
}
