package io.framewright.query.source;

import com.fasterxml.jackson.databind.JsonNode;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.frame.Frame;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where a frame comes from (protocol.md, section 6, and docs/guide/sources.md). Immutable. */
public sealed interface Source
        permits ArrowSource, CsvSource, ExcelSource, JsonSource, ParquetSource, RedisSource, RowsSource, SqlSource {
    /** The values of {@code type} that can be loaded. */
    List<String> TYPES = List.of(
            CsvSource.TYPE,
            JsonSource.TYPE,
            RowsSource.TYPE,
            ParquetSource.TYPE,
            ArrowSource.TYPE,
            ExcelSource.TYPE,
            SqlSource.TYPE,
            RedisSource.TYPE);

    /**
     * Reads the whole source. Takes as long as the source is large; may be called on any thread, by one at a time.
     *
     * @return left with a code of the table in docs/guide/sources.md; nothing of a source that fails is kept
     */
    Either<Failure, Frame> load(LoadContext context);

    /**
     * Reads the {@code source} of a command.
     *
     * @param path where it stands in the command's data, for messages, e.g. {@code source}
     * @return left {@code SOURCE_UNSUPPORTED} or {@code INVALID_COMMAND}
     */
    static Either<Failure, Source> parse(JsonNode node, String path) {
        try {
            return Either.right(parse(new SourceFields(node, path)));
        } catch (Refused refused) {
            return Either.left(refused.failure());
        }
    }

    private static Source parse(SourceFields fields) {
        String type = fields.type();
        switch (type) {
            case CsvSource.TYPE:
                fields.allow("path", "delimiter", "header", "encoding", "types", "missing", "quote");
                return csv(fields);
            case JsonSource.TYPE:
                fields.allow("path", "encoding", "types");
                return new JsonSource(fields.text("path"), fields.encoding(), fields.types());
            case RowsSource.TYPE:
                fields.allow("rows", "types");
                return new RowsSource(fields.array("rows"), fields.types());
            case ParquetSource.TYPE:
                fields.allow("path");
                return new ParquetSource(fields.text("path"));
            case ExcelSource.TYPE:
                fields.allow("path", "sheet", "header", "types");
                return new ExcelSource(
                        fields.text("path"),
                        fields.optionalText("sheet"),
                        fields.truth("header", true),
                        fields.types());
            case ArrowSource.TYPE:
                fields.allow("path");
                return new ArrowSource(fields.text("path"));
            case RedisSource.TYPE:
                fields.allow("key", "types");
                return new RedisSource(fields.text("key"), fields.types());
            case SqlSource.TYPE:
                fields.allow("url", "query", "table");
                return sql(fields);
            default:
                throw new Refused(
                        FailureCode.SOURCE_UNSUPPORTED,
                        "There is no source of type '" + type + "'; there are " + String.join(", ", TYPES) + ".",
                        Map.of("types", TYPES));
        }
    }

    private static SqlSource sql(SourceFields fields) {
        Optional<String> query = fields.optionalText("query");
        Optional<String> table = fields.optionalText("table");
        if (query.isPresent() == table.isPresent()) {
            throw fields.wrong("query", "there if table is not, and only then");
        }
        return new SqlSource(fields.text("url"), query, table);
    }

    private static CsvSource csv(SourceFields fields) {
        Optional<Character> quote = fields.isEmptyText("quote")
                ? Optional.empty()
                : fields.character("quote").or(() -> Optional.of('"'));
        Optional<Character> delimiter = fields.character("delimiter");
        if (delimiter.isPresent() && delimiter.equals(quote)) {
            throw fields.wrong("delimiter", "another character than quote");
        }
        return new CsvSource(
                fields.text("path"),
                delimiter,
                fields.truth("header", true),
                fields.encoding(),
                fields.types(),
                fields.texts("missing"),
                quote);
    }
}
