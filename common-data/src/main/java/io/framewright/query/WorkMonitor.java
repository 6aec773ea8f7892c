package io.framewright.query;

/**
 * Tells long work whether to go on, and is told how far it has come. Called often: must be cheap. Kernels ask
 * {@link #cancelled} from any of their threads, and tell progress from the thread that called them only.
 */
public interface WorkMonitor {
    /** Never cancels, and does not want to know. */
    WorkMonitor NONE = new WorkMonitor() {
        @Override
        public boolean cancelled() {
            return false;
        }

        @Override
        public void progress(long done, long total, String unit) {}
    };

    /** Whether the work should stop with {@code COMMAND_CANCELLED}. */
    boolean cancelled();

    /** So much is done of a total, which is -1 if unknown; {@code unit} is a plural such as {@code rows}. */
    void progress(long done, long total, String unit);
}
