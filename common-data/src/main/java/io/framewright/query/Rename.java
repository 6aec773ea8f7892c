package io.framewright.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.frame.Column;
import io.framewright.frame.Feature;
import io.framewright.frame.Frame;
import io.framewright.serialize.JsonFields;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gives columns other names, all at once: two may swap theirs. What is said about a column goes with it. */
record Rename(Map<String, String> columns) implements Operation {
    Rename {
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    }

    static Either<Failure, Rename> read(JsonFields fields) {
        return fields.rejectUnknown("op", "columns")
                .flatMap(known -> fields.stringMap("columns"))
                .flatMap(names -> names.isEmpty() || names.values().stream().anyMatch(String::isBlank)
                        ? Either.left(fields.wrong("columns", fields.get("columns"), "an object of old and new names"))
                        : Either.right(new Rename(names)));
    }

    @Override
    public String op() {
        return "rename";
    }

    @Override
    public ObjectNode json() {
        ObjectNode json = OperationReader.json(op());
        ObjectNode names = json.putObject("columns");
        columns.forEach(names::put);
        return json;
    }

    @Override
    public Either<Failure, Frame> apply(Frame frame, WorkMonitor monitor) {
        return Chosen.columns(frame, List.copyOf(columns.keySet())).flatMap(there -> {
            List<Column> renamed = frame.data().stream()
                    .map(column -> column.named(newName(column)))
                    .toList();
            Map<String, Feature> features = new LinkedHashMap<>();
            frame.data().forEach(column -> features.put(newName(column), frame.feature(column.name())));
            return Chosen.distinctly(frame, renamed).map(next -> next.withFeatures(features));
        });
    }

    private String newName(Column column) {
        return columns.getOrDefault(column.name(), column.name());
    }
}
