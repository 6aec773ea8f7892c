package io.framewright.worker;

import java.time.Duration;
import java.util.Optional;

/**
 * Is told of commands that have their outcome: for those who count. Called by the threads of workers, many at a time:
 * it must be thread-safe, quick, and throw nothing.
 */
@FunctionalInterface
public interface CommandObserver {
    /** Does not want to know. */
    CommandObserver NONE = (commandType, code, took) -> {};

    /**
     * A command has its outcome, and that is recorded.
     *
     * @param commandType such as {@code LOAD_WORKER_FRAME_MANAGER}; also one that nobody knows, as a caller wrote it
     * @param code of the failure; empty if it succeeded
     * @param took from the begin of its run until its outcome was recorded; zero if it was refused without one
     */
    void decided(String commandType, Optional<String> code, Duration took);
}
