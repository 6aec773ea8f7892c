package io.framewright.net;

import io.framewright.frame.Frame;
import java.util.Map;
import java.util.UUID;
import java.util.WeakHashMap;

/**
 * Names for versions of frames. A frame is an immutable value, so that each object is a version; the name holds for as
 * long as somebody has the object, in this process. Thread-safe.
 */
final class FrameVersions {
    /** So that a version of another process, or of this one before it was started again, is never taken for ours. */
    private final String prefix = UUID.randomUUID().toString().substring(0, 8);

    private final Map<Frame, String> names = new WeakHashMap<>();
    private long count;

    /** The name of this version; the same each time. */
    synchronized String of(Frame frame) {
        return names.computeIfAbsent(frame, unnamed -> prefix + "-" + ++count);
    }
}
