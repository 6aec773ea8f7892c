package io.framewright.net;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.command.CommandTypes;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.serialize.Json;
import io.javalin.http.Context;
import jakarta.servlet.MultipartConfigElement;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /} with {@code multipart/form-data}: the part {@code file} is kept and loaded; the part {@code options},
 * which may be left out, is the data of {@code LOAD_WORKER_FRAME_MANAGER} without the path.
 */
final class UploadPaths {
    private static final Logger log = LoggerFactory.getLogger(UploadPaths.class);
    private static final Duration WAIT = Duration.ofSeconds(60);
    private static final String MULTIPART = "multipart/form-data";
    private static final String CONFIG = "org.eclipse.jetty.multipartConfig";
    private static final int OPTIONS_BYTES = 64 << 10;
    /** For the other part, and what stands between the parts. */
    private static final long BESIDE = 1 << 20;

    /** The type of a source by how a file's name ends. */
    private static final Map<String, String> TYPES = new TreeMap<>(Map.of(
            ".csv", "csv",
            ".tsv", "csv",
            ".txt", "csv",
            ".json", "json",
            ".ndjson", "json",
            ".jsonl", "json",
            ".parquet", "parquet",
            ".arrow", "arrow",
            ".arrows", "arrow",
            ".xlsx", "excel"));

    private static final List<String> PACKED = List.of("", ".gz", ".zst");

    private final Uploads uploads;
    private final CommandPaths commands;

    UploadPaths(Uploads uploads, CommandPaths commands) {
        this.uploads = uploads;
        this.commands = commands;
    }

    static boolean isUpload(Context request) {
        @Nullable String type = request.contentType();
        return type != null && type.toLowerCase(Locale.ROOT).startsWith(MULTIPART);
    }

    Either<Failure, Answer> load(Context request, UUID workerId) {
        long most = uploads.limits().bytesAFile() + BESIDE;
        long said = request.req().getContentLengthLong();
        if (said > most) {
            return Either.left(tooLarge());
        }
        return uploads.receive(
                said < 0 ? uploads.limits().bytesAFile() : said, directory -> load(request, workerId, directory));
    }

    private Either<Failure, Answer> load(Context request, UUID workerId, Path directory) {
        return parts(request, directory).flatMap(parts -> {
            try {
                return load(request, workerId, parts);
            } finally {
                parts.forEach(UploadPaths::forget);
            }
        });
    }

    private Either<Failure, Collection<Part>> parts(Context request, Path directory) {
        if (!String.valueOf(request.contentType()).toLowerCase(Locale.ROOT).contains("boundary=")) {
            return Either.left(broken());
        }
        long file = uploads.limits().bytesAFile();
        request.req()
                .setAttribute(
                        CONFIG, new MultipartConfigElement(directory.toString(), file, file + BESIDE, OPTIONS_BYTES));
        try {
            return Either.right(request.req().getParts());
        } catch (IllegalStateException overLimit) {
            return Either.left(tooLarge());
        } catch (ServletException | IOException unreadable) {
            log.debug("an upload cannot be read", unreadable);
            return Either.left(isOverLimit(unreadable) ? tooLarge() : broken());
        } catch (RuntimeException malformed) {
            // What Jetty throws for parts that it cannot make out has no type in common.
            log.debug("an upload cannot be read", malformed);
            return Either.left(isOverLimit(malformed) ? tooLarge() : broken());
        }
    }

    private static boolean isOverLimit(Throwable thrown) {
        for (Throwable each = thrown; each != null; each = each.getCause()) {
            String message = String.valueOf(each.getMessage()).toLowerCase(Locale.ROOT);
            if (each instanceof IllegalStateException || message.contains("max length") || message.contains("exceed")) {
                return true;
            }
        }
        return false;
    }

    private Failure tooLarge() {
        return Failure.of(
                FailureCode.MESSAGE_TOO_LARGE,
                "A file may have " + uploads.limits().bytesAFile()
                        + " bytes, and this one has more; put it into a data root and load it from there.",
                "limitBytes",
                uploads.limits().bytesAFile());
    }

    private static Failure broken() {
        return HttpCode.MALFORMED_REQUEST.failure("The body is not multipart/form-data, or was broken off.");
    }

    private Either<Failure, Answer> load(Context request, UUID workerId, Collection<Part> parts) {
        List<Part> files = new ArrayList<>();
        List<Part> options = new ArrayList<>();
        for (Part part : parts) {
            if (part.getName().equals("file")) {
                files.add(part);
            } else if (part.getName().equals("options")) {
                options.add(part);
            } else {
                return Either.left(wrong("The parts are file and options, and no other."));
            }
        }
        if (files.size() != 1 || options.size() > 1) {
            return Either.left(wrong("There must be one part file, and at most one part options."));
        }
        Part file = files.get(0);
        return options(options)
                .flatMap(data -> ending(file, data)
                        .flatMap(ending ->
                                uploads.keep(file, ending).flatMap(kept -> send(request, workerId, data, kept))));
    }

    private static Failure wrong(String message) {
        return Failure.of(FailureCode.INVALID_COMMAND, message);
    }

    private static Either<Failure, ObjectNode> options(List<Part> options) {
        if (options.isEmpty()) {
            return Either.right(Json.mapper().createObjectNode());
        }
        try {
            byte[] json = options.get(0).getInputStream().readNBytes(OPTIONS_BYTES + 1);
            if (json.length <= OPTIONS_BYTES && Json.mapper().readTree(json) instanceof ObjectNode object) {
                return Either.right(object);
            }
        } catch (IOException notJson) {
            log.debug("the options of an upload cannot be read", notJson);
        }
        return Either.left(wrong("The part options must be a JSON object of at most " + OPTIONS_BYTES + " bytes."));
    }

    /** Of the caller's name for the file only this is used, and only if it is one that is known. */
    private static Either<Failure, String> ending(Part file, ObjectNode data) {
        JsonNode source = data.path("source");
        if (source.has("path") || !source.isMissingNode() && !source.isObject()) {
            return Either.left(wrong("options.source is an object without path: the file is what was uploaded."));
        }
        String name = String.valueOf(file.getSubmittedFileName()).toLowerCase(Locale.ROOT);
        String type = source.path("type").asText("");
        for (Map.Entry<String, String> each : TYPES.entrySet()) {
            for (String packed : PACKED) {
                if (name.endsWith(each.getKey() + packed) && (type.isEmpty() || type.equals(each.getValue()))) {
                    return Either.right(each.getKey() + packed);
                }
            }
        }
        return TYPES.entrySet().stream()
                .filter(each -> each.getValue().equals(type))
                .findFirst()
                .<Either<Failure, String>>map(each -> Either.right(each.getKey()))
                .orElseGet(() -> Either.left(Failure.of(
                        FailureCode.SOURCE_UNSUPPORTED,
                        "What is in the file is not known: give it a name that ends in one of "
                                + String.join(", ", TYPES.keySet()) + " (texts also in .gz or .zst), or"
                                + " options.source.type.",
                        "types",
                        TYPES.values().stream().distinct().toList())));
    }

    private Either<Failure, Answer> send(Context request, UUID workerId, ObjectNode data, Uploads.Kept kept) {
        ObjectNode source = data.withObject("/source");
        if (!source.has("type")) {
            source.put("type", typeOf(kept.path()));
        }
        source.put("path", kept.path());
        return commands.send(request, workerId, CommandTypes.LOAD_WORKER_FRAME_MANAGER, data, WAIT)
                .mapLeft(failure -> {
                    // Nothing was made of it; where that is not known the file stays.
                    if (failure instanceof Failure.Rejected || failure instanceof Failure.Absent) {
                        uploads.remove(kept);
                    }
                    return failure;
                });
    }

    private static String typeOf(String path) {
        String plain = path.replaceFirst("\\.(gz|zst)$", "");
        return Optional.ofNullable(TYPES.get(plain.substring(plain.lastIndexOf('.'))))
                .orElse("csv");
    }

    private static void forget(Part part) {
        try {
            part.delete();
        } catch (IOException left) {
            log.warn("a part of an upload was not removed; it is when this process ends", left);
        }
    }
}
