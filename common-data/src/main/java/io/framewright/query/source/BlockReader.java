package io.framewright.query.source;

import io.framewright.frame.BooleanData;
import io.framewright.frame.ColumnType;
import io.framewright.frame.IntData;
import io.framewright.frame.LongData;
import io.framewright.frame.TextData;
import io.framewright.query.source.BlockColumn.Values;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads blocks of rows into columns, one thread's part of it. For some rows at a time that fit into the cache, it finds
 * the places of all cells, and then goes down each column in a loop that knows the column's type. Not thread-safe.
 */
final class BlockReader {
    /** What may be read before the first byte of a block, and behind its last. */
    private static final int MARGIN = 16;

    private final FileBytes file;
    private final CsvLayout layout;
    private final MissingTexts missing;
    private final int maxCellLength;
    private final MemoryBudget budget;
    private final LoadWatch watch;
    private final int cores;
    private final boolean numbersMayBeMissing;
    private final boolean hasQuote;
    private final CellPlaces cells;
    private final int[] places;
    private final OddCell odd;
    private final @Nullable ByteWords[] words;
    private final int[] wordsNumbers;

    private byte[] bytes = new byte[0];
    private byte[] unquoted = new byte[256];
    private boolean plain;

    /** Written so that what is read for it is read. */
    volatile long touched;

    BlockReader(
            FileBytes file,
            CsvLayout layout,
            MissingTexts missing,
            int maxCellLength,
            MemoryBudget budget,
            LoadWatch watch,
            int cores) {
        this.file = file;
        this.layout = layout;
        this.missing = missing;
        this.maxCellLength = maxCellLength;
        this.budget = budget;
        this.watch = watch;
        this.cores = cores;
        this.numbersMayBeMissing = missing.mayBeNumbers();
        this.hasQuote = layout.quote() != CsvLayout.NO_QUOTE;
        this.cells = new CellPlaces(layout);
        this.places = cells.places;
        this.odd = new OddCell(layout.quote(), missing);
        this.words = new ByteWords[layout.columns()];
        this.wordsNumbers = new int[layout.columns()];
    }

    /** Widens the columns to what the first rows of a block hold. */
    void sample(CsvBlock block, List<BlockColumn> columns) {
        int at = open(block);
        cells.find(bytes, at, at + block.length(), block.rows(), plain);
        for (int c = 0; c < columns.size(); c++) {
            BlockColumn column = columns.get(c);
            int stride = cells.stride;
            for (int row = 0, place = c; row < cells.rows && !column.asked(); row++, place += stride) {
                if (odd.read(null, false, bytes, places[place] + 1, places[place + 1]) == OddCell.MISFIT) {
                    widen(column);
                }
            }
        }
    }

    /**
     * Reads a block into some columns.
     *
     * @param index the block's place among all
     * @param wanted per column whether it is to be read
     * @param counted whether its bytes count as progress
     */
    void read(CsvBlock block, int index, List<BlockColumn> columns, boolean[] wanted, boolean counted) {
        int from = open(block);
        int to = from + block.length();
        @Nullable Values[] into = new Values[columns.size()];
        for (int c = 0; c < into.length; c++) {
            into[c] = wanted[c] ? columns.get(c).values() : null;
        }
        int at = from;
        for (int done = 0; done < block.rows(); done += cells.rows) {
            int next = cells.find(bytes, at, to, block.rows() - done, plain);
            watch.step(counted ? next - at : 0);
            at = next;
            if (block.length() > maxCellLength && cells.longest() > maxCellLength) {
                throw new Unusual("a cell that may be longer than the limit");
            }
            for (int c = 0; c < into.length; c++) {
                Values values = into[c];
                if (values != null && !fill(values, columns.get(c), c, block.firstRow() + done)) {
                    into[c] = null;
                }
            }
        }
        checkEnd(at, to);
        for (int c = 0; c < into.length; c++) {
            Values values = into[c];
            if (values != null) {
                columns.get(c).done(index, values, wordsNumbers[c]);
            }
        }
    }

    /** Behind the last row there may be blank lines only. */
    private void checkEnd(int from, int to) {
        for (int at = from; at < to; at++) {
            if (plain || (bytes[at] != '\n' && bytes[at] != '\r')) {
                throw new Unusual("more rows than were counted");
            }
        }
    }

    private int open(CsvBlock block) {
        int length = block.length();
        if (bytes.length < length + 2 * MARGIN) {
            bytes = new byte[length + length / 16 + 2 * MARGIN];
        }
        file.read(block.from(), bytes, MARGIN, length);
        plain = block.plain();
        return MARGIN;
    }

    /** Reads the cells that were found of one column; false if one does not fit, and the column was widened. */
    private boolean fill(Values values, BlockColumn column, int c, int row) {
        ColumnType type = values.type();
        if (type == null) {
            return onlyMissing(column, c);
        }
        boolean asked = column.asked();
        int misfit = switch (type) {
            case INTEGER -> ints(values.ints(), c, row, asked);
            case LONG -> longs(values.longs(), c, row, asked);
            case DOUBLE -> doubles(values.doubles(), c, row, column);
            case STRING -> texts(values.ints(), c, row, column);
            case LOCAL_DATE, LOCAL_TIME -> packedInts(type, values.ints(), c, row, asked);
            case LOCAL_DATE_TIME, INSTANT -> packedLongs(type, values.longs(), c, row, asked);
            case BOOLEAN -> truths(values.bytes(), c, row, asked);
        };
        if (misfit != 0) {
            widen(column);
        }
        return misfit == 0;
    }

    private void widen(BlockColumn column) {
        if (odd.kind == ColumnType.DOUBLE && !odd.parser.wholeNumber) {
            column.sawDecimal();
        }
        column.widen(odd.kind);
    }

    private boolean onlyMissing(BlockColumn column, int c) {
        for (int row = 0, place = c; row < cells.rows; row++, place += cells.stride) {
            int from = places[place] + 1;
            int to = places[place + 1];
            if (from != to) {
                column.sawText();
                if (odd.read(null, false, bytes, from, to) == OddCell.MISFIT) {
                    widen(column);
                    return false;
                }
            }
        }
        return true;
    }

    private int ints(int[] values, int c, int row, boolean asked) {
        int[] at = places;
        byte[] text = bytes;
        int stride = cells.stride;
        int rows = cells.rows;
        boolean simple = !numbersMayBeMissing;
        for (int r = 0, place = c; r < rows; r++, place += stride) {
            int from = at[place] + 1;
            int to = at[place + 1];
            long value = simple ? NumberCells.whole(text, from, to) : NumberCells.OTHER;
            if (CellTyping.isInt(value)) {
                values[row + r] = (int) value;
                continue;
            }
            value = isQuoted(from) ? NumberCells.whole(text, from + 1, to - 1) : NumberCells.OTHER;
            if (CellTyping.isInt(value)) {
                values[row + r] = (int) value;
                continue;
            }
            int found = odd.read(ColumnType.INTEGER, asked, text, from, to);
            if (found == OddCell.MISFIT) {
                return 1;
            }
            values[row + r] = found == OddCell.MISSING ? IntData.MISSING : (int) odd.parser.longValue;
        }
        return 0;
    }

    private int longs(long[] values, int c, int row, boolean asked) {
        for (int r = 0, place = c; r < cells.rows; r++, place += cells.stride) {
            int from = places[place] + 1;
            int to = places[place + 1];
            long value = numbersMayBeMissing ? NumberCells.OTHER : NumberCells.whole(bytes, from, to);
            if (value == NumberCells.OTHER) {
                int found = odd.read(ColumnType.LONG, asked, bytes, from, to);
                if (found == OddCell.MISFIT) {
                    return 1;
                }
                value = found == OddCell.MISSING ? LongData.MISSING : odd.parser.longValue;
            }
            values[row + r] = value;
        }
        return 0;
    }

    private int doubles(double[] values, int c, int row, BlockColumn column) {
        int[] at = places;
        byte[] text = bytes;
        int stride = cells.stride;
        int rows = cells.rows;
        boolean simple = !numbersMayBeMissing;
        boolean decimals = false;
        for (int r = 0, place = c; r < rows; r++, place += stride) {
            int from = at[place] + 1;
            int to = at[place + 1];
            double value = simple ? NumberCells.decimal(text, from, to) : Double.NaN;
            if (!Double.isNaN(value)) {
                decimals = true;
                values[row + r] = value;
                continue;
            }
            value = isQuoted(from) ? NumberCells.decimal(text, from + 1, to - 1) : Double.NaN;
            if (!Double.isNaN(value)) {
                decimals = true;
                values[row + r] = value;
                continue;
            }
            long whole = simple ? NumberCells.whole(text, from, to) : NumberCells.OTHER;
            if (whole != NumberCells.OTHER) {
                values[row + r] = whole;
                continue;
            }
            int found = odd.read(ColumnType.DOUBLE, column.asked(), text, from, to);
            if (found == OddCell.MISFIT) {
                return 1;
            }
            decimals |= found == OddCell.VALUE && !odd.parser.wholeNumber;
            values[row + r] = found == OddCell.MISSING ? Double.NaN : odd.parser.doubleValue;
        }
        if (decimals) {
            column.sawDecimal();
        }
        return 0;
    }

    /** Whether a cell that begins here is quoted; no text for missing values counts then. */
    private boolean isQuoted(int from) {
        return !plain && hasQuote && bytes[from] == layout.quote();
    }

    private int packedInts(ColumnType type, int[] values, int c, int row, boolean asked) {
        for (int r = 0, place = c; r < cells.rows; r++, place += cells.stride) {
            int found = odd.read(type, asked, bytes, places[place] + 1, places[place + 1]);
            if (found == OddCell.MISFIT) {
                return 1;
            }
            values[row + r] = found == OddCell.MISSING ? IntData.MISSING : odd.parser.intValue;
        }
        return 0;
    }

    private int packedLongs(ColumnType type, long[] values, int c, int row, boolean asked) {
        for (int r = 0, place = c; r < cells.rows; r++, place += cells.stride) {
            int found = odd.read(type, asked, bytes, places[place] + 1, places[place + 1]);
            if (found == OddCell.MISFIT) {
                if (type == ColumnType.LOCAL_DATE_TIME && odd.kind == ColumnType.LOCAL_DATE) {
                    values[row + r] = CellParser.dateAtMidnight(odd.parser.intValue);
                    continue;
                }
                return 1;
            }
            values[row + r] = found == OddCell.MISSING ? LongData.MISSING : odd.parser.longValue;
        }
        return 0;
    }

    private int truths(byte[] values, int c, int row, boolean asked) {
        for (int r = 0, place = c; r < cells.rows; r++, place += cells.stride) {
            int found = odd.read(ColumnType.BOOLEAN, asked, bytes, places[place] + 1, places[place + 1]);
            if (found == OddCell.MISFIT) {
                return 1;
            }
            values[row + r] = found == OddCell.MISSING ? BooleanData.MISSING : (byte) (odd.parser.booleanValue ? 1 : 0);
        }
        return 0;
    }

    private int texts(int[] codes, int c, int row, BlockColumn column) {
        ByteWords known = words[c];
        if (known == null) {
            known = new ByteWords(budget, column.rows() / cores);
            words[c] = known;
            wordsNumbers[c] = column.addWords(known);
        }
        int[] at = places;
        byte[] text = bytes;
        int stride = cells.stride;
        int rows = cells.rows;
        boolean simple = plain && !missing.inTexts();
        if (known.isFar()) {
            long seen = 0;
            for (int r = 0, place = c; r < rows; r++, place += stride) {
                seen += known.touch(text, at[place] + 1, at[place + 1]);
            }
            touched = seen;
        }
        for (int r = 0, place = c; r < rows; r++, place += stride) {
            int from = at[place] + 1;
            int to = at[place + 1];
            if (from == to) {
                codes[row + r] = TextData.MISSING;
            } else {
                codes[row + r] = simple ? known.add(text, from, to, row + r) : text(known, from, to, row + r);
            }
        }
        known.added(rows);
        return 0;
    }

    private int text(ByteWords known, int from, int to, int row) {
        if (!isQuoted(from)) {
            boolean isMissing =
                    missing.inTexts() && missing.mayBeginWith(bytes[from]) && odd.isMissingText(bytes, from, to);
            return isMissing ? TextData.MISSING : known.add(bytes, from, to, row);
        }
        for (int at = from + 1; at < to - 1; at++) {
            if (bytes[at] == layout.quote()) {
                int length = unquote(from + 1, to - 1);
                return known.add(unquoted, 0, length, row);
            }
        }
        return known.add(bytes, from + 1, to - 1, row);
    }

    /** Takes each quote once that is there twice; returns how many bytes are left. */
    private int unquote(int from, int to) {
        if (unquoted.length < to - from + MARGIN) {
            unquoted = Arrays.copyOf(unquoted, to - from + (to - from) / 2 + MARGIN);
        }
        int length = 0;
        for (int at = from; at < to; at++) {
            unquoted[length++] = bytes[at];
            at += bytes[at] == layout.quote() ? 1 : 0;
        }
        return length;
    }
}
