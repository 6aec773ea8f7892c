package io.framewright.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.frame.Frame;
import io.framewright.serialize.JsonFields;

/** Forgets a training set; SET_NOT_FOUND if it is not there. */
record DropTrainingSet(String set) implements Operation {
    static Either<Failure, DropTrainingSet> read(JsonFields fields) {
        return fields.rejectUnknown("op", "set")
                .flatMap(known -> fields.string("set"))
                .map(DropTrainingSet::new);
    }

    @Override
    public String op() {
        return "dropTrainingSet";
    }

    @Override
    public ObjectNode json() {
        return OperationReader.json(op()).put("set", set);
    }

    @Override
    public Either<Failure, Frame> apply(Frame frame, WorkMonitor monitor) {
        return TrainingSet.find(frame, set).map(there -> frame.withoutTrainingSet(set));
    }
}
