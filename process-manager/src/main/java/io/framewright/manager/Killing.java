package io.framewright.manager;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.manager.cluster.WorkerRecords;
import io.framewright.transport.WorkerRecord;
import io.framewright.transport.WorkerStart.Intent;
import io.framewright.worker.WorkerMessage.StopMode;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Ends a worker wherever it is, without a cluster: one that is not here is taken over first, so that what waits in its
 * queue is answered. Thread-safe. Stages never complete exceptionally.
 */
final class Killing {
    /** Of one worker that is to be killed, while other hosts take it over, too. */
    private static final int TAKE_OVERS_AT_MOST = 5;

    private final WorkerLauncher launcher;
    private final LocalWorkers local;
    private final WorkerRecords records;

    Killing(WorkerLauncher launcher, LocalWorkers local, WorkerRecords records) {
        this.launcher = launcher;
        this.local = local;
        this.records = records;
    }

    /** Completes, when it has ended, with whether there was such a worker. */
    CompletionStage<Either<Failure, Boolean>> kill(UUID workerId, StopMode mode) {
        return kill(workerId, mode, TAKE_OVERS_AT_MOST);
    }

    private CompletionStage<Either<Failure, Boolean>> kill(UUID workerId, StopMode mode, int takeOvers) {
        return local.stop(workerId, mode)
                .thenCompose(stopped -> stopped
                        ? CompletableFuture.completedStage(Either.right(true))
                        : killElsewhere(workerId, mode, takeOvers));
    }

    private CompletionStage<Either<Failure, Boolean>> killElsewhere(UUID workerId, StopMode mode, int takeOvers) {
        return records.find(workerId)
                .thenCompose(found -> found.<CompletionStage<Either<Failure, Boolean>>>fold(
                        failure -> CompletableFuture.completedStage(Either.left(failure)),
                        pending -> CompletableFuture.completedStage(Either.right(false)),
                        record -> record.isEmpty()
                                ? CompletableFuture.completedStage(Either.right(false))
                                : takeOver(record.get(), mode)
                                        .thenCompose(taken -> killTaken(workerId, mode, taken, takeOvers - 1))));
    }

    private CompletionStage<Either<Failure, WorkerRecord>> takeOver(WorkerRecord record, StopMode mode) {
        return mode == StopMode.KILL
                ? launcher.launchToEnd(record)
                : launcher.launch(record.workerId(), record.responseChannel(), Intent.TAKE_OVER);
    }

    /**
     * Another host may take it from us before it runs here, as it does with whatever has lost its host, and may kill
     * it: once more.
     */
    private CompletionStage<Either<Failure, Boolean>> killTaken(
            UUID workerId, StopMode mode, Either<Failure, WorkerRecord> taken, int takeOvers) {
        boolean lost = taken.fold(
                failure -> failure.is(FailureCode.WORKER_EXISTS) || failure.is(FailureCode.NO_SUCH_WORKER),
                pending -> false,
                record -> false);
        return taken.isRight() || lost && takeOvers > 0
                ? kill(workerId, mode, takeOvers)
                : CompletableFuture.completedStage(taken.map(ignored -> false));
    }
}
