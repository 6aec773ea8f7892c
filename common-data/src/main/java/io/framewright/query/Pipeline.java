package io.framewright.query;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.frame.Frame;
import io.framewright.frame.View;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Applies operations to a frame: all or none, as the frame that was given does not change. */
public final class Pipeline {
    private static final long ALL = Long.MAX_VALUE;

    private Pipeline() {}

    /** The same, watched by nobody. */
    public static Either<Failure, Frame> apply(Frame frame, List<Operation> operations) {
        return apply(frame, operations, WorkMonitor.NONE);
    }

    /**
     * What the operations, one after the other, make of a frame. A failure's detail has {@code operation}, the index
     * from 0, and {@code op}; COMMAND_CANCELLED if the monitor said so.
     */
    public static Either<Failure, Frame> apply(Frame frame, List<Operation> operations, WorkMonitor monitor) {
        return apply(frame, operations, FrameLookup.NONE, monitor);
    }

    /** The same, where operations may read other frames, which all stay as {@code others} finds them. */
    public static Either<Failure, Frame> apply(
            Frame frame, List<Operation> operations, FrameLookup others, WorkMonitor monitor) {
        return applyAndTell(frame, operations, others, monitor).map(Applied::frame);
    }

    /** The same, and what the operations have to tell beside the frame. */
    public static Either<Failure, Applied> applyAndTell(
            Frame frame, List<Operation> operations, FrameLookup others, WorkMonitor monitor) {
        List<Note> notes = new ArrayList<>();
        Either<Failure, Frame> made = Either.right(frame);
        for (int i = 0; i < operations.size(); i++) {
            int index = i;
            Operation operation = operations.get(i);
            long wanted = i + 1 == operations.size() ? ALL : wanted(operations.get(i + 1));
            made = made.flatMap(before -> step(before, operation, wanted, others, monitor)
                    .mapLeft(failure -> at(index, operation, failure))
                    .map(applied -> {
                        notes.addAll(applied.notes());
                        return applied.frame();
                    }));
        }
        return made.map(last -> new Applied(last, notes));
    }

    /** How many rows an operation needs of what it is applied to. */
    private static long wanted(Operation next) {
        return next instanceof Limit limit ? limit.end() : ALL;
    }

    /**
     * A page of what the operations make of a frame, with the number of rows it has as a whole. Where the last of them
     * is a sort, only the rows up to the end of the page are ordered.
     */
    static Either<Failure, Query.Page> page(
            Frame frame, List<Operation> operations, Limit page, FrameLookup others, WorkMonitor monitor) {
        int last = operations.size() - 1;
        if (last < 0 || !(operations.get(last) instanceof Sort sort)) {
            return applyAndTell(frame, operations, others, monitor)
                    .map(made -> Query.Page.of(made.frame(), page, made));
        }
        return applyAndTell(frame, operations.subList(0, last), others, monitor)
                .flatMap(before -> step(before.frame(), sort, page.end(), others, monitor)
                        .mapLeft(failure -> at(last, sort, failure))
                        .map(sorted -> Query.Page.of(sorted.frame(), page, before)));
    }

    private static Either<Failure, Applied> step(
            Frame frame, Operation operation, long wanted, FrameLookup others, WorkMonitor monitor) {
        if (monitor.cancelled()) {
            return Either.left(new Watch.Cancelled().failure());
        }
        try {
            return operation instanceof Sort sort && TopRows.pays(wanted, frame.rowCount())
                    ? sort.first(frame, (int) wanted, monitor).map(Applied::of)
                    : operation.applyAndTell(frame, others, monitor);
        } catch (Watch.Cancelled cancelled) {
            return Either.left(cancelled.failure());
        }
    }

    private static Failure at(int index, Operation operation, Failure failure) {
        if (failure.is(FailureCode.COMMAND_CANCELLED)) {
            return failure;
        }
        String message = "operations[" + index + "], " + operation.op() + ": " + failure.message();
        // A view's operation that fails keeps its own index as well.
        Map<String, Object> detail = new LinkedHashMap<>(failure.detail());
        Object inner = detail.remove("operation");
        Object innerOp = detail.remove("op");
        detail.put("operation", index);
        detail.put("op", operation.op());
        if (inner != null && innerOp != null) {
            detail.put("viewOperation", inner);
            detail.put("viewOp", innerOp);
        }
        return Failure.of(failure.code(), message, detail);
    }

    /** What a view of the frame shows of this version; VIEW_NOT_FOUND names the views there are. */
    public static Either<Failure, Frame> view(Frame frame, String name, WorkMonitor monitor) {
        return view(frame, name, FrameLookup.NONE, monitor);
    }

    /** The same, where the view may read other frames: as they are now, not as they were when it was made. */
    public static Either<Failure, Frame> view(Frame frame, String name, FrameLookup others, WorkMonitor monitor) {
        return find(frame, name)
                .flatMap(view -> Operation.parse(view.operations(), "view " + name + ".operations"))
                .flatMap(operations -> apply(frame, operations, others, monitor))
                .mapLeft(failure -> failure.is(FailureCode.VIEW_NOT_FOUND) ? failure : failure.with("view", name));
    }

    static Either<Failure, View> find(Frame frame, String name) {
        View view = frame.views().get(name);
        if (view != null) {
            return Either.right(view);
        }
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("view", name);
        detail.put("views", List.copyOf(frame.views().keySet()));
        String there = frame.views().isEmpty()
                ? "the frame has none"
                : "there are " + String.join(", ", frame.views().keySet());
        return Either.left(
                Failure.of(FailureCode.VIEW_NOT_FOUND, "There is no view " + name + "; " + there + ".", detail));
    }
}
