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
 * under way and a wish to stop are not forgotten.
 */
final class WorkerState {
    /** Answers given to Redis, oldest first. */
    final Deque<Answer> committing = new ArrayDeque<>();

    /** Answers that Redis refused because it had lost the worker's record; to be given again, in order. */
    final List<Answer> unrecorded = new ArrayList<>();

    /** Outcomes that were to be told again and are not in the stream. */
    final List<WorkerMessage.Republished> missing = new ArrayList<>();

    /** What was told and not seen to yet. */
    final Arrivals arrivals = new Arrivals();

    /** The commands that run, one after the other. */
    @Nullable
    Turn turn;

    /** How many commands the next turn may have: many while they are short. */
    int turnLimit = 1;

    /** The batch of stream rows that is being appended. */
    RowStream.@Nullable Batch appending;

    /** The answer that is recorded once a snapshot has it; it waits until all before it are recorded. */
    @Nullable
    Answer snapshotFirst;

    /** Whose answer that is. */
    @Nullable
    Execution snapshotFor;

    /** Whether a snapshot is being taken beside the work. */
    boolean snapshotting;

    /** Whether the actor will be told when a snapshot is due. */
    boolean snapshotTimed;

    /** The answer whose message is on its way to the dead-letter queue. */
    @Nullable
    Answer deadLettering;

    /** A command whose crash is being counted. */
    WorkerMessage.@Nullable Weigh weighing;

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

    /** Whether the actor will be told when it may have been idle for long enough. */
    boolean idleTimed;

    /** When it last had something to do, by {@link System#nanoTime}. */
    long busyAt = System.nanoTime();

    int starts;

    /** Whether the worker has its frames and takes commands; only then is a crash of the actor no new beginning. */
    boolean begun;

    /** Whether something is under way that the next delivery must wait for. */
    boolean isBusy() {
        return turn != null
                || appending != null
                || deadLettering != null
                || snapshotFirst != null
                || weighing != null
                || quarantine
                || stepping
                || crash != null
                || renew
                || queueGone
                || leaseLost
                || !unrecorded.isEmpty()
                || !missing.isEmpty();
    }

    boolean isStopping(StopMode mode) {
        return stop != null && stop.mode() == mode;
    }

    /** After a crash: what ran is run again; what is on its way to Redis goes on. */
    void restart() {
        missing.clear();
        if (turn != null) {
            turn.abandon();
        }
        turn = null;
        turnLimit = 1;
        appending = null;
        deadLettering = null;
        snapshotFirst = null;
        weighing = null;
        snapshotFor = null;
        snapshotTimed = false;
        idleTimed = false;
        stepping = false;
        crash = null;
        renew = true;
    }
}
