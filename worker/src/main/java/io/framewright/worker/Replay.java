package io.framewright.worker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.command.Command;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.frame.ColumnType;
import io.framewright.frame.Frame;
import io.framewright.frame.Frames;
import io.framewright.query.FrameHash;
import io.framewright.serialize.JsonFields;
import io.framewright.serialize.Timestamps;
import io.framewright.serialize.Uuids;
import io.framewright.worker.snapshot.StreamState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does the steps of a journal again, on the frames of a snapshot or on none. A step that cannot be done as it was done
 * makes its frame {@link Damage degraded} or lost, and so all that is made of that frame. Not thread-safe.
 */
final class Replay {
    private static final Logger log = LoggerFactory.getLogger(Replay.class);

    private final Handlers handlers;
    private final Function<Frames, CommandContext> contexts;
    private final Damage damage;
    private final Map<UUID, StreamState> streams = new LinkedHashMap<>();
    private Frames frames = Frames.EMPTY;
    private boolean forgetful;
    private @Nullable Failure unreachable;

    Replay(Handlers handlers, Function<Frames, CommandContext> contexts, Damage damage) {
        this.handlers = handlers;
        this.contexts = contexts;
        this.damage = damage;
    }

    void begin(Frames kept, List<StreamState> reading) {
        frames = kept;
        reading.forEach(stream -> streams.put(stream.streamId(), stream));
    }

    Frames frames() {
        return frames;
    }

    List<StreamState> streams() {
        return new ArrayList<>(streams.values());
    }

    /** Whether the worker was started as one that gives its frames up. */
    boolean isForgetful() {
        return forgetful;
    }

    /** A server of ours was away: nothing is known of the step that needs it, and all is to be done again later. */
    @Nullable
    Failure unreachable() {
        return unreachable;
    }

    /** A bug in a handler, or a step that is not as it was written, must not keep the worker from starting. */
    void apply(JsonNode step) {
        try {
            doAgain(step);
        } catch (RuntimeException bug) {
            log.error("a step of kind {} crashed when it was done again", step.path(Steps.KIND), bug);
            damage.all(frames.names(), Damage.Reason.STEP_NOT_REPEATABLE);
        }
    }

    private void doAgain(JsonNode step) {
        switch (step.path(Steps.KIND).asText()) {
            case Steps.COMMAND -> command(step);
            case Steps.DROPPED -> step.path(Steps.FRAMES).forEach(name -> drop(name.asText()));
            case Steps.STREAM -> stream(step.path("stream"));
            case Steps.STREAM_ENDED ->
                Uuids.read(step.path("streamId").asText()).ifPresent(streams::remove);
            case Steps.ROWS -> rows(step);
            case Steps.SNAPSHOT, Steps.RESTORED -> {
                // They tell of the journal, not of frames.
            }
            case Steps.FORGETFUL -> forgetful = true;
            case Steps.FORGOTTEN -> forgotten(step);
            case Steps.CHANGED -> changed(step);
            default -> damage.all(frames.names(), Damage.Reason.STEP_NOT_REPEATABLE);
        }
    }

    private void drop(String name) {
        frames = frames.without(name);
        streams.values().removeIf(stream -> stream.frame().equals(name));
        damage.forget(name);
    }

    private void stream(JsonNode begun) {
        StreamState.read(JsonFields.of(begun, "step.stream"))
                .peek(stream -> streams.put(stream.streamId(), stream))
                .peekLeft(failure -> log.warn("the step of a stream cannot be read: {}", failure.message()));
    }

    private void forgotten(JsonNode step) {
        frames = Frames.EMPTY;
        streams.clear();
        step.path(Steps.STREAMS).forEach(this::stream);
        for (JsonNode name : step.path(Steps.FRAMES)) {
            damage.lost(
                    name.asText(),
                    Failure.of(
                            FailureCode.FRAME_NOT_FOUND,
                            "The steps that made the frame were dropped, as there are no snapshots; start with"
                                    + " --snapshots DIR."));
        }
    }

    private void changed(JsonNode step) {
        step.path(Steps.DROPPED).forEach(name -> drop(name.asText()));
        String type = step.path("commandType").asText();
        for (JsonNode name : step.path(Steps.FRAMES)) {
            if (frames.names().contains(name.asText())) {
                damage.degraded(name.asText(), Damage.Reason.STEP_NOT_REPEATABLE);
            } else {
                damage.lost(
                        name.asText(),
                        Failure.of(
                                FailureCode.FRAME_NOT_FOUND,
                                "The frame was made by " + type + ", which cannot be done again, and no sound snapshot"
                                        + " has it."));
            }
        }
    }

    private void command(JsonNode step) {
        String name = step.path(FrameFields.FRAME).asText();
        String from = step.path(Steps.FROM).asText("");
        boolean fromDamaged = damage.isIn(from, step.path("data"));
        Set<String> before = from.equals(name) ? damage.degraded().getOrDefault(name, Set.of()) : Set.of();
        again(step, from)
                .fold(
                        failure -> {
                            if (failure instanceof Failure.Unreachable) {
                                unreachable = failure;
                                return false;
                            }
                            log.warn("a step of frame {} could not be done again: {}", name, failure.message());
                            frames = frames.without(name);
                            damage.lost(name, failure);
                            return false;
                        },
                        pending -> false,
                        reply -> {
                            Frames next = reply.frames();
                            if (next != null) {
                                frames = next;
                            }
                            return judge(name, step, fromDamaged, Set.copyOf(before));
                        });
    }

    private boolean judge(String name, JsonNode step, boolean fromDamaged, Set<String> before) {
        damage.forget(name);
        Frame made = frames.byName().get(name);
        boolean same = made != null
                && made.rowCount() == step.path("rowCount").asInt()
                && (!step.has("hash")
                        || FrameHash.of(made).equals(step.path("hash").asText()));
        if (fromDamaged && before.isEmpty()) {
            damage.degraded(name, Damage.Reason.MADE_OF_DEGRADED);
        } else if (fromDamaged) {
            before.forEach(reason -> damage.degraded(name, Damage.Reason.valueOf(reason)));
        } else if (!same) {
            damage.degraded(name, step.has("hash") ? Damage.Reason.SOURCE_CHANGED : Damage.Reason.STEP_NOT_REPEATABLE);
        }
        return true;
    }

    private Either<Failure, Reply> again(JsonNode step, String from) {
        String type = step.path("commandType").asText();
        Optional<CommandHandler> handler = handlers.find(type);
        if (handler.isEmpty()) {
            return Either.left(Failure.of(FailureCode.UNKNOWN_COMMAND, "No handler here takes " + type + "."));
        }
        JsonNode data = step.path("data");
        if (!from.isEmpty() && data instanceof ObjectNode object) {
            // Which frame was meant may depend on which others there are, and some of those may be lost.
            data = object.deepCopy().put(FrameFields.FRAME, from);
        }
        Command command = new Command(
                type,
                Uuids.read(step.path("commandId").asText()).orElseGet(UUID::randomUUID),
                Timestamps.read(step.path("timeStamp").asText()).orElse(Instant.EPOCH),
                null,
                null,
                null,
                null,
                data);
        try {
            return handler.get().handle(command, contexts.apply(frames));
        } catch (RuntimeException bug) {
            log.error("{} crashed when it was done again", type, bug);
            return Either.left(Failure.of(FailureCode.INTERNAL_ERROR, "The command crashed when it was done again."));
        }
    }

    private void rows(JsonNode step) {
        List<ObjectNode> rows = new ArrayList<>();
        step.path("rows").forEach(row -> rows.add((ObjectNode) row));
        String frame = step.path(FrameFields.FRAME).asText();
        Optional<StreamState> stream =
                Uuids.read(step.path("streamId").asText()).map(streams::get);
        long maxRows = stream.map(StreamState::maxRows).orElse(0L);
        boolean wasLost = damage.lost().containsKey(frame);
        Map<String, ColumnType> types =
                stream.map(begun -> RowFrames.types(begun.stream())).orElse(Map.of());
        RowStream.append(
                        rows,
                        frame,
                        maxRows,
                        types,
                        frames,
                        contexts.apply(frames).limits())
                .fold(
                        failure -> {
                            damage.degraded(frame, Damage.Reason.STEP_NOT_REPEATABLE);
                            return false;
                        },
                        pending -> false,
                        longer -> {
                            frames = longer;
                            return true;
                        });
        if (wasLost) {
            // What the rows were added to is gone, and they begin a frame of their own.
            damage.forget(frame);
            damage.degraded(frame, Damage.Reason.MADE_OF_DEGRADED);
        }
        stream.ifPresent(begun -> streams.put(
                begun.streamId(),
                begun.at(
                        step.path("position").isTextual()
                                ? step.path("position").asText()
                                : null)));
    }
}
