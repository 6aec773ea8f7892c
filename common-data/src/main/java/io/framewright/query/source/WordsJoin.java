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
    static TextData join(List<CsvBlock> blocks, List<ByteWords> words, int[] readers, int[] codes, Cores cores) {
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
        for (int thread = 0; thread < codes.length; thread++) {
            total += words.get(thread).size();
            codes[thread] = new int[words.get(thread).size()];
        }
        int partBits = 0;
        while (1 << partBits < MAX_PARTS && (long) PART_SIZE << partBits < total) {
            partBits++;
        }
        int bits = partBits;
        int parts = 1 << bits;
        int[][] entries = new int[codes.length][];
        int[][] starts = new int[codes.length][];
        cores.run(codes.length, thread -> {
            starts[thread] = new int[parts + 1];
            entries[thread] = sharedOut(words.get(thread), bits, starts[thread]);
        });
        cores.run(parts, part -> joinPart(part, bits, entries, starts));
        return rank();
    }

    /** The codes of a thread in the order of their parts; in each part they keep their order. */
    private static int[] sharedOut(ByteWords words, int bits, int[] starts) {
        int size = words.size();
        int[] entries = new int[size];
        for (int code = 0; code < size; code++) {
            starts[part(words.slotHash(code), bits) + 1]++;
        }
        for (int part = 1; part < starts.length; part++) {
            starts[part] += starts[part - 1];
        }
        int[] next = Arrays.copyOf(starts, starts.length);
        for (int code = 0; code < size; code++) {
            entries[next[part(words.slotHash(code), bits)]++] = code;
        }
        return entries;
    }

    private static int part(long hash, int bits) {
        return (int) (hash & (1 << bits) - 1);
    }

    /** Gives all texts of a part that are the same the least of their first rows. */
    private void joinPart(int part, int bits, int[][] entries, int[][] starts) {
        int count = 0;
        for (int[] start : starts) {
            count += start[part + 1] - start[part];
        }
        int capacity = Integer.highestOneBit(Math.max(4, count)) << 2;
        int[] threadOf = new int[capacity];
        int[] codeOf = new int[capacity];
        for (int thread = 0; thread < codes.length; thread++) {
            ByteWords mine = words.get(thread);
            for (int at = starts[thread][part]; at < starts[thread][part + 1]; at++) {
                int code = entries[thread][at];
                int slot = (int) (mine.slotHash(code) >>> bits & capacity - 1);
                while (threadOf[slot] != 0 && !mine.same(code, words.get(threadOf[slot] - 1), codeOf[slot])) {
                    slot = slot + 1 & capacity - 1;
                }
                int row = mine.firstRow(code);
                if (threadOf[slot] == 0) {
                    threadOf[slot] = thread + 1;
                    codeOf[slot] = code;
                    codes[thread][code] = row;
                } else {
                    int[] first = codes[threadOf[slot] - 1];
                    first[codeOf[slot]] = Math.min(first[codeOf[slot]], row);
                    // Points to the one it is the same as.
                    codes[thread][code] = -1 - slot;
                }
            }
        }
        for (int thread = 0; thread < codes.length; thread++) {
            for (int at = starts[thread][part]; at < starts[thread][part + 1]; at++) {
                int code = entries[thread][at];
                int slot = -1 - codes[thread][code];
                if (slot >= 0) {
                    codes[thread][code] = codes[threadOf[slot] - 1][codeOf[slot]];
                }
            }
        }
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
        }
        return texts;
    }

    private void rename(List<CsvBlock> blocks, int[] readers, int[] rowCodes) {
        cores.run(blocks.size(), index -> {
            CsvBlock block = blocks.get(index);
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
