package io.framewright.query;

import io.framewright.frame.ColumnData;
import io.framewright.frame.ColumnType;
import io.framewright.frame.LongData;
import java.util.Arrays;

/** How many different values each cell has. */
final class DifferentTally implements WholeTally {
    private final ColumnData data;
    private final boolean missing;
    private final GroupKey key;
    private final long[] counts;

    DifferentTally(ColumnData data, int size, GroupWork work) {
        this.data = data;
        this.missing = data.missing() > 0;
        this.key = GroupKey.of(data, work);
        this.counts = new long[size];
    }

    @Override
    public void over(int[] cells, int from, int to, int firstCell, int endCell) {
        int size = endCell - firstCell;
        if (size == 1 && key.range > 0 && key.range / Long.SIZE <= to - from) {
            counts[firstCell] = ofOne(from, to);
            return;
        }
        boolean combines = key.range > 0 && key.range <= Long.MAX_VALUE / Math.max(1, size);
        LongTable codesOf = new LongTable(1024);
        LongTable pairs = new LongTable(1024);
        long[] codes = new long[GroupKeys.BLOCK];
        for (int block = from; block < to; block += GroupKeys.BLOCK) {
            int count = Math.min(GroupKeys.BLOCK, to - block);
            for (int i = 0; i < count; i++) {
                // The first digit of the pair, where codes can be its second.
                codes[i] = combines && size > 1 ? cells[block + i] - firstCell : 0;
            }
            key.keys(block, count, codes);
            for (int i = 0; i < count; i++) {
                int cell = size == 1 ? firstCell : cells[block + i];
                long pair = combines ? codes[i] : (long) codesOf.number(codes[i]) * size + (cell - firstCell);
                int before = pairs.size();
                if (pairs.number(pair) == before && !(missing && data.isMissing(block + i))) {
                    counts[cell]++;
                }
            }
        }
    }

    /** Of a single cell with codes of a small range: a bit for each code. */
    private int ofOne(int from, int to) {
        long[] seen = new long[(int) (key.range / Long.SIZE) + 1];
        int count = 0;
        long[] codes = new long[GroupKeys.BLOCK];
        for (int block = from; block < to; block += GroupKeys.BLOCK) {
            int rows = Math.min(GroupKeys.BLOCK, to - block);
            Arrays.fill(codes, 0);
            key.keys(block, rows, codes);
            for (int i = 0; i < rows; i++) {
                int word = (int) (codes[i] / Long.SIZE);
                long bit = 1L << codes[i];
                if ((seen[word] & bit) == 0 && !(missing && data.isMissing(block + i))) {
                    seen[word] |= bit;
                    count++;
                }
            }
        }
        return count;
    }

    @Override
    public ColumnData values(int[] cells) {
        long[] taken = new long[cells.length];
        for (int group = 0; group < taken.length; group++) {
            taken[group] = counts[cells[group]];
        }
        return LongData.of(ColumnType.LONG, taken);
    }
}
