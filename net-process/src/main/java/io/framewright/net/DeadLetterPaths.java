package io.framewright.net;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.client.Framewright;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.serialize.Json;
import io.framewright.serialize.Timestamps;
import io.framewright.transport.KeptLetter;
import io.framewright.transport.LetterSelection;
import io.framewright.transport.ReplayedLetter;
import io.javalin.http.Context;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** {@code /dead-letters}: the messages that could not be handled; list, show, replay, drop. */
final class DeadLetterPaths {
    private static final int DEFAULT_LIMIT = 100;
    private static final int MOST = 1_000;
    private static final int BODY_BYTES = 1 << 20;

    private final Framewright platform;

    DeadLetterPaths(Framewright platform) {
        this.platform = platform;
    }

    /** Parameters {@code worker}, {@code queue}, {@code code}, {@code from} (a position) and {@code limit}. */
    Either<Failure, Answer> list(Context request) {
        return selection(request)
                .flatMap(selection -> number(request, "from", 0, Integer.MAX_VALUE)
                        .flatMap(from -> number(request, "limit", DEFAULT_LIMIT, MOST)
                                .flatMap(limit -> platform.deadLetters()
                                        .list(selection, from, limit)
                                        .map(page -> {
                                            ObjectNode json = Json.mapper()
                                                    .createObjectNode()
                                                    .put("total", page.total());
                                            page.next().ifPresent(next -> json.put("next", next));
                                            ArrayNode letters = json.putArray("letters");
                                            page.letters().forEach(letter -> letters.add(json(letter)));
                                            return Answer.json(json);
                                        }))));
    }

    Either<Failure, Answer> get(Context request) {
        return letterId(request).flatMap(id -> platform.deadLetters().find(id)).map(letter -> {
            ObjectNode json = json(letter);
            putBody(json, letter.letter().body());
            return Answer.json(json);
        });
    }

    Either<Failure, Answer> replay(Context request) {
        return letterId(request)
                .flatMap(id -> platform.deadLetters().find(id))
                .flatMap(letter -> platform.deadLetters().replay(LetterSelection.of(letter.letterId()), 1))
                .map(DeadLetterPaths::replayed);
    }

    Either<Failure, Answer> replaySome(Context request) {
        return someOf(request)
                .flatMap(selection -> number(request, "limit", DEFAULT_LIMIT, MOST)
                        .flatMap(limit -> platform.deadLetters().replay(selection, limit))
                        .map(DeadLetterPaths::replayed));
    }

    Either<Failure, Answer> drop(Context request) {
        return letterId(request)
                .flatMap(id -> platform.deadLetters().find(id))
                .flatMap(letter -> platform.deadLetters().drop(LetterSelection.of(letter.letterId()), 1))
                .map(DeadLetterPaths::dropped);
    }

    Either<Failure, Answer> dropSome(Context request) {
        return someOf(request)
                .flatMap(selection -> number(request, "limit", DEFAULT_LIMIT, MOST)
                        .flatMap(limit -> platform.deadLetters().drop(selection, limit))
                        .map(DeadLetterPaths::dropped));
    }

    private static Answer dropped(long count) {
        return Answer.json(
                Json.mapper().createObjectNode().put("changed", count > 0).put("dropped", count));
    }

    private static Answer replayed(List<ReplayedLetter> letters) {
        ObjectNode json = Json.mapper().createObjectNode();
        json.put("changed", letters.stream().anyMatch(letter -> letter.outcome().isRight()));
        ArrayNode all = json.putArray("letters");
        for (ReplayedLetter letter : letters) {
            ObjectNode one = all.addObject()
                    .put("letterId", letter.letterId().toString())
                    .put("queue", letter.queue())
                    .put("replayed", letter.outcome().isRight());
            letter.commandId().ifPresent(id -> one.put("commandId", id.toString()));
            letter.outcome().peekLeft(failure -> one.set("problem", Problem.json(failure)));
        }
        return Answer.json(json);
    }

    /** All of them have to be asked for: an empty request by mistake changes nothing. */
    private static Either<Failure, LetterSelection> someOf(Context request) {
        return selection(request)
                .filterOrElse(
                        selection -> !selection.equals(LetterSelection.all())
                                || Boolean.parseBoolean(request.queryParam("all")),
                        none -> Failure.of(
                                FailureCode.INVALID_COMMAND,
                                "Say which letters are meant by worker, queue or code; or all=true for all of them."));
    }

    private static Either<Failure, LetterSelection> selection(Context request) {
        return Either.right(new LetterSelection(
                Optional.empty(),
                Optional.ofNullable(request.queryParam("worker"))
                        .or(() -> Optional.ofNullable(request.queryParam("queue"))),
                Optional.ofNullable(request.queryParam("code"))));
    }

    private static Either<Failure, UUID> letterId(Context request) {
        return Requests.uuid(
                request,
                "letterId",
                name -> Failure.of(
                        FailureCode.DEAD_LETTER_NOT_FOUND,
                        "No dead letter has the id " + name + ", nor has the command in one.",
                        "id",
                        name));
    }

    private static Either<Failure, Integer> number(Context request, String name, int otherwise, int most) {
        return Requests.number(request, name, otherwise, Math.min(1, otherwise), most);
    }

    private static ObjectNode json(KeptLetter kept) {
        ObjectNode json = Json.mapper()
                .createObjectNode()
                .put("letterId", kept.letterId().toString())
                .put("position", kept.position())
                .put("queue", kept.letter().queue())
                .put("code", kept.letter().code())
                .put("message", kept.letter().message());
        kept.commandId().ifPresent(id -> json.put("commandId", id.toString()));
        kept.command().ifPresent(command -> json.put("commandType", command.commandType()));
        if (kept.diedOn() != null) {
            json.put("diedOn", Timestamps.write(kept.diedOn()));
        }
        return json.put("bytes", kept.letter().body().length);
    }

    /** As text if it is text in UTF-8, else in Base64; of a huge one, the beginning. */
    private static void putBody(ObjectNode json, byte[] whole) {
        byte[] body = Arrays.copyOf(whole, Math.min(whole.length, BODY_BYTES));
        json.put("bodyTruncated", body.length < whole.length);
        try {
            json.put(
                    "body",
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(body))
                            .toString());
        } catch (CharacterCodingException notText) {
            json.put("bodyBase64", Base64.getEncoder().encodeToString(body));
        }
    }
}
