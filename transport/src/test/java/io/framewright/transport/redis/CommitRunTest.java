package io.framewright.transport.redis;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.framewright.event.Event;
import io.framewright.serialize.Timestamps;
import io.framewright.transport.Commit;
import io.framewright.transport.DestinationNames;
import io.framewright.transport.EventStream;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which commits go together, and what becomes of those that may not. */
class CommitRunTest {
    private final UUID one = UUID.randomUUID();
    private final UUID other = UUID.randomUUID();

    private static CommitTask task(UUID worker, long sequence, long epoch, String channel, @Nullable String step) {
        Event event = new Event(
                "X_SUCCEEDED",
                UUID.randomUUID(),
                Timestamps.now(),
                UUID.randomUUID(),
                worker,
                sequence,
                epoch,
                null,
                null,
                null,
                JsonNodeFactory.instance.objectNode());
        return new CommitTask(
                new Commit(DestinationNames.workerEvents(worker), event, channel, "hash", step),
                EventRetention.DEFAULT);
    }

    private static CommitTask task(UUID worker, long sequence) {
        return task(worker, sequence, 1, "c", null);
    }

    /** How many commits each call makes; 0 for a call of another script. */
    private static List<Integer> sizes(List<ScriptTask> calls) {
        return calls.stream()
                .map(call -> call instanceof CommitRun run ? run.members().size() : 0)
                .toList();
    }

    @Test
    void commitsOfAStreamGoTogetherWhereverTheyAre() {
        List<ScriptTask> calls =
                CommitRun.gathered(List.of(task(one, 1), task(other, 7), task(one, 2), task(other, 8), task(one, 3)));
        assertThat(sizes(calls)).containsExactly(3, 2);
    }

    @Test
    void aGapAnEpochAndAChannelEndARun() {
        assertThat(sizes(CommitRun.gathered(List.of(task(one, 1), task(one, 3)))))
                .containsExactly(1, 1);
        assertThat(sizes(CommitRun.gathered(List.of(task(one, 1), task(one, 2, 2, "c", null)))))
                .containsExactly(1, 1);
        assertThat(sizes(CommitRun.gathered(List.of(task(one, 1), task(one, 2, 1, "d", null)))))
                .containsExactly(1, 1);
    }

    @Test
    void whatIsRareGoesAloneAndIsNotOvertaken() {
        EventStream stream = DestinationNames.workerEvents(one);
        ScriptTask republished = new RepublishTask(stream, 1, "c", new CompletableFuture<>());
        List<ScriptTask> calls = CommitRun.gathered(List.of(
                task(one, 1), task(one, 2, 1, "c", "step"), task(one, 3), republished, task(one, 4), task(one, 0)));
        assertThat(sizes(calls)).containsExactly(1, 0, 1, 0, 1, 0);
    }

    @Test
    void aRefusedRunIsLookedAtOneByOne() {
        List<ScriptTask> tasks = List.of(task(one, 1), task(one, 2));
        assertThat(CommitRun.gathered(tasks).get(0).accept(-1L)).isFalse();
        assertThat(CommitRun.gathered(tasks)).isEqualTo(tasks);
    }
}
