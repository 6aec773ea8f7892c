package io.framewright.worker.snapshot;

import io.framewright.frame.Frames;
import io.framewright.transport.StepId;
import java.time.Instant;
import java.util.List;

/**
 * What a worker held at one moment. Immutable.
 *
 * @param at the last step that is in it
 * @param epoch of the worker that took it
 * @param takenOn for people
 * @param frames all of them, with views, training sets, features and lineage
 * @param streams that the frames read
 */
public record Snapshot(StepId at, long epoch, Instant takenOn, Frames frames, List<StreamState> streams) {
    public Snapshot {
        streams = List.copyOf(streams);
    }
}
