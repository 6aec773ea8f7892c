package io.framewright.worker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.frame.Frames;
import org.jspecify.annotations.Nullable;

/**
 * What a handler answers when its work succeeded.
 *
 * @param data of the {@code _SUCCEEDED} event, an object
 * @param frames the worker's frames from now on; null if the command changed none
 * @param onCommit runs once the outcome is recorded
 * @param onAbort runs instead if the outcome could not be recorded, or is too large for an event: undo what was begun.
 *     Both run on threads of the platform and must not block
 * @param step how the change is made again when the worker is started again; null if there is none, or nobody can tell:
 *     then a snapshot is taken of frames that changed, before the outcome is recorded
 */
public record Reply(
        JsonNode data,
        @Nullable Frames frames,
        Runnable onCommit,
        Runnable onAbort,
        @Nullable ObjectNode step) {
    private static final Runnable NOTHING = () -> {};

    /** A change that nobody can tell how to make again. */
    public Reply(JsonNode data, @Nullable Frames frames, Runnable onCommit, Runnable onAbort) {
        this(data, frames, onCommit, onAbort, null);
    }

    /** The frames are replaced, and this is how to do so again. */
    static Reply of(JsonNode data, Frames frames, ObjectNode step) {
        return new Reply(data, frames, NOTHING, NOTHING, step);
    }

    Reply withStep(ObjectNode other) {
        return new Reply(data, frames, onCommit, onAbort, other);
    }

    /** The frames stay as they are. */
    public static Reply of(JsonNode data) {
        return new Reply(data, null, NOTHING, NOTHING);
    }

    /** The worker's frames are replaced, all at once, when the outcome is recorded. */
    public static Reply of(JsonNode data, Frames frames) {
        return new Reply(data, frames, NOTHING, NOTHING);
    }
}
