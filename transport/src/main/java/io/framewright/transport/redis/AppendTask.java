package io.framewright.transport.redis;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.transport.CommitResult;
import io.framewright.transport.EventStream;
import io.framewright.transport.StepId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** One step on its way into a journal. */
record AppendTask(
        EventStream to, long epoch, StepId id, String json, CompletableFuture<Either<Failure, CommitResult>> result)
        implements Recording {
    private static final int OVERHEAD_BYTES = 256;

    @Override
    public Script script() {
        return Script.STEP;
    }

    @Override
    public String stream() {
        return to.eventsKey();
    }

    @Override
    public List<byte[]> keys() {
        return List.of(bytes(to.recordKey()), bytes(to.stepsKey()));
    }

    @Override
    public List<byte[]> arguments() {
        return List.of(bytes(Long.toString(epoch)), bytes(id.toString()), bytes(json));
    }

    /** Zero stands for a step that is recorded; else it is the epoch that fences this one, or -1 for no record. */
    @Override
    public boolean accept(Object answer) {
        long current = (Long) answer;
        result.complete(Either.right(
                current == 0
                        ? new CommitResult.Committed(id.sequence(), 0)
                        : new CommitResult.Fenced(Math.max(0, current))));
        return true;
    }

    @Override
    public int bytes() {
        return OVERHEAD_BYTES + json.length();
    }

    @Override
    public boolean isReplacedBy(long last, String event) {
        return false;
    }

    @Override
    public boolean mayBeMissing(long last) {
        return id.sequence() >= last;
    }

    @Override
    public long lastAfter(long last) {
        return last;
    }

    @Override
    public Recording again(long last) {
        return new AppendTask(to, epoch, id, json, new CompletableFuture<>());
    }

    @Override
    public void fail(Failure failure) {
        result.complete(Either.left(failure));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
