package io.framewright.query.source;

import io.framewright.frame.BooleanData;
import io.framewright.frame.Column;
import io.framewright.frame.ColumnData;
import io.framewright.frame.ColumnType;
import io.framewright.frame.DoubleData;
import io.framewright.frame.IntData;
import io.framewright.frame.LongData;
import io.framewright.query.Cores;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A column that several threads read blocks of, straight into its array. It has the narrowest type that held all cells
 * seen so far; a block with a cell that does not fit widens it, and all blocks that were read as something narrower are
 * read again. Thread-safe.
 */
final class BlockColumn {
    private static final int[] NO_INTS = {};
    private static final long[] NO_LONGS = {};
    private static final double[] NO_DOUBLES = {};
    private static final byte[] NO_BYTES = {};
    private static final Values NOTHING = new Values(null, NO_INTS, NO_LONGS, NO_DOUBLES, NO_BYTES);

    private final String name;
    private final boolean asked;
    private final int rows;
    private final MemoryBudget budget;
    private final @Nullable Values[] readInto;
    private final int[] readers;
    private final List<ByteWords> words = new ArrayList<>();

    private @Nullable ColumnType type;
    private volatile @Nullable Values values;
    private volatile boolean sawDecimal;
    private volatile boolean sawText;

    /**
     * Where the values of a column of this type go, by row; the arrays of other types are empty.
     *
     * @param type null as long as all cells were missing
     */
    record Values(@Nullable ColumnType type, int[] ints, long[] longs, double[] doubles, byte[] bytes) {
        long memoryBytes() {
            return (long) Integer.BYTES * ints.length
                    + (long) Long.BYTES * longs.length
                    + (long) Double.BYTES * doubles.length
                    + bytes.length;
        }
    }

    /** @param type that was asked for; null if it is to be inferred */
    BlockColumn(String name, @Nullable ColumnType type, int rows, int blocks, MemoryBudget budget) {
        this.name = name;
        this.asked = type != null;
        this.type = type;
        this.rows = rows;
        this.budget = budget;
        this.readInto = new Values[blocks];
        this.readers = new int[blocks];
    }

    int rows() {
        return rows;
    }

    boolean asked() {
        return asked;
    }

    /** Where to read to now. */
    Values values() {
        Values now = values;
        return now == null ? allocate() : now;
    }

    private synchronized Values allocate() {
        Values now = values;
        if (now == null) {
            now = newValues();
            values = now;
        }
        return now;
    }

    private Values newValues() {
        if (type == null) {
            return NOTHING;
        }
        return switch (type) {
            case INTEGER, LOCAL_DATE, LOCAL_TIME, STRING -> {
                budget.take((long) Integer.BYTES * rows);
                yield new Values(type, new int[rows], NO_LONGS, NO_DOUBLES, NO_BYTES);
            }
            case LONG, LOCAL_DATE_TIME, INSTANT -> {
                budget.take((long) Long.BYTES * rows);
                yield new Values(type, NO_INTS, new long[rows], NO_DOUBLES, NO_BYTES);
            }
            case DOUBLE -> {
                budget.take((long) Double.BYTES * rows);
                yield new Values(type, NO_INTS, NO_LONGS, new double[rows], NO_BYTES);
            }
            case BOOLEAN -> {
                budget.take(rows);
                yield new Values(type, NO_INTS, NO_LONGS, NO_DOUBLES, new byte[rows]);
            }
        };
    }

    /** Makes room for cells of another type. */
    synchronized void widen(ColumnType kind) {
        ColumnType wider = type == null ? kind : ColumnForms.join(type, kind);
        if (wider != type) {
            Values narrower = values;
            if (narrower != null) {
                budget.take(-narrower.memoryBytes());
            }
            type = wider;
            values = null;
        }
    }

    /** The texts of one more thread; {@link #done} takes their number. */
    synchronized int addWords(ByteWords more) {
        words.add(more);
        return words.size() - 1;
    }

    /** Notes that a block was read in full. */
    void done(int block, Values into, int reader) {
        readInto[block] = into;
        readers[block] = reader;
    }

    /** Notes that there is a number with a point or an exponent. */
    void sawDecimal() {
        sawDecimal = true;
    }

    /** Notes that not all cells that are missing are empty. */
    void sawText() {
        sawText = true;
    }

    /** Settles the type once all blocks were read; the blocks that have to be read again are none if it is final. */
    List<Integer> blocksToReadAgain() {
        boolean unknown = type == null && sawText;
        if (unknown || (type == ColumnType.DOUBLE && !sawDecimal && !asked)) {
            widen(ColumnType.STRING);
        }
        List<Integer> again = new ArrayList<>();
        Values into = values;
        for (int block = 0; block < readInto.length; block++) {
            if (into == null || readInto[block] != into) {
                again.add(block);
                // What was read there as something narrower is not needed any more.
                readInto[block] = null;
            }
        }
        return again;
    }

    /** The column, once no block has to be read again. */
    Column toColumn(List<CsvBlock> blocks, Cores cores) {
        Values all = values();
        return new Column(
                name,
                all.type() == null
                        ? ColumnData.missing(ColumnType.STRING, rows)
                        : data(all, all.type(), blocks, cores));
    }

    private ColumnData data(Values all, ColumnType of, List<CsvBlock> blocks, Cores cores) {
        return switch (of) {
            case INTEGER, LOCAL_DATE, LOCAL_TIME -> IntData.of(of, all.ints(), rows);
            case LONG, LOCAL_DATE_TIME, INSTANT -> LongData.of(of, all.longs(), rows);
            case DOUBLE -> DoubleData.of(all.doubles(), rows);
            case BOOLEAN -> BooleanData.of(all.bytes(), rows);
            case STRING -> WordsJoin.join(blocks, words, readers, all.ints(), cores);
        };
    }
}
