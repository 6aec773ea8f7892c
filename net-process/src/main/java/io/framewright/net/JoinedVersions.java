package io.framewright.net;

import io.framewright.frame.Frame;
import io.framewright.frame.Frames;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Names for what a question makes of a frame: the version of that frame, and, where rows of other frames are joined,
 * something of the versions of those. So rows change their version whenever a frame changes that they come from.
 * Thread-safe.
 */
final class JoinedVersions {
    private final FrameVersions versions;

    JoinedVersions(FrameVersions versions) {
        this.versions = versions;
    }

    /** @param frames those that may be joined */
    String of(RowsQuestion question, Frame frame, Frames frames) {
        String version = versions.of(frame);
        Set<String> joined = question.joins(frame);
        return joined.isEmpty()
                ? version
                : version + "."
                        + FrameVersions.hash(
                                joined.stream().map(name -> of(name, frames)).collect(Collectors.joining("\n")));
    }

    private String of(String name, Frames frames) {
        Frame frame = frames.byName().get(name);
        return name + "\n" + (frame == null ? "" : versions.of(frame));
    }
}
