package io.framewright.manager;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.transport.Lease;
import io.framewright.transport.WorkerRecord;
import io.framewright.worker.WorkerMessage;
import io.framewright.worker.WorkerMessage.StopMode;
import io.framewright.worker.WorkerSession;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** What the manager's actor is told. */
sealed interface ManagerMessage {
    /** A worker's session is open: give it an actor. */
    record Opened(
            WorkerSession session,
            Function<Runnable, Behavior<WorkerMessage>> behavior,
            CompletableFuture<Either<Failure, WorkerRecord>> running)
            implements ManagerMessage {}

    /** Stop a worker of this process; completes with whether there was one. */
    record Stop(UUID workerId, StopMode mode, CompletableFuture<Boolean> stopped) implements ManagerMessage {}

    /** Tell when a worker of this process has ended; completes at once if there is none. */
    record AwaitEnd(UUID workerId, CompletableFuture<Boolean> ended) implements ManagerMessage {}

    /** Cancel a command of a worker of this process; completes with whether there was one. */
    record Cancel(UUID workerId, UUID commandId, CompletableFuture<Boolean> cancelled) implements ManagerMessage {}

    /** A worker of this process holds messages for as long as the broker may be let wait. */
    record HeldLong(UUID workerId) implements ManagerMessage {}

    /** A worker's actor has ended. */
    record Ended(UUID workerId, ActorRef<WorkerMessage> actor, CompletableFuture<Either<Failure, WorkerRecord>> running)
            implements ManagerMessage {}

    /** The heartbeat found that a lease no longer holds. */
    record LeaseLost(Lease lease) implements ManagerMessage {}

    /** Leave all workers to the next host; completes when all have ended. */
    record Suspend(CompletableFuture<Boolean> done) implements ManagerMessage {}

    /** The time for that is up: what still runs is cut off. */
    enum CutOff implements ManagerMessage {
        INSTANCE
    }
}
