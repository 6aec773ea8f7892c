package io.framewright.query.expression;

import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.frame.ColumnNames;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The functions there are. Their names are read in any case. */
final class Functions {
    private static final SortedMap<String, Function> BY_NAME = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    static {
        Stream.of(TextFunctions.ALL, NumberFunctions.ALL, TimeFunctions.ALL)
                .flatMap(List::stream)
                .forEach(function -> BY_NAME.put(function.name(), function));
    }

    private Functions() {}

    /** The names, in order. */
    static List<String> names() {
        return List.copyOf(BY_NAME.values().stream().map(Function::name).toList());
    }

    /** The name as the table has it; as it is if the table does not. */
    static String properName(String name) {
        Function function = BY_NAME.get(name);
        return function == null ? name : function.name();
    }

    static Function find(String name, Place place) {
        Function function = BY_NAME.get(name);
        if (function != null) {
            return function;
        }
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("position", place.offset());
        detail.put("function", name);
        detail.put("expected", "one of the functions");
        detail.put("functions", names());
        @Nullable String near = ColumnNames.nearest(name.toLowerCase(Locale.ROOT), names());
        throw new Invalid(Failure.of(
                FailureCode.EXPRESSION_INVALID,
                "At position " + place.offset() + " there is no function " + name + "; there are "
                        + String.join(", ", names()) + "." + (near == null ? "" : " Did you mean " + near + "?"),
                detail));
    }
}
