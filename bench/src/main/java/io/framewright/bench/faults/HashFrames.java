package io.framewright.bench.faults;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.command.Command;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.query.Attachments;
import io.framewright.query.FrameHash;
import io.framewright.serialize.Json;
import io.framewright.worker.CommandContext;
import io.framewright.worker.CommandHandler;
import io.framewright.worker.Reply;

/** {@code BENCH_HASH_FRAMES}: the hash of each frame, and what else it keeps. */
final class HashFrames implements CommandHandler {
    static final String TYPE = "BENCH_HASH_FRAMES";

    private final FaultPoints points;

    HashFrames(FaultPoints points) {
        this.points = points;
    }

    @Override
    public String commandType() {
        return TYPE;
    }

    @Override
    public Either<Failure, Reply> handle(Command command, CommandContext context) {
        points.pass(FaultPoint.HANDLING);
        ObjectNode data = Json.mapper().createObjectNode();
        context.frames().byName().forEach((name, frame) -> {
            ObjectNode about = data.putObject(name)
                    .put("hash", FrameHash.of(frame))
                    .put("rowCount", frame.rowCount())
                    .put("steps", frame.lineage().size());
            about.set("attachments", Attachments.json(frame));
        });
        points.pass(FaultPoint.HANDLED);
        return Either.right(Reply.of(data));
    }
}
