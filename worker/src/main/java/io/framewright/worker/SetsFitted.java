package io.framewright.worker;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.frame.Frame;
import io.framewright.frame.Frames;
import io.framewright.frame.TrainingSetSpec;
import io.framewright.query.TrainingSet;
import io.framewright.serialize.Json;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What there is to tell of the training sets of frames as they are now. To know it they are fitted to the rows, once
 * for each version of a worker's frames: whoever asks again and again how a worker is does not keep it busy.
 * Thread-safe.
 */
final class SetsFitted {
    /** Of one set; more classes than fit are told by their count. */
    private static final int MOST_BYTES = 2048;

    private final Map<Frames, Map<List<String>, ObjectNode>> known = Collections.synchronizedMap(new WeakHashMap<>());

    /**
     * The sets of a frame; where they do not all fit the room, those that do, others by name and kind. Left:
     * COMMAND_CANCELLED.
     */
    Either<Failure, ArrayNode> json(String frameName, Frame frame, CommandContext context, int room) {
        Either<Failure, ArrayNode> sets = Either.right(Json.mapper().createArrayNode());
        for (Map.Entry<String, TrainingSetSpec> set : frame.trainingSets().entrySet()) {
            sets = sets.flatMap(before -> one(frameName, frame, set.getKey(), set.getValue(), context)
                    .map(json -> {
                        int left = room - TrainingSetJson.bytes(before);
                        ObjectNode told = TrainingSetJson.bytes(json) < left ? json : named(json);
                        return TrainingSetJson.bytes(told) < left ? before.add(told) : before;
                    }));
        }
        return sets;
    }

    private Either<Failure, ObjectNode> one(
            String frameName, Frame frame, String name, TrainingSetSpec spec, CommandContext context) {
        Map<List<String>, ObjectNode> fitted =
                known.computeIfAbsent(context.frames(), none -> new ConcurrentHashMap<>());
        List<String> key = List.of(frameName, name);
        ObjectNode there = fitted.get(key);
        if (there != null) {
            return Either.right(there.deepCopy());
        }
        return TrainingSet.read(frame, name, FrameFields.others(context), context.monitor())
                .map(set -> TrainingSetJson.of(name, set, MOST_BYTES))
                .recoverWith(failure -> failure.is(FailureCode.COMMAND_CANCELLED)
                        ? Either.left(failure)
                        : Either.right(broken(TrainingSetJson.of(name, spec), failure)))
                .peek(json -> fitted.put(key, json.deepCopy()));
    }

    private static ObjectNode named(ObjectNode json) {
        return json.deepCopy().retain("name", "kind");
    }

    /** A set may be made while its columns are there, and be read when they are not. */
    private static ObjectNode broken(ObjectNode json, Failure failure) {
        json.putObject("problem").put("code", failure.code()).put("message", failure.message());
        return json;
    }
}
