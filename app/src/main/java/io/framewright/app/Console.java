package io.framewright.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.framewright.either.Either;
import io.framewright.event.Event;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.serialize.EventCodec;
import io.framewright.serialize.FailureJson;
import io.framewright.serialize.Json;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Where a command writes: results to the standard output, everything about them to the standard error. With
 * {@code json} every result is one JSON value a line. Thread-safe.
 */
final class Console {
    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean json;

    Console(PrintWriter out, PrintWriter err, boolean json) {
        this.out = out;
        this.err = err;
        this.json = json;
    }

    boolean isJson() {
        return json;
    }

    PrintWriter out() {
        return out;
    }

    /** One line of a result. */
    void line(String text) {
        out.println(text);
        out.flush();
    }

    /** One JSON value on one line. */
    void json(JsonNode value) {
        try {
            line(Json.mapper().writeValueAsString(value));
        } catch (JsonProcessingException treesCanBeWritten) {
            throw new UncheckedIOException(treesCanBeWritten);
        }
    }

    /** An event as it stands on the wire, on one line. */
    void json(Event event) {
        line(new String(EventCodec.write(event), StandardCharsets.UTF_8));
    }

    /** Something to know, which is no result: a line, or {@code {"note": …}}. */
    void note(String text) {
        tell(json ? Json.mapper().createObjectNode().put("note", text).toString() : text);
    }

    /** Prints why something could not be done. */
    ExitCode failure(Failure failure) {
        tell(json ? FailureJson.write(failure).toString() : failure.code() + ": " + failure.message());
        return ExitCode.of(failure);
    }

    private void tell(String line) {
        err.println(line);
        err.flush();
    }

    /** Ends a command: shows the value, or the failure. */
    <T> ExitCode finish(Either<Failure, T> result, Consumer<T> show) {
        return result.fold(
                this::failure,
                pending -> failure(Failure.of(FailureCode.TIMED_OUT, "Not known yet: " + pending.message())),
                value -> {
                    show.accept(value);
                    return ExitCode.OK;
                });
    }
}
