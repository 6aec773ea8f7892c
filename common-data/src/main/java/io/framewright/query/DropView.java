package io.framewright.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.frame.Frame;
import io.framewright.serialize.JsonFields;

/** Forgets a view; VIEW_NOT_FOUND if it is not there. */
record DropView(String view) implements Operation {
    static Either<Failure, DropView> read(JsonFields fields) {
        return fields.rejectUnknown("op", "view")
                .flatMap(known -> fields.string("view"))
                .map(DropView::new);
    }

    @Override
    public String op() {
        return "dropView";
    }

    @Override
    public ObjectNode json() {
        return OperationReader.json(op()).put("view", view);
    }

    @Override
    public Either<Failure, Frame> apply(Frame frame, WorkMonitor monitor) {
        return Pipeline.find(frame, view).map(there -> frame.withoutView(view));
    }
}
