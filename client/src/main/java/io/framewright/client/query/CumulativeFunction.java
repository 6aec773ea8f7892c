package io.framewright.client.query;

import java.util.Locale;

/**
 * What is made of the values from the first row to each. All pass over missing values.
 *
 * <pre>{@code
 * Operation delayed = cumulate("delay", CumulativeFunction.SUM);
 * }</pre>
 */
public enum CumulativeFunction {
    /** How many values there were, a LONG. */
    COUNT,
    /** Of whole numbers and BOOLEAN (true is 1) a LONG, missing where it does not fit; of DOUBLE a DOUBLE. */
    SUM,
    /** The arithmetic mean of numbers or BOOLEAN, a DOUBLE. */
    MEAN,
    /** The least value, of any type. */
    MIN,
    /** The greatest value, of any type. */
    MAX,
    /** Of whole numbers a LONG, missing where it does not fit; of DOUBLE a DOUBLE. */
    PRODUCT;

    /** Its name in the protocol. */
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
