package io.framewright.transport.redis;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.serialize.Uuids;
import io.framewright.transport.Commit;
import io.framewright.transport.CommitResult;
import io.framewright.transport.EventPublisher;
import io.framewright.transport.EventStream;
import io.framewright.transport.RecordedOutcome;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Commits through one thread; stages complete on it, so what follows them must not block. */
final class RedisEventPublisher implements EventPublisher {
    private final EventRetention retention;
    private final Connections connections;
    private final Committer committer;

    RedisEventPublisher(RedisConfig config, Connections connections, Committer committer) {
        this.retention = config.retention();
        this.connections = connections;
        this.committer = committer;
    }

    @Override
    public CompletionStage<Either<Failure, CommitResult>> commit(Commit commit) {
        CommitTask task = new CommitTask(commit, retention);
        committer.submit(task);
        return task.result();
    }

    @Override
    public CompletionStage<Either<Failure, Boolean>> republish(
            EventStream stream, long sequence, String responseChannel) {
        RepublishTask task = new RepublishTask(stream, sequence, responseChannel, new CompletableFuture<>());
        committer.submit(task);
        return task.result();
    }

    @Override
    public Either<Failure, List<RecordedOutcome>> outcomes(EventStream stream) {
        return connections.call(redis -> redis.hgetAll(stream.outcomesKey()).entrySet().stream()
                .map(RedisEventPublisher::outcome)
                .flatMap(Optional::stream)
                .sorted(Comparator.comparingLong(RecordedOutcome::sequence))
                .toList());
    }

    private static Optional<RecordedOutcome> outcome(Map.Entry<String, String> field) {
        int colon = field.getValue().indexOf(':');
        return Uuids.read(field.getKey())
                .filter(id -> colon > 0)
                .map(id -> new RecordedOutcome(
                        id,
                        Long.parseLong(field.getValue().substring(0, colon)),
                        field.getValue().substring(colon + 1)));
    }

    @Override
    public void close() {
        committer.close();
    }
}
