package io.framewright.net;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.serialize.Json;
import io.framewright.serialize.Uuids;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the parts of requests; what cannot be read is a failure that says what would be right. */
final class Requests {
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

    private final int maxBodyBytes;

    Requests(int maxBodyBytes) {
        this.maxBodyBytes = maxBodyBytes;
    }

    /** The whole body; left {@code MESSAGE_TOO_LARGE} as soon as that is known. */
    Either<Failure, byte[]> body(Context request) {
        if (request.req().getContentLengthLong() > maxBodyBytes) {
            return Either.left(tooLarge());
        }
        try {
            byte[] body = request.req().getInputStream().readNBytes(maxBodyBytes + 1);
            return body.length > maxBodyBytes ? Either.left(tooLarge()) : Either.right(body);
        } catch (IOException brokenOff) {
            return Either.left(HttpCode.MALFORMED_REQUEST.failure("The body of the request was broken off."));
        }
    }

    private Failure tooLarge() {
        return Failure.of(
                FailureCode.MESSAGE_TOO_LARGE,
                "The body is larger than " + maxBodyBytes
                        + " bytes; put the data in a file of a data root and load that.",
                "limitBytes",
                maxBodyBytes);
    }

    /** The body as JSON; left {@code MEDIA_TYPE_UNSUPPORTED} if it is said to be something else. */
    Either<Failure, byte[]> jsonBytes(Context request) {
        @Nullable String type = request.contentType();
        String plain = type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (!plain.equals(Answer.JSON)) {
            return Either.left(HttpCode.MEDIA_TYPE_UNSUPPORTED.failure("This path takes a body of the Content-Type "
                    + Answer.JSON + "; it is " + (plain.isEmpty() ? "not said" : plain) + "."));
        }
        return body(request);
    }

    /** The body as a JSON object; one that is empty is an empty object, of whatever type. */
    Either<Failure, ObjectNode> object(Context request) {
        if (request.req().getContentLengthLong() == 0
                || request.contentType() == null && request.req().getContentLengthLong() < 0) {
            return Either.right(Json.mapper().createObjectNode());
        }
        return jsonBytes(request).flatMap(Requests::read);
    }

    private static Either<Failure, ObjectNode> read(byte[] body) {
        try {
            JsonNode node = Json.mapper().readTree(body);
            if (node instanceof ObjectNode object) {
                return Either.right(object);
            }
            return Either.left(Failure.of(FailureCode.INVALID_COMMAND, "The body must be a JSON object."));
        } catch (JsonProcessingException notJson) {
            return Either.left(Failure.of(
                    FailureCode.MALFORMED_COMMAND, "The body is not JSON: " + notJson.getOriginalMessage() + "."));
        } catch (IOException notText) {
            return Either.left(
                    Failure.of(FailureCode.MALFORMED_COMMAND, "The body is not JSON: it is no text in UTF-8."));
        }
    }

    /** The UUID in a path; what is none is the name of nothing. */
    static Either<Failure, UUID> uuid(Context request, String name, HttpOrCommand missing) {
        String text = request.pathParam(name);
        return Uuids.read(text)
                .<Either<Failure, UUID>>map(Either::right)
                .orElseGet(
                        () -> Either.left(missing.failure(text.length() <= 60 ? text : text.substring(0, 60) + "…")));
    }

    /** What it means that there is nothing of a name. */
    @FunctionalInterface
    interface HttpOrCommand {
        Failure failure(String name);
    }

    /** Of a worker that cannot be there, as its name is no UUID. */
    static Failure noSuchWorker(String name) {
        return Failure.of(
                FailureCode.NO_SUCH_WORKER,
                "There is no worker " + name + "; GET /workers names those there are.",
                "workerId",
                name);
    }

    /** A parameter that is a whole number from {@code least} to {@code most}. */
    static Either<Failure, Integer> number(Context request, String name, int otherwise, int least, int most) {
        String text = Optional.ofNullable(request.queryParam(name)).orElse(Integer.toString(otherwise));
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return Either.right(number);
            }
        } catch (NumberFormatException notANumber) {
            // Said below, together with numbers out of range.
        }
        return Either.left(RowsQuestion.wrong(name, "must be a whole number from " + least + " to " + most + "."));
    }

    /** How long the caller would wait for an outcome: {@code Prefer: wait=10}; empty if that is not said. */
    static Optional<Duration> wait(Context request) {
        @Nullable String prefer = request.header("Prefer");
        if (prefer == null) {
            return Optional.empty();
        }
        return Arrays.stream(prefer.split("[,;]", -1))
                .map(String::strip)
                .filter(each -> each.toLowerCase(Locale.ROOT).startsWith("wait="))
                .map(each -> seconds(each.substring("wait=".length())))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** A preference that cannot be read is none. */
    private static Optional<Duration> seconds(String text) {
        try {
            long seconds = Long.parseLong(text);
            return seconds < 0
                    ? Optional.empty()
                    : Optional.of(Duration.ofSeconds(Math.min(seconds, LONGEST_WAIT.toSeconds())));
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }

    /** Whether a page in a browser is what is asked for. */
    static boolean wantsHtml(Context request) {
        @Nullable String accept = request.header("Accept");
        return accept != null && accept.contains("text/html");
    }
}
