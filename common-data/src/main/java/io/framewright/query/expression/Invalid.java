package io.framewright.query.expression;

import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Ends the reading or checking of an expression from within it. Never leaves this package: it becomes the failure it
 * carries.
 */
final class Invalid extends RuntimeException {
    private static final int AROUND = 20;

    private final transient Failure failure;

    Invalid(Failure failure) {
        super(failure.message(), null, false, false);
        this.failure = failure;
    }

    Failure failure() {
        return failure;
    }

    /** EXPRESSION_INVALID at a place in its text. */
    static Invalid syntax(String text, int position, String what, String expected) {
        String near = near(text, position);
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("position", position);
        detail.put("near", near);
        detail.put("expected", expected);
        String where = near.isEmpty() ? "" : ", near \"" + near + "\"";
        return new Invalid(Failure.of(
                FailureCode.EXPRESSION_INVALID,
                "The expression is wrong at position " + position + where + ": " + what + "; expected " + expected
                        + ".",
                detail));
    }

    /** EXPRESSION_INVALID at a place of a tree, whose text is not at hand. */
    static Invalid at(Place place, String what, String expected) {
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("position", place.offset());
        detail.put("expected", expected);
        return new Invalid(Failure.of(
                FailureCode.EXPRESSION_INVALID,
                "The expression is wrong at position " + place.offset() + ": " + what + "; expected " + expected + ".",
                detail));
    }

    private static String near(String text, int position) {
        int from = Math.max(0, position - AROUND);
        int to = Math.min(text.length(), position + AROUND);
        if (from > 0 && Character.isLowSurrogate(text.charAt(from))) {
            from++;
        }
        if (to < text.length() && to > from && Character.isHighSurrogate(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(Math.min(from, to), to);
    }
}
