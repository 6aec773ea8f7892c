package io.framewright.query;

import io.framewright.frame.ColumnData;
import java.util.List;

/**
 * The keys of both sides of a join as one int a row, from 0 to {@code range}, exclusive: equal where all keys are
 * equal. -1 where a row is equal to none. The arrays belong to whoever has asked for them.
 */
record JoinKeys(int[] build, int[] probe, int range) {

    /** One key or more of each side, the first with the first and so on. */
    static JoinKeys of(List<ColumnData> build, List<ColumnData> probe, boolean matchMissing, KeyPair.Sides sides) {
        KeyPair all = KeyPair.of(build.get(0), probe.get(0), matchMissing, sides);
        for (int key = 1; key < build.size(); key++) {
            all = all.and(KeyPair.of(build.get(key), probe.get(key), matchMissing, sides), sides);
        }
        return all.ints(sides);
    }
}
