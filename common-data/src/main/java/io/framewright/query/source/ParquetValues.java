package io.framewright.query.source;

import io.framewright.frame.ColumnType;
import io.framewright.query.source.ParquetForm.Meaning;
import org.jspecify.annotations.Nullable;

/**
 * Brings the values of pages into their column, a batch at a time: by their dictionary, if the pages have one, so that
 * a text is looked at once and not in every row. Not thread-safe.
 */
final class ParquetValues {
    private static final int BATCH = ParquetSlices.BATCH;
    private static final int PLAIN = 0;
    private static final int PLAIN_DICTIONARY = 2;
    private static final int RLE = 3;
    private static final int DELTA = 5;
    private static final int DELTA_LENGTHS = 6;
    private static final int DELTA_PREFIXES = 7;
    private static final int RLE_DICTIONARY = 8;
    private static final int SPLIT = 9;

    private final ParquetColumn column;
    private final ColumnType type;
    private final ParquetWork work;
    private final @Nullable ParquetTexts texts;
    private final long[] batch = new long[BATCH];
    private final int[] indices = new int[BATCH];
    private final int[] taken = new int[BATCH];
    private long[] dictionary = {};
    private boolean hasDictionary;
    private long reserved;
    private @Nullable ParquetHybrid codes;
    private @Nullable ParquetNumbers numbers;
    private @Nullable ParquetSlices slices;

    /** @param words of a column of texts; null of any other */
    ParquetValues(ParquetColumn column, @Nullable ByteWords words, ParquetWork work) {
        this.column = column;
        this.type = column.type();
        this.work = work;
        this.texts = words == null
                ? null
                : new ParquetTexts(column.name(), column.form().meaning(), words, work.maxCellLength());
    }

    /** Takes over these bytes, as the dictionary of the pages that follow. */
    void dictionary(byte[] bytes, int length, int count) {
        if (hasDictionary) {
            throw new Damaged("it has two dictionaries");
        }
        hasDictionary = true;
        reserve(bytes.length);
        int width = Math.max(1, minimalWidth());
        if (count > length / width) {
            throw new Damaged("its dictionary has fewer values than it says");
        }
        open(bytes, 0, length, PLAIN, count);
        if (texts != null) {
            reserve(3L * Integer.BYTES * count);
            texts.dictionary(slicesNow(), count);
            return;
        }
        reserve((long) Long.BYTES * count);
        dictionary = new long[count];
        for (int done = 0; done < count; ) {
            int now = Math.min(BATCH, count - done);
            convert(now);
            System.arraycopy(batch, 0, dictionary, done, now);
            done += now;
        }
    }

    private int minimalWidth() {
        return switch (column.leaf().physical()) {
            case ParquetLeaf.INT32, ParquetLeaf.FLOAT, ParquetLeaf.BYTE_ARRAY -> Integer.BYTES;
            case ParquetLeaf.INT64, ParquetLeaf.DOUBLE -> Long.BYTES;
            case ParquetLeaf.BOOLEAN -> 0;
            default -> column.leaf().fixedLength();
        };
    }

    private void reserve(long bytes) {
        work.take(bytes);
        reserved += bytes;
    }

    /** Gives back what the dictionary took. */
    void end() {
        work.giveBack(reserved);
    }

    /** Opens a page; its bytes are the caller's, and stay what they are until its last value is read. */
    void page(byte[] bytes, int from, int end, int encoding, int count) {
        if (from > end) {
            throw new Damaged("it has fewer values than it says");
        }
        codes = null;
        numbers = null;
        slices = null;
        if (encoding != PLAIN_DICTIONARY && encoding != RLE_DICTIONARY) {
            open(bytes, from, end, encoding, count);
            return;
        }
        if (!hasDictionary) {
            throw new Damaged("it has no dictionary");
        }
        int width = from < end ? bytes[from] & 0xFF : 0;
        codes = new ParquetHybrid(bytes, Math.min(from + 1, end), end, width);
    }

    private void open(byte[] bytes, int from, int end, int encoding, int count) {
        ParquetLeaf leaf = column.leaf();
        int physical = leaf.physical();
        boolean array = physical == ParquetLeaf.BYTE_ARRAY;
        if (array || physical == ParquetLeaf.FIXED || physical == ParquetLeaf.INT96) {
            slices = switch (encoding) {
                case PLAIN ->
                    array
                            ? ParquetSlices.plain(bytes, from, end)
                            : ParquetSlices.fixed(bytes, from, end, leaf.fixedLength());
                case DELTA_LENGTHS -> {
                    reserve((long) Integer.BYTES * count);
                    yield ParquetSlices.lengths(bytes, from, end, count);
                }
                case DELTA_PREFIXES -> {
                    reserve(2L * Integer.BYTES * count);
                    yield ParquetSlices.prefixes(bytes, from, end, count, work::expand);
                }
                case SPLIT -> {
                    reserve(end - from);
                    yield ParquetSlices.split(bytes, from, end, leaf.fixedLength());
                }
                default -> throw unknown(encoding);
            };
            return;
        }
        boolean whole = physical == ParquetLeaf.INT32 || physical == ParquetLeaf.INT64;
        int width = minimalWidth();
        if (encoding == PLAIN) {
            numbers = ParquetNumbers.plain(bytes, from, end, width);
        } else if (encoding == DELTA && whole) {
            numbers = new ParquetDelta(bytes, from, end, count);
        } else if (encoding == SPLIT && width > 0) {
            numbers = ParquetNumbers.split(bytes, from, end, width);
        } else if (encoding == RLE && width == 0) {
            numbers = ParquetNumbers.runs(runs(bytes, from, end));
        } else {
            throw unknown(encoding);
        }
    }

    /** Truths in runs stand behind how many bytes they take. */
    private static ParquetHybrid runs(byte[] bytes, int from, int end) {
        int length = end - from < Integer.BYTES ? 0 : (int) EightBytes.at(bytes, from);
        if (length < 0 || length > end - from - Integer.BYTES) {
            throw new Damaged("it has fewer values than it says");
        }
        return new ParquetHybrid(bytes, from + Integer.BYTES, from + Integer.BYTES + length, 1);
    }

    private static Damaged unknown(int encoding) {
        return new Damaged("it has values in encoding " + encoding + ", which is not one of their type");
    }

    /** Brings the rows of the page into the column. */
    void read(int firstRow, int count, @Nullable ParquetHybrid levels) {
        int row = firstRow;
        int end = firstRow + count;
        while (row < end) {
            work.step(0);
            int now = Math.min(BATCH, end - row);
            boolean all = levels == null || levels.passed(now, 1);
            int present = now;
            if (levels != null && !all) {
                levels.read(taken, now);
                present = 0;
                for (int i = 0; i < now; i++) {
                    present += taken[i];
                }
            }
            int @Nullable [] there = all ? null : taken;
            if (column.form().meaning() == Meaning.NOTHING && present > 0) {
                throw new Damaged("it has values in a column of none");
            }
            if (codes != null) {
                codes.read(indices, present);
            }
            if (texts == null) {
                numbers(present);
            } else {
                codes(texts, row, now, present, there);
            }
            column.put(row, now, batch, there);
            row += now;
        }
    }

    private void numbers(int count) {
        if (codes == null) {
            convert(count);
            return;
        }
        for (int i = 0; i < count; i++) {
            int index = indices[i];
            if (index < 0 || index >= dictionary.length) {
                throw new Damaged("it has a value that is not in its dictionary");
            }
            batch[i] = dictionary[index];
        }
    }

    /** Fills the batch with numbers as they stand in the column. */
    private void convert(int count) {
        if (numbers != null) {
            numbers.read(batch, count);
            column.form().convert(batch, count, type, column.name());
            return;
        }
        ParquetSlices now = slicesNow();
        for (int done = 0; done < count; ) {
            int read = now.read(count - done);
            for (int i = 0; i < read; i++) {
                batch[done + i] = column.form().convert(now.bytes(), now.starts[i], now.ends[i], type, column.name());
            }
            done += read;
        }
    }

    private void codes(ParquetTexts into, int firstRow, int rows, int count, int @Nullable [] there) {
        int row = firstRow - 1;
        int place = -1;
        if (codes != null) {
            for (int i = 0; i < count; i++) {
                do {
                    row++;
                    place++;
                } while (there != null && there[place] == 0);
                batch[i] = into.ofDictionary(indices[i], row);
            }
        } else if (count > 0) {
            ParquetSlices now = slicesNow();
            for (int done = 0; done < count; ) {
                int read = now.read(count - done);
                boolean ascii = Utf8.isAscii(now.bytes(), now.starts[0], now.ends[read - 1]);
                for (int i = 0; i < read; i++) {
                    do {
                        row++;
                        place++;
                    } while (there != null && there[place] == 0);
                    batch[done + i] = into.code(now.bytes(), now.starts[i], now.ends[i], row, ascii);
                }
                done += read;
            }
        }
        into.added(rows);
    }

    private ParquetSlices slicesNow() {
        if (slices == null) {
            throw new Damaged("it has numbers where texts should be");
        }
        return slices;
    }
}
