package io.framewright.transport.rabbitmq;

import io.framewright.either.Either;
import io.framewright.either.Left;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.transport.CommandConsumer;
import io.framewright.transport.CommandPublisher;
import io.framewright.transport.DeadLetter;
import io.framewright.transport.DeadLetters;
import io.framewright.transport.DestinationNames;
import io.framewright.transport.OutgoingMessage;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** Publishes dead letters to their queue, and makes the queue when it turns out not to be there. */
final class AmqpDeadLetters implements DeadLetters {
    private static final int MAX_REASON_CHARS = 4096;

    private final CommandPublisher publisher;
    private final CommandConsumer queues;
    private final Executor blocking;

    AmqpDeadLetters(CommandPublisher publisher, CommandConsumer queues, Executor blocking) {
        this.publisher = publisher;
        this.queues = queues;
        this.blocking = blocking;
    }

    @Override
    public CompletionStage<Either<Failure, String>> add(DeadLetter letter) {
        OutgoingMessage message = message(letter);
        return publisher
                .publish(DestinationNames.DEAD_LETTER_QUEUE, message)
                .thenCompose(answer -> isMissing(answer)
                        ? CompletableFuture.supplyAsync(
                                        () -> queues.declare(DestinationNames.DEAD_LETTER_QUEUE), blocking)
                                .thenCompose(declared -> declared.isRight()
                                        ? publisher.publish(DestinationNames.DEAD_LETTER_QUEUE, message)
                                        : CompletableFuture.completedFuture(declared))
                        : CompletableFuture.completedFuture(answer));
    }

    private static boolean isMissing(Either<Failure, String> answer) {
        return answer instanceof Left<Failure, String> left && left.failure().is(FailureCode.NO_SUCH_WORKER);
    }

    private static OutgoingMessage message(DeadLetter letter) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(HEADER_QUEUE, letter.queue());
        headers.put(HEADER_CODE, letter.code());
        String reason = letter.message();
        headers.put(
                HEADER_MESSAGE, reason.length() <= MAX_REASON_CHARS ? reason : reason.substring(0, MAX_REASON_CHARS));
        return new OutgoingMessage(letter.body(), "application/octet-stream", letter.messageId(), headers);
    }

    /** What it publishes with is shared and closed by its owner. */
    @Override
    public void close() {}
}
