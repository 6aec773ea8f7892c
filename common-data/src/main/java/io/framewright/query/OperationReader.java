package io.framewright.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.frame.TrainingSetSpec;
import io.framewright.query.expression.Expression;
import io.framewright.serialize.JsonFields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads operations from JSON. A field that an operation does not have is refused: it may be a slip of the pen. */
final class OperationReader {
    /** How many operations a pipeline may have. */
    static final int MAX_OPERATIONS = 1000;

    private static final SortedMap<String, Reader> READERS = new TreeMap<>();

    static {
        put("filter", Filter::read);
        put("project", Project::read);
        put("drop", Drop::read);
        put("rename", Rename::read);
        put("derive", Derive::read);
        put("transformType", TransformType::read);
        put("sort", Sort::read);
        put("rank", Rank::read);
        put("cumulate", Cumulate::read);
        put("groupBy", GroupBy::read);
        put("join", Join::read);
        put("melt", Melt::read);
        put("pivot", Pivot::read);
        put("limit", Limit::read);
        put("distinct", Distinct::read);
        put("createView", CreateView::read);
        put("dropView", DropView::read);
        put("createRegressionSet", fields -> CreateTrainingSet.read(TrainingSetSpec.Kind.REGRESSION, fields));
        put("createClassificationSet", fields -> CreateTrainingSet.read(TrainingSetSpec.Kind.CLASSIFICATION, fields));
        put("dropTrainingSet", DropTrainingSet::read);
        put("fillMissing", FillMissing::read);
        put("dropMissing", DropMissing::read);
        put("setFeatures", SetFeatures::read);
    }

    private OperationReader() {}

    @FunctionalInterface
    private interface Reader {
        Either<Failure, ? extends Operation> read(JsonFields fields);
    }

    private static void put(String op, Reader reader) {
        READERS.put(op, reader);
    }

    /** The names of the operations there are, in order. */
    static List<String> names() {
        return List.copyOf(READERS.keySet());
    }

    static Either<Failure, List<Operation>> read(JsonNode list, String path) {
        if (!list.isArray() || list.size() > MAX_OPERATIONS) {
            String found = list.isArray()
                    ? "has " + list.size()
                    : list.isMissingNode() ? "is missing" : "is " + list.getNodeType();
            return Either.left(Failure.of(
                    FailureCode.INVALID_COMMAND,
                    path + " must be a list of at most " + MAX_OPERATIONS + " operations; it " + found + ".",
                    "field",
                    path));
        }
        Either<Failure, List<Operation>> read = Either.right(new ArrayList<>());
        for (int i = 0; i < list.size(); i++) {
            JsonFields fields = JsonFields.of(list.get(i), path + "[" + i + "]");
            read = read.flatMap(
                    before -> fields.isObject().flatMap(OperationReader::one).map(operation -> {
                        before.add(operation);
                        return before;
                    }));
        }
        return read.map(List::copyOf);
    }

    private static Either<Failure, Operation> one(JsonFields fields) {
        return fields.string("op").flatMap(op -> {
            Reader reader = READERS.get(op);
            return reader == null
                    ? Either.left(unsupported(op, fields.path()))
                    : reader.read(fields).map(operation -> operation);
        });
    }

    private static Failure unsupported(String op, String path) {
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("field", path + ".op");
        detail.put("operations", names());
        return Failure.of(
                FailureCode.OPERATION_UNSUPPORTED,
                path + ".op: there is no operation " + op + "; there are " + String.join(", ", names()) + ".",
                detail);
    }

    /** A field that holds an expression; a failure names the field beside the position. */
    static Either<Failure, Expression> expression(JsonFields fields, String name) {
        return fields.string(name)
                .flatMap(text ->
                        Expression.parse(text).mapLeft(failure -> failure.with("field", fields.path() + "." + name)));
    }

    /** A list of one or more different names. */
    static Either<Failure, List<String>> names(JsonFields fields, String name) {
        return fields.strings(name)
                .flatMap(names -> names.isEmpty()
                        ? Either.left(fields.wrong(name, fields.get(name), "a list of one name or more"))
                        : names.stream().distinct().count() < names.size()
                                ? Either.left(fields.wrong(name, fields.get(name), "a list of different names"))
                                : Either.right(names));
    }

    /** The same, or an empty list if the field is missing. */
    static Either<Failure, List<String>> optionalNames(JsonFields fields, String name) {
        return fields.has(name) ? names(fields, name) : Either.right(List.of());
    }

    static ObjectNode json(String op) {
        return JsonNodeFactory.instance.objectNode().put("op", op);
    }

    static ObjectNode json(String op, String field, List<String> names) {
        ObjectNode json = json(op);
        names.forEach(json.putArray(field)::add);
        return json;
    }
}
