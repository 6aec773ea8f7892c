package io.framewright.client.query;

import com.fasterxml.jackson.databind.JsonNode;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.serialize.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/** What a worker makes of that which was built. */
final class Read {
    private Read() {}

    static <T> T right(Either<Failure, T> either) {
        return either.fold(
                failure -> {
                    throw new AssertionError(failure.toString());
                },
                pending -> {
                    throw new AssertionError("pending");
                },
                value -> value);
    }

    static Failure left(Either<Failure, ?> either) {
        return either.fold(
                failure -> failure,
                pending -> {
                    throw new AssertionError("pending");
                },
                value -> {
                    throw new AssertionError("no failure but " + value);
                });
    }

    static io.framewright.query.expression.Expression tree(String text) {
        return right(io.framewright.query.expression.Expression.parse(text));
    }

    /** The names that a failure lists, e.g. those of the functions there are. */
    static Set<String> listed(Failure failure, String detail) {
        Set<String> names = new TreeSet<>();
        if (failure.detail().get(detail) instanceof Iterable<?> list) {
            list.forEach(name -> names.add(String.valueOf(name)));
        }
        return names;
    }

    static JsonNode json(String text) {
        try {
            return Json.mapper().readTree(text);
        } catch (IOException noJson) {
            throw new UncheckedIOException(noJson);
        }
    }

    static String file(String path) {
        try {
            return Files.readString(Path.of(System.getProperty("framewright.basedir"), path));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
