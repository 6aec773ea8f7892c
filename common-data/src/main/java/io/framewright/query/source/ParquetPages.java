package io.framewright.query.source;

import io.framewright.frame.BooleanData;
import io.framewright.frame.ColumnData;
import io.framewright.frame.DoubleData;
import io.framewright.frame.IntData;
import io.framewright.frame.LongData;
import io.framewright.frame.TextData;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;

/** The pages of some rows of a column, compressed. Used once, by one thread. */
final class ParquetPages {
    private static final int ROWS_A_PAGE = 1 << 16;
    private static final int BYTES_A_PAGE = 1 << 20;
    private static final int MOST_DICTIONARY = 1 << 22;
    private static final int DATA_PAGE = 0;
    private static final int DICTIONARY_PAGE = 2;
    private static final int PLAIN = 0;
    private static final int RLE = 3;
    private static final int RLE_DICTIONARY = 8;

    private final Compression compression;
    private final ParquetBytes page = new ParquetBytes(BYTES_A_PAGE);
    private final int[] flags = new int[ROWS_A_PAGE];
    private final List<ByteBuffer> parts = new ArrayList<>();
    private long dictionaryLength;
    private long expanded;
    private int missing;

    ParquetPages(Compression compression) {
        this.compression = compression;
    }

    /** What to write, in this order. */
    List<ByteBuffer> parts() {
        return parts;
    }

    /** How many bytes at the beginning are the dictionary; 0 if there is none. */
    long dictionaryLength() {
        return dictionaryLength;
    }

    /** How many bytes there would be without compression. */
    long expanded() {
        return expanded;
    }

    int missing() {
        return missing;
    }

    void write(ColumnData data, int first, int end) {
        if (data instanceof TextData texts) {
            texts(texts, first, end);
            return;
        }
        for (int from = first; from < end; from += ROWS_A_PAGE) {
            int to = Math.min(end, from + ROWS_A_PAGE);
            int present = levels(data, from, to);
            values(data, from, to, present);
            finish(DATA_PAGE, to - from, PLAIN);
        }
    }

    /** Begins a page with which rows have a value; gives back how many have. */
    private int levels(ColumnData data, int from, int to) {
        int count = to - from;
        int present = 0;
        for (int row = from; row < to; row++) {
            int there = data.isMissing(row) ? 0 : 1;
            flags[row - from] = there;
            present += there;
        }
        missing += count - present;
        page.clear();
        page.addInt(0);
        if (present == count || present == 0) {
            page.addRun(count, present == 0 ? 0 : 1, 1);
        } else {
            page.addPacked(flags, count, 1);
        }
        page.putInt(0, page.size() - Integer.BYTES);
        return present;
    }

    private void values(ColumnData data, int from, int to, int present) {
        if (data instanceof IntData ints) {
            for (int row = from; row < to; row++) {
                if (flags[row - from] != 0) {
                    page.addInt(ArrowValues.number(ints, ints.values()[row]));
                }
            }
        } else if (data instanceof LongData longs) {
            for (int row = from; row < to; row++) {
                if (flags[row - from] != 0) {
                    page.addLong(ArrowValues.number(longs, longs.values()[row]));
                }
            }
        } else if (data instanceof DoubleData doubles) {
            for (int row = from; row < to; row++) {
                if (flags[row - from] != 0) {
                    page.addLong(Double.doubleToRawLongBits(doubles.values()[row]));
                }
            }
        } else {
            byte[] truths = ((BooleanData) data).values();
            byte[] bits = new byte[(present + 7) / 8];
            int next = 0;
            for (int row = from; row < to; row++) {
                if (flags[row - from] != 0) {
                    bits[next >> 3] |= (byte) (truths[row] << (next & 7));
                    next++;
                }
            }
            page.add(bits);
        }
    }

    private void texts(TextData texts, int first, int end) {
        int[] places = new int[texts.words().length];
        Arrays.fill(places, -1);
        int[] used = new int[Math.min(texts.words().length, end - first)];
        int count = 0;
        for (int row = first; row < end; row++) {
            int code = texts.codes()[row];
            if (code != TextData.MISSING && places[code] < 0) {
                places[code] = count;
                used[count++] = code;
            }
        }
        if (count > 0 && count <= (end - first + 1) / 2 && dictionary(texts, used, count)) {
            codes(texts, places, Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(1, count - 1)), first, end);
        } else {
            plain(texts, first, end);
        }
    }

    /** Writes the texts, if they are not too long together. */
    private boolean dictionary(TextData texts, int[] used, int count) {
        page.clear();
        for (int i = 0; i < count; i++) {
            text(texts.words()[used[i]]);
            if (page.size() > MOST_DICTIONARY) {
                return false;
            }
        }
        finish(DICTIONARY_PAGE, count, PLAIN);
        dictionaryLength = parts.stream().mapToLong(ByteBuffer::remaining).sum();
        return true;
    }

    private void codes(TextData texts, int[] places, int width, int first, int end) {
        int[] codes = new int[ROWS_A_PAGE];
        for (int from = first; from < end; from += ROWS_A_PAGE) {
            int to = Math.min(end, from + ROWS_A_PAGE);
            levels(texts, from, to);
            int present = 0;
            boolean one = true;
            for (int row = from; row < to; row++) {
                if (flags[row - from] != 0) {
                    codes[present] = places[texts.codes()[row]];
                    one &= codes[present++] == codes[0];
                }
            }
            page.add(new byte[] {(byte) width});
            if (one && present > 0) {
                page.addRun(present, codes[0], width);
            } else {
                page.addPacked(codes, present, width);
            }
            finish(DATA_PAGE, to - from, RLE_DICTIONARY);
        }
    }

    /** Pages by how long their texts are. */
    private void plain(TextData texts, int first, int end) {
        int from = first;
        while (from < end) {
            int to = from;
            long bytes = 0;
            while (to < end && to - from < ROWS_A_PAGE && bytes < BYTES_A_PAGE) {
                int code = texts.codes()[to++];
                bytes += code == TextData.MISSING ? 0 : Integer.BYTES + texts.words()[code].length();
            }
            levels(texts, from, to);
            for (int row = from; row < to; row++) {
                if (flags[row - from] != 0) {
                    text(texts.words()[texts.codes()[row]]);
                }
            }
            finish(DATA_PAGE, to - from, PLAIN);
            from = to;
        }
    }

    private void text(String word) {
        byte[] bytes = Utf8.bytes(word);
        page.addInt(bytes.length);
        page.add(bytes);
    }

    private void finish(int kind, int count, int encoding) {
        ByteBuffer packed = compression.codec().compressed(page.bytes(), 0, page.size());
        if (compression == Compression.NONE) {
            // The page is written over by the next one.
            byte[] own = new byte[packed.remaining()];
            packed.get(own);
            packed = ByteBuffer.wrap(own);
        }
        CRC32 sum = new CRC32();
        sum.update(packed.duplicate());
        int length = packed.remaining();
        byte[] header = ThriftWriter.struct(fields -> {
            fields.i32(1, kind).i32(2, page.size()).i32(3, length).i32(4, (int) sum.getValue());
            if (kind == DATA_PAGE) {
                fields.nested(
                        5,
                        data -> data.i32(1, count).i32(2, encoding).i32(3, RLE).i32(4, RLE));
            } else {
                fields.nested(7, dictionary -> dictionary.i32(1, count).i32(2, encoding));
            }
        });
        expanded += header.length + page.size();
        parts.add(ByteBuffer.wrap(header));
        parts.add(packed);
    }
}
