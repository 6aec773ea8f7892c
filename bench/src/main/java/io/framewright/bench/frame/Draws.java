package io.framewright.bench.frame;

/**
 * Numbers that look random and are the same on every machine and with every JDK: SplitMix64. The value at a place
 * depends on nothing but the seed and the place, so that a column can be made in any order, and twice.
 */
record Draws(long seed) {
    private static final long STEP = 0x9E3779B97F4A7C15L;

    /** Draws for one column. */
    static Draws of(String column) {
        long seed = 108;
        for (int i = 0; i < column.length(); i++) {
            seed = mix(seed * 31 + column.charAt(i));
        }
        return new Draws(seed);
    }

    /** The number at this place, from 0 to {@code bound - 1}. */
    int below(int bound, long place) {
        long high = mix(seed + place * STEP) >>> 33;
        return (int) (high * bound >>> 31);
    }

    /** Puts the values into another order. */
    void shuffle(int[] values) {
        for (int i = values.length - 1; i > 0; i--) {
            int other = below(i + 1, -1L - i);
            int value = values[i];
            values[i] = values[other];
            values[other] = value;
        }
    }

    private static long mix(long value) {
        long z = value;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
