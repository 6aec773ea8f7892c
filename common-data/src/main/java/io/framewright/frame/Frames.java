package io.framewright.frame;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The frames of a worker by name, in the order they were made. An immutable value; thread-safe. */
public final class Frames {
    /** No frames. */
    public static final Frames EMPTY = new Frames(Map.of());

    /** The name of a frame that nobody named. */
    public static final String DEFAULT_NAME = "default";

    private final Map<String, Frame> byName;

    private Frames(Map<String, Frame> byName) {
        this.byName = Collections.unmodifiableMap(byName);
    }

    /** These frames and this one, which takes the place of one of the same name. */
    public Frames with(String name, Frame frame) {
        Map<String, Frame> more = new LinkedHashMap<>(byName);
        more.put(name, frame);
        return new Frames(more);
    }

    /** These frames without that one, if it is there. */
    public Frames without(String name) {
        Map<String, Frame> less = new LinkedHashMap<>(byName);
        less.remove(name);
        return new Frames(less);
    }

    /** The frame of this name, or FRAME_NOT_FOUND with the frames there are. */
    public Either<Failure, Frame> find(String name) {
        Frame frame = byName.get(name);
        return frame == null
                ? Either.left(notFound("There is no frame " + name).with("frame", name))
                : Either.right(frame);
    }

    /**
     * The name of the frame meant. A name that is given stands, whether there is such a frame or not. None given means
     * the only frame there is, or {@code default} among several; if that is not there: FRAME_NOT_FOUND.
     */
    public Either<Failure, String> resolve(Optional<String> name) {
        if (name.isPresent()) {
            return Either.right(name.get());
        }
        if (byName.size() == 1) {
            return Either.right(byName.keySet().iterator().next());
        }
        return byName.containsKey(DEFAULT_NAME)
                ? Either.right(DEFAULT_NAME)
                : Either.left(notFound("No frame is named"));
    }

    /** The names, in the order the frames were made. */
    public Set<String> names() {
        return byName.keySet();
    }

    /** The frames by name. */
    public Map<String, Frame> byName() {
        return byName;
    }

    public int size() {
        return byName.size();
    }

    /** An estimate of the heap that all frames take together. */
    public long memoryBytes() {
        return byName.values().stream().mapToLong(Frame::memoryBytes).sum();
    }

    private Failure notFound(String what) {
        String there = byName.isEmpty()
                ? "this worker holds no frames; load one first"
                : "there are " + String.join(", ", byName.keySet());
        return Failure.of(
                FailureCode.FRAME_NOT_FOUND, what + "; " + there + ".", "frames", List.copyOf(byName.keySet()));
    }
}
