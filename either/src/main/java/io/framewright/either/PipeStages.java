package io.framewright.either;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;

/** Walks the tree of a composed {@link Pipe}, left to right, without recursion. */
final class PipeStages {
    private static final int DESCRIBED = 32;
    private static final String ARROW = " >=> ";

    private PipeStages() {}

    @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type
    static Function<Object, Either<Object, Object>>[] flatten(Pipe<?, ?, ?> pipe) {
        List<Pipe<?, ?, ?>> leaves = walk(pipe, part -> false);
        Function<Object, Either<Object, Object>>[] stages = new Function[leaves.size()];
        for (int i = 0; i < stages.length; i++) {
            stages[i] = Objects.requireNonNull(leaves.get(i).stage());
        }
        return stages;
    }

    static String describe(Pipe<?, ?, ?> pipe) {
        List<Pipe<?, ?, ?>> parts = walk(pipe, part -> part.name() != null);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < Math.min(parts.size(), DESCRIBED); i++) {
            String name = parts.get(i).name();
            text.append(i == 0 ? "" : ARROW).append(name == null ? "#" + (i + 1) : name);
        }
        int more = parts.size() - DESCRIBED;
        return more <= 0
                ? text.toString()
                : text.append(ARROW).append("(" + more + " more)").toString();
    }

    /** The parts that are not split further: leaves, and what is opaque, but for the pipe itself. */
    private static List<Pipe<?, ?, ?>> walk(Pipe<?, ?, ?> pipe, Predicate<Pipe<?, ?, ?>> opaque) {
        List<Pipe<?, ?, ?>> parts = new ArrayList<>();
        ArrayDeque<Pipe<?, ?, ?>> ahead = new ArrayDeque<>();
        ahead.push(pipe);
        while (!ahead.isEmpty()) {
            Pipe<?, ?, ?> part = ahead.pop();
            if (part.head() == null || part.tail() == null || (part != pipe && opaque.test(part))) {
                parts.add(part);
            } else {
                ahead.push(part.tail());
                ahead.push(part.head());
            }
        }
        return parts;
    }
}
