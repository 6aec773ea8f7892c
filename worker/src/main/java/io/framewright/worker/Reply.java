package io.framewright.worker;

import com.fasterxml.jackson.databind.JsonNode;
import io.framewright.frame.Frames;
import org.jspecify.annotations.Nullable;

/**
 * What a handler answers when its work succeeded.
 *
 * @param data of the {@code _SUCCEEDED} event, an object
 * @param frames the worker's frames from now on; null if the command changed none
 * @param onCommit runs once the outcome is recorded
 * @param onAbort runs instead if the outcome could not be recorded: undo what was begun
 */
public record Reply(JsonNode data, @Nullable Frames frames, Runnable onCommit, Runnable onAbort) {
    private static final Runnable NOTHING = () -> {};

    /** The frames stay as they are. */
    public static Reply of(JsonNode data) {
        return new Reply(data, null, NOTHING, NOTHING);
    }

    /** The worker's frames are replaced, all at once, when the outcome is recorded. */
    public static Reply of(JsonNode data, Frames frames) {
        return new Reply(data, frames, NOTHING, NOTHING);
    }
}
