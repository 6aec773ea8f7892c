package io.framewright.transport;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Reads what others append to a stream of records (a Redis stream). Thread-safe. */
public interface RecordReader extends AutoCloseable {
    /** The position before the first record. */
    String START = "0-0";

    /**
     * One record.
     *
     * @param id its position; read on after it
     * @param fields in the order they were written
     */
    record StreamRecord(String id, Map<String, String> fields) {}

    /**
     * Reads on, and waits if there is nothing yet. Blocks for at most {@code wait} and a round trip.
     *
     * @param key of the stream; one that does not exist yet reads as empty
     * @param after position of the last record already read; {@link #START} for all
     * @param limit the largest number of records to give back, at least 1
     * @param wait how long to wait for the first record; an adapter may return earlier (Redis: after 20 s)
     * @return empty when the time was up; {@code STREAM_NOT_FOUND} if the key holds something else;
     *     {@code REDIS_UNAVAILABLE} if there is no answer: try again later with the same position
     */
    Either<Failure, List<StreamRecord>> read(String key, String after, int limit, Duration wait);

    @Override
    void close();
}
