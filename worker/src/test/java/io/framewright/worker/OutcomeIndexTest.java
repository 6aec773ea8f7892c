package io.framewright.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.transport.RecordedOutcome;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OutcomeIndexTest {
    private static RecordedOutcome outcome(long sequence) {
        return outcome(new UUID(0, sequence), sequence);
    }

    private static RecordedOutcome outcome(UUID commandId, long sequence) {
        return new RecordedOutcome(
                commandId, sequence, "fedcba9876543210" + HexFormat.of().toHexDigits(sequence));
    }

    @Test
    void itKnowsWhatWasRecordedBeforeAndSince() {
        OutcomeIndex index = new OutcomeIndex(List.of(outcome(1), outcome(2)));
        index.add(outcome(3));
        for (long sequence = 1; sequence <= 3; sequence++) {
            assertThat(index.find(new UUID(0, sequence))).contains(outcome(sequence));
        }
        assertThat(index.find(new UUID(0, 4))).isEmpty();
        assertThat(new OutcomeIndex(List.of()).find(new UUID(0, 4))).isEmpty();
    }

    @Test
    void itForgetsWhatTheStreamForgets() {
        OutcomeIndex index = new OutcomeIndex(List.of(outcome(1), outcome(2), outcome(5)));
        index.forgetBefore(3);
        assertThat(index.size()).isOne();
        assertThat(index.find(new UUID(0, 5))).isPresent();
        index.forgetBefore(3);
        assertThat(index.size()).isOne();
    }

    @Test
    void aCommandDecidedTwiceIsNotForgottenWithItsFirstOutcome() {
        OutcomeIndex index = new OutcomeIndex(List.of(outcome(1)));
        RecordedOutcome later = outcome(new UUID(0, 1), 9);
        index.add(later);
        index.forgetBefore(5);
        assertThat(index.find(new UUID(0, 1))).contains(later);
    }

    @Test
    void whatIsNoHashEqualsNone() {
        OutcomeIndex index = new OutcomeIndex(List.of(new RecordedOutcome(new UUID(0, 1), 1, "written by hand")));
        assertThat(index.find(new UUID(0, 1)))
                .contains(new RecordedOutcome(new UUID(0, 1), 1, "00000000000000000000000000000000"));
    }

    /** However many come and go, in ids that chance or a counter makes, it is as a map would be. */
    @Test
    void itIsAsAMapWouldBe() {
        for (long seed = 0; seed < 20; seed++) {
            SplittableRandom chance = new SplittableRandom(seed);
            boolean counted = seed % 2 == 0;
            OutcomeIndex index = new OutcomeIndex(List.of());
            Map<UUID, RecordedOutcome> map = new HashMap<>();
            Deque<RecordedOutcome> inOrder = new ArrayDeque<>();
            for (long sequence = 1; sequence <= 3_000; sequence++) {
                RecordedOutcome added = outcome(
                        counted ? new UUID(seed, sequence) : new UUID(chance.nextLong(), chance.nextLong()), sequence);
                index.add(added);
                map.put(added.commandId(), added);
                inOrder.add(added);
                if (chance.nextInt(10) == 0) {
                    long oldest = sequence - chance.nextInt(1, 200);
                    index.forgetBefore(oldest);
                    while (!inOrder.isEmpty() && inOrder.peek().sequence() < oldest) {
                        map.remove(inOrder.remove().commandId());
                    }
                }
                assertThat(index.size()).isEqualTo(map.size());
                UUID asked = counted ? new UUID(seed, chance.nextLong(1, sequence + 2)) : added.commandId();
                assertThat(index.find(asked)).isEqualTo(Optional.ofNullable(map.get(asked)));
            }
            map.forEach((id, kept) -> assertThat(index.find(id)).contains(kept));
        }
    }
}
