package io.framewright.transport.rabbitmq;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.GetResponse;
import io.framewright.serialize.Timestamps;
import io.framewright.serialize.Uuids;
import io.framewright.transport.DeadLetter;
import io.framewright.transport.DeadLetters;
import io.framewright.transport.DestinationNames;
import io.framewright.transport.KeptLetter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The letters that were in the queue when it was opened, one after the other. Not thread-safe. */
final class OpenLetters {
    private static final int AT_A_TIME = 16;

    private final Channel channel;
    private final long total;
    private final boolean allRound;
    /** Delivery tags of those that were taken and not removed, in order. */
    private final Set<Long> open = new LinkedHashSet<>();

    private long taken;

    /** @param allRound whether what is given back goes to the end of the queue, so that only all keep their order */
    OpenLetters(Channel channel, long total, boolean allRound) {
        this.channel = channel;
        this.total = total;
        this.allRound = allRound;
    }

    /** A letter, and how to remove it. */
    record Open(KeptLetter kept, long tag) {}

    /** How many there were at the start; those that come meanwhile are not looked at. */
    long total() {
        return total;
    }

    /** The next one; null if that was all. */
    @Nullable
    Open next() throws IOException {
        if (taken == total) {
            return null;
        }
        GetResponse got = channel.basicGet(DestinationNames.DEAD_LETTER_QUEUE, false);
        if (got == null) {
            return null;
        }
        long tag = got.getEnvelope().getDeliveryTag();
        open.add(tag);
        return new Open(read(taken++, got.getProps(), got.getBody()), tag);
    }

    void remove(Open letter) throws IOException {
        channel.basicAck(letter.tag(), false);
        open.remove(letter.tag());
    }

    /** Waits until the queue holds so many letters. */
    interface Settling {
        void until(long count) throws IOException;
    }

    /** What was not removed goes to where it was. */
    void giveBack(Settling settling) throws IOException {
        while (allRound && !open.isEmpty() && next() != null) {
            // Taken, to be given back after those before it.
            continue;
        }
        // One by one and in order, and few at a time: many come to lie in any order in a quorum queue.
        long there = total - taken;
        int given = 0;
        for (long tag : open) {
            channel.basicNack(tag, false, true);
            given++;
            if (given == open.size() || (allRound && given % AT_A_TIME == 0)) {
                settling.until(there + given);
            }
        }
    }

    private static KeptLetter read(long position, BasicProperties properties, byte[] body) {
        Map<String, Object> headers = properties.getHeaders() == null ? Map.of() : properties.getHeaders();
        DeadLetter letter = new DeadLetter(
                text(headers, DeadLetters.HEADER_QUEUE),
                body,
                properties.getMessageId(),
                text(headers, DeadLetters.HEADER_CODE),
                text(headers, DeadLetters.HEADER_MESSAGE));
        UUID id = Uuids.read(text(headers, DeadLetters.HEADER_LETTER_ID)).orElseGet(() -> idOf(letter));
        @Nullable
        Instant diedOn =
                Timestamps.read(text(headers, DeadLetters.HEADER_DIED_ON)).orElse(null);
        return new KeptLetter(id, position, diedOn, letter);
    }

    private static String text(Map<String, Object> headers, String name) {
        Object value = headers.get(name);
        return value == null ? "" : value.toString();
    }

    /** The same each time it is looked at. */
    private static UUID idOf(DeadLetter letter) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes((letter.queue() + '\n' + letter.code() + '\n' + letter.messageId() + '\n')
                .getBytes(StandardCharsets.UTF_8));
        all.writeBytes(letter.body());
        return UUID.nameUUIDFromBytes(all.toByteArray());
    }
}
