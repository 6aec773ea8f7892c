package io.framewright.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.frame.Feature;
import io.framewright.frame.Frame;
import io.framewright.frame.View;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a frame keeps beside its columns and its lineage - views, training sets, what is said about its columns - as the
 * list of operations that would make it. For keeping a frame: unlike operations that are applied, what is read back is
 * not tried on the columns, as a view may have outlived a column that it names.
 */
public final class Attachments {
    private Attachments() {}

    /** A list that {@link #attach} reads; empty if there is nothing. */
    public static JsonNode json(Frame frame) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        frame.views().forEach((name, view) -> {
            var made = OperationReader.json("createView").put("view", name);
            made.set("operations", view.operations());
            list.add(made);
        });
        frame.trainingSets().forEach((name, spec) -> list.add(new CreateTrainingSet(name, spec, true).json()));
        Map<String, Feature> features = new LinkedHashMap<>();
        for (String column : frame.columnNames()) {
            if (!frame.feature(column).equals(Feature.NONE)) {
                features.put(column, frame.feature(column));
            }
        }
        if (!features.isEmpty()) {
            list.add(new SetFeatures(features).json());
        }
        return list;
    }

    /** The frame with these; left as {@link Operation#parse}. */
    public static Either<Failure, Frame> attach(Frame frame, JsonNode list) {
        return Operation.parse(list, "attachments").map(operations -> attach(frame, operations));
    }

    private static Frame attach(Frame frame, List<Operation> operations) {
        Frame with = frame;
        for (Operation operation : operations) {
            if (operation instanceof CreateView made) {
                with = with.withView(made.view(), new View(Operation.json(made.operations())));
            } else if (operation instanceof CreateTrainingSet made) {
                with = with.withTrainingSet(made.set(), made.spec());
            } else if (operation instanceof SetFeatures said) {
                with = with.withFeatures(said.features());
            }
        }
        return with;
    }
}
