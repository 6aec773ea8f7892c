package io.framewright.transport.redis;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.serialize.EventCodec;
import io.framewright.serialize.Timestamps;
import io.framewright.transport.Commit;
import io.framewright.transport.CommitResult;
import io.framewright.transport.EventStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One commit on its way to Redis; it may be sent several times. */
final class CommitTask implements ScriptTask {
    private final EventStream stream;
    private final List<byte[]> keys;
    private final List<byte[]> arguments;
    private final CompletableFuture<Either<Failure, CommitResult>> result = new CompletableFuture<>();

    CommitTask(Commit commit, EventRetention retention) {
        stream = commit.stream();
        keys = List.of(bytes(stream.recordKey()), bytes(stream.eventsKey()), bytes(stream.outcomesKey()));
        String hash = commit.requestHash();
        arguments = List.of(
                bytes(Long.toString(commit.event().epoch())),
                bytes(Long.toString(commit.event().sequence())),
                bytes(commit.event().commandId().toString()),
                bytes(hash == null ? "" : hash),
                EventCodec.write(commit.event()),
                bytes(commit.event().eventId().toString()),
                bytes(commit.responseChannel()),
                bytes(Long.toString(retention.bytes())),
                bytes(Timestamps.write(Instant.now().minus(retention.age()))));
    }

    CompletableFuture<Either<Failure, CommitResult>> result() {
        return result;
    }

    @Override
    public Script script() {
        return Script.COMMIT;
    }

    @Override
    public String stream() {
        return stream.eventsKey();
    }

    @Override
    public List<byte[]> keys() {
        return keys;
    }

    @Override
    public List<byte[]> arguments() {
        return arguments;
    }

    @Override
    public boolean accept(Object answer) {
        List<?> parts = (List<?>) answer;
        @Nullable CommitResult read = read(parts);
        if (read == null) {
            return false;
        }
        result.complete(Either.right(read));
        return true;
    }

    private static @Nullable CommitResult read(List<?> parts) {
        String kind = text(parts.get(0));
        return switch (kind) {
            case "COMMITTED" -> new CommitResult.Committed((Long) parts.get(1), (Long) parts.get(2));
            case "DECIDED" -> new CommitResult.AlreadyDecided((Long) parts.get(1), text(parts.get(2)));
            case "FENCED" -> new CommitResult.Fenced((Long) parts.get(1));
            case "GAP" -> null;
            default -> throw new IllegalStateException("the commit script answered " + kind);
        };
    }

    @Override
    public void fail(Failure failure) {
        result.complete(Either.left(failure));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(Object bytes) {
        return new String((byte[]) bytes, StandardCharsets.UTF_8);
    }
}
