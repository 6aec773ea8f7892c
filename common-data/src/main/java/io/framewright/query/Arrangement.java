package io.framewright.query;

import io.framewright.frame.BooleanData;
import io.framewright.frame.ColumnData;
import io.framewright.frame.DoubleData;
import io.framewright.frame.IntData;
import io.framewright.frame.LongData;
import io.framewright.frame.TextData;
import java.util.function.Supplier;

/**
 * Puts rows that belong together next to each other, in their order. A column is arranged by writing each row to the
 * next place of its part: each chunk of rows knows its first place in each part.
 */
final class Arrangement {
    /** Says to which part rows belong. */
    interface Parts {
        /** The parts of at most {@link GroupKeys#BLOCK} rows. */
        void of(int from, int count, int[] parts);
    }

    private final int rows;
    private final GroupWork work;
    private final Parts parts;
    /** Where each part begins, and the last one ends. */
    private final int[] starts;
    /** The first place of each chunk in each part. */
    private final int[][] places;

    private Arrangement(int rows, GroupWork work, Parts parts, int[] starts, int[][] places) {
        this.rows = rows;
        this.work = work;
        this.parts = parts;
        this.starts = starts;
        this.places = places;
    }

    /** By the keys themselves: a part for each cell. */
    static Arrangement byCell(GroupKeys keys, GroupWork work) {
        int size = (int) keys.range();
        int[][] counts = new int[work.limits().chunks(size, keys.rows())][];
        work.ranges(counts.length, keys.rows(), (chunk, from, to) -> {
            int[] own = new int[size];
            blocks(keys::cells, from, to, (cells, block, count) -> {
                for (int i = 0; i < count; i++) {
                    own[cells[i]]++;
                }
            });
            counts[chunk] = own;
        });
        return new Arrangement(keys.rows(), work, keys::cells, starts(counts, size), counts);
    }

    /** By the hash of the keys: all rows of a group are in one part, of a size that fits a cache. */
    static Arrangement byHash(GroupKeys keys, GroupWork work) {
        int bits = work.limits().partitionBits(keys.rows());
        char[] ofRow = new char[bits == 0 ? 0 : keys.rows()];
        int[][] counts = new int[work.limits().chunks(keys.rows())][1 << bits];
        work.ranges(counts.length, keys.rows(), (chunk, from, to) -> {
            if (bits == 0) {
                counts[chunk][0] = to - from;
            } else {
                count(keys, bits, from, to, ofRow, counts[chunk]);
            }
        });
        Parts parts = (from, count, some) -> {
            for (int i = 0; i < count; i++) {
                some[i] = bits == 0 ? 0 : ofRow[from + i];
            }
        };
        return new Arrangement(keys.rows(), work, parts, starts(counts, 1 << bits), counts);
    }

    private static void count(GroupKeys keys, int bits, int from, int to, char[] ofRow, int[] counts) {
        long[] codes = new long[GroupKeys.BLOCK];
        for (int block = from; block < to; block += GroupKeys.BLOCK) {
            int count = Math.min(GroupKeys.BLOCK, to - block);
            keys.codes(block, count, codes);
            for (int i = 0; i < count; i++) {
                int part = (int) (LongTable.mixed(codes[i]) >>> (Long.SIZE - bits));
                ofRow[block + i] = (char) part;
                counts[part]++;
            }
        }
    }

    /** Makes the first places of the counts. */
    private static int[] starts(int[][] counts, int parts) {
        int[] starts = new int[parts + 1];
        for (int[] chunk : counts) {
            for (int part = 0; part < parts; part++) {
                starts[part + 1] += chunk[part];
            }
        }
        for (int part = 0; part < parts; part++) {
            starts[part + 1] += starts[part];
        }
        int[] next = starts.clone();
        for (int[] chunk : counts) {
            for (int part = 0; part < parts; part++) {
                int count = chunk[part];
                chunk[part] = next[part];
                next[part] += count;
            }
        }
        return starts;
    }

    /** Something over a block of rows of known parts. */
    private interface Block {
        void rows(int[] parts, int from, int count);
    }

    private static void blocks(Parts of, int from, int to, Block block) {
        int[] parts = new int[GroupKeys.BLOCK];
        for (int row = from; row < to; row += GroupKeys.BLOCK) {
            int count = Math.min(GroupKeys.BLOCK, to - row);
            of.of(row, count, parts);
            block.rows(parts, row, count);
        }
    }

    /** Writes rows to their places. */
    private interface Move {
        void rows(int[] places, int from, int count);
    }

    private void move(Move move) {
        moveEach(() -> move);
    }

    /** With one for each chunk, which may keep something of its own. */
    private void moveEach(Supplier<Move> moves) {
        work.ranges(places.length, rows, (chunk, from, to) -> {
            Move move = moves.get();
            int[] next = places[chunk].clone();
            blocks(parts, from, to, (block, row, count) -> {
                for (int i = 0; i < count; i++) {
                    block[i] = next[block[i]]++;
                }
                move.rows(block, row, count);
            });
        });
    }

    /** How many parts there are. */
    int count() {
        return starts.length - 1;
    }

    /** The first place of a part. */
    int start(int part) {
        return starts[part];
    }

    /** The place behind a part. */
    int end(int part) {
        return starts[part + 1];
    }

    /** The codes of the keys at each place. */
    long[] codes(GroupKeys keys) {
        long[] arranged = new long[rows];
        moveEach(() -> {
            long[] codes = new long[GroupKeys.BLOCK];
            return (places, from, count) -> {
                keys.codes(from, count, codes);
                for (int i = 0; i < count; i++) {
                    arranged[places[i]] = codes[i];
                }
            };
        });
        return arranged;
    }

    /** The row at each place. */
    int[] rowAt() {
        int[] arranged = new int[rows];
        move((places, from, count) -> {
            for (int i = 0; i < count; i++) {
                arranged[places[i]] = from + i;
            }
        });
        return arranged;
    }

    /** The column with its rows arranged. */
    ColumnData arranged(ColumnData data) {
        if (count() == 1) {
            return data;
        }
        if (data instanceof IntData ints) {
            return IntData.of(ints.type(), arranged(ints.values()));
        }
        if (data instanceof TextData texts) {
            return TextData.of(texts.words(), arranged(texts.codes()), rows);
        }
        if (data instanceof LongData longs) {
            return LongData.of(longs.type(), arranged(longs.values()));
        }
        return data instanceof DoubleData doubles
                ? DoubleData.of(arranged(doubles.values()))
                : BooleanData.of(arranged(((BooleanData) data).values()));
    }

    private int[] arranged(int[] values) {
        int[] arranged = new int[rows];
        move((places, from, count) -> {
            for (int i = 0; i < count; i++) {
                arranged[places[i]] = values[from + i];
            }
        });
        return arranged;
    }

    private long[] arranged(long[] values) {
        long[] arranged = new long[rows];
        move((places, from, count) -> {
            for (int i = 0; i < count; i++) {
                arranged[places[i]] = values[from + i];
            }
        });
        return arranged;
    }

    private double[] arranged(double[] values) {
        double[] arranged = new double[rows];
        move((places, from, count) -> {
            for (int i = 0; i < count; i++) {
                arranged[places[i]] = values[from + i];
            }
        });
        return arranged;
    }

    private byte[] arranged(byte[] values) {
        byte[] arranged = new byte[rows];
        move((places, from, count) -> {
            for (int i = 0; i < count; i++) {
                arranged[places[i]] = values[from + i];
            }
        });
        return arranged;
    }
}
