package io.framewright.worker;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.command.Command;
import io.framewright.frame.Frame;
import io.framewright.query.FrameHash;
import io.framewright.serialize.Json;
import io.framewright.worker.snapshot.StreamState;
import java.util.List;
import java.util.UUID;

/**
 * What goes into a worker's journal: enough to do it again (docs/adr/0009). A step names its {@code kind};
 * {@link Replay} reads them.
 */
final class Steps {
    static final String KIND = "kind";
    static final String COMMAND = "command";
    static final String DROPPED = "dropped";
    static final String STREAM = "stream";
    static final String STREAM_ENDED = "streamEnded";
    static final String ROWS = "rows";
    static final String SNAPSHOT = "snapshot";
    static final String RESTORED = "restored";
    static final String CLEARED = "cleared";
    static final String UNKNOWN = "unknown";

    private Steps() {}

    /** A command whose handler makes this frame again when it is asked again, given the same frames. */
    static ObjectNode modified(Command command, String name, Frame made) {
        ObjectNode step = of(COMMAND);
        step.setAll(Lineage.step(command));
        return step.put(FrameFields.FRAME, name).put("rowCount", made.rowCount());
    }

    /** The same, of a command that reads what may be another thing later: so its content is hashed. */
    static ObjectNode loaded(Command command, String name, Frame made) {
        return modified(command, name, made).put("hash", FrameHash.of(made));
    }

    /** Frames were dropped, and the streams that they read ended. */
    static ObjectNode dropped(List<String> frames) {
        ObjectNode step = of(DROPPED);
        ArrayNode names = step.putArray("frames");
        frames.forEach(names::add);
        return step;
    }

    static ObjectNode stream(StreamState begun) {
        ObjectNode step = of(STREAM);
        step.set("stream", begun.json());
        return step;
    }

    static ObjectNode streamEnded(UUID streamId) {
        return of(STREAM_ENDED).put("streamId", streamId.toString());
    }

    /** Rows of a stream that are in its frame now. */
    static ObjectNode rows(RowStream.Batch batch) {
        ObjectNode step = of(ROWS).put("streamId", batch.stream().id().toString())
                .put(FrameFields.FRAME, batch.stream().frame());
        String position = batch.position();
        if (position != null) {
            step.put("position", position);
        }
        ArrayNode rows = step.putArray("rows");
        batch.rows().forEach(rows::add);
        return step;
    }

    /** The worker put its record back, which Redis had lost, perhaps together with steps before this one. */
    static ObjectNode restored() {
        return of(RESTORED);
    }

    /** A snapshot has all up to here. */
    static ObjectNode snapshot() {
        return of(SNAPSHOT);
    }

    /** The worker began anew, without its frames, as it was asked to. */
    static ObjectNode cleared() {
        return of(CLEARED);
    }

    /** A handler that is not the platform's changed frames, and there was no place for a snapshot. */
    static ObjectNode unknown(Command command) {
        return of(UNKNOWN).put("commandType", command.commandType());
    }

    private static ObjectNode of(String kind) {
        return Json.mapper().createObjectNode().put(KIND, kind);
    }
}
