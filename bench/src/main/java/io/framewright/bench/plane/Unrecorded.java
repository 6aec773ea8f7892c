package io.framewright.bench.plane;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.transport.Commit;
import io.framewright.transport.CommitResult;
import io.framewright.transport.EventPublisher;
import io.framewright.transport.EventStream;
import io.framewright.transport.RecordedOutcome;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Commits events as if none of them were the outcome of a command. */
final class Unrecorded implements EventPublisher {
    private final EventPublisher events;

    Unrecorded(EventPublisher events) {
        this.events = events;
    }

    @Override
    public CompletionStage<Either<Failure, CommitResult>> commit(Commit commit) {
        return events.commit(
                new Commit(commit.stream(), commit.event(), commit.responseChannel(), null, commit.step()));
    }

    @Override
    public CompletionStage<Either<Failure, Boolean>> republish(
            EventStream stream, long sequence, String responseChannel) {
        return events.republish(stream, sequence, responseChannel);
    }

    @Override
    public Either<Failure, List<RecordedOutcome>> outcomes(EventStream stream) {
        return events.outcomes(stream);
    }

    @Override
    public void close() {
        events.close();
    }
}
