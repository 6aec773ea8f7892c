package io.framewright.net;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.frame.Frames;
import io.framewright.serialize.Json;
import io.javalin.http.Context;
import java.util.UUID;

/** {@code POST /push} and {@code POST /stop}: a frame on its way to a destination. There are no destinations yet. */
final class PushPaths {
    private final Requests requests;

    PushPaths(Requests requests) {
        this.requests = requests;
    }

    Either<Failure, Answer> push(Context request, UUID workerId, Frames frames) {
        return requests.object(request).flatMap(body -> {
            if (frames.size() == 0) {
                return Either.right(unchanged("There is no frame to push; load one first."));
            }
            return body.hasNonNull("destination")
                    ? Either.left(Failure.of(
                            FailureCode.SOURCE_UNSUPPORTED,
                            "There is no destination of this type yet; save the frame with SAVE_WORKER_FRAME_MANAGER."))
                    : Either.right(unchanged("No destination is given, so there is nothing to do."));
        });
    }

    Either<Failure, Answer> stop(Context request, UUID workerId, Frames frames) {
        return Either.right(unchanged("Nothing is being pushed."));
    }

    private static Answer unchanged(String why) {
        return Answer.json(
                Json.mapper().createObjectNode().put("changed", false).put("message", why));
    }
}
