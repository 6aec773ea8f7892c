package io.framewright.worker.life;

/** What moves a worker from one state of its life to the next. */
public enum LifeEvent {
    /** Somebody asks for the worker; also what releases one from quarantine. */
    SPAWNED,
    /** A manager takes over a worker that nobody has. */
    ADOPTED,
    /** A manager takes the worker from wherever it is, to kill it. */
    TAKEN_OVER,
    /** It has its frames and consumes its queue. */
    STARTED,
    /** It could not be brought up. */
    START_FAILED,
    /** Its handler crashed, and the actor with it. */
    CRASHED,
    /** It crashed more often than is allowed. */
    RESTART_LIMIT_REACHED,
    /** It had nothing to do for its idle time. */
    WENT_IDLE,
    /** A command has come. */
    WOKEN,
    /** It is to end: killed, drained, or idle for longer than it may live. */
    ENDING,
    /** A command came before the end. */
    RESUMED,
    /** Its queue and record are gone. */
    REMOVED,
    /** Its host shuts down and leaves it to the next one. */
    LEFT,
    /** It belongs to another host, which has a higher epoch. */
    FENCED,
    /** Its heartbeat is older than it should be. */
    FELL_SILENT,
    /** Its heartbeat is older than the lease. */
    LEASE_LAPSED,
    /** There is a fresh heartbeat. */
    HEARTBEAT
}
