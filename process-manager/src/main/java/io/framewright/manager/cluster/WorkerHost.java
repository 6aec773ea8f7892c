package io.framewright.manager.cluster;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.transport.Idling;
import io.framewright.transport.WorkerRecord;
import io.framewright.transport.WorkerStart.Intent;
import io.framewright.worker.WorkerMessage.StopMode;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * What a node can do with workers in its own process. Thread-safe. Nothing blocks, and no stage completes
 * exceptionally.
 */
public interface WorkerHost {
    /**
     * Which worker to start, and how.
     *
     * @param labels that a node must have to host it; empty for any node
     * @param restore whether its frames come back
     * @param idling what becomes of it while it has nothing to do, where that is to be other than it was
     * @param intent why, which decides whether it may be
     * @param ofEpoch the epoch that it must still have if it is inherited
     * @param spawnedBy the command that asks for it; null if none does
     */
    record Start(
            UUID workerId,
            String responseChannel,
            Set<String> labels,
            boolean restore,
            Idling idling,
            Intent intent,
            long ofEpoch,
            @Nullable UUID spawnedBy) {
        public Start {
            labels = Set.copyOf(labels);
        }
    }

    /** Starts a worker here, with a new epoch; completes when it consumes its queue, or could not be started. */
    CompletionStage<Either<Failure, WorkerRecord>> launch(Start start);

    /**
     * Stops a worker of this process; completes, when it has ended, with whether there was one and, unless it is
     * suspended, whether it was removed: another host may have taken it in that moment.
     */
    CompletionStage<Boolean> stop(UUID workerId, StopMode mode);

    /** Completes when the worker runs here no more; at once if it does not. */
    CompletionStage<Boolean> ended(UUID workerId);

    /** How many workers run here. */
    int workers();
}
