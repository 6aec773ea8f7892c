package io.framewright.manager.cluster;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.transport.WorkerRecord;
import io.framewright.transport.WorkerRegistry;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Predicate;

/**
 * The records of all workers, here or elsewhere, asked for on threads that may wait for Redis. Thread-safe. Stages
 * never complete exceptionally.
 */
public final class WorkerRecords {
    private final WorkerRegistry registry;
    private final Executor blocking;

    /** @param blocking where Redis may be waited for */
    public WorkerRecords(WorkerRegistry registry, Executor blocking) {
        this.registry = registry;
        this.blocking = blocking;
    }

    public CompletionStage<Either<Failure, Optional<WorkerRecord>>> find(UUID workerId) {
        return CompletableFuture.supplyAsync(() -> registry.find(workerId), blocking);
    }

    /** Those of all that are wanted. */
    public CompletionStage<Either<Failure, List<WorkerRecord>>> list(Predicate<WorkerRecord> wanted) {
        return CompletableFuture.supplyAsync(
                () -> registry.list().map(all -> all.stream().filter(wanted).toList()), blocking);
    }

    /** Writes down that a command is to be cancelled; as {@link WorkerRegistry#cancel}. */
    public CompletionStage<Either<Failure, Boolean>> cancel(UUID workerId, UUID commandId) {
        return CompletableFuture.supplyAsync(() -> registry.cancel(workerId, commandId), blocking);
    }

    /** Writes down which labels a node must have to host the worker; as {@link WorkerRegistry#label}. */
    CompletionStage<Either<Failure, Boolean>> label(UUID workerId, Set<String> labels) {
        return CompletableFuture.supplyAsync(() -> registry.label(workerId, labels), blocking);
    }
}
