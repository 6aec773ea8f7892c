package io.framewright.manager.cluster;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;

/**
 * Which node a worker goes to: of those that have all labels it asks for, the one with the most memory to spare.
 * Workers that hold little count as much as they may soon hold, so that idle ones are spread by number.
 */
final class Placement {
    /** What a worker is expected to need at least. */
    static final long WORKER_BYTES = 16L << 20;

    private Placement() {}

    /**
     * A node that workers may go to.
     *
     * @param coming workers that were sent there and are not in its report yet
     */
    record Candidate(NodeInfo node, int coming) {
        long spareBytes() {
            NodeReport report = node.report();
            long expected = (report.workers() + (long) coming) * WORKER_BYTES;
            return report.maxBytes() - Math.max(report.usedBytes() + coming * WORKER_BYTES, expected);
        }

        int workers() {
            return node.report().workers() + coming;
        }
    }

    /** Empty if no node takes such a worker. */
    static Optional<Candidate> choose(Collection<Candidate> candidates, Set<String> labels) {
        return candidates.stream()
                .filter(candidate -> candidate.node().takes(labels))
                .max(Comparator.comparingLong(Candidate::spareBytes)
                        .thenComparing(
                                Comparator.comparingInt(Candidate::workers).reversed())
                        .thenComparing(candidate -> candidate.node().managerId()));
    }
}
