package io.framewright.client;

import io.framewright.command.Command;
import io.framewright.either.Either;
import io.framewright.either.Left;
import io.framewright.either.Promise;
import io.framewright.event.Event;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.serialize.CommandCodec;
import io.framewright.transport.CommandPublisher;
import io.framewright.transport.OutgoingMessage;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Sends commands and sees to it that each gets exactly one answer. A call is noted as open before its command goes out,
 * so an answer finds it however fast it comes. Thread-safe; nothing here blocks.
 */
final class Calls {
    private final CommandPublisher publisher;
    private final OpenCalls open;
    private final Lookout lookout;
    private final Routes routes;
    private final ClientThreads threads;
    private final Retry retry;
    private volatile boolean closed;

    Calls(
            CommandPublisher publisher,
            OpenCalls open,
            Lookout lookout,
            Routes routes,
            ClientThreads threads,
            Retry retry) {
        this.publisher = publisher;
        this.open = open;
        this.lookout = lookout;
        this.routes = routes;
        this.threads = threads;
        this.retry = retry;
    }

    /**
     * @param workerId who is to answer; empty for the process manager
     * @param onCancel run when the caller gives the answer up
     */
    Either<Failure, Event> ask(
            Optional<UUID> workerId, Route route, Command command, CallOptions options, Runnable onCancel) {
        Call call = new Call(command.commandType(), command.commandId(), workerId, route, options);
        open.add(call);
        if (closed) {
            open.fail(call, Lookout.closed());
            return call.answer().now();
        }
        lookout.watch(call);
        call.onCancel(() -> {
            call.giveUp();
            open.forget(call);
            onCancel.run();
        });
        OutgoingMessage message = message(command);
        route.use(way -> way.peek(to -> send(call, to, message, 1)).peekLeft(failure -> open.fail(call, failure)));
        return call.answer();
    }

    /** A call that is over before its command could go out, because the way was long in opening, is not sent at all. */
    private void send(Call call, Correspondent to, OutgoingMessage message, int attempt) {
        if (call.isOver()) {
            return;
        }
        publisher.publish(to.queue(), message).thenAccept(published -> {
            if (published instanceof Left<Failure, String> left) {
                notSent(call, to, message, attempt, left.failure());
            }
        });
    }

    private void notSent(Call call, Correspondent to, OutgoingMessage message, int attempt, Failure failure) {
        Duration pause = retry.pauseAfter(attempt);
        boolean again = failure instanceof Failure.Unreachable
                && attempt < retry.attempts()
                && !call.isOver()
                && !closed
                && call.deadlineNanos() - System.nanoTime() > pause.toNanos();
        if (again) {
            threads.later(() -> send(call, to, message, attempt + 1), pause.toNanos());
        } else {
            open.fail(call, undelivered(to, failure));
        }
    }

    /** Sends without expecting an answer; resolved when the broker has taken responsibility. */
    Either<Failure, UUID> post(String queue, Command command) {
        if (closed) {
            return Either.left(Lookout.closed());
        }
        Promise<Failure, UUID> sent = Promise.of("sending " + command.commandType());
        publisher
                .publish(queue, message(command))
                .thenAccept(published -> sent.resolve(published.map(taken -> command.commandId())));
        return sent.pending();
    }

    private Failure undelivered(Correspondent to, Failure failure) {
        if (!failure.is(FailureCode.NO_SUCH_WORKER)) {
            return failure;
        }
        if (to.workerId().isPresent()) {
            routes.forget(to);
            return failure;
        }
        return Failure.of(
                FailureCode.NO_PROCESS_MANAGER,
                "No process manager runs on this broker: there is no queue " + to.queue()
                        + ". Start one, for example with: framewright up");
    }

    private static OutgoingMessage message(Command command) {
        String traceparent = command.traceparent();
        return new OutgoingMessage(
                CommandCodec.write(command),
                "application/json",
                command.commandId().toString(),
                traceparent == null ? Map.of() : Map.of("traceparent", traceparent));
    }

    /** From now on every call is answered {@code CLIENT_CLOSED}. */
    void close() {
        closed = true;
        open.failAll(Lookout.closed());
    }
}
