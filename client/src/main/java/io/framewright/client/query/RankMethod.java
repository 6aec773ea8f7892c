package io.framewright.client.query;

import java.util.Locale;

/**
 * Which place rows have that are equal to each other; places are counted from 1.
 *
 * <pre>{@code
 * Operation place = rank(ascending("delay")).method(RankMethod.DENSE);
 * }</pre>
 */
public enum RankMethod {
    /** The first of their places: 1, 2, 2, 4. */
    MIN,
    /** The last of their places: 1, 3, 3, 4. */
    MAX,
    /** The next place, and none is left out: 1, 2, 2, 3. */
    DENSE,
    /** Each its own, in the order of the rows: 1, 2, 3, 4. */
    ORDINAL,
    /** The share of the other rows that stand before them, from 0 to 1. */
    PERCENT;

    /** Its name in the protocol. */
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
