package io.framewright.net;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.query.source.DataRoots;
import io.framewright.query.source.Destination;
import io.framewright.query.source.SaveContext;
import io.framewright.serialize.Json;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Into a file of a data root, as saving a frame does: it is there in full, or not at all. */
final class FilePush implements PushSink {
    /** The type of a destination by how the name of a file ends; those of texts may be packed besides. */
    private static final Map<String, String> TYPES = new LinkedHashMap<>();

    static {
        TYPES.put(".csv", "csv");
        TYPES.put(".json", "json");
        TYPES.put(".ndjson", "json");
        TYPES.put(".jsonl", "json");
        TYPES.put(".parquet", "parquet");
        TYPES.put(".arrow", "arrow");
    }

    private final DataRoots roots;
    private final PushDestination.File file;

    FilePush(DataRoots roots, PushDestination.File file) {
        this.roots = roots;
        this.file = file;
    }

    /** The destination that a path means; left {@code INVALID_COMMAND} if its name does not tell. */
    static Either<Failure, Destination> destination(String path) {
        String name = path.toLowerCase(Locale.ROOT).replaceFirst("\\.(gz|zst)$", "");
        for (Map.Entry<String, String> type : TYPES.entrySet()) {
            if (name.endsWith(type.getKey())) {
                ObjectNode json = Json.mapper()
                        .createObjectNode()
                        .put("type", type.getValue())
                        .put("path", path);
                if (type.getKey().endsWith("l") || type.getKey().equals(".ndjson")) {
                    json.put("lines", true);
                }
                return Destination.parse(json, "destination");
            }
        }
        return Either.left(Failure.of(
                FailureCode.INVALID_COMMAND,
                "destination.path must end in one of " + String.join(", ", TYPES.keySet())
                        + ", which says the form; texts also in .gz or .zst behind that.",
                "field",
                "destination.path"));
    }

    @Override
    public boolean takesAllAtOnce() {
        return true;
    }

    @Override
    public Either<Failure, Long> take(Batch batch) {
        return destination(file.path())
                .flatMap(destination ->
                        destination.save(batch.frame(), file.overwrite(), new SaveContext(roots, batch.monitor())))
                .map(Destination.Saved::bytes);
    }
}
