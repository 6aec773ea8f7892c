package io.framewright.worker.snapshot;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.query.source.DataLimits;
import java.util.List;
import java.util.UUID;

/**
 * Where snapshots of workers are kept: a directory of this machine or one that several machines share, later an object
 * store. A worker finds only those that were kept where it can look. Thread-safe; all calls block. Failures of the
 * store are {@code FILE_UNUSABLE}.
 */
public interface Snapshots {
    /** Keeps none: a worker that starts again has to do all its work again. */
    static Snapshots none() {
        return NoSnapshots.INSTANCE;
    }

    /** Whether this store keeps anything. */
    boolean areKept();

    /**
     * Keeps a snapshot: when this returns it is there in full, or it is not there.
     *
     * @return right holds the bytes that were written; frames that an earlier snapshot has are not written again
     */
    Either<Failure, Long> keep(UUID workerId, Snapshot snapshot);

    /** The snapshots there are of a worker, the newest first; whether they are sound shows when they are read. */
    Either<Failure, List<SnapshotRef>> list(UUID workerId);

    /**
     * Reads a snapshot and checks it against its hashes.
     *
     * @param limits how much memory its frames may take
     * @return left {@code FILE_MALFORMED} if it is damaged, {@code FILE_NOT_FOUND} if a part of it is not there
     */
    Either<Failure, Snapshot> read(UUID workerId, SnapshotRef ref, DataLimits limits);

    /** Drops all snapshots of a worker but the newest {@code keep}, and what no snapshot has any more. */
    Either<Failure, Boolean> tidy(UUID workerId, int keep);

    /** Drops all snapshots of a worker. */
    Either<Failure, Boolean> remove(UUID workerId);
}
