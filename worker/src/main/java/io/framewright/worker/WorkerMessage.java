package io.framewright.worker;

import akka.actor.typed.ActorRef;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.frame.Frames;
import io.framewright.transport.CommitResult;
import io.framewright.transport.CrashCount;
import io.framewright.transport.Delivery;
import io.framewright.transport.RecordedOutcome;
import io.framewright.transport.StepId;
import io.framewright.worker.snapshot.Snapshot;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a worker's actor is told. */
public sealed interface WorkerMessage {
    /** How a worker ends. */
    enum StopMode {
        /** Finish what is queued, then remove the worker. */
        DRAIN,
        /** Cancel what runs, answer what is queued with {@code COMMAND_CANCELLED}, then remove the worker. */
        KILL,
        /** Finish what runs, leave queue and record for the next host. */
        SUSPEND
    }

    /** End, in this way; whoever wants to know watches the actor. */
    record Stop(StopMode mode) implements WorkerMessage {}

    /** Cancel a command, now or when its turn comes; {@code replyTo} is told whether it has no outcome yet. */
    record Cancel(UUID commandId, ActorRef<Boolean> replyTo) implements WorkerMessage {}

    /** Something may be there to do: a delivery, rows of a stream. */
    enum Wake implements WorkerMessage {
        INSTANCE
    }

    /** Something is among the {@link Arrivals}. */
    enum Arrived implements WorkerMessage {
        INSTANCE
    }

    /** The queue was deleted under the worker. */
    enum QueueGone implements WorkerMessage {
        INSTANCE
    }

    /** The heartbeat found that the lease no longer holds. */
    enum LeaseLost implements WorkerMessage {
        INSTANCE
    }

    /** Messages are held, or were, for as long as the broker may be let wait. */
    enum HeldLong implements WorkerMessage {
        INSTANCE
    }

    /** A command has run, and this is to be its answer. */
    record Executed(Turn turn, Execution execution, Answer answer) implements WorkerMessage {}

    /** The handler of a command threw this. */
    record Crashed(Turn turn, Execution execution, Throwable crash) implements WorkerMessage {}

    /** Nothing of a turn runs any more. */
    record TurnEnded(Turn turn) implements WorkerMessage {}

    /**
     * A crash is to be counted.
     *
     * @param epoch that ended so
     * @param crash what the handler threw; null if a former process died over the command, so that it has not run here
     */
    record Weigh(
            Verdict.Run run,
            Delivery delivery,
            long epoch,
            @Nullable Throwable crash) implements WorkerMessage {}

    /** A crash is counted, or cannot be yet. */
    record Weighed(Weigh weigh, Either<Failure, CrashCount> result) implements WorkerMessage {}

    /** A handler tells how far it is. */
    record Progressed(Execution execution, long done, long total, String unit) implements WorkerMessage {}

    /** The dead-letter queue took a message, or could not. */
    record DeadLettered(Answer answer, Either<Failure, String> result) implements WorkerMessage {}

    /** An answer is recorded, or not. */
    record Committed(
            Answer answer,
            @Nullable Either<Failure, CommitResult> result,
            @Nullable Throwable bug) implements WorkerMessage {}

    /** A recorded outcome was published once more. */
    record Republished(Delivery delivery, RecordedOutcome outcome, Either<Failure, Boolean> result)
            implements WorkerMessage {}

    /** Rows of streams were appended, or not. */
    record Appended(RowStream.Batch batch, Either<Failure, Frames> result) implements WorkerMessage {}

    /** Rows of streams are recorded in the journal, or not. */
    record Journaled(RowStream.Batch batch, Frames frames, StepId id, int size, Either<Failure, CommitResult> result)
            implements WorkerMessage {}

    /** The worker may have been idle for long enough. */
    enum Idle implements WorkerMessage {
        INSTANCE
    }

    /** A snapshot may be due. */
    enum SnapshotDue implements WorkerMessage {
        INSTANCE
    }

    /** A snapshot was taken beside the work, or not. */
    record SnapshotTaken(Snapshot snapshot, Either<Failure, Boolean> result) implements WorkerMessage {}

    /** What a snapshot made superfluous is dropped, as far as that was possible. */
    enum Tidied implements WorkerMessage {
        INSTANCE
    }

    /** A snapshot has what an answer says, so that it can be recorded; or it has not. */
    record SnapshotHas(Execution execution, Answer answer, Snapshot snapshot, Either<Failure, Boolean> result)
            implements WorkerMessage {}

    /** A step that had to wait for broker or Redis is done; right holds what to do now. */
    record Stepped(Supplier<Either<Failure, Next>> step, Either<Failure, Next> result) implements WorkerMessage {}

    /** A step that could not be done is tried again. */
    record Retry(Supplier<Either<Failure, Next>> step) implements WorkerMessage {}

    /** What follows such a step. */
    enum Next {
        /** The worker has its frames and takes commands: begin with the work. */
        BEGUN,
        /** The lease was renewed, or the record or queue restored: go on with the work. */
        RESUME,
        /** The frames can leave memory: drop them. */
        PASSIVATE,
        /** The frames are back in memory: go on with the work. */
        WOKEN,
        /** The record is gone or another's: find out which. */
        FORGOTTEN,
        /** Somebody else owns the worker, or it was killed elsewhere: stop without a trace. */
        YIELD,
        /** Everything is settled and removed: stop. */
        STOP
    }
}
