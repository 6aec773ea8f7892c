package io.framewright.worker;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.transport.StepId;
import io.framewright.worker.snapshot.SnapshotPolicy;

/**
 * How far a worker's journal is, and how much of it no snapshot has yet. Each step names the one before it, so that one
 * that is missing is noticed. For the actor only, or while no step of the actor's is under way.
 */
final class Journal {
    static final String PREVIOUS = "previous";

    private final SnapshotPolicy policy;
    private StepId proposed = StepId.NONE;
    private StepId committed = StepId.NONE;
    private StepId kept = StepId.NONE;
    private StepId used = StepId.NONE;
    private int steps;
    private long bytes;
    private long firstNanos;
    private boolean wanted;
    private boolean postponed;

    Journal(SnapshotPolicy policy) {
        this.policy = policy;
    }

    /** What was recovered is all there; {@code snapshot} has this much of it. */
    void resume(StepId last, StepId snapshot, int replayed) {
        proposed = last;
        committed = last;
        kept = snapshot;
        used = last;
        steps = replayed;
        firstNanos = System.nanoTime();
    }

    /** The text of a step that is to be recorded at this place. */
    String placed(StepId id, ObjectNode step) {
        step.put(PREVIOUS, proposed.toString());
        proposed = id;
        used = id;
        return step.toString();
    }

    /** A step that says what was last recorded; the steps that follow are as if it were not there. */
    String mark(StepId id, ObjectNode step) {
        used = id;
        return step.put(PREVIOUS, committed.toString()).toString();
    }

    /** The place for a step after the command with this outcome. */
    StepId after(long sequence) {
        return used.sequence() >= sequence ? used.next() : new StepId(sequence, 1);
    }

    /** It is recorded. */
    void committed(StepId id, int size) {
        committed = id;
        if (steps == 0) {
            firstNanos = System.nanoTime();
        }
        steps++;
        bytes += size;
    }

    /** What was proposed and not recorded never will be. */
    void rollBack() {
        proposed = committed;
    }

    /** A snapshot has everything up to this place. */
    void snapshotTaken(StepId at) {
        kept = at;
        wanted = false;
        postponed = false;
        if (at.equals(committed)) {
            steps = 0;
            bytes = 0;
        } else {
            steps = 1;
            firstNanos = System.nanoTime();
        }
    }

    /** The journal lost its memory: only a snapshot makes the frames safe again. */
    void wantSnapshot() {
        wanted = true;
    }

    /** A snapshot could not be taken: not at once again. */
    void postpone() {
        postponed = true;
        firstNanos = System.nanoTime();
    }

    /** The last step that is recorded. */
    StepId last() {
        return committed;
    }

    /** Whether there is something that no snapshot has. */
    boolean isAhead() {
        return wanted || committed.isAfter(kept);
    }

    /** Whether it is time for a snapshot. */
    boolean isDue() {
        if (!isAhead()) {
            return false;
        }
        return nanosLeft() <= 0 || !postponed && (wanted || steps >= policy.steps() || bytes >= policy.bytes());
    }

    /** After this time it will be, if nothing makes it so before. */
    long nanosLeft() {
        return policy.after().toNanos() - (System.nanoTime() - firstNanos);
    }
}
