package io.framewright.query.expression;

/**
 * Where in a text a part of an expression begins. It is no part of what the expression means: all places are equal, so
 * that trees are compared by meaning.
 *
 * @param offset in UTF-16 code units, from 0
 */
public record Place(int offset) {
    /** For trees that were not read from a text. */
    public static final Place NOWHERE = new Place(0);

    @Override
    public boolean equals(Object other) {
        return other instanceof Place;
    }

    @Override
    public int hashCode() {
        return 0;
    }
}
