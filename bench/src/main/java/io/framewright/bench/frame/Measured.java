package io.framewright.bench.frame;

import java.util.List;

/**
 * What was measured of one engine and one question.
 *
 * @param why there is no time, or what is wrong with the answer; empty if nothing is
 * @param failed whether {@code why} is an error, and not only that the engine does not know the question
 * @param first milliseconds of the very first run
 * @param millis of the runs that count, in order; the first one only where that took too long to go on
 */
record Measured(String engine, String why, boolean failed, double first, List<Double> millis) {
    Measured {
        millis = List.copyOf(millis);
    }

    boolean hasTimes() {
        return !millis.isEmpty();
    }
}
