package io.framewright.worker;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.transport.RecordReader.StreamRecord;
import io.framewright.transport.Subscription;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rows from a Redis stream. A record with one field that holds a JSON object (or an array of them) is that row; of any
 * other record each field is a column. Records are read on only when those before them are in the frame.
 *
 * @param after position of the last record not wanted
 */
record RedisRows(String key, String after) implements StreamSource {
    private static final Logger log = LoggerFactory.getLogger(RedisRows.class);
    private static final int RECORDS_AT_A_TIME = 1_000;
    private static final Duration WAIT = Duration.ofMillis(500);

    @Override
    public String description() {
        return "redis stream " + key;
    }

    /** The first read is made at once, so that a key that is no stream is told to the caller. */
    @Override
    public Either<Failure, Subscription> open(RowStream stream, Ports ports) {
        return ports.records().read(key, after, 1, Duration.ZERO).map(readable -> {
            Reading reading = new Reading(stream, ports);
            Thread thread = new Thread(reading, "framewright-stream-" + stream.id());
            thread.setDaemon(true);
            thread.start();
            return reading::stop;
        });
    }

    /** One thread per stream: it spends its time waiting for Redis or for the frame. */
    private final class Reading implements Runnable {
        private final RowStream stream;
        private final Ports ports;
        private final Semaphore settled = new Semaphore(0);
        private volatile boolean stopped;

        Reading(RowStream stream, Ports ports) {
            this.stream = stream;
            this.ports = ports;
        }

        void stop() {
            stopped = true;
            settled.release();
        }

        @Override
        public void run() {
            String position = after;
            while (!stopped) {
                position = ports.records()
                        .read(key, position, RECORDS_AT_A_TIME, WAIT)
                        .fold(this::later, pending -> Optional.<List<StreamRecord>>empty(), Optional::of)
                        .filter(records -> !records.isEmpty())
                        .map(this::append)
                        .orElse(position);
            }
        }

        private String append(List<StreamRecord> records) {
            List<ObjectNode> rows = new ArrayList<>(records.size());
            records.forEach(record -> rows.addAll(rowsOf(record)));
            String last = records.get(records.size() - 1).id();
            stream.offer(rows, settled::release, last);
            settled.acquireUninterruptibly();
            return last;
        }

        private Optional<List<StreamRecord>> later(Failure failure) {
            log.warn("{} waits: {}", stream, failure.message());
            try {
                if (settled.tryAcquire(WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                    settled.release();
                }
            } catch (InterruptedException interrupted) {
                stopped = true;
                Thread.currentThread().interrupt();
            }
            return Optional.empty();
        }
    }

    private static List<ObjectNode> rowsOf(StreamRecord record) {
        if (record.fields().size() == 1) {
            String text = record.fields().values().iterator().next();
            Optional<List<ObjectNode>> rows = RowText.read(text.getBytes(StandardCharsets.UTF_8));
            if (rows.isPresent()) {
                return rows.get();
            }
        }
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        record.fields().forEach(row::put);
        return List.of(row);
    }
}
