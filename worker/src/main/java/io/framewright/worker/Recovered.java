package io.framewright.worker;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.event.Event;
import io.framewright.event.Outcome;
import io.framewright.frame.Frame;
import io.framewright.frame.Frames;
import io.framewright.serialize.FailureJson;
import io.framewright.serialize.Json;
import io.framewright.serialize.Timestamps;
import io.framewright.transport.StepId;
import io.framewright.worker.snapshot.StreamState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a worker has again after it was started again.
 *
 * @param last step that the frames include
 * @param recorded the last place in the journal
 * @param snapshot the last step that the snapshot has which was used; {@link StepId#NONE} if none was
 * @param snapshotTakenOn when it was taken
 * @param replayed how many steps were done again
 * @param replayedBytes of these steps
 * @param forgetful whether the worker was started as one that gives its frames up
 */
record Recovered(
        Frames frames,
        List<StreamState> streams,
        Place last,
        StepId recorded,
        StepId snapshot,
        @Nullable Instant snapshotTakenOn,
        int replayed,
        long replayedBytes,
        Damage damage,
        boolean forgetful) {
    /** There was nothing, or nothing is wanted. */
    static Recovered nothing(StepId recorded, boolean forgetful) {
        return new Recovered(
                Frames.EMPTY,
                List.of(),
                new Place(recorded, 0),
                recorded,
                StepId.NONE,
                null,
                0,
                0,
                new Damage(),
                forgetful);
    }

    /** One event a frame: that it is there again, or that it is not. */
    List<Event> events(UUID workerId, long epoch, int limitBytes) {
        List<Event> events = new ArrayList<>();
        for (Map.Entry<String, Frame> one : frames.byName().entrySet()) {
            ObjectNode data = about(one.getKey());
            Set<String> reasons = damage.degraded().getOrDefault(one.getKey(), Set.of());
            data.put("rowCount", one.getValue().rowCount()).put("degraded", !reasons.isEmpty());
            if (!reasons.isEmpty()) {
                ArrayNode why = data.putArray("reasons");
                reasons.forEach(why::add);
            }
            events.add(event(Outcome.FRAME_RECOVERED, workerId, epoch, data));
        }
        damage.lost().forEach((name, failure) -> {
            ObjectNode data = about(name);
            data.setAll((ObjectNode) FailureJson.write(EventLimit.shortened(failure, limitBytes)));
            events.add(event(Outcome.FRAME_LOST, workerId, epoch, data));
        });
        return events;
    }

    /** Whether an event tells of something that is not as it was. */
    static boolean isDamage(Event event) {
        return !event.eventType().equals(Outcome.FRAME_RECOVERED)
                || event.data().path("degraded").asBoolean();
    }

    private ObjectNode about(String frame) {
        ObjectNode data = Json.mapper().createObjectNode().put(FrameFields.FRAME, frame);
        if (!snapshot.equals(StepId.NONE)) {
            data.put("snapshot", snapshot.toString());
        }
        return data.put("stepsReplayed", replayed);
    }

    private static Event event(String type, UUID workerId, long epoch, ObjectNode data) {
        return new Event(
                type,
                UUID.randomUUID(),
                Timestamps.now(),
                UUID.randomUUID(),
                workerId,
                0,
                epoch,
                null,
                null,
                null,
                data);
    }
}
