package io.framewright.worker.snapshot;

import io.framewright.transport.StepId;
import java.util.Comparator;
import java.util.Optional;

/** Names a snapshot of a worker: which steps are in it, and who took it. Immutable. */
public record SnapshotRef(StepId at, long epoch) {
    /**
     * That of the latest epoch first; of two of one epoch, that with the most steps. Whoever starts a worker has all
     * that was recorded before, so one of an earlier epoch that says it has more has what was never recorded.
     */
    public static final Comparator<SnapshotRef> NEWEST_FIRST = Comparator.comparingLong(SnapshotRef::epoch)
            .thenComparing(SnapshotRef::at)
            .reversed();

    private static final String SUFFIX = ".json";

    String fileName() {
        return at + "-" + epoch + SUFFIX;
    }

    /** The snapshot whose manifest has this name; empty if that is the name of something else. */
    static Optional<SnapshotRef> ofFile(String name) {
        int dash = name.lastIndexOf('-');
        if (dash < 0 || !name.endsWith(SUFFIX)) {
            return Optional.empty();
        }
        String epoch = name.substring(dash + 1, name.length() - SUFFIX.length());
        return StepId.read(name.substring(0, dash))
                .filter(at -> !epoch.isEmpty()
                        && epoch.length() < 19
                        && epoch.chars().allMatch(digit -> digit >= '0' && digit <= '9'))
                .map(at -> new SnapshotRef(at, Long.parseLong(epoch)));
    }
}
