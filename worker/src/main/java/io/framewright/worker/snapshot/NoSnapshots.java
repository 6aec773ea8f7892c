package io.framewright.worker.snapshot;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.query.source.DataLimits;
import java.util.List;
import java.util.UUID;

/** The store that keeps nothing. */
enum NoSnapshots implements Snapshots {
    INSTANCE;

    @Override
    public boolean areKept() {
        return false;
    }

    @Override
    public Either<Failure, Long> keep(UUID workerId, Snapshot snapshot) {
        return Either.left(Failure.of(
                FailureCode.FILE_UNUSABLE, "No place for snapshots is configured; start with --snapshots DIR."));
    }

    @Override
    public Either<Failure, List<SnapshotRef>> list(UUID workerId) {
        return Either.right(List.of());
    }

    @Override
    public Either<Failure, Snapshot> read(UUID workerId, SnapshotRef ref, DataLimits limits) {
        return Either.left(Failure.of(FailureCode.FILE_NOT_FOUND, "There is no snapshot " + ref + "."));
    }

    @Override
    public Either<Failure, Boolean> tidy(UUID workerId, int keep) {
        return Either.right(true);
    }

    @Override
    public Either<Failure, Boolean> remove(UUID workerId) {
        return Either.right(true);
    }
}
