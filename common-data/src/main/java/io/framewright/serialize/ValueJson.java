package io.framewright.serialize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/** Single values of a frame as JSON, as its rows have them, but with long texts cut. */
public final class ValueJson {
    /** Of a longer text so many characters are told, and an ellipsis behind them. */
    public static final int MOST_CHARACTERS = 100;

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private ValueJson() {}

    /** A value as {@link io.framewright.frame.ColumnData#get} has it; an infinite number is null. */
    public static JsonNode of(Object value) {
        if (value instanceof Integer whole) {
            return NODES.numberNode(whole);
        }
        if (value instanceof Long whole) {
            return NODES.numberNode(whole);
        }
        if (value instanceof Double number) {
            return Double.isFinite(number) ? NODES.numberNode(number) : NODES.nullNode();
        }
        if (value instanceof Boolean truth) {
            return NODES.booleanNode(truth);
        }
        return NODES.textNode(cut(CellText.of(value)));
    }

    /** The text, if it is not too long; half of a surrogate pair is not left at its end. */
    static String cut(String text) {
        if (text.length() <= MOST_CHARACTERS) {
            return text;
        }
        boolean parts = Character.isHighSurrogate(text.charAt(MOST_CHARACTERS - 1));
        return text.substring(0, parts ? MOST_CHARACTERS - 1 : MOST_CHARACTERS) + "…";
    }
}
