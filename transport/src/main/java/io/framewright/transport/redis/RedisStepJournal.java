package io.framewright.transport.redis;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.transport.CommitResult;
import io.framewright.transport.EventStream;
import io.framewright.transport.StepId;
import io.framewright.transport.StepJournal;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.resps.StreamEntry;

/** A journal in a Redis stream: a step is an entry with the one field {@code step}. */
final class RedisStepJournal implements StepJournal {
    private static final String FIELD = "step";

    private final Connections connections;
    private final Committer committer;

    RedisStepJournal(Connections connections, Committer committer) {
        this.connections = connections;
        this.committer = committer;
    }

    @Override
    public CompletionStage<Either<Failure, CommitResult>> append(
            EventStream stream, long epoch, StepId id, String json) {
        AppendTask task = new AppendTask(stream, epoch, id, json, new CompletableFuture<>());
        committer.submit(task);
        return task.result();
    }

    @Override
    public Either<Failure, List<Step>> read(EventStream stream, StepId after, int limit) {
        return connections.call(redis -> redis.xrange(stream.stepsKey(), "(" + after, "+", limit).stream()
                .map(RedisStepJournal::step)
                .toList());
    }

    private static Step step(StreamEntry entry) {
        StepId id = new StepId(entry.getID().getTime(), entry.getID().getSequence());
        return new Step(id, entry.getFields().getOrDefault(FIELD, ""));
    }

    @Override
    public Either<Failure, StepId> last(EventStream stream) {
        return connections.call(redis -> {
            try {
                return StepId.read(redis.xinfoStream(stream.stepsKey())
                                .getLastGeneratedId()
                                .toString())
                        .orElse(StepId.NONE);
            } catch (JedisDataException noStream) {
                if (redis.exists(stream.stepsKey())) {
                    throw noStream;
                }
                return StepId.NONE;
            }
        });
    }

    @Override
    public Either<Failure, Boolean> dropUpTo(EventStream stream, long epoch, StepId upTo) {
        return connections.call(redis -> Script.DROP_STEPS
                .run(
                        redis,
                        List.of(stream.recordKey(), stream.stepsKey()),
                        List.of(Long.toString(epoch), upTo.next().toString()))
                .equals(1L));
    }
}
