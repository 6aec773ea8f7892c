package io.framewright.net;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.frame.Frame;
import io.framewright.query.WorkMonitor;
import java.util.UUID;

/** Takes the rows of a pushed frame, a batch at a time, in order. Called by one thread. */
interface PushSink {
    /**
     * Rows of a frame.
     *
     * @param pushId names the push; the same for all its batches, and when it is taken up again
     * @param version of the frame
     * @param from the first row
     * @param to behind the last row
     * @param monitor whether to go on
     */
    record Batch(UUID pushId, String version, Frame frame, int from, int to, WorkMonitor monitor) {
        int rows() {
            return to - from;
        }
    }

    /** Blocks until the rows are taken; right with the bytes that they took, left if it is not known that they are. */
    Either<Failure, Long> take(Batch batch);

    /** Whether it takes all rows as one batch: all of them are there then, or none. */
    default boolean takesAllAtOnce() {
        return false;
    }

    /** Somebody stops the push: what waits for long should wait no longer. Called by any thread. */
    default void stop() {}
}
