package io.framewright.bench.frame;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The keys 1 to 1.1 n in no order: nine in ten of n are on both sides of a join, one in ten on the left only, one in
 * ten on the right only.
 */
record JoinKeys(int[] keys, int n) {
    static JoinKeys of(String name, int n) {
        int[] keys = IntStream.rangeClosed(1, (int) (n * 11L / 10)).toArray();
        Draws.of("keys." + name).shuffle(keys);
        return new JoinKeys(keys, n);
    }

    int[] left() {
        return Arrays.copyOf(keys, n);
    }

    int[] right() {
        int common = (int) (n * 9L / 10);
        int[] right = Arrays.copyOf(keys, n);
        System.arraycopy(keys, n, right, common, n - common);
        return right;
    }
}
