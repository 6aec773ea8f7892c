package io.framewright.event;

/**
 * What the type of an event says about its command. The names of outcomes are closed: a time-out, a cancellation, a
 * poisonous command are all {@code _FAILED} with a code, and a suffix nobody knows reads as pending, so that an old
 * client never takes for an end what is none.
 */
public enum Outcome {
    /** {@code _SUCCEEDED}. */
    SUCCEEDED,
    /** {@code _FAILED}, and the two events of messages that never became a command that a handler took. */
    FAILED,
    /** Anything else: {@code _STARTED}, {@code _PROGRESSED}, or a name of tomorrow. */
    PENDING;

    /** The suffix of an event type that says that its command succeeded. */
    public static final String SUCCEEDED_SUFFIX = "_SUCCEEDED";
    /** The suffix of an event type that says that its command failed. */
    public static final String FAILED_SUFFIX = "_FAILED";
    /** The suffix of an event type that says that long work has begun. */
    public static final String STARTED_SUFFIX = "_STARTED";
    /** The suffix of an event type that says how far long work has come. */
    public static final String PROGRESSED_SUFFIX = "_PROGRESSED";
    /** The event type of a body that is not JSON or not a command. */
    public static final String MALFORMED_COMMAND_RECEIVED = "MALFORMED_COMMAND_RECEIVED";
    /** A frame is there again after its worker was started again. */
    public static final String FRAME_RECOVERED = "FRAME_RECOVERED";
    /** A frame is not there any more after its worker was started again. */
    public static final String FRAME_LOST = "FRAME_LOST";
    /** A worker crashed too often and is not started again by itself. */
    public static final String WORKER_QUARANTINED = "WORKER_QUARANTINED";
    /** The event type of a command that no handler knows. */
    public static final String UNKNOWN_COMMAND_RECEIVED = "UNKNOWN_COMMAND_RECEIVED";

    /** Reads the outcome off an event type. */
    public static Outcome ofEventType(String eventType) {
        if (eventType.endsWith(SUCCEEDED_SUFFIX)) {
            return SUCCEEDED;
        }
        if (eventType.endsWith(FAILED_SUFFIX)
                || eventType.equals(MALFORMED_COMMAND_RECEIVED)
                || eventType.equals(UNKNOWN_COMMAND_RECEIVED)) {
            return FAILED;
        }
        return PENDING;
    }

    /** Whether no other outcome can follow. */
    public boolean isTerminal() {
        return this != PENDING;
    }
}
