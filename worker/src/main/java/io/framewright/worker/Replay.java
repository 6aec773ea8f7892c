package io.framewright.worker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.command.Command;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
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
import java.util.UUID;
import java.util.function.Function;
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
    private Frames frames;

    Replay(Handlers handlers, Function<Frames, CommandContext> contexts, Damage damage) {
        this.handlers = handlers;
        this.contexts = contexts;
        this.damage = damage;
        this.frames = Frames.EMPTY;
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

    void apply(JsonNode step) {
        switch (step.path(Steps.KIND).asText()) {
            case Steps.COMMAND -> command(step);
            case Steps.DROPPED -> step.path("frames").forEach(name -> drop(name.asText()));
            case Steps.STREAM ->
                StreamState.read(JsonFields.of(step.path("stream"), "step.stream"))
                        .peek(begun -> streams.put(begun.streamId(), begun));
            case Steps.STREAM_ENDED ->
                Uuids.read(step.path("streamId").asText()).ifPresent(streams::remove);
            case Steps.ROWS -> rows(step);
            case Steps.SNAPSHOT, Steps.RESTORED -> {
                // They tell of the journal, not of frames.
            }
            case Steps.CLEARED -> {
                frames = Frames.EMPTY;
                streams.clear();
                damage.forgetAll();
            }
            default -> damage.all(frames.names(), Damage.Reason.STEP_NOT_REPEATABLE);
        }
    }

    private void drop(String name) {
        frames = frames.without(name);
        streams.values().removeIf(stream -> stream.frame().equals(name));
        damage.forget(name);
    }

    private void command(JsonNode step) {
        String name = step.path(FrameFields.FRAME).asText();
        boolean fromDamaged = damage.isIn(step.path("data"), frames);
        again(step)
                .fold(
                        failure -> {
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
                            return judge(name, step, fromDamaged);
                        });
    }

    private boolean judge(String name, JsonNode step, boolean fromDamaged) {
        damage.forget(name);
        Frame made = frames.byName().get(name);
        if (made == null || made.rowCount() != step.path("rowCount").asInt()) {
            damage.degraded(name, fromDamaged ? Damage.Reason.MADE_OF_DEGRADED : Damage.Reason.SOURCE_CHANGED);
        } else if (step.has("hash")
                && !FrameHash.of(made).equals(step.path("hash").asText())) {
            damage.degraded(name, Damage.Reason.SOURCE_CHANGED);
        } else if (fromDamaged) {
            damage.degraded(name, Damage.Reason.MADE_OF_DEGRADED);
        }
        return true;
    }

    /** A bug in a handler must not keep the worker from starting: the frame is lost, and the log tells. */
    private Either<Failure, Reply> again(JsonNode step) {
        Optional<CommandHandler> handler =
                handlers.find(step.path("commandType").asText());
        if (handler.isEmpty()) {
            return Either.left(Failure.of(
                    FailureCode.UNKNOWN_COMMAND,
                    "No handler here takes " + step.path("commandType").asText() + "."));
        }
        Command command = new Command(
                step.path("commandType").asText(),
                Uuids.read(step.path("commandId").asText()).orElseGet(UUID::randomUUID),
                Timestamps.read(step.path("timeStamp").asText()).orElse(Instant.EPOCH),
                null,
                null,
                null,
                null,
                step.path("data"));
        try {
            return handler.get().handle(command, contexts.apply(frames));
        } catch (RuntimeException bug) {
            log.error("{} crashed when it was done again", command.commandType(), bug);
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
        RowStream.append(rows, frame, maxRows, frames, contexts.apply(frames).limits())
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
        stream.ifPresent(begun -> streams.put(
                begun.streamId(),
                begun.at(
                        step.path("position").isTextual()
                                ? step.path("position").asText()
                                : null)));
    }
}
