package io.framewright.transport;

/** What became of a {@link Commit}. */
public sealed interface CommitResult {
    /**
     * Recorded and published, now or by an earlier try.
     *
     * @param sequence of the event
     * @param oldest sequence of the oldest event still in the stream; outcomes before it are forgotten
     */
    record Committed(long sequence, long oldest) implements CommitResult {}

    /**
     * The command has an outcome already, made by another event; nothing was recorded or published.
     *
     * @param sequence of the recorded outcome
     * @param requestHash of the request that led to it
     */
    record AlreadyDecided(long sequence, String requestHash) implements CommitResult {}

    /**
     * Somebody else owns the stream now: stop.
     *
     * @param currentEpoch the epoch recorded; 0 if there is no record at all (the worker was killed, or Redis forgot)
     */
    record Fenced(long currentEpoch) implements CommitResult {}
}
