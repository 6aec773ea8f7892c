package io.framewright.worker;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.worker.snapshot.StreamState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The row streams that a worker's frames read. The actor takes what has come from all of them and appends it to the
 * frames in one go, between commands; the sources wait meanwhile. Thread-safe.
 */
final class StreamTable {
    private final Ports ports;
    private final WorkerConfig config;
    private final Runnable wake;
    private final Map<UUID, RowStream> streams = new LinkedHashMap<>();

    StreamTable(Ports ports, WorkerConfig config, Runnable wake) {
        this.ports = ports;
        this.config = config;
        this.wake = wake;
    }

    /**
     * Begins to read. The next command already sees the stream, as it sees the frames, while the outcome of this one is
     * being recorded; rows are held back until {@link #register}.
     */
    Either<Failure, RowStream> open(StreamState begun, int window) {
        return StreamSources.read(begun.stream(), "data.stream", window, begun.position(), config)
                .flatMap(source -> {
                    RowStream stream = new RowStream(source.description(), begun, wake);
                    return source.open(stream, ports).map(subscription -> {
                        stream.attach(subscription, () -> source.open(stream, ports));
                        synchronized (this) {
                            streams.put(stream.id(), stream);
                        }
                        return stream;
                    });
                });
    }

    /** What a snapshot has to know of them. */
    List<StreamState> states() {
        return all().stream()
                .filter(RowStream::isRegistered)
                .map(RowStream::state)
                .toList();
    }

    /** Lets the rows flow, unless a command behind the one that opened the stream has closed it already. */
    void register(RowStream stream) {
        stream.register();
        wake.run();
    }

    /** The stream of this id. */
    synchronized Either<Failure, RowStream> find(UUID streamId) {
        RowStream found = streams.get(streamId);
        return found != null && !found.isEnding()
                ? Either.right(found)
                : Either.left(notFound("no stream " + streamId));
    }

    /** The stream that this frame reads. */
    synchronized Either<Failure, RowStream> ofFrame(String frame) {
        Optional<RowStream> found = streams.values().stream()
                .filter(stream -> stream.frame().equals(frame) && !stream.isEnding())
                .findFirst();
        return found.<Either<Failure, RowStream>>map(Either::right)
                .orElseGet(() -> Either.left(notFound("no stream on the frame " + frame)));
    }

    private Failure notFound(String what) {
        return Failure.of(
                FailureCode.STREAM_NOT_FOUND,
                "There is " + what + " here; running are "
                        + streams.values().stream().map(RowStream::toString).toList() + ".");
    }

    synchronized List<RowStream> all() {
        return new ArrayList<>(streams.values());
    }

    synchronized boolean hasRows() {
        return streams.values().stream().anyMatch(RowStream::hasRows);
    }

    /** The rows that have come from one of the streams; the streams take turns. Null if none has any. */
    synchronized RowStream.@Nullable Batch next() {
        for (RowStream stream : streams.values()) {
            if (stream.hasRows()) {
                streams.remove(stream.id());
                streams.put(stream.id(), stream);
                return stream.take();
            }
        }
        return null;
    }

    /** The streams that these frames read. */
    List<RowStream> ofFrames(Collection<String> frames) {
        return all().stream()
                .filter(stream -> frames.contains(stream.frame()) && !stream.isEnding())
                .toList();
    }

    /** A command ends the stream: no later one sees it, and no rows go to its frame any more. */
    void end(RowStream stream) {
        stream.setEnding(true);
    }

    /** That command's outcome was not recorded: the stream goes on. */
    void goOn(RowStream stream) {
        stream.setEnding(false);
        wake.run();
    }

    /** Ends a stream; rows not yet appended stay with the source. */
    void close(RowStream stream) {
        synchronized (this) {
            streams.remove(stream.id());
        }
        stream.close();
    }

    /** Whether messages of one of them wait for longer than this. */
    boolean holdLongerThan(Duration bound) {
        return all().stream().anyMatch(stream -> stream.holdsLongerThan(bound));
    }

    /** Gives such messages back to their queue, and takes them again. Blocks for a few round trips. */
    void renewOlderThan(Duration bound) {
        all().stream().filter(stream -> stream.holdsLongerThan(bound)).forEach(RowStream::renew);
    }

    void closeAll() {
        all().forEach(this::close);
    }
}
