package io.framewright.worker;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.frame.ColumnInfo;
import io.framewright.frame.Frame;
import io.framewright.frame.Frames;
import io.framewright.query.FrameLookup;
import io.framewright.query.Note;
import io.framewright.serialize.ColumnsJson;
import io.framewright.serialize.Json;
import io.framewright.serialize.JsonFields;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The fields that commands on frames share. */
final class FrameFields {
    static final String FRAME = "frame";

    /** Room for the envelope and the other fields of an event. */
    static final int RESERVED_BYTES = 2048;

    private FrameFields() {}

    /** The frame a command works on; it may be left unnamed where there is only one. */
    static Either<Failure, String> existing(JsonFields data, Frames frames) {
        return data.optionalString(FRAME).flatMap(frames::resolve);
    }

    /** The frames a command is about: the one it names, or all. */
    static Either<Failure, List<String>> named(JsonFields data, Frames frames) {
        return data.optionalString(FRAME)
                .flatMap(name -> name.isEmpty()
                        ? Either.right(List.copyOf(frames.names()))
                        : frames.find(name.get()).map(frame -> List.of(name.get())));
    }

    /** The frame a command makes: the one it names, or {@code default}. */
    static Either<Failure, String> toMake(JsonFields data) {
        return data.optionalString(FRAME).map(name -> name.orElse(Frames.DEFAULT_NAME));
    }

    /** The frames that a command's operations may read. */
    static FrameLookup others(CommandContext context) {
        return FrameLookup.of(context.frames(), context.limits().maxFrameBytes());
    }

    /** What LOAD and MODIFY answer: the frame's name, its size, its columns, and what operations have to tell. */
    static ObjectNode describe(String name, Frame frame, List<Note> notes, int eventLimitBytes) {
        ObjectNode data = Json.mapper().createObjectNode().put(FRAME, name).put("rowCount", frame.rowCount());
        putColumns(data, frame.columns(), NotesJson.put(data, notes, eventLimitBytes - RESERVED_BYTES));
        return data;
    }

    /** The same of operations that have nothing to tell. */
    static ObjectNode describe(String name, Frame frame, int eventLimitBytes) {
        return describe(name, frame, List.of(), eventLimitBytes);
    }

    /**
     * Puts the columns into an event's data: as many as fit, and {@code columnCount} if they are not all. Gives back
     * the bytes that are left.
     */
    static int putColumns(ObjectNode data, List<ColumnInfo> infos, int room) {
        ArrayNode columns = data.putArray("columns");
        int left = room;
        for (var column : ColumnsJson.of(infos)) {
            left -= column.toString().getBytes(StandardCharsets.UTF_8).length + 1;
            if (left < 0) {
                data.put("columnCount", infos.size());
                return 0;
            }
            columns.add(column);
        }
        return left;
    }
}
