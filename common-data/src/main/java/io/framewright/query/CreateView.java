package io.framewright.query;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.frame.Frame;
import io.framewright.frame.View;
import io.framewright.serialize.JsonFields;
import java.util.List;

/**
 * Stores a pipeline under a name. It is tried on the frame's columns without rows, so that names and types are right
 * when it is made, as are other frames that it reads; it runs whenever the view is read, over the version of the frame
 * that is current then.
 */
record CreateView(String view, List<Operation> operations, boolean overwrite) implements Operation {
    CreateView {
        operations = List.copyOf(operations);
    }

    static Either<Failure, CreateView> read(JsonFields fields) {
        return fields.rejectUnknown("op", "view", "operations", "overwrite")
                .flatMap(known -> fields.string("view"))
                .flatMap(view -> fields.list("operations")
                        .flatMap(list -> {
                            var array = JsonNodeFactory.instance.arrayNode();
                            list.forEach(array::add);
                            return Operation.parse(array, fields.path() + ".operations");
                        })
                        .flatMap(operations -> noViewsWithin(operations, fields))
                        .flatMap(operations -> fields.optionalBoolean("overwrite", true)
                                .map(overwrite -> new CreateView(view, operations, overwrite))));
    }

    private static Either<Failure, List<Operation>> noViewsWithin(List<Operation> operations, JsonFields fields) {
        for (int i = 0; i < operations.size(); i++) {
            Operation operation = operations.get(i);
            if (operation instanceof CreateView
                    || operation instanceof DropView
                    || operation instanceof CreateTrainingSet
                    || operation instanceof DropTrainingSet) {
                String field = fields.path() + ".operations[" + i + "].op";
                return Either.left(Failure.of(
                        FailureCode.INVALID_COMMAND,
                        field + " is " + operation.op()
                                + "; a view reads and cannot make or drop views or training sets.",
                        "field",
                        field));
            }
        }
        return Either.right(operations);
    }

    @Override
    public String op() {
        return "createView";
    }

    @Override
    public ObjectNode json() {
        ObjectNode json = OperationReader.json(op()).put("view", view);
        json.set("operations", Operation.json(operations));
        return json.put("overwrite", overwrite);
    }

    @Override
    public Either<Failure, Frame> apply(Frame frame, WorkMonitor monitor) {
        return apply(frame, FrameLookup.NONE, monitor);
    }

    @Override
    public Either<Failure, Frame> apply(Frame frame, FrameLookup others, WorkMonitor monitor) {
        if (!overwrite && frame.views().containsKey(view)) {
            return Either.left(Failure.of(
                    FailureCode.VIEW_EXISTS,
                    "There is a view " + view + " already; set overwrite, or give another name.",
                    "view",
                    view));
        }
        return Pipeline.apply(frame.slice(0, 0), operations, others.withoutRows(), monitor)
                .map(tried -> frame.withView(view, new View(Operation.json(operations))));
    }
}
