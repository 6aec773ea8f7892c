package io.framewright.either;

import java.util.Objects;
import java.util.OptionalDouble;

/**
 * How far a {@link Pending} has come. Immutable.
 *
 * <pre>{@code
 * new Progress("loading trades.csv", 250, 1_000, "rows").fraction(); // 0.25
 * }</pre>
 *
 * @param message what is being done, for people
 * @param done how much of it is done, in {@code unit}s; 0 or more
 * @param total how much there is to do, in {@code unit}s, or {@link #UNKNOWN}
 * @param unit what is counted, such as {@code rows}; empty if nothing is
 */
public record Progress(String message, long done, long total, String unit) {

    /** The {@code total} of work whose extent is not known. */
    public static final long UNKNOWN = -1;

    public Progress {
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(unit, "unit");
        if (done < 0) {
            throw new IllegalArgumentException("done must be 0 or more, was " + done);
        }
        if (total < UNKNOWN) {
            throw new IllegalArgumentException("total must be 0 or more, or -1 for unknown, was " + total);
        }
    }

    /** A message alone: nothing is counted. */
    public static Progress of(String message) {
        return new Progress(message, 0, UNKNOWN, "");
    }

    /** The part that is done, from 0 to 1; empty if the total is unknown. A total of 0 is done. */
    public OptionalDouble fraction() {
        if (total == UNKNOWN) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(done >= total ? 1 : (double) done / total);
    }
}
