package io.framewright.worker;

import com.fasterxml.jackson.databind.JsonNode;
import io.framewright.event.Failure;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which frames are not what they were before a worker started again, and why. Not thread-safe. */
final class Damage {
    /** Why a frame may be another. */
    enum Reason {
        /** What a load reads is not what it read before. */
        SOURCE_CHANGED,
        /** A step of the journal is missing: Redis lost it. */
        STEPS_LOST,
        /** What was done cannot be done again. */
        STEP_NOT_REPEATABLE,
        /** It was made of a frame that is degraded or lost. */
        MADE_OF_DEGRADED,
        /** The stream that it reads could not be opened again. */
        STREAM_ENDED
    }

    private final Map<String, Set<String>> degraded = new LinkedHashMap<>();
    private final Map<String, Failure> lost = new LinkedHashMap<>();

    void degraded(String frame, Reason why) {
        degraded.computeIfAbsent(frame, none -> new TreeSet<>()).add(why.name());
    }

    void all(Collection<String> frames, Reason why) {
        frames.forEach(frame -> degraded(frame, why));
    }

    void lost(String frame, Failure why) {
        degraded.remove(frame);
        lost.put(frame, why);
    }

    /** The frame was made anew, or dropped. */
    void forget(String frame) {
        degraded.remove(frame);
        lost.remove(frame);
    }

    /** Per frame why it may be another, sorted. */
    Map<String, Set<String>> degraded() {
        return degraded;
    }

    /** Frames that are not there any more. */
    Map<String, Failure> lost() {
        return lost;
    }

    /**
     * Whether a step reads a frame that is degraded or lost.
     *
     * @param from the frame that it works on; empty if it works on none
     * @param data of its command, whose operations may name others
     */
    boolean isIn(String from, JsonNode data) {
        return !from.isEmpty()
                && (isDamaged(from)
                        || data.path("operations").findValuesAsText(FrameFields.FRAME).stream()
                                .anyMatch(this::isDamaged));
    }

    boolean isDamaged(String frame) {
        return degraded.containsKey(frame) || lost.containsKey(frame);
    }
}
