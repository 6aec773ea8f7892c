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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One commit on its way to Redis; it may be sent several times. */
final class CommitTask implements ScriptTask {
    private static final Logger log = LoggerFactory.getLogger(CommitTask.class);
    private static final String FIRST = "0";
    private static final String AGAIN = "1";
    private static final String OVER_A_GAP = "2";

    private final EventStream stream;
    private final List<byte[]> keys;
    private final List<byte[]> arguments;
    private final byte[] step;
    private final long sequence;
    // Only the committer's thread asks for arguments and hands in answers.
    private String tries = FIRST;
    private final CompletableFuture<Either<Failure, CommitResult>> result = new CompletableFuture<>();

    CommitTask(Commit commit, EventRetention retention) {
        stream = commit.stream();
        sequence = commit.event().sequence();
        keys = List.of(
                bytes(stream.recordKey()),
                bytes(stream.eventsKey()),
                bytes(stream.outcomesKey()),
                bytes(stream.stepsKey()));
        String hash = commit.requestHash();
        String changed = commit.step();
        step = bytes(changed == null ? "" : changed);
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
        List<byte[]> all = new ArrayList<>(arguments);
        all.add(bytes(tries));
        all.add(step);
        if (tries.equals(FIRST)) {
            tries = AGAIN;
        }
        return all;
    }

    @Override
    public boolean accept(Object answer) {
        List<?> parts = (List<?>) answer;
        CommitResult read = read(parts);
        if (read == null) {
            // Nothing of this stream is held before it, so what is missing is missing for good.
            log.warn(
                    "Redis lost the events {} to {} of {}; going on after them",
                    (Long) parts.get(1) + 1,
                    sequence - 1,
                    stream.eventsKey());
            tries = OVER_A_GAP;
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
