package io.framewright.query;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The first rows in an order, without ordering the others. Of each row only the first word of its keys
 * ({@link RankWords}) is looked at, twice: to learn how great that of the last row wanted is, and to find the rows
 * whose word is no greater. These few are then ordered as ever.
 */
final class TopRows {
    /** Beyond so many rows, or so large a share of all, ordering all is as good. */
    private static final int MOST = 1 << 14;

    private static final int SHARE = 16;

    private final RankWords words;
    private final int rows;
    private final int wanted;
    private final RowChunks chunks;

    private TopRows(RankWords words, int rows, int wanted, RowChunks chunks) {
        this.words = words;
        this.rows = rows;
        this.wanted = wanted;
        this.chunks = chunks;
    }

    /** Whether it is worth it. */
    static boolean pays(long wanted, int rows) {
        return wanted <= MOST && wanted * SHARE <= rows;
    }

    /** The numbers of the first {@code wanted} rows in the order of the keys; stable. */
    static int[] of(List<RowOrder.Key> keys, int rows, int wanted, RowChunks chunks) {
        RankWords words = RankWords.of(keys, Long.SIZE - 1, chunks);
        if (wanted == 0 || words.count() == 0) {
            int[] first = new int[Math.min(wanted, rows)];
            Arrays.setAll(first, row -> row);
            return first;
        }
        int[] candidates = new TopRows(words, rows, wanted, chunks).candidates();
        List<RowOrder.Key> few = keys.stream()
                .map(key -> new RowOrder.Key(key.data().take(candidates, candidates.length), key.descending()))
                .toList();
        int[] order = RowOrder.of(few, candidates.length, chunks);
        int[] top = new int[Math.min(wanted, order.length)];
        Arrays.setAll(top, place -> candidates[order[place]]);
        return top;
    }

    /** All rows that can be among those wanted, in their own order. */
    private int[] candidates() {
        long bound = bound();
        int[][] found = new int[chunks.count(rows)][];
        chunks.each(rows, (chunk, from, to) -> {
            int[] own = new int[16];
            int count = 0;
            long[] ranks = new long[RankWords.BLOCK];
            long[] block = new long[RankWords.BLOCK];
            for (int start = from; start < to; start += RankWords.BLOCK) {
                int size = Math.min(RankWords.BLOCK, to - start);
                words.fill(0, start, size, ranks, block);
                for (int i = 0; i < size; i++) {
                    if (block[i] <= bound) {
                        own = count < own.length ? own : Arrays.copyOf(own, count * 2);
                        own[count++] = start + i;
                    }
                }
            }
            found[chunk] = Arrays.copyOf(own, count);
        });
        return Arrays.stream(found).flatMapToInt(Arrays::stream).toArray();
    }

    /** The word of the last row wanted, or the greatest if there are fewer rows. */
    private long bound() {
        AtomicLong soFar = new AtomicLong(Long.MAX_VALUE);
        long[][] least = new long[chunks.count(rows)][];
        chunks.each(rows, (chunk, from, to) -> least[chunk] = least(from, to, soFar));
        long[] all = Arrays.stream(least).flatMapToLong(Arrays::stream).toArray();
        Arrays.sort(all);
        return all.length < wanted ? Long.MAX_VALUE : all[wanted - 1];
    }

    /** The least words of some rows, as many as are wanted, without those that others have shown to be too great. */
    private long[] least(int from, int to, AtomicLong soFar) {
        long[] kept = new long[2 * Math.max(wanted, RankWords.BLOCK)];
        int count = 0;
        long bound = soFar.get();
        long[] ranks = new long[RankWords.BLOCK];
        long[] block = new long[RankWords.BLOCK];
        for (int start = from; start < to; start += RankWords.BLOCK) {
            int size = Math.min(RankWords.BLOCK, to - start);
            words.fill(0, start, size, ranks, block);
            if (count + size > kept.length) {
                Arrays.sort(kept, 0, count);
                count = Math.min(count, wanted);
                bound = Math.min(bound, kept[count - 1]);
            }
            for (int i = 0; i < size; i++) {
                if (block[i] <= bound) {
                    kept[count++] = block[i];
                }
            }
        }
        Arrays.sort(kept, 0, count);
        if (count >= wanted) {
            long own = kept[wanted - 1];
            soFar.accumulateAndGet(own, Math::min);
        }
        return Arrays.copyOf(kept, Math.min(count, wanted));
    }
}
