package io.framewright.client;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What a worker has when it is started again, after its host died or was shut down.
 *
 * <pre>{@code
 * platform.spawnWorker(SpawnOptions.on("my-events").withRestore(Restore.NONE)).await();
 * }</pre>
 */
public enum Restore {
    /** Its frames, from a snapshot and the steps since. */
    FRAMES,
    /**
     * Nothing: its frames are given up whenever it is started again, for all its life, and nothing is kept of them. For
     * work that is sooner done again than kept.
     */
    NONE;

    void put(ObjectNode data) {
        if (this == NONE) {
            data.put("restore", "none");
        }
    }
}
