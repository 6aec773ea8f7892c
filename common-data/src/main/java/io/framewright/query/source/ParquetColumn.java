package io.framewright.query.source;

import io.framewright.event.FailureCode;
import io.framewright.frame.BooleanData;
import io.framewright.frame.Column;
import io.framewright.frame.ColumnData;
import io.framewright.frame.ColumnType;
import io.framewright.frame.DoubleData;
import io.framewright.frame.IntData;
import io.framewright.frame.LongData;
import io.framewright.frame.TextData;
import io.framewright.query.Cores;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A column of a frame that several threads fill, each with the rows of a group, straight into its array. Thread-safe,
 * as long as no two threads fill the same rows.
 */
final class ParquetColumn {
    private static final int[] NO_INTS = {};
    private static final long[] NO_LONGS = {};
    private static final double[] NO_DOUBLES = {};
    private static final byte[] NO_BYTES = {};

    private final int place;
    private final String name;
    private final ParquetLeaf leaf;
    private final ParquetForm form;
    private final int rows;
    private final int[] readers;
    private final MemoryBudget budget;
    private final List<ByteWords> words = new ArrayList<>();
    private final Deque<Integer> idle = new ArrayDeque<>();
    private ColumnType type;
    private volatile boolean tooNarrow;
    private int[] ints = NO_INTS;
    private long[] longs = NO_LONGS;
    private double[] doubles = NO_DOUBLES;
    private byte[] bytes = NO_BYTES;

    /** @param place among the columns of the file */
    ParquetColumn(int place, String name, ParquetLeaf leaf, int rows, int groups, MemoryBudget budget) {
        this.place = place;
        this.name = name;
        this.leaf = leaf;
        this.form = leaf.form();
        this.type = form.type();
        this.rows = rows;
        this.readers = new int[groups];
        this.budget = budget;
    }

    int place() {
        return place;
    }

    String name() {
        return name;
    }

    ParquetLeaf leaf() {
        return leaf;
    }

    ParquetForm form() {
        return form;
    }

    ColumnType type() {
        return type;
    }

    /** Makes room for the values; by one thread, before others fill it. */
    void allocate() {
        budget.take((long) rows * width());
        switch (type) {
            case INTEGER, LOCAL_DATE, LOCAL_TIME, STRING -> ints = new int[rows];
            case LONG, LOCAL_DATE_TIME, INSTANT -> longs = new long[rows];
            case DOUBLE -> doubles = new double[rows];
            case BOOLEAN -> bytes = new byte[rows];
        }
    }

    private int width() {
        return switch (type) {
            case INTEGER, LOCAL_DATE, LOCAL_TIME, STRING -> Integer.BYTES;
            case LONG, LOCAL_DATE_TIME, INSTANT, DOUBLE -> Long.BYTES;
            case BOOLEAN -> 1;
        };
    }

    /** Notes that a value does not fit, so that the whole column is to be read again. */
    void notWideEnough() {
        tooNarrow = true;
    }

    boolean tooNarrow() {
        return tooNarrow;
    }

    /** Makes room for wider values; all rows are to be filled again. */
    void widen() {
        budget.take(-(long) rows * width());
        ints = NO_INTS;
        longs = NO_LONGS;
        type = ParquetForm.wider(type);
        tooNarrow = false;
        allocate();
    }

    /** Puts numbers, of which {@code taken} says per row whether there is one; null if there is in each. */
    void put(int row, int count, long[] values, int @Nullable [] taken) {
        if (taken == null) {
            putAll(row, count, values);
            return;
        }
        int next = 0;
        for (int i = 0; i < count; i++) {
            if (taken[i] != 0) {
                putOne(row + i, values[next++]);
            } else {
                putMissing(row + i);
            }
        }
    }

    private void putAll(int row, int count, long[] values) {
        if (ints.length > 0) {
            for (int i = 0; i < count; i++) {
                ints[row + i] = (int) values[i];
            }
        } else if (longs.length > 0) {
            System.arraycopy(values, 0, longs, row, count);
        } else if (doubles.length > 0) {
            for (int i = 0; i < count; i++) {
                doubles[row + i] = Double.longBitsToDouble(values[i]);
            }
        } else {
            for (int i = 0; i < count; i++) {
                bytes[row + i] = (byte) values[i];
            }
        }
    }

    private void putOne(int row, long value) {
        if (ints.length > 0) {
            ints[row] = (int) value;
        } else if (longs.length > 0) {
            longs[row] = value;
        } else if (doubles.length > 0) {
            doubles[row] = Double.longBitsToDouble(value);
        } else {
            bytes[row] = (byte) value;
        }
    }

    private void putMissing(int row) {
        if (ints.length > 0) {
            ints[row] = type == ColumnType.STRING ? TextData.MISSING : IntData.MISSING;
        } else if (longs.length > 0) {
            longs[row] = LongData.MISSING;
        } else if (doubles.length > 0) {
            doubles[row] = Double.NaN;
        } else {
            bytes[row] = BooleanData.MISSING;
        }
    }

    /** Hands out what collects the texts of a group; nobody else has it until it is given back. */
    synchronized ByteWords takeWords(int group) {
        if (idle.isEmpty()) {
            idle.push(words.size());
            words.add(new ByteWords(budget, ints.length / Cores.shared().count()));
        }
        int reader = idle.pop();
        readers[group] = reader;
        return words.get(reader);
    }

    synchronized void giveBackWords(int group) {
        idle.push(readers[group]);
    }

    /** The column, once all rows are filled. */
    Column toColumn(List<? extends RowRange> groups, Cores cores) {
        ColumnData data = switch (type) {
            case INTEGER, LOCAL_DATE, LOCAL_TIME -> IntData.of(type, ints);
            case LONG, LOCAL_DATE_TIME, INSTANT -> LongData.of(type, longs);
            case DOUBLE -> DoubleData.of(doubles);
            case BOOLEAN -> BooleanData.of(bytes);
            case STRING -> texts(groups, cores);
        };
        return new Column(name, data);
    }

    private TextData texts(List<? extends RowRange> groups, Cores cores) {
        try {
            return WordsJoin.join(groups, words, readers, ints, cores);
        } catch (Unusual tooMuch) {
            throw tooMuch(tooMuch);
        }
    }

    Refused tooMuch(Unusual what) {
        return new Refused(
                FailureCode.MEMORY_LIMIT,
                "Column '" + name + "' has " + what.getMessage() + "; load fewer rows.",
                Map.of("column", name));
    }
}
