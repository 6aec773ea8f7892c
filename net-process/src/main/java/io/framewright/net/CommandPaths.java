package io.framewright.net;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.framewright.client.CallOptions;
import io.framewright.client.Framewright;
import io.framewright.command.Command;
import io.framewright.either.Either;
import io.framewright.event.Event;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.event.Outcome;
import io.framewright.serialize.CommandCodec;
import io.framewright.serialize.EventCodec;
import io.framewright.serialize.FailureJson;
import io.framewright.serialize.Json;
import io.framewright.serialize.Timestamps;
import io.framewright.serialize.Uuids;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Commands to workers: by the broker, as any caller's. {@code Idempotency-Key} is the {@code commandId}; {@code Prefer:
 * wait=10} waits for the outcome, and without it, or when it does not come in time, the answer is 202 with the place
 * where it will be; there it says 202 until it has come.
 */
final class CommandPaths {
    private static final String KEY = "Idempotency-Key";

    private final Framewright platform;
    private final Requests requests;
    private final ToldEvents told;
    private final Host host;
    private final OtherNodes others;
    private final SentCommands sent = new SentCommands(System::nanoTime);

    CommandPaths(Framewright platform, Requests requests, ToldEvents told, Host host, OtherNodes others) {
        this.told = told;
        this.host = host;
        this.others = others;
        this.platform = platform;
        this.requests = requests;
    }

    /** Any command; the body is that of docs/protocol.md, section 1. */
    Either<Failure, Answer> post(Context request, UUID workerId) {
        return key(request)
                .flatMap(key -> requests.jsonBytes(request)
                        .flatMap(body -> CommandCodec.read(body, context(request, key)))
                        .filterOrElse(
                                command -> key.isEmpty() || command.commandId().equals(key.get()),
                                command -> Failure.of(
                                        FailureCode.INVALID_COMMAND,
                                        "The header " + KEY
                                                + " and the field commandId are two ids; give one of them."))
                        .flatMap(command -> send(request, workerId, command, Requests.wait(request))));
    }

    /**
     * A command of this type for somebody who does not know of commands.
     *
     * @param otherwise how long its outcome is waited for where the request does not say
     */
    Either<Failure, Answer> send(
            Context request, UUID workerId, String commandType, ObjectNode data, Duration otherwise) {
        return key(request).flatMap(key -> {
            Command command = new Command(
                    commandType,
                    key.orElseGet(UUID::randomUUID),
                    Timestamps.now(),
                    null,
                    null,
                    null,
                    Traces.of(request).orElse(null),
                    data);
            return send(request, workerId, command, Requests.wait(request).or(() -> Optional.of(otherwise)));
        });
    }

    /** Of somebody who retries: the same key, the same command. */
    private static Either<Failure, Optional<UUID>> key(Context request) {
        @Nullable String text = request.header(KEY);
        if (text == null || text.isBlank()) {
            return Either.right(Optional.empty());
        }
        Optional<UUID> key = Uuids.read(text.strip());
        return key.isPresent()
                ? Either.right(key)
                : Either.left(Failure.of(
                        FailureCode.INVALID_COMMAND,
                        "The header " + KEY + " must be a UUID in its form of 36 characters: it is the commandId."));
    }

    private static CommandCodec.MessageContext context(Context request, Optional<UUID> key) {
        return new CommandCodec.MessageContext(key.map(UUID::toString), Traces.of(request), Timestamps.now());
    }

    private Either<Failure, Answer> send(Context request, UUID workerId, Command command, Optional<Duration> wait) {
        String place = place(request, command.commandId());
        Audit.ofCommand(request, command.commandId());
        sent.sent(workerId, command.commandId());
        return sendAndWait(workerId, command, wait, place)
                .peekLeft(failed -> sent.forget(workerId, command.commandId()));
    }

    private Either<Failure, Answer> sendAndWait(UUID workerId, Command command, Optional<Duration> wait, String place) {
        if (wait.isEmpty() || wait.get().isZero()) {
            return platform.post(workerId, command).map(taken -> accepted(command.commandId(), place));
        }
        CallOptions options = CallOptions.ofTimeout(wait.get());
        String applied = "wait=" + wait.get().toSeconds();
        return platform.send(workerId, command, options)
                .peek(event -> seen(workerId, event))
                .map(event -> Answer.bytes(200, Answer.JSON, EventCodec.write(event))
                        .with("Content-Location", place)
                        .with("Preference-Applied", applied))
                .recoverWith(failure -> failure.is(FailureCode.TIMED_OUT)
                        ? Either.right(accepted(command.commandId(), place).with("Preference-Applied", applied))
                        : Either.left(
                                failure.with("commandId", command.commandId().toString())));
    }

    private static String place(Context request, UUID commandId) {
        String worker =
                request.pathParamMap().containsKey("workerId") ? "/workers/" + request.pathParam("workerId") : "";
        return worker + "/commands/" + commandId;
    }

    private static Answer accepted(UUID commandId, String place) {
        ObjectNode json = Json.mapper()
                .createObjectNode()
                .put("commandId", commandId.toString())
                .put("state", Outcome.PENDING.name());
        return Answer.json(202, json).with("Location", place);
    }

    /** What became of a command, or that it is on its way. */
    Either<Failure, Answer> get(Context request, UUID workerId) {
        return Requests.uuid(request, "commandId", CommandPaths::noSuchCommand).flatMap(commandId -> {
            // In this order: what is no longer held has its outcome.
            boolean isOnItsWay = sent.has(workerId, commandId) || host.holds(workerId, commandId);
            return platform.outcome(workerId, commandId)
                    .peek(outcome -> outcome.ifPresent(event -> seen(workerId, event)))
                    .flatMap(outcome -> outcome.<Either<Failure, Answer>>map(event -> Either.right(of(event)))
                            .orElseGet(() -> isOnItsWay
                                    ? Either.right(accepted(commandId, place(request, commandId)))
                                    : askHolder(request, workerId, commandId)));
        });
    }

    /** The process that holds the worker knows of commands that others have sent; one that cannot be asked does not. */
    private Either<Failure, Answer> askHolder(Context request, UUID workerId, UUID commandId) {
        Either<Failure, Answer> unknown = Either.left(noSuchCommand(commandId.toString()));
        if (OtherNodes.isHandedOn(request)) {
            return unknown;
        }
        return platform.record(workerId)
                .flatMap(found -> found.filter(record -> !record.managerId().equals(host.managerId()))
                        .map(record -> others.ask(request, record, told.newest(workerId)))
                        .orElse(unknown))
                .recoverWith(failure ->
                        failure.code().equals(HttpCode.NODE_UNREACHABLE.name()) ? unknown : Either.left(failure));
    }

    private void seen(UUID workerId, Event outcome) {
        told.told(workerId, outcome.sequence());
        sent.forget(workerId, outcome.commandId());
    }

    private static Failure noSuchCommand(String commandId) {
        return HttpCode.NO_SUCH_COMMAND.failure(
                "No outcome of the command " + commandId
                        + " is recorded, and this process knows nothing of it: it was never sent, its outcome was long ago,"
                        + " or it was sent by others and its turn has not come. Sending it again under the same Idempotency-Key does not execute it twice.",
                "commandId",
                commandId);
    }

    private static Answer of(Event event) {
        ObjectNode json = Json.mapper()
                .createObjectNode()
                .put("commandId", event.commandId().toString())
                .put("state", event.outcome().name());
        FailureJson.read(event.data()).ifPresent(failure -> json.set("problem", Problem.json(failure)));
        json.putRawValue("event", new RawValue(new String(EventCodec.write(event), StandardCharsets.UTF_8)));
        return Answer.json(json);
    }
}
