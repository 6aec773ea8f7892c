package io.framewright.net;

import io.framewright.event.Event;
import io.framewright.serialize.EventCodec;
import io.framewright.serialize.Json;
import java.nio.charset.StandardCharsets;

/** What follows a worker's events, in the form of Server-Sent Events. The id is that of the event's stream entry. */
final class EventText {
    private static final byte[] KEEP_ALIVE = ": keep-alive\n\n".getBytes(StandardCharsets.UTF_8);

    private EventText() {}

    /** An event as it is in the stream; JSON has no line ends. */
    static byte[] of(Event event) {
        return text("id: " + id(event.sequence()) + "\ndata: "
                + new String(EventCodec.write(event), StandardCharsets.UTF_8) + "\n\n");
    }

    /** That events are gone that were not read in time: {@code after} is the last before them. */
    static byte[] gap(long after, long missed) {
        return text("id: " + id(after + missed) + "\nevent: gap\ndata: "
                + Json.mapper().createObjectNode().put("after", after).put("missed", missed) + "\n\n");
    }

    /** That no more will come. */
    static byte[] end(long last) {
        return text("id: " + id(last) + "\nevent: end\ndata: {}\n\n");
    }

    /** What comes first: how long to wait before coming back, and from where on. */
    static byte[] begin(long position) {
        return text("retry: 1000\nid: " + id(position) + "\n: following\n\n");
    }

    static byte[] keepAlive() {
        return KEEP_ALIVE.clone();
    }

    private static String id(long sequence) {
        return sequence + "-0";
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
