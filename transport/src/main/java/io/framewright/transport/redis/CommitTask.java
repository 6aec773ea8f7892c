package io.framewright.transport.redis;

import io.framewright.either.Either;
import io.framewright.event.Event;
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
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One commit on its way to Redis; it may be sent several times. */
final class CommitTask implements Recording {
    private static final Logger log = LoggerFactory.getLogger(CommitTask.class);
    private static final String FIRST = "0";
    private static final String AGAIN = "1";
    private static final String OVER_A_GAP = "2";

    /** Beside its texts. */
    private static final int OVERHEAD_BYTES = 512;

    private final EventStream to;
    private final long epoch;
    private final long sequence;
    private final UUID commandId;
    private final UUID eventId;
    private final String channel;
    private final String hash;
    private final String step;
    private final EventRetention retention;
    private final byte[] json;
    // Only the committer's thread asks for arguments and hands in answers.
    private String tries = FIRST;
    private boolean alone;
    private boolean lookedBack;
    private final CompletableFuture<Either<Failure, CommitResult>> result = new CompletableFuture<>();

    /** The event itself is not kept: as a tree it takes much more room than as a text. */
    CommitTask(Commit commit, EventRetention retention) {
        Event event = commit.event();
        this.to = commit.stream();
        this.epoch = event.epoch();
        this.sequence = event.sequence();
        this.commandId = event.commandId();
        this.eventId = event.eventId();
        this.channel = commit.responseChannel();
        this.hash = Objects.requireNonNullElse(commit.requestHash(), "");
        this.step = Objects.requireNonNullElse(commit.step(), "");
        this.retention = retention;
        this.json = EventCodec.write(event);
    }

    private CommitTask(CommitTask before, String tries) {
        this.to = before.to;
        this.epoch = before.epoch;
        this.sequence = before.sequence;
        this.commandId = before.commandId;
        this.eventId = before.eventId;
        this.channel = before.channel;
        this.hash = before.hash;
        this.step = before.step;
        this.retention = before.retention;
        this.json = before.json;
        this.alone = true;
        this.tries = tries;
    }

    /** Whether it may be recorded together with others: what is rare, or was refused once, goes alone. */
    boolean mayRun() {
        return !alone && sequence != 0 && epoch != 0 && step.isEmpty();
    }

    boolean follows(CommitTask before) {
        return sequence == before.sequence + 1 && epoch == before.epoch && channel.equals(before.channel);
    }

    /** From now on. */
    void goAlone() {
        alone = true;
    }

    /** Adds what is the same for all of a run that begins with this one. */
    void describeRun(List<byte[]> arguments) {
        arguments.add(bytes(Long.toString(epoch)));
        arguments.add(bytes(Long.toString(sequence)));
        arguments.add(bytes(channel));
        arguments.add(bytes(Long.toString(retention.bytes())));
        arguments.add(notBefore());
    }

    /** Whether it is the outcome of its command. */
    boolean isOutcome() {
        return !hash.isEmpty();
    }

    UUID commandId() {
        return commandId;
    }

    byte[] command() {
        return bytes(commandId.toString());
    }

    /** What is kept of an outcome. */
    byte[] kept() {
        return bytes(sequence + ":" + hash);
    }

    byte[] json() {
        return json;
    }

    private byte[] notBefore() {
        return bytes(Timestamps.write(Instant.now().minus(retention.age())));
    }

    void committed(long oldest) {
        result.complete(Either.right(new CommitResult.Committed(sequence, oldest)));
    }

    @Override
    public CompletableFuture<Either<Failure, CommitResult>> result() {
        return result;
    }

    @Override
    public long epoch() {
        return epoch;
    }

    @Override
    public int bytes() {
        return OVERHEAD_BYTES + json.length + step.length();
    }

    @Override
    public boolean isReplacedBy(long last, String event) {
        return sequence == last && !event.contains(eventId.toString());
    }

    @Override
    public boolean mayBeMissing(long last) {
        return sequence > last;
    }

    @Override
    public long lastAfter(long last) {
        return sequence;
    }

    @Override
    public Recording again(long last) {
        return new CommitTask(this, sequence == last + 1 ? AGAIN : OVER_A_GAP);
    }

    @Override
    public Script script() {
        return Script.COMMIT;
    }

    @Override
    public String stream() {
        return to.eventsKey();
    }

    @Override
    public List<byte[]> keys() {
        return List.of(bytes(to.recordKey()), bytes(to.eventsKey()), bytes(to.outcomesKey()), bytes(to.stepsKey()));
    }

    @Override
    public List<byte[]> arguments() {
        List<byte[]> all = new ArrayList<>(11);
        all.add(bytes(Long.toString(epoch)));
        all.add(bytes(Long.toString(sequence)));
        all.add(command());
        all.add(bytes(hash));
        all.add(json);
        all.add(bytes(eventId.toString()));
        all.add(bytes(channel));
        all.add(bytes(Long.toString(retention.bytes())));
        all.add(notBefore());
        all.add(bytes(tries));
        all.add(bytes(step));
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
            // Nothing of this stream is held before it: either it is told again what was there, or that is gone for
            // good.
            if (lookedBack) {
                log.warn(
                        "Redis lost the events {} to {} of {}; going on after them",
                        (Long) parts.get(1) + 1,
                        sequence - 1,
                        stream());
                tries = OVER_A_GAP;
            }
            lookedBack = true;
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
