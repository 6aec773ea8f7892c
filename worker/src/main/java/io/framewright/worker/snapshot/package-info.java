/**
 * Snapshots of a worker's frames: what is written so that a worker that starts again need not do all its work again,
 * and where. The port is {@link io.framewright.worker.snapshot.Snapshots}; the adapter here keeps them in a directory.
 */
@NullMarked
package io.framewright.worker.snapshot;

import org.jspecify.annotations.NullMarked;
