package io.framewright.query.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.frame.ColumnType;
import io.framewright.frame.Frame;
import io.framewright.serialize.Json;
import io.framewright.serialize.JsonErrors;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON objects into a frame: the columns are the fields in order of first appearance, and an object that lacks a
 * field has a missing value there. Strings stay strings, whatever they look like, unless a type was asked for. Objects
 * and arrays in a field become their JSON text.
 */
final class JsonReading {
    private static final int CANCEL_EVERY = 1 << 12;

    private final FrameBuilder builder;
    private final DataLimits limits;
    private final JsonFactory factory;
    private final Map<String, Integer> columns = new HashMap<>();

    private JsonReading(String place, Map<String, ColumnType> types, DataLimits limits) {
        this.builder = new FrameBuilder(place, types, MissingTexts.none(), limits);
        this.limits = limits;
        this.factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(Json.MAX_DEPTH)
                        .maxStringLength(limits.maxCellLength())
                        .build())
                .build();
    }

    static Frame readFile(Map<String, ColumnType> types, DataFile file, DataLimits limits) throws IOException {
        JsonReading reading = new JsonReading("Line", types, limits);
        reading.pass(1, file);
        if (reading.builder.finishPass()) {
            file.checkUnchanged();
            reading.pass(2, file);
            reading.builder.finishPass();
        }
        return reading.builder.build();
    }

    static Frame readRows(Map<String, ColumnType> types, JsonNode rows, LoadContext context) throws IOException {
        JsonReading reading = new JsonReading("Row", types, context.limits());
        boolean again = true;
        while (again) {
            try (JsonParser parser = rows.traverse()) {
                parser.nextToken();
                reading.array(parser, context);
            }
            reading.builder.addUnseenTypedColumns();
            again = reading.builder.finishPass();
        }
        return reading.builder.build();
    }

    private void pass(int number, DataFile file) throws IOException {
        try (Reader text = file.open(number);
                JsonParser parser = factory.createParser(text)) {
            file(parser, file.given());
            builder.addUnseenTypedColumns();
        } catch (StreamConstraintsException beyond) {
            throw beyondLimits(beyond.getLocation());
        } catch (JsonProcessingException notJson) {
            Map<String, Object> detail = new LinkedHashMap<>();
            if (notJson.getLocation() != null) {
                detail.put("line", notJson.getLocation().getLineNr());
                detail.put("column", notJson.getLocation().getColumnNr());
            }
            throw new Refused(
                    FailureCode.FILE_MALFORMED,
                    "The file '" + file.given() + "': " + JsonErrors.describe(notJson),
                    detail);
        }
    }

    private void file(JsonParser parser, String given) throws IOException {
        JsonToken first = parser.nextToken();
        if (first == null) {
            throw new Refused(FailureCode.FILE_EMPTY, "The file '" + given + "' is empty: it has no JSON in it.");
        }
        if (first == JsonToken.START_ARRAY) {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                row(parser);
            }
            if (parser.nextToken() != null) {
                throw malformed(parser, "There is text after the array of rows");
            }
            return;
        }
        do {
            row(parser);
        } while (parser.nextToken() != null);
    }

    private void array(JsonParser parser, LoadContext context) throws IOException {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (builder.rowCount() % CANCEL_EVERY == 0 && context.monitor().cancelled()) {
                throw new Refused(FailureCode.COMMAND_CANCELLED, "The command was cancelled while it read rows.");
            }
            row(parser);
        }
    }

    private void row(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw malformed(
                    parser,
                    "Row " + (builder.rowCount() + 1) + " is no JSON object; rows are objects, one value a column");
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            Integer known = columns.get(field);
            int column = known == null ? builder.addColumn(field) : known;
            if (known == null) {
                columns.put(field, column);
            } else if (builder.hasCell(column)) {
                throw malformed(parser, "Row " + (builder.rowCount() + 1) + " has the field '" + field + "' twice");
            }
            parser.nextToken();
            cell(parser, column);
        }
        builder.endRow();
    }

    private void cell(JsonParser parser, int column) throws IOException {
        int lineOfFile = parser.currentLocation().getLineNr();
        long line = lineOfFile > 0 ? lineOfFile : builder.rowCount() + 1L;
        builder.padToRow(column);
        switch (parser.currentToken()) {
            case VALUE_NULL -> builder.missing(column);
            case VALUE_STRING -> {
                char[] text = parser.getTextCharacters();
                int from = parser.getTextOffset();
                if (parser.getTextLength() > limits.maxCellLength()) {
                    throw beyondLimits(parser.currentLocation());
                }
                builder.text(column, text, from, from + parser.getTextLength(), line);
            }
            case START_OBJECT, START_ARRAY -> {
                char[] text = nested(parser);
                builder.text(column, text, 0, text.length, line);
            }
            default -> {
                char[] text = parser.getTextCharacters();
                int from = parser.getTextOffset();
                builder.cell(column, text, from, from + parser.getTextLength(), false, line);
            }
        }
    }

    /** The JSON text of the object or array that begins here. */
    private char[] nested(JsonParser parser) throws IOException {
        BoundedText text = new BoundedText(limits.maxCellLength());
        try (JsonGenerator json = factory.createGenerator(text)) {
            json.copyCurrentStructure(parser);
        }
        return text.toString().toCharArray();
    }

    private static Refused malformed(JsonParser parser, String what) {
        return malformed(parser.currentLocation(), what);
    }

    private Refused beyondLimits(@Nullable JsonLocation at) {
        Failure failure = malformed(
                        at,
                        "The JSON goes beyond a limit (nesting " + Json.MAX_DEPTH + " deep, texts of "
                                + limits.maxCellLength() + " characters, numbers of 1000 digits)")
                .failure();
        return new Refused(FailureCode.MEMORY_LIMIT, failure.message(), failure.detail());
    }

    private static Refused malformed(@Nullable JsonLocation at, String what) {
        Map<String, Object> detail = new LinkedHashMap<>();
        String where = "";
        if (at != null && at.getLineNr() > 0) {
            detail.put("line", at.getLineNr());
            detail.put("column", at.getColumnNr());
            where = ", at line " + at.getLineNr() + ", column " + at.getColumnNr();
        }
        return new Refused(FailureCode.FILE_MALFORMED, what + where + ".", detail);
    }

    /** Refuses more text than a cell may have while it is being written. */
    private static final class BoundedText extends StringWriter {
        private final int max;

        BoundedText(int max) {
            this.max = max;
        }

        @Override
        public void write(char[] text, int offset, int length) {
            check(length);
            super.write(text, offset, length);
        }

        @Override
        public void write(String text, int offset, int length) {
            check(length);
            super.write(text, offset, length);
        }

        private void check(int more) {
            if (getBuffer().length() + more > max) {
                throw new Refused(
                        FailureCode.MEMORY_LIMIT,
                        "A nested value has more than " + max + " characters as JSON, the limit of a cell.",
                        Map.of("maxCellLength", max));
            }
        }
    }
}
