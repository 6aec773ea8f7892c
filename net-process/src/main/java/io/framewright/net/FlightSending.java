package io.framewright.net;

import io.framewright.either.Either;
import io.framewright.either.Left;
import io.framewright.either.Right;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Iterator;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends messages as fast as they are taken: each is made when there is room for it, and no thread waits for that.
 * Thread-safe.
 */
final class FlightSending {
    private static final Logger log = LoggerFactory.getLogger(FlightSending.class);
    /** After so many it lets others have the thread. */
    private static final int IN_A_ROW = 16;

    private final FlightAnswering to;
    private final Executor executor;
    private final Messages messages;
    private boolean over;

    private FlightSending(FlightAnswering to, Executor executor, Messages messages) {
        this.to = to;
        this.executor = executor;
        this.messages = messages;
    }

    /** What is sent. */
    interface Messages {
        boolean hasNext();

        Either<Failure, InputStream> next();

        /** Those that are there already. */
        static Messages of(Iterable<byte[]> all) {
            Iterator<byte[]> each = all.iterator();
            return new Messages() {
                @Override
                public boolean hasNext() {
                    return each.hasNext();
                }

                @Override
                public Either<Failure, InputStream> next() {
                    return Either.right(new ByteArrayInputStream(each.next()));
                }
            };
        }
    }

    /** Begins, and goes on by itself until all is sent, or nobody takes it any more. */
    static void start(FlightAnswering to, Executor executor, Messages messages) {
        FlightSending sending = new FlightSending(to, executor, messages);
        to.onReady(sending::send);
        sending.send();
    }

    private synchronized void send() {
        try {
            int sent = 0;
            while (!over && to.isReady()) {
                if (sent++ == IN_A_ROW) {
                    executor.execute(this::send);
                    return;
                }
                sendNext();
            }
        } catch (RuntimeException bug) {
            log.error("sending by Flight failed", bug);
            fail(Failure.of(FailureCode.INTERNAL_ERROR, "Sending failed by a bug; the log of the process has it."));
        }
    }

    private void sendNext() {
        if (to.isGone()) {
            over = true;
        } else if (!messages.hasNext()) {
            over = true;
            to.end();
        } else {
            Either<Failure, InputStream> next = messages.next();
            if (next instanceof Right<Failure, InputStream> message) {
                to.send(message.value());
            } else if (next instanceof Left<Failure, InputStream> left) {
                fail(left.failure());
            }
        }
    }

    private void fail(Failure failure) {
        over = true;
        to.fail(failure);
    }
}
