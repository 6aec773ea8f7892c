package io.framewright.app;

import com.fasterxml.jackson.databind.JsonNode;
import io.framewright.event.Event;
import io.framewright.event.Failure;
import io.framewright.event.Outcome;
import io.framewright.serialize.FailureJson;
import io.framewright.serialize.Timestamps;
import java.util.ArrayList;
import java.util.List;

/** An event on one line, for a person. */
public final class EventLine {
    private static final int LONGEST = 100;

    private EventLine() {}

    static void show(Console console, Event event) {
        if (console.isJson()) {
            console.json(event);
        } else {
            console.line(Timestamps.write(event.timeStamp()) + "  " + event.sequence() + "  " + event.eventType() + "  "
                    + summary(event));
        }
    }

    /** The gist of an event's data: what failed and why, how far it is, how much there is. */
    public static String summary(Event event) {
        JsonNode data = event.data();
        if (event.outcome() == Outcome.FAILED) {
            return FailureJson.read(data)
                    .map(EventLine::summary)
                    .map(EventLine::shortened)
                    .orElse("");
        }
        if (data.has("done")) {
            return progress(data);
        }
        if (data.has("frame") && data.has("rowCount")) {
            return data.path("frame").asText() + ": " + data.path("rowCount").asLong() + " rows"
                    + (data.path("columns").isArray()
                            ? ", " + data.path("columns").size() + " columns"
                            : "")
                    + (data.has("bytes") ? ", " + data.path("bytes").asLong() + " bytes" : "");
        }
        if (data.has("rows") && data.has("rowCount")) {
            return data.path("rows").size() + " of " + data.path("rowCount").asLong() + " rows";
        }
        if (data.path("frames").isArray()) {
            return "frames: " + names(data.path("frames"));
        }
        if (data.has("workerId")) {
            return "worker " + data.path("workerId").asText()
                    + (data.has("host") ? " on " + data.path("host").asText() : "");
        }
        return data.isEmpty() ? "" : shortened(data.toString());
    }

    /** {@code done} of {@code total}, with a percentage when the total is known. */
    static String progress(JsonNode data) {
        long done = data.path("done").asLong();
        long total = data.path("total").asLong();
        String unit = data.path("unit").asText("");
        String so =
                total > 0 ? done + " of " + total + " " + unit + ", " + 100 * done / total + " %" : done + " " + unit;
        return so.strip();
    }

    static String shortened(String text) {
        String oneLine = text.replaceAll("\\p{Cntrl}+", " ");
        return oneLine.length() <= LONGEST ? oneLine : oneLine.substring(0, LONGEST - 3) + "...";
    }

    /** Of frames, given as names or as objects that have one. */
    private static String names(JsonNode frames) {
        List<String> names = new ArrayList<>();
        frames.forEach(frame -> names.add(frame.path("name").asText(frame.asText())));
        return names.isEmpty() ? "none" : shortened(String.join(", ", names));
    }

    private static String summary(Failure failure) {
        return failure.code() + ": " + failure.message();
    }
}
