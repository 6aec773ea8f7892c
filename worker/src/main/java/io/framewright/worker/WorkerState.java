package io.framewright.worker;

import io.framewright.worker.WorkerMessage.StopMode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a worker's actor is in the middle of. Belongs to the actor alone, and outlives its crashes, so that answers
 * under way and a wish to stop are not forgotten. What need not outlive them is in the parts of the actor.
 */
final class WorkerState {
    /** Answers given to Redis, oldest first. */
    final Deque<Answer> committing = new ArrayDeque<>();

    /** Answers that Redis refused because it had lost the worker's record; to be given again, in order. */
    final List<Answer> unrecorded = new ArrayList<>();

    /** What was told and not seen to yet. */
    final Arrivals arrivals = new Arrivals();

    /** The commands that run, one after the other. */
    @Nullable
    Turn turn;

    /** The batch of stream rows that is being appended. */
    RowStream.@Nullable Batch appending;

    /** Whether a snapshot is being taken beside the work. */
    boolean snapshotting;

    /** Whether the worker crashes too often to go on. */
    boolean quarantine;

    /** Whether a step is under way that nothing may overtake. */
    boolean stepping;

    /** A crash that becomes the actor's own as soon as nothing is on its way to Redis. */
    @Nullable
    RuntimeException crash;

    /** Whether a new epoch is needed before anything else. */
    boolean renew;

    /** Whether the heartbeat found the record gone or another's. */
    boolean leaseLost;

    /** Whether the queue was deleted under the worker. */
    boolean queueGone;

    /** Whether all messages are given back, and none is taken until what runs has its outcome. */
    boolean setDown;

    /**
     * Commands that got their outcome while their message was set down: it comes again, and is then settled silently.
     */
    final Set<UUID> answeredMeanwhile = new HashSet<>();

    WorkerMessage.@Nullable Stop stop;

    /** Whether the frames have left memory. */
    boolean passivated;

    /** Whether the frames stay in memory until the next command: they could not leave it. */
    boolean keepsFrames;

    /** When it last had something to do, by {@link System#nanoTime}. */
    long busyAt = System.nanoTime();

    int starts;

    /** Whether the worker has its frames and takes commands; only then is a crash of the actor no new beginning. */
    boolean begun;

    boolean isStopping(StopMode mode) {
        return stop != null && stop.mode() == mode;
    }

    /** After a crash: what ran is run again; what is on its way to Redis goes on. */
    void restart() {
        if (turn != null) {
            turn.abandon();
        }
        turn = null;
        appending = null;
        stepping = false;
        crash = null;
        renew = true;
    }
}
