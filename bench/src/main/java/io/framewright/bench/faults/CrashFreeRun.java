package io.framewright.bench.faults;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.command.Command;
import io.framewright.command.CommandTypes;
import io.framewright.either.Either;
import io.framewright.event.Event;
import io.framewright.event.Failure;
import io.framewright.event.Outcome;
import io.framewright.frame.Frames;
import io.framewright.query.WorkMonitor;
import io.framewright.query.source.DataLimits;
import io.framewright.query.source.DataRoots;
import io.framewright.serialize.FailureJson;
import io.framewright.serialize.Json;
import io.framewright.worker.CommandContext;
import io.framewright.worker.CommandHandler;
import io.framewright.worker.Handlers;
import io.framewright.worker.Reply;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The same commands one after the other, by the platform's own handlers and nothing else: no broker, no Redis, no
 * process that could die. What each event of the faulty run says is held against this. Not thread-safe.
 */
final class CrashFreeRun {
    /** Not a matter of the frames' content, or of the moment. */
    private static final Set<String> NOT_COMPARED = Set.of("memoryBytes", "detail");

    private final Handlers handlers = Handlers.with(List.of(new HashFrames(new FaultPoints())));
    private final UUID workerId;
    private final DataRoots dataRoots;
    private Frames frames = Frames.EMPTY;

    CrashFreeRun(UUID workerId, Path dataRoot) {
        this.workerId = workerId;
        this.dataRoots = DataRoots.of(List.of(dataRoot));
    }

    /** Does the command; what is wrong with this answer to it, if anything. */
    Optional<String> differs(Command command, Event answer) {
        return switch (command.commandType()) {
            case CommandTypes.GET_INFO_WORKER_FRAME_MANAGER, CommandTypes.SNAPSHOT_WORKER_FRAME_MANAGER ->
                succeeded(answer);
            case CommandTypes.KILL_WORKER_FRAME_MANAGER -> {
                String name = command.data().path("frame").asText();
                Either<Failure, JsonNode> dropped = frames.find(name).map(frame -> {
                    frames = frames.without(name);
                    ObjectNode data = Json.mapper().createObjectNode();
                    data.putArray("frames").add(name);
                    return data;
                });
                yield compare(dropped, answer);
            }
            default -> {
                CommandHandler handler = handlers.find(command.commandType())
                        .orElseThrow(() -> new IllegalStateException("no handler for " + command.commandType()));
                yield compare(handler.handle(command, new Context(frames)).map(this::apply), answer);
            }
        };
    }

    private JsonNode apply(Reply reply) {
        Frames next = reply.frames();
        if (next != null) {
            frames = next;
        }
        return reply.data();
    }

    private static Optional<String> succeeded(Event answer) {
        return answer.outcome() == Outcome.SUCCEEDED ? Optional.empty() : Optional.of("failed: " + answer.data());
    }

    private static Optional<String> compare(Either<Failure, JsonNode> expected, Event answer) {
        JsonNode right = compared(
                expected.fold(FailureJson::write, pending -> Json.mapper().nullNode(), data -> data));
        JsonNode got = compared(answer.data());
        boolean sameOutcome = expected.isRight() == (answer.outcome() == Outcome.SUCCEEDED);
        return sameOutcome && right.equals(got) ? Optional.empty() : Optional.of("is " + got + ", should be " + right);
    }

    private static JsonNode compared(JsonNode data) {
        JsonNode copy = parsed(data);
        strip(copy);
        return copy;
    }

    /** As it looks after it was written and read: 1 and 1L are one number. */
    private static JsonNode parsed(JsonNode data) {
        try {
            return Json.mapper().readTree(data.toString());
        } catch (JsonProcessingException bug) {
            throw new IllegalStateException(bug);
        }
    }

    private static void strip(JsonNode data) {
        if (data instanceof ObjectNode object) {
            object.remove(NOT_COMPARED);
            object.forEach(CrashFreeRun::strip);
        } else if (data instanceof ArrayNode array) {
            array.forEach(CrashFreeRun::strip);
        }
    }

    /** What a handler sees here. */
    private final class Context implements CommandContext {
        private final Frames now;

        Context(Frames now) {
            this.now = now;
        }

        @Override
        public UUID workerId() {
            return workerId;
        }

        @Override
        public Frames frames() {
            return now;
        }

        @Override
        public DataRoots dataRoots() {
            return dataRoots;
        }

        @Override
        public DataLimits limits() {
            return DataLimits.defaults();
        }

        @Override
        public int eventLimitBytes() {
            return 32 << 10;
        }

        @Override
        public WorkMonitor monitor() {
            return WorkMonitor.NONE;
        }
    }
}
