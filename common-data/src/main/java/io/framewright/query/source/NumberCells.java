package io.framewright.query.source;

/** Reads numbers of the common forms straight from bytes; what it does not take is left to {@link CellParser}. */
final class NumberCells {
    /** Not one of the common forms. No number of a column: it marks missing values there. */
    static final long OTHER = Long.MIN_VALUE;

    private static final double[] POWERS_OF_TEN = {1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8};
    private static final long[] WHOLE_POWERS_OF_TEN = {
        1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000
    };
    private static final long EXACT_IN_DOUBLE = 1L << 53;
    private static final long POINTS = EightBytes.repeat('.');
    private static final double NOT_A_NUMBER = Double.NaN;

    private NumberCells() {}

    /**
     * A whole number of up to 16 digits without leading zeros, or {@link #OTHER}. The eight bytes before the cell can
     * be read too.
     */
    static long whole(byte[] bytes, int from, int to) {
        int length = to - from;
        if (length - 1 >>> 3 != 0) {
            return longWhole(bytes, from, to);
        }
        long value = EightBytes.digits(bytes, to, length);
        if (value < 0 || (bytes[from] == '0' && length > 1)) {
            return longWhole(bytes, from, to);
        }
        return value;
    }

    private static long longWhole(byte[] bytes, int from, int to) {
        if (from == to) {
            return OTHER;
        }
        boolean negative = bytes[from] == '-';
        int first = negative ? from + 1 : from;
        int count = to - first;
        if (count < 1 || count > 16 || (bytes[first] == '0' && (negative || count > 1))) {
            return OTHER;
        }
        long value;
        if (count <= 8) {
            value = EightBytes.digits(bytes, to, count);
        } else {
            long high = EightBytes.digits(bytes, to - 8, count - 8);
            long low = EightBytes.digits(bytes, to, 8);
            value = (high | low) < 0 ? -1 : high * 100_000_000 + low;
        }
        if (value < 0) {
            return OTHER;
        }
        return negative ? -value : value;
    }

    /**
     * A number with a point, one to eight digits before it and as many behind; NaN if it is something else. The eight
     * bytes before the cell and behind it can be read too.
     */
    static double decimal(byte[] bytes, int from, int to) {
        boolean negative = bytes[from] == '-';
        int first = negative ? from + 1 : from;
        int before = EightBytes.first(EightBytes.equal(EightBytes.at(bytes, first), POINTS));
        if (before == 8 && bytes[first + 8] != '.') {
            return NOT_A_NUMBER;
        }
        int behind = to - first - before - 1;
        if (before == 0 || behind < 1 || behind > 8 || (bytes[first] == '0' && before > 1)) {
            return NOT_A_NUMBER;
        }
        long high = EightBytes.digits(bytes, first + before, before);
        long low = EightBytes.digits(bytes, to, behind);
        long mantissa = high * WHOLE_POWERS_OF_TEN[behind] + low;
        if ((high | low) < 0 || mantissa > EXACT_IN_DOUBLE) {
            return NOT_A_NUMBER;
        }
        // Both are exact in a double, so that one division rounds as reading the text does.
        double value = mantissa / POWERS_OF_TEN[behind];
        return negative ? -value : value;
    }
}
