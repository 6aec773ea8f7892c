package io.framewright.net;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.framewright.client.Observation;
import io.framewright.event.Event;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is kept for those who follow, and what they have to read themselves. */
class EventTailTest {
    private static final UUID WORKER = UUID.randomUUID();

    private static Observation event(long sequence, int bytes) {
        return new Observation.Happened(new Event(
                "A_SUCCEEDED",
                UUID.randomUUID(),
                Instant.EPOCH,
                UUID.randomUUID(),
                WORKER,
                sequence,
                1,
                null,
                null,
                null,
                JsonNodeFactory.instance.objectNode().put("x", "x".repeat(bytes))));
    }

    @Test
    void tellsWhatComesAfterAPosition() {
        EventTail tail = new EventTail(3, sequence -> {});
        tail.onNext(event(4, 1));
        tail.onNext(event(5, 1));

        EventTail.Next next = tail.after(3, 1 << 16);
        assertThat(next.texts()).hasSize(2);
        assertThat(next.position()).isEqualTo(5);
        assertThat(tail.after(5, 1 << 16).texts()).isEmpty();
        assertThat(tail.after(2, 1 << 16).behind()).isTrue();
    }

    @Test
    void keepsTheNewestOnly() {
        EventTail tail = new EventTail(0, sequence -> {});
        for (int i = 1; i <= 100; i++) {
            tail.onNext(event(i, 20_000));
        }
        assertThat(tail.after(0, 1 << 16).behind()).isTrue();
        assertThat(tail.after(98, 1 << 16).texts()).hasSize(2);
        assertThat(tail.after(80, 50_000).texts()).hasSize(2);
    }

    @Test
    void gapIsAnEventOfItsOwn() {
        EventTail tail = new EventTail(3, sequence -> {});
        tail.onNext(new Observation.Missed(Optional.of(WORKER), 3, 6));
        tail.onNext(event(10, 1));

        EventTail.Next next = tail.after(3, 1 << 16);
        assertThat(new String(next.texts().get(0), StandardCharsets.UTF_8))
                .isEqualTo("id: 9-0\nevent: gap\ndata: {\"after\":3,\"missed\":6}\n\n");
        assertThat(next.position()).isEqualTo(10);
    }

    @Test
    void whatWasToldIsNotToldAgain() {
        EventTail tail = new EventTail(3, sequence -> {});
        tail.onNext(event(3, 1));
        tail.onNext(event(4, 1));
        tail.onNext(event(4, 1));
        assertThat(tail.after(3, 1 << 16).texts()).hasSize(1);
    }

    @Test
    void endIsToldAfterTheLast() {
        EventTail tail = new EventTail(0, sequence -> {});
        tail.onNext(event(1, 1));
        tail.onComplete();
        EventTail.Next next = tail.after(0, 1 << 16);
        assertThat(next.ended()).isTrue();
        assertThat(next.texts()).hasSize(1);
    }
}
