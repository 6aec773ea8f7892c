package io.framewright.query;

import io.framewright.frame.Frame;
import java.util.List;

/**
 * What operations made of a frame, and what they have to tell beside it.
 *
 * @param notes in the order of the operations
 */
public record Applied(Frame frame, List<Note> notes) {
    public Applied {
        notes = List.copyOf(notes);
    }

    /** A frame, and nothing to tell. */
    static Applied of(Frame frame) {
        return new Applied(frame, List.of());
    }
}
