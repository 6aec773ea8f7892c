package io.framewright.manager.cluster;

import akka.actor.typed.ActorRef;
import akka.actor.typed.receptionist.Receptionist;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.transport.Idling;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the actor of a node is told: by other nodes, and, below, on its own node. */
sealed interface NodeMessage {
    /** What a node tells of itself. */
    record Told(NodeReport report) implements NodeMessage, ClusterMessage {}

    /** Start a worker that was given to this node. */
    record Place(
            UUID workerId,
            String responseChannel,
            Set<String> labels,
            boolean restore,
            Idling idling,
            @Nullable UUID spawnedBy,
            ActorRef<LaunchAnswer> replyTo)
            implements NodeMessage, ClusterMessage {}

    /** See to it that a worker runs that its node has left behind. */
    record Revive(UUID workerId) implements NodeMessage, ClusterMessage {}

    /** It is time to tell the others of this node. */
    enum Tick implements NodeMessage {
        INSTANCE
    }

    /** The actors of all nodes. */
    record Found(Receptionist.Listing nodes) implements NodeMessage {}

    /** A node is a member no more. */
    record Removed(UUID managerId, boolean died) implements NodeMessage {}

    /** Look again for the workers of a node that is gone. */
    record Inherit(UUID managerId) implements NodeMessage {}

    /** The workers that a node that is gone has left, or that they could not be asked for. */
    record Heirless(UUID managerId, Either<Failure, List<UUID>> workers) implements NodeMessage {}

    /** This node leaves a worker to the others. */
    record LeftBehind(UUID workerId) implements NodeMessage {}

    /** To the node of this manager. */
    record Send(UUID managerId, Place place) implements NodeMessage {}
}
