package io.framewright.worker;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.either.Either;
import io.framewright.event.Event;
import io.framewright.event.Failure;
import io.framewright.serialize.EventCodec;
import io.framewright.transport.EventListener;
import io.framewright.transport.Subscription;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Rows from a channel of Redis: each message a JSON object or an array of them. A channel keeps nothing and waits for
 * nobody, so what comes while too many rows wait for the frame is lost, and counted as refused.
 *
 * @param mostWaiting how many rows may wait
 */
record ChannelRows(String channel, int mostWaiting) implements StreamSource {
    /** How many rows may wait, unless a test says otherwise. */
    static final int MOST_WAITING = 100_000;

    @Override
    public String description() {
        return "redis channel " + channel;
    }

    @Override
    public Either<Failure, Subscription> open(RowStream stream, Ports ports) {
        return ports.subscriber().follow(channel, new Listening(stream));
    }

    private final class Listening implements EventListener {
        private final RowStream stream;
        private final AtomicInteger waiting = new AtomicInteger();

        Listening(RowStream stream) {
            this.stream = stream;
        }

        @Override
        public void onEvent(Event event) {
            message(EventCodec.write(event));
        }

        @Override
        public void onUnreadable(String message) {
            message(message.getBytes(StandardCharsets.UTF_8));
        }

        private void message(byte[] message) {
            Optional<List<ObjectNode>> rows = RowText.read(message);
            int count = rows.map(List::size).orElse(1);
            if (rows.isEmpty() || waiting.get() + count > mostWaiting) {
                stream.refuse(count);
                return;
            }
            waiting.addAndGet(count);
            stream.offer(rows.get(), () -> waiting.addAndGet(-count), null);
        }
    }
}
