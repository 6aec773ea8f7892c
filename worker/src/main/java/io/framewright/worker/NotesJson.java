package io.framewright.worker;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.query.Note;
import io.framewright.serialize.Json;
import java.util.List;

/** What operations have to tell beside the frame that they made. */
final class NotesJson {
    private NotesJson() {}

    /**
     * Puts {@code conversions} and {@code trainingSets}, as far as they fit into a quarter of the room. Gives back what
     * is left of it.
     */
    static int put(ObjectNode data, List<Note> notes, int room) {
        int most = room / 4;
        int left = most;
        for (Note note : notes) {
            ObjectNode json = json(note, left);
            left -= TrainingSetJson.bytes(json) + 1;
            if (left < 0) {
                return room - most;
            }
            data.withArrayProperty(note instanceof Note.Conversion ? "conversions" : "trainingSets")
                    .add(json);
        }
        return room - (most - left);
    }

    private static ObjectNode json(Note note, int room) {
        return note instanceof Note.Conversion conversion
                ? json(conversion)
                : TrainingSetJson.of(((Note.SetMade) note).name(), ((Note.SetMade) note).set(), room);
    }

    private static ObjectNode json(Note.Conversion conversion) {
        ObjectNode json = Json.mapper()
                .createObjectNode()
                .put("column", conversion.column())
                .put("from", conversion.from().name())
                .put("to", conversion.to().name())
                .put("converted", conversion.converted())
                .put("notConverted", conversion.notConverted());
        if (conversion.notConverted() > 0) {
            json.put("firstRow", conversion.firstRow());
            conversion.examples().forEach(json.putArray("examples")::add);
        }
        return json;
    }
}
