package io.framewright.transport.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.transport.DestinationNames;
import io.framewright.transport.StepId;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class RecentRecordingsTest {
    private static final long LONG = RecentRecordings.FORGOTTEN_WITHIN.toNanos() + 1;

    private final UUID worker = UUID.randomUUID();
    private final Recording first = recording(worker, 1);
    private final Recording second = recording(worker, 2);
    private final Recording others = recording(UUID.randomUUID(), 1);

    private static Recording recording(UUID worker, long sequence) {
        return new AppendTask(
                DestinationNames.workerEvents(worker),
                1,
                new StepId(sequence, 1),
                "x".repeat(1000),
                new CompletableFuture<>());
    }

    @Test
    void whatIsTakenComesInTheOrderInWhichItWasRecordedAndOnce() {
        RecentRecordings recent = new RecentRecordings(1 << 20);
        recent.add(first, 0);
        recent.add(others, 0);
        recent.add(second, 0);
        assertThat(recent.streams()).containsExactlyInAnyOrder(first.stream(), others.stream());
        assertThat(recent.take(first.stream())).containsExactly(first, second);
        assertThat(recent.take(first.stream())).isEmpty();
        assertThat(recent.streams()).containsExactly(others.stream());
    }

    @Test
    void whatIsOnTheDiskByNowIsDropped() {
        RecentRecordings recent = new RecentRecordings(1 << 20);
        recent.add(first, 0);
        recent.add(others, 0);
        recent.take(others.stream());
        recent.add(second, Duration.ofSeconds(1).toNanos());
        recent.answered(LONG);
        assertThat(recent.take(first.stream())).containsExactly(second);
        recent.answered(2 * LONG);
        assertThat(recent.isEmpty()).isTrue();
    }

    @Test
    void ofTooManyBytesTheOldestGo() {
        RecentRecordings recent = new RecentRecordings(first.bytes() + second.bytes());
        recent.add(first, 0);
        recent.add(second, 0);
        recent.add(others, 0);
        assertThat(recent.take(first.stream())).containsExactly(second);
        recent.add(first, 0);
        assertThat(recent.take(others.stream())).containsExactly(others);
        assertThat(recent.take(first.stream())).containsExactly(first);
    }
}
