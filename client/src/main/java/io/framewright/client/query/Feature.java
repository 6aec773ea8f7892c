package io.framewright.client.query;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What is said about a column, made by {@link Operations#feature}. It replaces all that was said before: what is left
 * out is forgotten.
 *
 * <pre>{@code
 * Operation described = setFeatures(
 *         feature("delay").role("target").description("arrival delay").unit("min"),
 *         feature("origin").role("predictor"));
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 */
public final class Feature extends RequestPart {
    private final String column;

    private Feature(String column, ObjectNode json) {
        super(json);
        this.column = column;
    }

    static Feature of(String column) {
        ObjectNode json = object();
        json.putObject(column);
        return new Feature(column, json);
    }

    /** What it is for; not blank. */
    public Feature role(String role) {
        return saying("role", role);
    }

    /** What it is, for people; not blank. */
    public Feature description(String description) {
        return saying("description", description);
    }

    /** What its numbers count; not blank. */
    public Feature unit(String unit) {
        return saying("unit", unit);
    }

    private Feature saying(String field, String text) {
        ObjectNode json = json();
        json.withObjectProperty(column).put(field, text);
        return new Feature(column, json);
    }
}
