package io.framewright.worker.life;

import io.framewright.transport.WorkerRecord;
import io.framewright.transport.WorkerStatus;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a worker is in its supervised life. */
public enum LifeState {
    /** It is being brought up for the first time. */
    STARTING(WorkerStatus.STARTING),
    /** It takes commands. */
    RUNNING(WorkerStatus.RUNNING),
    /** It takes commands; its frames are not in memory. */
    PASSIVATED(WorkerStatus.RUNNING),
    /** Its host has been silent for a part of the lease. */
    SUSPECTED(null),
    /** Its host has left it, or was silent for the whole lease. */
    LOST(WorkerStatus.LOST),
    /** It is being brought up again, with the frames it had. */
    RESTARTING(WorkerStatus.STARTING),
    /** It is being removed. */
    STOPPING(WorkerStatus.STOPPING),
    /** It crashed too often. */
    QUARANTINED(WorkerStatus.QUARANTINED),
    /** There is no such worker, or none here. */
    ENDED(null);

    private final @Nullable WorkerStatus status;

    LifeState(@Nullable WorkerStatus status) {
        this.status = status;
    }

    /** What its record says in this state (protocol.md, section 4); empty where the record does not change. */
    public Optional<WorkerStatus> status() {
        return Optional.ofNullable(status);
    }

    /** What a record says that is neither silent nor missing. */
    public static LifeState of(WorkerRecord record) {
        return of(record.status());
    }

    /** What a record with this status says. */
    public static LifeState of(WorkerStatus status) {
        return switch (status) {
            case STARTING -> STARTING;
            case RUNNING -> RUNNING;
            case STOPPING -> STOPPING;
            case LOST -> LOST;
            case QUARANTINED -> QUARANTINED;
        };
    }
}
