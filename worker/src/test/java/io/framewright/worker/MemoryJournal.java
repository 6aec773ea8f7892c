package io.framewright.worker;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.transport.CommitResult;
import io.framewright.transport.EventStream;
import io.framewright.transport.StepId;
import io.framewright.transport.StepJournal;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A journal of one worker in memory. */
final class MemoryJournal implements StepJournal {
    private final TreeMap<StepId, String> steps = new TreeMap<>();
    private StepId last = StepId.NONE;

    void put(StepId id, String json) {
        steps.put(id, json);
        last = id;
    }

    void lose(StepId id) {
        steps.remove(id);
    }

    @Override
    public CompletionStage<Either<Failure, CommitResult>> append(
            EventStream stream, long epoch, StepId id, String json) {
        put(id, json);
        return CompletableFuture.completedStage(Either.right(new CommitResult.Committed(id.sequence(), 0)));
    }

    @Override
    public Either<Failure, List<Step>> read(EventStream stream, StepId after, int limit) {
        return Either.right(steps.tailMap(after, false).entrySet().stream()
                .limit(limit)
                .map(entry -> new Step(entry.getKey(), entry.getValue()))
                .toList());
    }

    @Override
    public Either<Failure, StepId> last(EventStream stream) {
        return Either.right(last);
    }

    @Override
    public Either<Failure, Boolean> dropUpTo(EventStream stream, long epoch, StepId upTo) {
        steps.headMap(upTo, true).clear();
        return Either.right(true);
    }
}
