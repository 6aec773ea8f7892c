package io.framewright.worker;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.transport.StepId;
import io.framewright.worker.snapshot.SnapshotPolicy;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far a worker's journal is, and how much of it no snapshot has yet. Each step names the one before it, so that one
 * that is missing is noticed. Thread-safe; what is placed or recorded is for the actor, or for a step of it.
 */
final class Journal {
    static final String PREVIOUS = "previous";
    static final String EPOCH = "epoch";

    private final SnapshotPolicy policy;
    private Place proposed = Place.NONE;
    private Place committed = Place.NONE;
    private StepId recorded = StepId.NONE;
    private StepId kept = StepId.NONE;
    private @Nullable Instant keptOn;
    private long steps;
    private long bytes;
    private long firstNanos;
    private boolean wanted;
    private boolean postponed;
    private long begunSteps;
    private long begunBytes;
    private long begunNanos;
    private boolean begunWanted;

    Journal(SnapshotPolicy policy) {
        this.policy = policy;
    }

    /** Where a journal is, for people. */
    record Position(StepId last, long steps, long bytes, StepId snapshot, Optional<Instant> snapshotTakenOn) {}

    /** What was recovered is all there. */
    synchronized void resume(Recovered back) {
        proposed = back.last();
        committed = proposed;
        recorded = back.recorded();
        kept = back.snapshot();
        keptOn = back.snapshotTakenOn();
        steps = back.replayed();
        bytes = back.replayedBytes();
        firstNanos = System.nanoTime();
    }

    /** The text of a step that is to be recorded at this place. */
    synchronized String placed(StepId id, long epoch, ObjectNode step) {
        step.put(PREVIOUS, proposed.toString()).put(EPOCH, epoch);
        proposed = new Place(id, epoch);
        return step.toString();
    }

    /** The place of a step that is recorded before all that is placed and not recorded. */
    synchronized StepId markPlace(long committedSequence) {
        return after(recorded, committedSequence);
    }

    /** A step that says what was last recorded; the steps that follow are as if it were not there. */
    synchronized String mark(StepId id, long epoch, ObjectNode step) {
        recorded = id;
        return step.put(PREVIOUS, committed.toString()).put(EPOCH, epoch).toString();
    }

    /** The place for a step after the command with this outcome, and after all that is placed. */
    synchronized StepId after(long sequence) {
        return after(proposed.id().isAfter(recorded) ? proposed.id() : recorded, sequence);
    }

    private static StepId after(StepId last, long sequence) {
        return last.sequence() >= sequence ? last.next() : new StepId(sequence, 1);
    }

    /** It is recorded. */
    synchronized void committed(StepId id, long epoch, int size) {
        committed = new Place(id, epoch);
        recorded = id.isAfter(recorded) ? id : recorded;
        if (steps == 0) {
            firstNanos = System.nanoTime();
        }
        steps++;
        bytes += size;
    }

    /** What was proposed and not recorded never will be. */
    synchronized void rollBack() {
        proposed = committed;
    }

    /** A snapshot of what is recorded, or proposed last, begins to be taken; one at a time. */
    synchronized void snapshotBegun() {
        begunSteps = steps;
        begunBytes = bytes;
        begunNanos = System.nanoTime();
        begunWanted = wanted;
        wanted = false;
    }

    /** It has everything up to this place. */
    synchronized void snapshotTaken(StepId at, Instant on) {
        if (!at.isAfter(kept) && !at.equals(kept)) {
            return;
        }
        kept = at;
        keptOn = on;
        postponed = false;
        boolean everything = at.equals(committed.id());
        steps = everything ? 0 : Math.max(1, steps - begunSteps);
        bytes = everything ? 0 : Math.max(0, bytes - begunBytes);
        firstNanos = begunNanos;
    }

    /** It could not be taken: not at once again. */
    synchronized void snapshotFailed() {
        wanted |= begunWanted;
        postponed = true;
        firstNanos = System.nanoTime();
    }

    /** The journal lost its memory: only a snapshot makes the frames safe again. */
    synchronized void wantSnapshot() {
        wanted = true;
    }

    /** Steps were dropped without a snapshot. */
    synchronized void dropped() {
        steps = 0;
        bytes = 0;
    }

    /** The last step that is recorded. */
    synchronized StepId last() {
        return committed.id();
    }

    /** The last place in Redis, marks included. */
    synchronized StepId recorded() {
        return recorded;
    }

    synchronized Position position() {
        return new Position(committed.id(), steps, bytes, kept, Optional.ofNullable(keptOn));
    }

    /** Whether there is something that no snapshot has. */
    synchronized boolean isAhead() {
        return wanted || committed.id().isAfter(kept);
    }

    /** Whether it is longer than a journal may be that no snapshot shortens. */
    synchronized boolean isFull() {
        return bytes >= policy.bytes();
    }

    /** Whether it is time for a snapshot. */
    synchronized boolean isDue() {
        if (!isAhead()) {
            return false;
        }
        return nanosLeft() <= 0 || !postponed && (wanted || steps >= policy.steps() || bytes >= policy.bytes());
    }

    /** After this time it will be, if nothing makes it so before. */
    synchronized long nanosLeft() {
        return policy.after().toNanos() - (System.nanoTime() - firstNanos);
    }
}
