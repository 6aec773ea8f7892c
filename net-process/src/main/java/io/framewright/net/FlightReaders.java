package io.framewright.net;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who reads rows by Flight just now: only so many at a time, as each holds a version of a frame and some messages. Who
 * takes nothing for too long is put out. Thread-safe.
 */
final class FlightReaders {
    private static final Logger log = LoggerFactory.getLogger(FlightReaders.class);

    private final int most;
    private final Semaphore free;
    private final long patienceNanos;
    private final LongSupplier nanoTime;
    private final Set<Reader> readers = ConcurrentHashMap.newKeySet();

    /**
     * @param patience how long a reader may take nothing
     * @param nanoTime as {@link System#nanoTime}
     */
    FlightReaders(int most, Duration patience, LongSupplier nanoTime) {
        this.most = most;
        this.free = new Semaphore(most);
        this.patienceNanos = patience.toNanos();
        this.nanoTime = nanoTime;
    }

    /** Lets one more in, until the call is over; left {@code TOO_MANY_REQUESTS}. */
    Either<Failure, Reader> enter(FlightAnswering answering) {
        if (!free.tryAcquire()) {
            return Either.left(HttpCode.TOO_MANY_REQUESTS.failure(
                    most + " read rows by Flight already, which is as many as may; try again soon."));
        }
        Reader reader = new Reader(answering::reset);
        readers.add(reader);
        answering.onGone(reader::leave);
        return Either.right(reader);
    }

    /** How many there are. */
    int size() {
        return readers.size();
    }

    /** Puts out who has taken nothing for too long; to be called now and then. */
    void tick() {
        long now = nanoTime.getAsLong();
        readers.forEach(reader -> {
            if (now - reader.tookAt > patienceNanos) {
                log.info("a reader of Flight takes nothing any more, and is put out");
                reader.leave();
                reader.abort.run();
            }
        });
    }

    /** One of them. */
    final class Reader {
        private final Runnable abort;
        private final AtomicBoolean left = new AtomicBoolean();
        private volatile long tookAt = nanoTime.getAsLong();

        Reader(Runnable abort) {
            this.abort = abort;
        }

        /** The reader takes more. */
        void takes() {
            tookAt = nanoTime.getAsLong();
        }

        boolean hasLeft() {
            return left.get();
        }

        /** Makes room for another; once, however often it is called. */
        void leave() {
            if (left.compareAndSet(false, true)) {
                readers.remove(this);
                free.release();
            }
        }
    }
}
