package io.framewright.net;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.frame.Frame;
import io.framewright.frame.Frames;
import io.framewright.serialize.Json;
import io.framewright.serialize.JsonFields;
import io.javalin.http.Context;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** {@code POST /push} and {@code POST /stop}: a frame on its way to a destination, in the background. */
final class PushPaths {
    private static final long BATCH_ROWS = 100_000;

    private final Requests requests;
    private final FrameVersions versions;
    private final PushAllowed allowed;
    private final Pushes pushes;

    PushPaths(Requests requests, FrameVersions versions, PushAllowed allowed, Pushes pushes) {
        this.requests = requests;
        this.versions = versions;
        this.allowed = allowed;
        this.pushes = pushes;
    }

    Either<Failure, Answer> push(Context request, UUID workerId, Frames frames) {
        return requests.object(request)
                .flatMap(body -> JsonFields.of(body, "body")
                        .rejectUnknown("frame", "destination", "batchRows", "version", "resume"))
                .flatMap(fields -> fields.optionalBoolean("resume", false)
                        .flatMap(resume -> resume
                                ? resume(request, workerId, frames, fields)
                                : begin(request, workerId, frames, fields)));
    }

    private Either<Failure, Answer> begin(Context request, UUID workerId, Frames frames, JsonFields fields) {
        Optional<Push> running = pushes.find(workerId).filter(Push::isUnderWay);
        if (running.isPresent()) {
            return Either.right(already(running.get()));
        }
        if (frames.size() == 0) {
            return Either.right(unchanged("There is no frame to push; load one first."));
        }
        if (!fields.has("destination")) {
            return Either.right(unchanged("No destination is given, so there is nothing to do."));
        }
        return fields.optionalString("frame")
                .flatMap(frames::resolve)
                .flatMap(name -> frames.find(name)
                        .flatMap(frame -> ofVersion(fields, frame))
                        .flatMap(frame -> destination(request, fields, name)
                                .flatMap(to -> fields.optionalLong("batchRows", 10_000, 1, BATCH_ROWS)
                                        .flatMap(rows -> start(
                                                workerId,
                                                new Push(
                                                        UUID.randomUUID(),
                                                        named(name, frame),
                                                        to,
                                                        rows.intValue(),
                                                        0,
                                                        0),
                                                frame)))));
    }

    private Push.Named named(String name, Frame frame) {
        return new Push.Named(name, versions.of(frame), frame.rowCount());
    }

    /** Whoever has looked at a version may have that one pushed, or none. */
    private Either<Failure, Frame> ofVersion(JsonFields fields, Frame frame) {
        return fields.optionalString("version")
                .flatMap(version -> version.isEmpty() || version.get().equals(versions.of(frame))
                        ? Either.right(frame)
                        : Either.left(Push.gone(version.get())));
    }

    private Either<Failure, PushDestination> destination(Context request, JsonFields fields, String name) {
        return PushDestination.read(Objects.requireNonNull(fields.get("destination"), "seen before"), name)
                .flatMap(to -> permitted(request, to));
    }

    /** Allowed by whoever runs this process, and by the role that the caller has at the other worker. */
    private Either<Failure, PushDestination> permitted(Context request, PushDestination destination) {
        return allowed.check(destination)
                .flatMap(to -> to instanceof PushDestination.ToWorker worker
                        ? Caller.of(request).mayOperate(worker.workerId()).map(may -> to)
                        : Either.right(to));
    }

    private Either<Failure, Answer> resume(Context request, UUID workerId, Frames frames, JsonFields fields) {
        return fields.rejectUnknown("resume").flatMap(alone -> {
            Optional<Push> last = pushes.find(workerId);
            if (last.isPresent() && last.get().isUnderWay()) {
                return Either.right(already(last.get()));
            }
            return last.filter(Push::isResumable)
                    .map(push -> permitted(request, push.destination())
                            .flatMap(to -> sameVersion(push, frames))
                            .flatMap(frame -> start(workerId, push.again(), frame)))
                    .orElseGet(() -> Either.left(HttpCode.NO_SUCH_PUSH.failure(
                            last.isEmpty()
                                    ? "No push of this worker is known to this process; begin one with a destination."
                                    : "The last push of this worker is done; begin another one with a destination.")));
        });
    }

    private Either<Failure, Frame> sameVersion(Push push, Frames frames) {
        String version = push.named().version();
        return pushes.pinned(push)
                .or(() -> frames.byName().values().stream()
                        .filter(frame -> versions.of(frame).equals(version))
                        .findFirst())
                .<Either<Failure, Frame>>map(Either::right)
                .orElseGet(() -> Either.left(Push.gone(version)));
    }

    private Either<Failure, Answer> start(UUID workerId, Push push, Frame frame) {
        return pushes.start(workerId, push, frame)
                .map(started ->
                        started.changed() ? Answer.json(202, json(true, started.push())) : already(started.push()));
    }

    private static Answer already(Push push) {
        ObjectNode json = json(false, push);
        return Answer.json(
                json.put("message", "A frame of this worker is being pushed already; POST /stop stops that."));
    }

    private static ObjectNode json(boolean changed, Push push) {
        ObjectNode json = Json.mapper().createObjectNode().put("changed", changed);
        json.set("push", push.json());
        return json;
    }

    Either<Failure, Answer> stop(Context request, UUID workerId, Frames frames) {
        Optional<Push> running = pushes.find(workerId).filter(Push::isUnderWay);
        if (running.isEmpty()) {
            return Either.right(unchanged("Nothing is being pushed."));
        }
        boolean changed = running.get().stop();
        return Either.right(Answer.json(json(changed, running.get())));
    }

    private static Answer unchanged(String why) {
        return Answer.json(
                Json.mapper().createObjectNode().put("changed", false).put("message", why));
    }
}
