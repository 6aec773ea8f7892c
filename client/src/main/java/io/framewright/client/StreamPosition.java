package io.framewright.client;

import io.framewright.either.Either;
import io.framewright.either.Right;
import io.framewright.event.Event;
import io.framewright.event.Failure;
import io.framewright.transport.EventPage;
import io.framewright.transport.EventStream;
import io.framewright.transport.EventSubscriber;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How far one stream of events is known to this client, and the way to read on from there. Pub/sub wakes, the stream
 * remembers: whatever the channel did not bring is found here. Thread-safe.
 */
final class StreamPosition {
    private static final int PAGE = 500;

    private final EventStream stream;
    private final EventSubscriber subscriber;
    private final OpenCalls calls;
    private final AtomicLong seen = new AtomicLong();

    StreamPosition(EventStream stream, EventSubscriber subscriber, OpenCalls calls) {
        this.stream = stream;
        this.subscriber = subscriber;
        this.calls = calls;
    }

    /** Notes where the stream ends now. Blocks for a round trip. */
    Either<Failure, Long> noteEnd() {
        return subscriber.read(stream, 0, 1).map(page -> advance(page.last()));
    }

    /**
     * Notes a live event; true if events before it were missed. The position then stays where it is, so that reading on
     * finds them.
     */
    boolean noteLive(long sequence) {
        long known = seen.get();
        while (sequence == known + 1 && !seen.compareAndSet(known, sequence)) {
            known = seen.get();
        }
        return sequence > known + 1;
    }

    /** Delivers what was recorded after the last event known. Blocks for a round trip a page. */
    Either<Failure, Long> catchUp() {
        return readFrom(seen.get());
    }

    /**
     * Delivers all that is recorded: a command that is sent again is answered by an outcome that may be older than
     * anything this client has seen.
     */
    Either<Failure, Long> readAll() {
        return readFrom(0);
    }

    private Either<Failure, Long> readFrom(long start) {
        long after = start;
        while (true) {
            Either<Failure, EventPage> read = subscriber.read(stream, after, PAGE);
            if (!(read instanceof Right<Failure, EventPage> right)) {
                return read.map(EventPage::last);
            }
            EventPage page = right.value();
            if (page.last() < after) {
                // The stream expired and began anew: its numbers are not those we know.
                seen.set(0);
                after = 0;
                if (page.last() == 0) {
                    return Either.right(0L);
                }
                continue;
            }
            for (Event event : page.events()) {
                calls.deliver(event);
                after = event.sequence();
                advance(after);
            }
            if (page.events().isEmpty() || after >= page.last()) {
                return Either.right(after);
            }
        }
    }

    private long advance(long sequence) {
        return seen.getAndAccumulate(sequence, Math::max);
    }
}
