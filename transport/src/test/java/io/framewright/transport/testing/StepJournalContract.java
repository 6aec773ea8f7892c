package io.framewright.transport.testing;

import static io.framewright.transport.testing.Answers.await;
import static io.framewright.transport.testing.Answers.right;
import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.event.Event;
import io.framewright.serialize.Timestamps;
import io.framewright.transport.Commit;
import io.framewright.transport.CommitResult;
import io.framewright.transport.CommitResult.Committed;
import io.framewright.transport.CommitResult.Fenced;
import io.framewright.transport.Lease;
import io.framewright.transport.StepId;
import io.framewright.transport.StepJournal.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every {@link io.framewright.transport.StepJournal} keeps. */
public abstract class StepJournalContract extends EventContract {
    private CompletableFuture<CommitResult> record(Event event, @Nullable String step) {
        return ports.publisher()
                .commit(new Commit(stream, event, channel, "hash", step))
                .toCompletableFuture()
                .thenApply(Answers::right);
    }

    private CompletableFuture<CommitResult> append(long epoch, StepId id, String json) {
        return ports.steps()
                .append(stream, epoch, id, json)
                .toCompletableFuture()
                .thenApply(Answers::right);
    }

    private List<Step> steps() {
        return right(ports.steps().read(stream, StepId.NONE, 1_000));
    }

    @Test
    void aStepIsRecordedWithItsOutcomeAndOthersFollowIt() {
        Lease lease = started();
        assertThat(right(ports.steps().last(stream))).isEqualTo(StepId.NONE);
        assertThat(steps()).isEmpty();
        assertThat(await(record(event(lease, 1), null))).isInstanceOf(Committed.class);
        assertThat(await(record(event(lease, 2), "{\"n\":2}"))).isInstanceOf(Committed.class);
        assertThat(await(append(lease.epoch(), new StepId(2, 1), "{\"n\":2.1}")))
                .isInstanceOf(Committed.class);
        assertThat(await(append(lease.epoch(), new StepId(2, 2), "{}"))).isInstanceOf(Committed.class);
        assertThat(await(record(event(lease, 3), "{\"n\":3}"))).isInstanceOf(Committed.class);
        assertThat(steps())
                .containsExactly(
                        new Step(new StepId(2, 0), "{\"n\":2}"),
                        new Step(new StepId(2, 1), "{\"n\":2.1}"),
                        new Step(new StepId(2, 2), "{}"),
                        new Step(new StepId(3, 0), "{\"n\":3}"));
        assertThat(right(ports.steps().read(stream, new StepId(2, 1), 1)))
                .containsExactly(new Step(new StepId(2, 2), "{}"));
        assertThat(right(ports.steps().last(stream))).isEqualTo(new StepId(3, 0));
    }

    @Test
    void lostAnswersAreAskedForAgainAndNoStepIsRecordedTwice() {
        Lease lease = started();
        await(record(event(lease, 1), "{}"));
        proxy.swallowAnswers();
        List<CompletableFuture<CommitResult>> results = new ArrayList<>();
        for (int i = 1; i <= 20; i++) {
            results.add(append(lease.epoch(), new StepId(1, i), "{}"));
        }
        results.add(record(event(lease, 2), "{}"));
        Awaitility.await().until(() -> raw.xlen(stream.stepsKey()) > 1);
        assertThat(results).noneMatch(CompletableFuture::isDone);
        proxy.resume();
        results.forEach(result -> assertThat(await(result)).isInstanceOf(Committed.class));
        assertThat(steps()).hasSize(22);
    }

    @Test
    void theSameCommitAgainRecordsItsStepOnce() {
        Lease lease = started();
        Event event = event(lease, 1);
        await(record(event, "{}"));
        assertThat(await(record(event, "{}"))).isEqualTo(new Committed(1, 1));
        assertThat(steps()).hasSize(1);
    }

    @Test
    void anOldEpochRecordsAndDropsNothing() {
        Lease old = started();
        await(record(event(old, 1), "{}"));
        Lease current = started();
        assertThat(await(append(old.epoch(), new StepId(1, 1), "{}"))).isEqualTo(new Fenced(current.epoch()));
        assertThat(await(record(event(old, 2), "{}"))).isEqualTo(new Fenced(current.epoch()));
        assertThat(right(ports.steps().dropUpTo(stream, old.epoch(), new StepId(1, 0))))
                .isFalse();
        assertThat(steps()).hasSize(1);
    }

    @Test
    void whatASnapshotHasIsDroppedAndItsPlaceRemembered() {
        Lease lease = started();
        for (long sequence = 1; sequence <= 5; sequence++) {
            await(record(event(lease, sequence), "{}"));
        }
        await(append(lease.epoch(), new StepId(5, 1), "{}"));
        assertThat(right(ports.steps().dropUpTo(stream, lease.epoch(), StepId.NONE)))
                .isTrue();
        assertThat(steps()).hasSize(6);
        assertThat(right(ports.steps().dropUpTo(stream, lease.epoch(), new StepId(5, 0))))
                .isTrue();
        assertThat(steps()).extracting(Step::id).containsExactly(new StepId(5, 1));
        assertThat(right(ports.steps().dropUpTo(stream, lease.epoch(), new StepId(5, 1))))
                .isTrue();
        assertThat(steps()).isEmpty();
        assertThat(right(ports.steps().last(stream))).isEqualTo(new StepId(5, 1));
    }

    @Test
    void aWorkerThatWasRemovedLeavesNoSteps() {
        Lease lease = started();
        await(record(event(lease, 1), "{}"));
        assertThat(right(ports.registry().remove(workerId, Duration.ofHours(1))))
                .isTrue();
        assertThat(raw.exists(stream.stepsKey())).isFalse();
        assertThat(await(append(lease.epoch(), new StepId(1, 1), "{}"))).isEqualTo(new Fenced(0));
        assertThat(raw.exists(stream.stepsKey())).isFalse();
    }

    @Test
    void aCommitWhoseStepCannotBeRecordedDoesNotHappen() throws Exception {
        Lease lease = started();
        raw.set(stream.stepsKey(), "text");
        Inbox inbox = new Inbox();
        right(ports.subscriber().follow(channel, inbox));
        CompletableFuture<CommitResult> held =
                record(event(lease.epoch(), 1, UUID.randomUUID(), Timestamps.now(), 0), "{}");
        assertThat(inbox.staysEmpty()).isTrue();
        assertThat(raw.exists(stream.eventsKey())).isFalse();
        raw.del(stream.stepsKey());
        assertThat(await(held)).isEqualTo(new Committed(1, 1));
        inbox.next();
        assertThat(steps()).hasSize(1);
    }
}
