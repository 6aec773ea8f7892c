package io.framewright.bench.faults;

/** Steps in the life of a command, a snapshot and a start at which a host can be told to end without warning. */
enum FaultPoint {
    /** A delivery came from the broker. */
    DELIVERED,
    /** A handler has begun. */
    HANDLING,
    /** A handler is done; nobody knows of it yet. */
    HANDLED,
    /** The commit script is about to be sent. */
    BEFORE_COMMIT,
    /** The script has run; the frames are not swapped yet. */
    RECORDED,
    /** The frames are swapped; the delivery is not acknowledged yet. */
    SWAPPED,
    /** The acknowledgement is given to the connection. */
    ACKNOWLEDGED,
    /** A recorded outcome is about to be published again. */
    REPUBLISHING,
    /** A snapshot is about to be written. */
    SNAPSHOT_BEGUN,
    /** Before a file of frames is written. */
    FRAME_FILE,
    /** All files of frames are there, the manifest is not. */
    BEFORE_MANIFEST,
    /** The snapshot is there in full; the steps it has are still in the journal. */
    SNAPSHOT_KEPT,
    /** The steps were dropped; older snapshots are still there. */
    STEPS_DROPPED,
    /** Older snapshots are gone. */
    TIDIED,
    /** A start is about to raise the epoch. */
    STARTING,
    /** The epoch is raised; nothing else of the start is done. */
    STARTED,
    /** Recovery reads the journal. */
    RECOVERING,
    /** The frames are back; the queue is about to be consumed. */
    CONSUMING;

    /** Whether it lies in a start of a worker, so that somebody else has to go before it is passed. */
    boolean isOfStart() {
        return compareTo(STARTING) >= 0;
    }

    /** Whether it is passed once a snapshot rather than once a command. */
    boolean isOfSnapshot() {
        return compareTo(SNAPSHOT_BEGUN) >= 0 && compareTo(STARTING) < 0;
    }
}
