package io.framewright.manager.cluster;

import akka.actor.typed.ActorRef;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.transport.Idling;
import io.framewright.transport.WorkerRecord;
import io.framewright.worker.WorkerMessage.StopMode;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is said to the entity of a worker: from any node, and, below, by itself. */
sealed interface EntityMessage {
    /** Start the worker, which is new or lost. */
    record Launch(
            String responseChannel,
            Set<String> labels,
            boolean restore,
            Idling idling,
            @Nullable UUID spawnedBy,
            ActorRef<LaunchAnswer> replyTo)
            implements EntityMessage, ClusterMessage {}

    /**
     * See to it that the worker runs, if it is on record.
     *
     * @param takenFrom the manager that is known to be gone, if one is: its lease need not run out
     * @param died whether that one was shut out, instead of leaving in order: then a command may have been the cause
     */
    record Ensure(@Nullable UUID takenFrom, boolean died) implements EntityMessage, ClusterMessage {}

    /** End the worker; answered when it has ended. */
    record Stop(StopMode mode, ActorRef<Done> replyTo) implements EntityMessage, ClusterMessage {}

    /** Whether there was something to do. */
    record Done(boolean changed) implements ClusterMessage {}

    /** Leave the worker to another node, or, if it does not run, just go. */
    record Leave() implements EntityMessage, ClusterMessage {}

    /** The record was looked up for a message. */
    record Found(EntityMessage why, Either<Failure, Optional<WorkerRecord>> record) implements EntityMessage {}

    /** A start for a message is over. */
    record Launched(EntityMessage why, Either<Failure, WorkerRecord> started) implements EntityMessage {}

    /** What a server could not be asked for is tried again. */
    record Again(EntityMessage why) implements EntityMessage {}

    /** The worker was to be stopped, and has ended; {@code done} if it is as whoever asked wanted it. */
    record Stopped(Stop why, boolean done) implements EntityMessage {}

    /** The worker runs here no more. */
    record Ended() implements EntityMessage {}
}
