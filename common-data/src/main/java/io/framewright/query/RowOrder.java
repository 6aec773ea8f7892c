package io.framewright.query;

import io.framewright.frame.ColumnData;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The order of rows by keys: stable, missing values last in both directions. The keys of a row are one row of bits
 * ({@link RankWords}). Their first word and the row's number are packed into one long, and these are sorted; where rows
 * have the same word, their next words decide, in the same way.
 */
final class RowOrder {
    /** So many longs are sorted by one core, in its cache. */
    private static final int LEAF = 1 << 17;

    /** So few rows are compared with each other. */
    private static final int FEW = 12;

    private final RankWords words;
    private final int placeBits;
    private final int leaf;
    private final RowChunks chunks;
    private final int[] order;
    private final long[] packed;
    private final long[] room;
    private final Deque<Run> open = new ArrayDeque<>();

    private RowOrder(RankWords words, int rows, int leaf, RowChunks chunks) {
        this.words = words;
        this.placeBits = placeBits(rows);
        this.leaf = leaf;
        this.chunks = chunks;
        this.order = new int[rows];
        this.packed = new long[rows];
        this.room = new long[rows];
    }

    /** A column to order by. */
    record Key(ColumnData data, boolean descending) {}

    /** Rows that are equal in all words before this one, and are in their own order. */
    private record Run(int from, int to, int word) {}

    static int[] of(List<Key> keys, int rows, RowChunks chunks) {
        return of(keys, rows, LEAF, chunks);
    }

    static int[] of(List<Key> keys, int rows, int leaf, RowChunks chunks) {
        RankWords words = RankWords.of(keys, Long.SIZE - 1 - placeBits(rows), chunks);
        if (words.count() == 0 || rows < 2) {
            int[] same = new int[rows];
            Arrays.setAll(same, row -> row);
            return same;
        }
        RowOrder rowOrder = new RowOrder(words, rows, leaf, chunks);
        rowOrder.sort();
        return rowOrder.order;
    }

    private static int placeBits(int rows) {
        return Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(1, rows - 1));
    }

    private void sort() {
        chunks.each(order.length, (chunk, from, to) -> {
            for (int row = from; row < to; row++) {
                order[row] = row;
            }
        });
        open.push(new Run(0, order.length, 0));
        while (!open.isEmpty()) {
            sort(open.pop());
        }
    }

    /** A long run, on all cores. */
    private void sort(Run run) {
        int size = run.to() - run.from();
        int[] before = run.word() == 0 ? order : Arrays.copyOfRange(order, run.from(), run.to());
        chunks.each(size, (chunk, from, to) -> pack(run, before, from, to));
        ConcurrentLinkedQueue<Run> later = new ConcurrentLinkedQueue<>();
        PackedSort sort = new PackedSort(chunks, placeBits, leaf);
        sort.sort(packed, room, run.from(), run.to(), Long.SIZE - 1, (values, from, to) -> {
            long mask = (1L << placeBits) - 1;
            if (run.word() == 0) {
                for (int i = from; i < to; i++) {
                    order[i] = (int) (values[i] & mask);
                }
            } else {
                for (int i = from; i < to; i++) {
                    order[i] = before[(int) (values[i] & mask)];
                }
            }
            if (run.word() + 1 < words.count()) {
                refine(values, from, to, from, run.word() + 1, later);
            }
        });
        later.forEach(open::push);
    }

    private void pack(Run run, int[] before, int from, int to) {
        long[] ranks = new long[RankWords.BLOCK];
        long[] block = new long[RankWords.BLOCK];
        if (run.word() > 0) {
            for (int i = from; i < to; i++) {
                packed[run.from() + i] = words.at(run.word(), before[i], ranks, block) << placeBits | i;
            }
            return;
        }
        for (int start = from; start < to; start += RankWords.BLOCK) {
            int count = Math.min(RankWords.BLOCK, to - start);
            words.fill(0, start, count, ranks, block);
            for (int i = 0; i < count; i++) {
                packed[start + i] = block[i] << placeBits | start + i;
            }
        }
    }

    /** Looks for rows of the same word, and lets the next word decide; long runs are left for all cores together. */
    private void refine(long[] values, int from, int to, int orderFrom, int word, ConcurrentLinkedQueue<Run> later) {
        int shift = orderFrom - from;
        int start = from;
        for (int i = from + 1; i <= to; i++) {
            if (i < to && (values[i] ^ values[start]) >>> placeBits == 0) {
                continue;
            }
            if (i - start > leaf) {
                later.add(new Run(start + shift, i + shift, word));
            } else if (i - start > 1) {
                refine(start + shift, i + shift, word, later);
            }
            start = i;
        }
    }

    /** A short run, by one core. */
    private void refine(int from, int to, int word, ConcurrentLinkedQueue<Run> later) {
        int size = to - from;
        long[] ranks = new long[1];
        long[] out = new long[1];
        if (size <= FEW) {
            insert(from, to, word, ranks, out);
            return;
        }
        int[] before = Arrays.copyOfRange(order, from, to);
        long[] values = new long[size];
        for (int i = 0; i < size; i++) {
            values[i] = words.at(word, before[i], ranks, out) << placeBits | i;
        }
        Arrays.sort(values);
        long mask = (1L << placeBits) - 1;
        for (int i = 0; i < size; i++) {
            order[from + i] = before[(int) (values[i] & mask)];
        }
        if (word + 1 < words.count()) {
            refine(values, 0, size, from, word + 1, later);
        }
    }

    private void insert(int from, int to, int word, long[] ranks, long[] out) {
        for (int i = from + 1; i < to; i++) {
            int row = order[i];
            int place = i;
            while (place > from && isAbove(order[place - 1], row, word, ranks, out)) {
                order[place] = order[place - 1];
                place--;
            }
            order[place] = row;
        }
    }

    private boolean isAbove(int one, int other, int word, long[] ranks, long[] out) {
        for (int next = word; next < words.count(); next++) {
            long left = words.at(next, one, ranks, out);
            long right = words.at(next, other, ranks, out);
            if (left != right) {
                return left > right;
            }
        }
        return false;
    }

    /** The place of each word among all in order. */
    static int[] ranksOfWords(String[] words) {
        return WordRanks.of(words);
    }
}
