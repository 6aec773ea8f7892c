package io.framewright.transport;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Records events and makes them known: one atomic step that checks the epoch, records the outcome, appends to the
 * stream and publishes on the response channel (docs/design, decision 5). Thread-safe, does not block; many commits may
 * be under way, those of one stream are applied in the order given. While Redis is away commits are held and tried
 * again; trying again changes nothing that was done already. Stages never complete exceptionally.
 */
public interface EventPublisher extends AutoCloseable {
    /**
     * Commits one event. Left ({@code REDIS_UNAVAILABLE}) only when this publisher was closed before Redis came back.
     */
    CompletionStage<Either<Failure, CommitResult>> commit(Commit commit);

    /**
     * Publishes once more, unaltered, the event recorded at {@code sequence}.
     *
     * @return completes with true, or with false if the event is no longer in the stream
     */
    CompletionStage<Either<Failure, Boolean>> republish(EventStream stream, long sequence, String responseChannel);

    /** The outcomes still in the stream, oldest first. Blocks for a round trip. */
    Either<Failure, List<RecordedOutcome>> outcomes(EventStream stream);

    @Override
    void close();
}
