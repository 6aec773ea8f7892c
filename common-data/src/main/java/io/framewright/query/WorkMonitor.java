package io.framewright.query;

/** Tells long work whether to go on, and is told how far it has come. Called often: must be cheap. */
public interface WorkMonitor {
    /** Whether the work should stop with {@code COMMAND_CANCELLED}. */
    boolean cancelled();

    /** So much is done of a total, which is -1 if unknown; {@code unit} is a plural such as {@code rows}. */
    void progress(long done, long total, String unit);
}
