package io.framewright.query.source;

import io.framewright.frame.TextData;
import io.framewright.query.Cores;
import java.util.Arrays;
import java.util.List;

/**
 * Makes one column of texts from what several threads have met in it. Texts get their codes in the order of the rows
 * that they are in first, however the rows were shared out: as each row begins at most one text, the code of a text is
 * the number of rows before its own that begin one.
 *
 * <p>The texts are shared out among parts by their hash, so that each part is put together on its own, in a table that
 * fits into a cache.
 */
final class WordsJoin {
    private static final int PART_SIZE = 1 << 13;
    private static final int MAX_PARTS = 1 << 12;
    private static final long TAG = 0xFFFF_FFFF_0000_0000L;
    private static final int REMAP = 1 << 18;

    private final List<ByteWords> words;
    private final Cores cores;
    private final int rows;
    /** Per thread and code: what the text was given in the end; before that, its first row. */
    private final int[][] codes;

    private WordsJoin(List<ByteWords> words, int rows, Cores cores) {
        this.words = words;
        this.cores = cores;
        this.rows = rows;
        this.codes = new int[words.size()][];
    }

    /**
     * @param blocks the rows that were read together, in order
     * @param words per thread
     * @param readers per block the thread that has read it
     * @param codes per row the code that its thread gave it; overwritten, and part of the column from then on
     */
    static TextData join(
            List<? extends RowRange> blocks, List<ByteWords> words, int[] readers, int[] codes, Cores cores) {
        WordsJoin join = new WordsJoin(words, codes.length, cores);
        boolean done = words.size() == 1 && !words.get(0).mostlyNew();
        String[] texts = done ? join.texts(words.get(0)) : join.joined();
        if (!done) {
            join.rename(blocks, readers, codes);
        }
        return TextData.of(texts, codes, codes.length);
    }

    private String[] texts(ByteWords only) {
        String[] texts = new String[only.size()];
        inChunks(texts.length, (from, to) -> {
            byte[] scratch = new byte[2 * Long.BYTES];
            for (int code = from; code < to; code++) {
                texts[code] = only.text(code, scratch);
            }
        });
        return texts;
    }

    private String[] joined() {
        long total = 0;
        for (ByteWords thread : words) {
            total += thread.size();
        }
        int partBits = 0;
        while (1 << partBits < MAX_PARTS && (long) PART_SIZE << partBits < total) {
            partBits++;
        }
        joinParts(partBits);
        return rank();
    }

    private void joinParts(int bits) {
        long[][] entries = new long[codes.length][];
        int[][] starts = new int[codes.length][(1 << bits) + 1];
        cores.run(codes.length, thread -> {
            codes[thread] = words.get(thread).firstRows();
            entries[thread] = sharedOut(words.get(thread), bits, starts[thread]);
        });
        cores.run(1 << bits, part -> joinPart(part, entries, starts));
    }

    /**
     * The codes of a thread in the order of their parts, each in the lower half of a long, with the half of its hash
     * that tells texts of one part apart in the higher one: so most texts need not be looked at again.
     */
    private static long[] sharedOut(ByteWords words, int bits, int[] starts) {
        int size = words.size();
        long[] entries = new long[size];
        for (int code = 0; code < size; code++) {
            starts[part(words.slotHash(code), bits) + 1]++;
        }
        for (int part = 1; part < starts.length; part++) {
            starts[part] += starts[part - 1];
        }
        int[] next = Arrays.copyOf(starts, starts.length);
        for (int code = 0; code < size; code++) {
            long hash = words.slotHash(code);
            entries[next[part(hash, bits)]++] = hash & TAG | code;
        }
        return entries;
    }

    private static int part(long hash, int bits) {
        return (int) (hash & (1 << bits) - 1);
    }

    /** Gives all texts of a part that are the same the least of their first rows. */
    private void joinPart(int part, long[][] entries, int[][] starts) {
        int count = 0;
        for (int[] start : starts) {
            count += start[part + 1] - start[part];
        }
        int mask = (Integer.highestOneBit(Math.max(4, count)) << 2) - 1;
        // The entry of a text in each slot, and its thread plus one.
        long[] seen = new long[mask + 1];
        int[] seenBy = new int[mask + 1];
        int[] doubles = new int[16];
        int doubleCount = 0;
        for (int thread = 0; thread < codes.length; thread++) {
            for (int at = starts[thread][part]; at < starts[thread][part + 1]; at++) {
                long entry = entries[thread][at];
                int slot = (int) (entry >>> Integer.SIZE) & mask;
                while (seenBy[slot] != 0 && !same(thread, entry, seenBy[slot] - 1, seen[slot])) {
                    slot = slot + 1 & mask;
                }
                if (seenBy[slot] == 0) {
                    seen[slot] = entry;
                    seenBy[slot] = thread + 1;
                    continue;
                }
                if (doubleCount + 3 > doubles.length) {
                    doubles = Arrays.copyOf(doubles, 2 * doubles.length);
                }
                int[] first = codes[seenBy[slot] - 1];
                first[(int) seen[slot]] = Math.min(first[(int) seen[slot]], codes[thread][(int) entry]);
                doubles[doubleCount++] = thread;
                doubles[doubleCount++] = (int) entry;
                doubles[doubleCount++] = slot;
            }
        }
        for (int i = 0; i < doubleCount; i += 3) {
            int slot = doubles[i + 2];
            codes[doubles[i]][doubles[i + 1]] = codes[seenBy[slot] - 1][(int) seen[slot]];
        }
    }

    private boolean same(int thread, long entry, int otherThread, long other) {
        return (entry & TAG) == (other & TAG)
                && words.get(thread).same((int) entry, words.get(otherThread), (int) other);
    }

    /** From first rows to codes. */
    private String[] rank() {
        long[] begins = new long[(rows >> 6) + 1];
        for (int[] firsts : codes) {
            for (int row : firsts) {
                begins[row >> 6] |= 1L << row;
            }
        }
        int[] before = new int[begins.length];
        int count = 0;
        for (int i = 0; i < begins.length; i++) {
            before[i] = count;
            count += Long.bitCount(begins[i]);
        }
        String[] texts = new String[count];
        for (int thread = 0; thread < codes.length; thread++) {
            int[] mine = codes[thread];
            ByteWords from = words.get(thread);
            inChunks(mine.length, (first, last) -> {
                byte[] scratch = new byte[2 * Long.BYTES];
                for (int code = first; code < last; code++) {
                    int row = mine[code];
                    int rank = before[row >> 6] + Long.bitCount(begins[row >> 6] & (1L << row) - 1);
                    if (from.firstRow(code) == row) {
                        texts[rank] = from.text(code, scratch);
                    }
                    mine[code] = rank;
                }
            });
            // The texts of this thread are strings now.
            from.letGo();
        }
        return texts;
    }

    private void rename(List<? extends RowRange> blocks, int[] readers, int[] rowCodes) {
        cores.run(blocks.size(), index -> {
            RowRange block = blocks.get(index);
            int[] names = codes[readers[index]];
            for (int row = block.firstRow(); row < block.firstRow() + block.rows(); row++) {
                int code = rowCodes[row];
                rowCodes[row] = code == TextData.MISSING ? code : names[code];
            }
        });
    }

    @FunctionalInterface
    private interface Chunk {
        void accept(int from, int to);
    }

    private void inChunks(int count, Chunk chunk) {
        cores.run(
                (int) (((long) count + REMAP - 1) / REMAP),
                i -> chunk.accept(i * REMAP, (int) Math.min(count, (i + 1L) * REMAP)));
    }
}
