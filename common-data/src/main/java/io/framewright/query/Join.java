package io.framewright.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.frame.Frame;
import io.framewright.serialize.JsonFields;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Puts the rows of another frame beside those of this one where their keys are equal.
 *
 * @param frame the name of the other frame, called right
 * @param on the keys
 * @param suffix put behind the name of a column of the other frame that is taken
 * @param matchMissing whether missing keys are equal to each other, or to nothing
 */
record Join(String frame, List<On> on, How how, String suffix, boolean matchMissing) implements Operation {
    private static final String SUFFIX = "_right";
    private static final String RIGHT_WORD = "a list of one or more columns, each a name or {\"left\", \"right\"}";

    Join {
        on = List.copyOf(on);
    }

    /** A key: the names it has in this frame and in the other. */
    record On(String left, String right) {}

    /** Which rows there are in the result. */
    enum How {
        INNER,
        LEFT,
        RIGHT,
        FULL,
        SEMI,
        ANTI;

        private static final Map<String, How> BY_NAME = new TreeMap<>();

        static {
            for (How how : values()) {
                BY_NAME.put(how.word(), how);
            }
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Whether columns of the other frame are in the result. */
        boolean takesColumns() {
            return this != SEMI && this != ANTI;
        }
    }

    static Either<Failure, Join> read(JsonFields fields) {
        return fields.rejectUnknown("op", "frame", "on", "how", "suffix", "matchMissing")
                .flatMap(known -> fields.string("frame"))
                .flatMap(frame -> on(fields)
                        .flatMap(on -> how(fields)
                                .flatMap(how -> fields.optionalString("suffix")
                                        .flatMap(suffix -> fields.optionalBoolean("matchMissing", false)
                                                .map(missing ->
                                                        new Join(frame, on, how, suffix.orElse(SUFFIX), missing))))));
    }

    private static Either<Failure, How> how(JsonFields fields) {
        return fields.has("how")
                ? fields.oneOf("how", How.BY_NAME.keySet()).map(How.BY_NAME::get)
                : Either.right(How.INNER);
    }

    private static Either<Failure, List<On>> on(JsonFields fields) {
        return fields.list("on").flatMap(list -> {
            Either<Failure, List<On>> read = list.isEmpty()
                    ? Either.left(fields.wrong("on", fields.get("on"), RIGHT_WORD))
                    : Either.right(new ArrayList<>());
            for (int i = 0; i < list.size(); i++) {
                String path = "on[" + i + "]";
                JsonNode key = list.get(i);
                read = read.flatMap(before -> key(fields, path, key).map(one -> {
                    before.add(one);
                    return before;
                }));
            }
            return read.flatMap(keys -> eachOnce(fields, keys));
        });
    }

    private static Either<Failure, On> key(JsonFields fields, String path, JsonNode key) {
        if (key.isTextual() && !key.textValue().isBlank()) {
            return Either.right(new On(key.textValue(), key.textValue()));
        }
        if (!key.isObject()) {
            return Either.left(fields.wrong(path, key, "the name of a column or {\"left\", \"right\"}"));
        }
        JsonFields names = JsonFields.of(key, fields.path() + "." + path);
        return names.rejectUnknown("left", "right")
                .flatMap(known -> Either.map2(names.string("left"), names.string("right"), On::new));
    }

    /** A key column stands in the result once, so it cannot be equal to two. */
    private static Either<Failure, List<On>> eachOnce(JsonFields fields, List<On> keys) {
        Set<String> left = new HashSet<>();
        Set<String> right = new HashSet<>();
        keys.forEach(key -> {
            left.add(key.left());
            right.add(key.right());
        });
        return left.size() < keys.size() || right.size() < keys.size()
                ? Either.left(fields.wrong("on", fields.get("on"), "a list in which each column stands once"))
                : Either.right(keys);
    }

    @Override
    public String op() {
        return "join";
    }

    @Override
    public ObjectNode json() {
        ObjectNode json = OperationReader.json(op()).put("frame", frame);
        ArrayNode keys = json.putArray("on");
        for (On key : on) {
            if (key.left().equals(key.right())) {
                keys.add(key.left());
            } else {
                keys.addObject().put("left", key.left()).put("right", key.right());
            }
        }
        return json.put("how", how.word()).put("suffix", suffix).put("matchMissing", matchMissing);
    }

    @Override
    public Either<Failure, Frame> apply(Frame left, WorkMonitor monitor) {
        return apply(left, FrameLookup.NONE, monitor);
    }

    @Override
    public Either<Failure, Frame> apply(Frame left, FrameLookup others, WorkMonitor monitor) {
        return others.find(frame)
                .flatMap(right -> JoinColumns.of(this, left, right))
                .flatMap(columns -> new Joining(
                                this, columns, JoinPaths.USUAL, RowChunks.of(monitor), others.maxFrameBytes())
                        .run());
    }
}
