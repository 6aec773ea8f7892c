package io.framewright.manager;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.manager.cluster.NodeInfo;
import io.framewright.manager.cluster.Spawn;
import io.framewright.transport.WorkerRecord;
import io.framewright.worker.WorkerMessage.StopMode;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/**
 * Where workers are started and ended: by this process on its own, or by whichever node of a cluster. Thread-safe.
 * Stages never complete exceptionally.
 */
sealed interface Membership permits Alone, Clustered {
    /** Starts a worker; completes when it consumes its queue. */
    CompletionStage<Either<Failure, WorkerRecord>> spawn(Spawn spawn);

    /** Ends a worker wherever it is; completes, when it has ended, with whether there was one. */
    CompletionStage<Either<Failure, Boolean>> end(UUID workerId, StopMode mode);

    /** Sees to workers that their host has lost or left. Returns at once. */
    void revive(List<WorkerRecord> orphans);

    /** Where other nodes reach this one; empty if there are none. */
    Optional<String> address();

    /** All nodes, the oldest first; none if there is no cluster. */
    List<NodeInfo> nodes();

    /** Revives no more, and hands the workers to other nodes if there are some; completes when that is done. */
    CompletionStage<?> leave();
}
