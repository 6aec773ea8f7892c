package io.framewright.worker;

import io.framewright.worker.snapshot.SnapshotPolicy;
import io.framewright.worker.snapshot.Snapshots;

/**
 * How frames are kept for a worker that starts again.
 *
 * @param snapshots where
 * @param policy when snapshots are taken
 */
public record Keeping(Snapshots snapshots, SnapshotPolicy policy) {}
