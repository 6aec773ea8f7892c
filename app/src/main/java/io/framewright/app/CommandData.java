package io.framewright.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.framewright.app.config.Settings;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.serialize.Json;
import io.framewright.serialize.JsonErrors;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;

/** The data of a command as given on the command line: JSON itself, {@code @file}, or {@code -} for the input. */
final class CommandData {
    private static final int LARGEST = 64 << 20;

    private CommandData() {}

    /** Reads an object; left {@code USAGE} says what is wrong and where. */
    static Either<Failure, JsonNode> read(String argument, InputStream input) {
        try {
            if (argument.equals("-")) {
                return parse(input.readNBytes(LARGEST + 1), "The standard input");
            }
            if (argument.startsWith("@")) {
                Path file = Path.of(argument.substring(1));
                try (InputStream content = Files.newInputStream(file)) {
                    return parse(content.readNBytes(LARGEST + 1), "The file " + file);
                }
            }
            return parse(Json.mapper().readTree(argument), "The data");
        } catch (JsonProcessingException notJson) {
            return refused("The data cannot be read. " + JsonErrors.describe(notJson));
        } catch (IOException | InvalidPathException unreadable) {
            return refused(argument.substring(1) + " cannot be read ("
                    + unreadable.getClass().getSimpleName() + "); after @ comes the name of a file.");
        }
    }

    private static Either<Failure, JsonNode> parse(byte[] content, String what) throws IOException {
        if (content.length > LARGEST) {
            return refused(what + " is larger than 64 MiB; load large data from a file below a data root.");
        }
        try {
            return parse(Json.mapper().readTree(content), what);
        } catch (JsonProcessingException notJson) {
            return refused(what + " cannot be read. " + JsonErrors.describe(notJson));
        }
    }

    private static Either<Failure, JsonNode> parse(JsonNode data, String what) {
        return data.isObject()
                ? Either.right(data)
                : refused(what + " must be a JSON object, as in {\"frame\": \"f\"}.");
    }

    private static Either<Failure, JsonNode> refused(String message) {
        return Either.left(Failure.of(Settings.USAGE, message, Map.of()));
    }
}
