package io.framewright.worker;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.command.Command;
import io.framewright.frame.Frame;
import io.framewright.frame.Frames;
import io.framewright.query.FrameHash;
import io.framewright.serialize.Json;
import io.framewright.worker.snapshot.StreamState;
import java.util.Collection;
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
    static final String FORGETFUL = "forgetful";
    static final String FORGOTTEN = "forgotten";
    static final String CHANGED = "changed";

    static final String FROM = "from";
    static final String FRAMES = "frames";
    static final String STREAMS = "streams";
    private static final String KEPT = "kept";

    private Steps() {}

    /**
     * A command whose handler makes this frame again when it is asked again, given the same frames.
     *
     * @param from the frame that it works on; the command may not have named it
     */
    static ObjectNode modified(Command command, String from, String name, Frame made) {
        return made(command, name, made).put(FROM, from);
    }

    /** The same, of a command that reads what may be another thing later: so its content is hashed. */
    static ObjectNode loaded(Command command, String name, Frame made) {
        return made(command, name, made).put("hash", FrameHash.of(made));
    }

    private static ObjectNode made(Command command, String name, Frame made) {
        ObjectNode step = of(COMMAND);
        step.setAll(Lineage.step(command));
        return step.put(FrameFields.FRAME, name).put("rowCount", made.rowCount());
    }

    /** Frames were dropped, and the streams that they read ended. */
    static ObjectNode dropped(Collection<String> frames) {
        return withNames(of(DROPPED), FRAMES, frames);
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

    /** The worker was started as one that gives its frames up whenever it is started again. */
    static ObjectNode forgetful() {
        return of(FORGETFUL);
    }

    /** All steps before this one are dropped, and no snapshot has them: there were these frames, and these streams. */
    static ObjectNode forgotten(Collection<String> frames, List<StreamState> streams) {
        ObjectNode step = withNames(of(FORGOTTEN), FRAMES, frames);
        ArrayNode reading = step.putArray(STREAMS);
        streams.forEach(stream -> reading.add(stream.json()));
        return step;
    }

    /**
     * A handler that is not the platform's changed frames, and nobody can tell how to do so again.
     *
     * @param kept whether a snapshot has to have the frames before this is recorded
     */
    static ObjectNode changed(Command command, Frames before, Frames after, boolean kept) {
        ObjectNode step = of(CHANGED).put("commandType", command.commandType()).put(KEPT, kept);
        withNames(
                step,
                FRAMES,
                after.names().stream()
                        .filter(name ->
                                after.byName().get(name) != before.byName().get(name))
                        .toList());
        return withNames(
                step,
                DROPPED,
                before.names().stream()
                        .filter(name -> !after.names().contains(name))
                        .toList());
    }

    /** Whether a snapshot has to have it before it is recorded. */
    static boolean needsSnapshot(ObjectNode step) {
        return step.path(KIND).asText().equals(SNAPSHOT) || step.path(KEPT).asBoolean();
    }

    private static ObjectNode withNames(ObjectNode step, String field, Collection<String> names) {
        ArrayNode list = step.putArray(field);
        names.forEach(list::add);
        return step;
    }

    private static ObjectNode of(String kind) {
        return Json.mapper().createObjectNode().put(KIND, kind);
    }
}
