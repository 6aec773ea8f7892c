package io.framewright.transport;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import java.util.List;
import java.util.Map;

/**
 * Streams of Redis that entries are put at the end of. Thread-safe. Calls block for a round trip and give
 * {@code REDIS_UNAVAILABLE} when Redis does not answer in the configured time.
 */
public interface EntryStreams {
    /** The field of an entry that holds a row as a JSON object, as sources read it. */
    String ROW = "row";

    /** How many entries of the audit trail are kept, about. */
    long AUDIT_KEPT = 100_000;

    /**
     * Puts entries at the end of a stream, in their order: all of them or none. If Redis goes away before it has
     * answered they are put there again, so that all may be there twice.
     *
     * @param entries of one batch, each with at least one field
     * @return how many there were; left {@code SOURCE_NOT_ALLOWED} for a key of the platform's own, {@code KEY_EXISTS}
     *     for a key that holds something else
     */
    Either<Failure, Integer> append(String key, List<Map<String, String>> entries);

    /**
     * Puts an entry at the end of the audit trail, of which about the last {@link #AUDIT_KEPT} are kept.
     *
     * @return the id of the entry
     */
    Either<Failure, String> audit(Map<String, String> entry);
}
