package io.framewright.query.source;

import com.fasterxml.jackson.databind.JsonNode;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.frame.Frame;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Where a frame is saved to (protocol.md, section 6, and docs/guide/sources.md). Immutable. */
public sealed interface Destination
        permits ArrowDestination,
                CsvDestination,
                JsonDestination,
                ParquetDestination,
                RedisDestination,
                SqlDestination {
    /** The values of {@code type} that can be saved to. */
    List<String> TYPES = List.of(
            CsvDestination.TYPE,
            JsonDestination.TYPE,
            ParquetDestination.TYPE,
            ArrowDestination.TYPE,
            SqlDestination.TYPE,
            RedisDestination.TYPE);

    /**
     * What was saved.
     *
     * @param bytes the size of the file; 0 if it is none
     */
    record Saved(long rowCount, long bytes) {}

    /**
     * Saves a frame: all of it or nothing. A file is written aside, brought to the disk and then renamed, and a table
     * is written in one transaction, so that nobody ever sees half of it.
     *
     * @param overwrite whether what is there may be replaced
     * @return left {@code FILE_EXISTS}, {@code TABLE_EXISTS}, {@code KEY_EXISTS}, {@code COMMAND_CANCELLED}, or another
     *     code of the table in docs/guide/sources.md
     */
    Either<Failure, Saved> save(Frame frame, boolean overwrite, SaveContext context);

    /**
     * Reads the {@code destination} of a command.
     *
     * @param path where it stands in the command's data, for messages, e.g. {@code destination}
     * @return left {@code SOURCE_UNSUPPORTED} or {@code INVALID_COMMAND}
     */
    static Either<Failure, Destination> parse(JsonNode node, String path) {
        try {
            return Either.right(parse(new SourceFields(node, path)));
        } catch (Refused refused) {
            return Either.left(refused.failure());
        }
    }

    private static Destination parse(SourceFields fields) {
        String type = fields.type();
        switch (type) {
            case CsvDestination.TYPE:
                fields.allow("path", "delimiter", "header");
                char delimiter = fields.character("delimiter").orElse(',');
                if (delimiter == '"') {
                    throw fields.wrong("delimiter", "another character than the quote");
                }
                return new CsvDestination(fields.text("path"), delimiter, fields.truth("header", true));
            case JsonDestination.TYPE:
                fields.allow("path", "lines");
                return new JsonDestination(fields.text("path"), fields.truth("lines", false));
            case ParquetDestination.TYPE:
                fields.allow("path", "compression");
                return new ParquetDestination(
                        readInPlaces(fields),
                        compression(fields, List.of(Compression.SNAPPY, Compression.ZSTD, Compression.NONE)));
            case ArrowDestination.TYPE:
                fields.allow("path", "stream", "compression");
                return new ArrowDestination(
                        readInPlaces(fields),
                        fields.truth("stream", false),
                        compression(fields, List.of(Compression.NONE, Compression.ZSTD)));
            case RedisDestination.TYPE:
                fields.allow("key", "kind");
                KeyedRows.Kind kind = KeyedRows.Kind.ofWord(
                                fields.optionalText("kind").orElse(KeyedRows.Kind.LIST.word()))
                        .orElseThrow(() -> fields.wrong("kind", "one of list, hash, stream"));
                return new RedisDestination(fields.text("key"), kind);
            case SqlDestination.TYPE:
                fields.allow("url", "table");
                return new SqlDestination(fields.text("url"), fields.text("table"));
            default:
                String hint = type.equals(RowsSource.TYPE) ? " To read rows, send QUERY_WORKER_FRAME_MANAGER." : "";
                throw new Refused(
                        FailureCode.SOURCE_UNSUPPORTED,
                        "There is no destination of type '" + type + "'; there are " + String.join(", ", TYPES) + "."
                                + hint,
                        Map.of("types", TYPES));
        }
    }

    /** The path of a file that is not compressed as a whole. */
    private static String readInPlaces(SourceFields fields) {
        String path = fields.text("path");
        String name = path.toLowerCase(Locale.ROOT);
        if (name.endsWith(".gz") || name.endsWith(".zst")) {
            throw fields.wrong("path", "a name that does not end in .gz or .zst, as such files are read in places");
        }
        return path;
    }

    /** @param known the first is what is meant where none is given */
    private static Compression compression(SourceFields fields, List<Compression> known) {
        Optional<String> word = fields.optionalText("compression");
        if (word.isEmpty()) {
            return known.get(0);
        }
        return Compression.ofWord(word.get())
                .filter(known::contains)
                .orElseThrow(() -> fields.wrong(
                        "compression",
                        "one of "
                                + String.join(
                                        ", ",
                                        known.stream().map(Compression::word).toList())));
    }
}
