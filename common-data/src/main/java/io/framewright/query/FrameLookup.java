package io.framewright.query;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.frame.Frame;
import io.framewright.frame.Frames;

/** Where an operation such as {@code join} finds the frames it names. What it finds does not change. Thread-safe. */
@FunctionalInterface
public interface FrameLookup {
    /** Finds no frames. */
    FrameLookup NONE = name -> Either.left(Failure.of(
            FailureCode.FRAME_NOT_FOUND,
            "There is no frame " + name + "; other frames cannot be read here.",
            "frame",
            name));

    /** These frames. */
    static FrameLookup of(Frames frames) {
        return frames::find;
    }

    /**
     * These frames.
     *
     * @param maxFrameBytes see {@link #maxFrameBytes()}
     */
    static FrameLookup of(Frames frames, long maxFrameBytes) {
        return new FrameLookup() {
            @Override
            public Either<Failure, Frame> find(String name) {
                return frames.find(name);
            }

            @Override
            public long maxFrameBytes() {
                return maxFrameBytes;
            }
        };
    }

    /** The frame of this name, or FRAME_NOT_FOUND with the frames there are. */
    Either<Failure, Frame> find(String name);

    /**
     * The heap, in bytes, that the new columns of a result may take by an estimate made beforehand; more is refused
     * with MEMORY_LIMIT. Half of the heap unless told otherwise.
     */
    default long maxFrameBytes() {
        return Math.max(1, Runtime.getRuntime().maxMemory() / 2);
    }

    /** The same frames, but none of their rows: to try operations on. */
    default FrameLookup withoutRows() {
        return name -> find(name).map(frame -> frame.slice(0, 0));
    }
}
