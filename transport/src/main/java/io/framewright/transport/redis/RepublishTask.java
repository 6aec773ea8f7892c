package io.framewright.transport.redis;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.transport.EventStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Publishes a recorded event once more. */
record RepublishTask(
        EventStream from, long sequence, String responseChannel, CompletableFuture<Either<Failure, Boolean>> result)
        implements ScriptTask {
    @Override
    public Script script() {
        return Script.REPUBLISH;
    }

    @Override
    public String stream() {
        return from.eventsKey();
    }

    @Override
    public List<byte[]> keys() {
        return List.of(from.eventsKey().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public List<byte[]> arguments() {
        return List.of(
                Long.toString(sequence).getBytes(StandardCharsets.UTF_8),
                responseChannel.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public boolean accept(Object answer) {
        result.complete(Either.right((Long) answer == 1));
        return true;
    }

    @Override
    public void fail(Failure failure) {
        result.complete(Either.left(failure));
    }
}
