package io.framewright.transport.redis;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.transport.CommitResult;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/** A call that records something for good, and that can be made again should Redis have forgotten it. */
interface Recording extends ScriptTask {
    /** What became of it; not done before it is answered. */
    CompletableFuture<Either<Failure, CommitResult>> result();

    /** Of the owner of the stream; 0 if nobody owns it. */
    long epoch();

    /** What keeping it takes in memory, roughly. */
    int bytes();

    /** Whether this event, the last of the stream, stands in the place of this one and is another. */
    boolean isReplacedBy(long last, String event);

    /** Whether it may be missing where the last event of the stream is this one; 0 for an empty stream. */
    boolean mayBeMissing(long last);

    /** The last event of the stream when this one is recorded after that one. */
    long lastAfter(long last);

    /**
     * The same call, for whose result nobody waits.
     *
     * @param last the event after which it comes now; what was between is gone for good
     */
    Recording again(long last);

    /** Whether Redis has said so. */
    default boolean isRecorded() {
        return isKnown(answer -> answer instanceof CommitResult.Committed);
    }

    /** Whether it was refused because there is no record of its worker: that may come back. */
    default boolean hasNoRecord() {
        return isKnown(answer -> answer instanceof CommitResult.Fenced fenced && fenced.currentEpoch() == 0);
    }

    private boolean isKnown(Predicate<CommitResult> wanted) {
        Either<Failure, CommitResult> known = result().getNow(null);
        return known != null && known.map(wanted::test).getOrElse(false);
    }
}
