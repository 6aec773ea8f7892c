package io.framewright.manager.cluster;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.transport.WorkerRecord;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/** What the entity of a worker finds on its node. Thread-safe. Nothing in it blocks. */
interface Surroundings {
    WorkerHost host();

    CompletionStage<Either<Failure, Optional<WorkerRecord>>> find(UUID workerId);

    /** Whether this manager was a node and is one no more. */
    boolean isGone(UUID managerId);

    /** Whether it is none any more because it was shut out, instead of leaving in order. */
    boolean isDead(UUID managerId);

    /** The worker was left to other nodes: one of them is to see to it. */
    void leftBehind(UUID workerId);
}
