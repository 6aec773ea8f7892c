package io.framewright.worker.snapshot;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.serialize.Json;
import io.framewright.serialize.JsonFields;
import io.framewright.serialize.Timestamps;
import io.framewright.transport.StepId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What a snapshot consists of: a line of JSON, and a line with its SHA-256, by which one that was cut off is known.
 *
 * @param frames the files of its frames, and what belongs to each
 */
record Manifest(UUID workerId, StepId at, long epoch, Instant takenOn, List<Part> frames, List<StreamState> streams) {
    private static final String FORMAT = "framewright.snapshot";
    private static final int VERSION = 1;
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{16}");

    /**
     * A frame.
     *
     * @param hash of its content, which names its file
     * @param attachments views, training sets and features, as operations
     * @param lineage a list of steps
     */
    record Part(String name, String hash, int rowCount, JsonNode attachments, JsonNode lineage) {
        private ObjectNode json() {
            ObjectNode json = Json.mapper()
                    .createObjectNode()
                    .put("name", name)
                    .put("hash", hash)
                    .put("rowCount", rowCount);
            json.set("attachments", attachments);
            json.set("lineage", lineage);
            return json;
        }
    }

    byte[] bytes() {
        ObjectNode json = Json.mapper()
                .createObjectNode()
                .put("format", FORMAT)
                .put("version", VERSION)
                .put("workerId", workerId.toString())
                .put("at", at.toString())
                .put("epoch", epoch)
                .put("takenOn", Timestamps.write(takenOn));
        var parts = json.putArray("frames");
        frames.forEach(part -> parts.add(part.json()));
        var reading = json.putArray("streams");
        streams.forEach(stream -> reading.add(stream.json()));
        String text = json.toString();
        return (text + "\n" + digest(text) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    static Either<Failure, Manifest> read(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        int end = text.indexOf('\n');
        if (end < 0 || !text.substring(end + 1).equals(digest(text.substring(0, end)) + "\n")) {
            return Either.left(
                    Failure.of(FailureCode.FILE_MALFORMED, "The manifest of a snapshot is cut off or was changed."));
        }
        try {
            return read(JsonFields.of(Json.mapper().readTree(text.substring(0, end)), "manifest"));
        } catch (JsonProcessingException notJson) {
            return Either.left(Failure.of(FailureCode.FILE_MALFORMED, "The manifest of a snapshot is no JSON."));
        }
    }

    private static Either<Failure, Manifest> read(JsonFields fields) {
        return fields.integer("version", VERSION, VERSION)
                .flatMap(known -> fields.uuid("workerId"))
                .flatMap(workerId -> fields.string("at")
                        .flatMap(at -> fields.integer("epoch", 0, Long.MAX_VALUE)
                                .flatMap(epoch -> fields.string("takenOn")
                                        .flatMap(takenOn -> parts(fields)
                                                .flatMap(parts -> streams(fields)
                                                        .map(streams -> new Manifest(
                                                                workerId,
                                                                StepId.read(at).orElse(StepId.NONE),
                                                                epoch,
                                                                Timestamps.read(takenOn)
                                                                        .orElse(Instant.EPOCH),
                                                                parts,
                                                                streams)))))));
    }

    private static Either<Failure, List<Part>> parts(JsonFields fields) {
        return fields.list("frames").flatMap(list -> {
            Either<Failure, List<Part>> read = Either.right(new ArrayList<>());
            for (JsonNode one : list) {
                JsonFields part = JsonFields.of(one, "manifest.frames");
                read = read.flatMap(before -> part(part, one).map(next -> {
                    before.add(next);
                    return before;
                }));
            }
            return read;
        });
    }

    private static Either<Failure, Part> part(JsonFields fields, JsonNode json) {
        return fields.string("name")
                .flatMap(name -> fields.string("hash")
                        .flatMap(Manifest::hash)
                        .flatMap(hash -> fields.integer("rowCount", 0, Integer.MAX_VALUE)
                                .map(rows -> new Part(
                                        name, hash, rows.intValue(), json.path("attachments"), json.path("lineage")))));
    }

    /** It names a file, so it must not name another one. */
    private static Either<Failure, String> hash(String text) {
        return HASH.matcher(text).matches()
                ? Either.right(text)
                : Either.left(Failure.of(FailureCode.FILE_MALFORMED, "A hash in the manifest of a snapshot is none."));
    }

    private static Either<Failure, List<StreamState>> streams(JsonFields fields) {
        return fields.list("streams").flatMap(list -> {
            Either<Failure, List<StreamState>> read = Either.right(new ArrayList<>());
            for (JsonNode one : list) {
                read = read.flatMap(before -> StreamState.read(JsonFields.of(one, "manifest.streams"))
                        .map(next -> {
                            before.add(next);
                            return before;
                        }));
            }
            return read;
        });
    }

    private static String digest(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException everyJreHasIt) {
            throw new IllegalStateException(everyJreHasIt);
        }
    }
}
