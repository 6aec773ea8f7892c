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

    private final Commit commit;
    private final EventRetention retention;
    private final byte[] json;
    // Only the committer's thread asks for arguments and hands in answers.
    private String tries = FIRST;
    private boolean alone;
    private final CompletableFuture<Either<Failure, CommitResult>> result = new CompletableFuture<>();

    CommitTask(Commit commit, EventRetention retention) {
        this.commit = commit;
        this.retention = retention;
        this.json = EventCodec.write(commit.event());
    }

    /** Whether it may be recorded together with others: what is rare, or was refused once, goes alone. */
    boolean mayRun() {
        return !alone && commit.event().sequence() != 0 && commit.event().epoch() != 0 && commit.step() == null;
    }

    boolean follows(CommitTask before) {
        return commit.event().sequence() == before.commit.event().sequence() + 1
                && commit.event().epoch() == before.commit.event().epoch()
                && commit.responseChannel().equals(before.commit.responseChannel());
    }

    /** From now on. */
    void goAlone() {
        alone = true;
    }

    /** Adds what is the same for all of a run that begins with this one. */
    void describeRun(List<byte[]> arguments) {
        arguments.add(bytes(Long.toString(commit.event().epoch())));
        arguments.add(bytes(Long.toString(commit.event().sequence())));
        arguments.add(bytes(commit.responseChannel()));
        arguments.add(bytes(Long.toString(retention.bytes())));
        arguments.add(notBefore());
    }

    /** Adds what a run has to know of each. */
    void describe(List<byte[]> arguments) {
        arguments.add(bytes(commit.event().commandId().toString()));
        arguments.add(hash());
        arguments.add(json);
    }

    private byte[] hash() {
        String hash = commit.requestHash();
        return bytes(hash == null ? "" : hash);
    }

    private byte[] notBefore() {
        return bytes(Timestamps.write(Instant.now().minus(retention.age())));
    }

    void committed(long oldest) {
        result.complete(Either.right(new CommitResult.Committed(commit.event().sequence(), oldest)));
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
        return commit.stream().eventsKey();
    }

    @Override
    public List<byte[]> keys() {
        EventStream stream = commit.stream();
        return List.of(
                bytes(stream.recordKey()),
                bytes(stream.eventsKey()),
                bytes(stream.outcomesKey()),
                bytes(stream.stepsKey()));
    }

    @Override
    public List<byte[]> arguments() {
        String step = commit.step();
        List<byte[]> all = new ArrayList<>(11);
        all.add(bytes(Long.toString(commit.event().epoch())));
        all.add(bytes(Long.toString(commit.event().sequence())));
        describe(all);
        all.add(bytes(commit.event().eventId().toString()));
        all.add(bytes(commit.responseChannel()));
        all.add(bytes(Long.toString(retention.bytes())));
        all.add(notBefore());
        all.add(bytes(tries));
        all.add(bytes(step == null ? "" : step));
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
                    commit.event().sequence() - 1,
                    stream());
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
