package io.framewright.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.transport.StepId;
import io.framewright.worker.snapshot.SnapshotPolicy;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class JournalTest {
    private static final Instant NOW = Instant.parse("2026-11-28T03:00:00Z");

    private final Journal journal = new Journal(new SnapshotPolicy(3, 1_000, Duration.ofHours(1), 2));

    private StepId record(long sequence, int size) {
        StepId id = StepId.ofCommand(sequence);
        journal.placed(id, 1, Steps.snapshot());
        journal.committed(id, 1, size);
        return id;
    }

    @Test
    void eachStepNamesTheOneBefore() {
        assertThat(journal.placed(StepId.ofCommand(4), 1, Steps.snapshot())).contains("\"previous\":\"0-0@0\"");
        assertThat(journal.placed(StepId.ofCommand(6), 1, Steps.snapshot())).contains("\"previous\":\"4-0@1\"");
        journal.committed(StepId.ofCommand(4), 1, 10);
        journal.rollBack();
        assertThat(journal.placed(StepId.ofCommand(6), 2, Steps.snapshot()))
                .contains("\"previous\":\"4-0@1\"", "\"epoch\":2");
        assertThat(Place.read("6-0@2")).isEqualTo(new Place(StepId.ofCommand(6), 2));
        assertThat(Place.read("6-0@x")).isEqualTo(Place.NONE);
        assertThat(Place.read("6-0")).isEqualTo(Place.NONE);
    }

    @Test
    void placesBetweenCommandsFollowWhatIsThere() {
        assertThat(journal.after(7)).isEqualTo(new StepId(7, 1));
        record(8, 1);
        assertThat(journal.after(7)).isEqualTo(new StepId(8, 1));
        assertThat(journal.after(8)).isEqualTo(new StepId(8, 1));
        assertThat(journal.after(9)).isEqualTo(new StepId(9, 1));
    }

    /** The answers that Redis refused when it had lost the record are given again after the mark. */
    @Test
    void aMarkComesBeforeWhatIsPlacedAndNotRecorded() {
        record(8, 1);
        journal.placed(StepId.ofCommand(9), 1, Steps.snapshot());
        StepId mark = journal.markPlace(8);
        assertThat(mark).isEqualTo(new StepId(8, 1));
        assertThat(journal.mark(mark, 1, Steps.restored())).contains("\"previous\":\"8-0@1\"");
        assertThat(journal.markPlace(8)).isEqualTo(new StepId(8, 2));
    }

    @Test
    void aSnapshotIsDueAfterSoManyStepsOrBytes() {
        assertThat(journal.isDue()).isFalse();
        record(1, 10);
        record(2, 10);
        assertThat(journal.isAhead()).isTrue();
        assertThat(journal.isDue()).isFalse();
        StepId third = record(3, 10);
        assertThat(journal.isDue()).isTrue();
        journal.snapshotBegun();
        journal.snapshotTaken(third, NOW);
        assertThat(journal.isAhead()).isFalse();
        assertThat(journal.position().snapshotTakenOn()).contains(NOW);
        record(4, 1_000);
        assertThat(journal.isDue()).isTrue();
    }

    @Test
    void whatHappensWhileOneIsTakenCountsForTheNext() {
        record(1, 900);
        StepId second = record(2, 200);
        journal.snapshotBegun();
        record(3, 5);
        journal.snapshotTaken(second, NOW);
        assertThat(journal.isAhead()).isTrue();
        assertThat(journal.isDue()).isFalse();
        assertThat(journal.position().steps()).isEqualTo(1);
        assertThat(journal.position().bytes()).isEqualTo(5);
    }

    @Test
    void oneThatFailedIsNotTriedAgainAtOnce() {
        record(1, 2_000);
        journal.snapshotBegun();
        journal.snapshotFailed();
        assertThat(journal.isAhead()).isTrue();
        assertThat(journal.isDue()).isFalse();
        assertThat(journal.nanosLeft()).isPositive();
    }

    @Test
    void aLossWhileOneIsTakenIsNotForgotten() {
        StepId first = record(1, 1);
        journal.snapshotBegun();
        journal.wantSnapshot();
        journal.snapshotTaken(first, NOW);
        assertThat(journal.isDue()).isTrue();
        journal.snapshotBegun();
        journal.snapshotFailed();
        assertThat(journal.isAhead()).isTrue();
    }

    @Test
    void anOlderSnapshotThatEndsLaterChangesNothing() {
        record(1, 1);
        StepId second = record(2, 1);
        journal.snapshotTaken(second, NOW);
        journal.snapshotTaken(StepId.ofCommand(1), NOW.minusSeconds(9));
        assertThat(journal.position().snapshot()).isEqualTo(second);
        assertThat(journal.position().snapshotTakenOn()).contains(NOW);
    }
}
