package io.framewright.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.frame.Frame;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * One step of a pipeline over a frame: protocol.md, section 6, and docs/guide/operations.md. Immutable and thread-safe.
 */
public sealed interface Operation
        permits CreateTrainingSet,
                CreateView,
                Cumulate,
                Derive,
                Distinct,
                Drop,
                DropMissing,
                DropTrainingSet,
                DropView,
                FillMissing,
                Filter,
                GroupBy,
                Join,
                Limit,
                Melt,
                Pivot,
                Project,
                Rank,
                Rename,
                SetFeatures,
                Sort,
                TransformType {

    /**
     * Reads a list of operations. Left: INVALID_COMMAND with the path of the field that is wrong, such as
     * {@code operations[2].by}; OPERATION_UNSUPPORTED with the operations there are; EXPRESSION_INVALID.
     */
    static Either<Failure, List<Operation>> parse(JsonNode list) {
        return parse(list, "operations");
    }

    /**
     * The same.
     *
     * @param path how messages name the list, e.g. {@code data.operations}
     */
    static Either<Failure, List<Operation>> parse(JsonNode list, String path) {
        return OperationReader.read(list, path);
    }

    /** These operations as the list that {@link #parse} reads. */
    static JsonNode json(List<Operation> operations) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        operations.forEach(operation -> list.add(operation.json()));
        return list;
    }

    /** The names of the other frames that these operations read, in order. */
    static SortedSet<String> joins(List<Operation> operations) {
        SortedSet<String> frames = new TreeSet<>();
        operations.forEach(operation -> {
            if (operation instanceof Join join) {
                frames.add(join.frame());
            }
        });
        return frames;
    }

    /** Its name in the protocol, e.g. {@code groupBy}. */
    String op();

    /** The object that is read as this operation; a new one each time. */
    ObjectNode json();

    /** The next version of the frame, or why there is none. Use {@link Pipeline}, which also says which step it was. */
    Either<Failure, Frame> apply(Frame frame, WorkMonitor monitor);

    /** The same, where an operation may read other frames. */
    default Either<Failure, Frame> apply(Frame frame, FrameLookup others, WorkMonitor monitor) {
        return apply(frame, monitor);
    }

    /** The same, and what it has to tell beside; of most operations nothing. */
    default Either<Failure, Applied> applyAndTell(Frame frame, FrameLookup others, WorkMonitor monitor) {
        return apply(frame, others, monitor).map(Applied::of);
    }
}
