package io.framewright.worker;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.query.source.CsvTail;
import io.framewright.query.source.DataLimits;
import io.framewright.query.source.DataRoots;
import io.framewright.transport.Subscription;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rows from a CSV file, and if told so also those that are appended to it later. The file is read on only when the rows
 * before are in the frame.
 *
 * @param follow whether to wait for more at the end of the file
 * @param after position of the first byte that is wanted
 */
record CsvRows(CsvTail file, boolean follow, long after, DataRoots roots, DataLimits limits) implements StreamSource {
    private static final Logger log = LoggerFactory.getLogger(CsvRows.class);
    private static final Duration WAIT = Duration.ofMillis(250);

    @Override
    public String description() {
        return "csv file " + file.path();
    }

    /** The first read is made at once, so that a file that cannot be read is told to the caller. */
    @Override
    public Either<Failure, Subscription> open(RowStream stream, Ports ports) {
        return file.after(after, !follow, roots, limits).map(first -> {
            Reading reading = new Reading(stream);
            Thread thread = new Thread(() -> reading.run(first), "framewright-stream-" + stream.id());
            thread.setDaemon(true);
            thread.start();
            return reading::stop;
        });
    }

    /** One thread per stream: it spends its time waiting for the file or for the frame. */
    private final class Reading {
        private final RowStream stream;
        private final Semaphore go = new Semaphore(0);
        private volatile boolean stopped;

        Reading(RowStream stream) {
            this.stream = stream;
        }

        void stop() {
            stopped = true;
            go.release();
        }

        void run(CsvTail.Rows first) {
            CsvTail.Rows rows = first;
            long position = after;
            while (!stopped) {
                stream.refuse(rows.refused());
                if (!rows.rows().isEmpty()) {
                    stream.offer(rows.rows(), go::release, Long.toString(rows.position()));
                    go.acquireUninterruptibly();
                } else if (rows.position() == position && (!follow || pausedInVain())) {
                    return;
                }
                position = rows.position();
                rows = next(position);
            }
        }

        /** Nothing where the file cannot be read just now. */
        private CsvTail.Rows next(long position) {
            return file.after(position, !follow, roots, limits)
                    .peekLeft(failure -> log.warn("{} waits: {}", stream, failure.message()))
                    .toOptional()
                    .orElseGet(() -> new CsvTail.Rows(List.of(), 0, position));
        }

        /** Waits a while; whether the stream was stopped meanwhile. */
        private boolean pausedInVain() {
            try {
                return go.tryAcquire(WAIT.toMillis(), TimeUnit.MILLISECONDS) && stopped;
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return true;
            }
        }
    }
}
