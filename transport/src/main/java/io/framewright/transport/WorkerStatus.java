package io.framewright.transport;

/** Where a worker is in its life (protocol.md, section 4). */
public enum WorkerStatus {
    STARTING,
    RUNNING,
    STOPPING,
    LOST,
    QUARANTINED
}
