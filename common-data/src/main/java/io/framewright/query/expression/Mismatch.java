package io.framewright.query.expression;

import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.frame.ColumnType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** TYPE_MISMATCH at a place of an expression. */
final class Mismatch {
    private Mismatch() {}

    /** Two operands that do not go together. */
    static Invalid between(Place place, String operator, ColumnType left, ColumnType right, String hint) {
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("position", place.offset());
        detail.put("left", left.name());
        detail.put("right", right.name());
        return new Invalid(Failure.of(
                FailureCode.TYPE_MISMATCH,
                operator + " at position " + place.offset() + " does not take " + left + " and " + right + "; " + hint
                        + ".",
                detail));
    }

    /** One operand of another type than is wanted. */
    static Invalid of(Place place, String what, String expected, ColumnType found) {
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("position", place.offset());
        detail.put("expected", expected);
        detail.put("found", found.name());
        return new Invalid(Failure.of(
                FailureCode.TYPE_MISMATCH,
                what + " at position " + place.offset() + " takes " + expected + ", not " + found + ".",
                detail));
    }

    /** Arguments that fit no way of calling a function. */
    static Invalid arguments(Place place, String function, List<String> usages, List<ColumnType> found) {
        String types = String.join(", ", found.stream().map(ColumnType::name).toList());
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("position", place.offset());
        detail.put("function", function);
        detail.put("expected", usages);
        detail.put("found", found.stream().map(ColumnType::name).toList());
        return new Invalid(Failure.of(
                FailureCode.TYPE_MISMATCH,
                "At position " + place.offset() + " " + function + " is called with (" + types + "); it is "
                        + String.join(" or ", usages) + ".",
                detail));
    }
}
