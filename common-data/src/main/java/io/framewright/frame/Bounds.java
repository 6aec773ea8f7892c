package io.framewright.frame;

/**
 * Between what the whole numbers of a column lie, as they are stored; missing ones do not count.
 *
 * @param least greater than {@code most} if there is no value
 * @param missing whether a value is missing
 */
public record Bounds(long least, long most, boolean missing) {
    /** Of no value. */
    public static final Bounds NONE = new Bounds(Long.MAX_VALUE, Long.MIN_VALUE, false);

    /** Of the values of both. */
    public Bounds and(Bounds other) {
        return new Bounds(Math.min(least, other.least), Math.max(most, other.most), missing || other.missing);
    }
}
