package io.framewright.net;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.transport.CommandPublisher;
import io.framewright.transport.OutgoingMessage;

/** Into a queue of the broker: a persistent message a batch, each confirmed before the next one is made. */
final class QueuePush implements PushSink {
    private final CommandPublisher publisher;
    private final PushDestination.Queue to;

    QueuePush(CommandPublisher publisher, PushDestination.Queue to) {
        this.publisher = publisher;
        this.to = to;
    }

    @Override
    public Either<Failure, Long> take(Batch batch) {
        return RowBytes.of(batch, to.form()).flatMap(body -> {
            OutgoingMessage message = new OutgoingMessage(
                    body, to.form().contentType(), batch.pushId() + "-" + batch.from(), RowBytes.headers(batch));
            return publisher
                    .publish(to.queue(), message)
                    .toCompletableFuture()
                    .join()
                    .map(confirmed -> (long) body.length)
                    .mapLeft(this::named);
        });
    }

    /** For a publisher of commands every queue is a worker's. */
    private Failure named(Failure failure) {
        return failure.is(FailureCode.NO_SUCH_WORKER)
                ? HttpCode.PUSH_REFUSED.failure(
                        "There is no queue '" + to.queue() + "'; declare it first.", "queue", to.queue())
                : failure;
    }
}
