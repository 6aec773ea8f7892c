package io.framewright.query;

/**
 * Where one way to join ends and the next begins. Tests set the bounds low, so that few rows walk every way.
 *
 * @param dense ranges of keys up to this are indexed by the key itself, however few rows there are
 * @param densePerRow so are ranges up to this many times the rows
 * @param packed several keys are packed into one long while the product of their ranges is at most this; above it they
 *     are numbered first. At most 2^62
 */
record JoinPaths(long dense, int densePerRow, long packed) {
    static final JoinPaths USUAL = new JoinPaths(1 << 16, 4, 1L << 62);

    private static final int MOST = 1 << 30;

    boolean isDense(long range, int rows) {
        return range <= Math.min(MOST, Math.max(dense, (long) densePerRow * rows));
    }
}
