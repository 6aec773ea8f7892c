package io.framewright.transport;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * What made a worker's frames since its oldest snapshot, in the order it happened (docs/adr/0009). The step of a
 * command is recorded by {@link EventPublisher#commit} in one go with its outcome; this port takes what happens between
 * commands, and gives all of it back to whoever starts the worker again. Thread-safe.
 */
public interface StepJournal {
    /** A step and its place. */
    record Step(StepId id, String json) {}

    /**
     * Records a step, behind all commits of the stream that were given before it. Does not block; while Redis is away
     * it is held and tried again, and trying again records it once.
     *
     * @param epoch as of {@link Commit}: an older one than the recorded one records nothing
     * @param id after all recorded ones
     * @return completes with {@code Committed} or {@code Fenced}; left only when the publisher was closed before Redis
     *     came back. Never completes exceptionally.
     */
    CompletionStage<Either<Failure, CommitResult>> append(EventStream stream, long epoch, StepId id, String json);

    /** At most {@code limit} steps after that place, oldest first. Blocks for a round trip. */
    Either<Failure, List<Step>> read(EventStream stream, StepId after, int limit);

    /** The place of the last step ever recorded, still there or not; {@link StepId#NONE} if none was. Blocks. */
    Either<Failure, StepId> last(EventStream stream);

    /**
     * Drops the steps up to and including that place, unless the epoch is an old one. Blocks for a round trip.
     *
     * @return right holds whether the epoch still was the recorded one
     */
    Either<Failure, Boolean> dropUpTo(EventStream stream, long epoch, StepId upTo);
}
