package io.framewright.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.transport.RecordedOutcome;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OutcomeIndexTest {
    private static RecordedOutcome outcome(long sequence) {
        return new RecordedOutcome(new UUID(0, sequence), sequence, "hash" + sequence);
    }

    @Test
    void itKnowsWhatWasRecordedBeforeAndSince() {
        OutcomeIndex index = new OutcomeIndex(List.of(outcome(1), outcome(2)));
        index.add(outcome(3));
        for (long sequence = 1; sequence <= 3; sequence++) {
            assertThat(index.find(new UUID(0, sequence))).contains(outcome(sequence));
        }
        assertThat(index.find(new UUID(0, 4))).isEmpty();
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
        RecordedOutcome later = new RecordedOutcome(new UUID(0, 1), 9, "hash1");
        index.add(later);
        index.forgetBefore(5);
        assertThat(index.find(new UUID(0, 1))).contains(later);
    }
}
