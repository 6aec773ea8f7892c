package io.framewright.query.source;

import io.framewright.frame.BooleanData;
import io.framewright.frame.Column;
import io.framewright.frame.ColumnData;
import io.framewright.frame.ColumnType;
import io.framewright.frame.DoubleData;
import io.framewright.frame.IntData;
import io.framewright.frame.LongData;
import io.framewright.frame.Packed;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A column while it is being read: values of the narrowest type that held all cells so far, in one primitive array.
 *
 * <p>A cell that does not fit widens the column: whole numbers to longs to decimals and dates to dates with time in
 * place, since nothing is lost. Widening to text is done in place where the values read exactly as they stood in the
 * file ({@code canonical}); otherwise the texts are gone, the column only counts from then on
 * ({@link #needsSecondPass}), and a second reading of the file fills it. So a file is read at most twice, and no cell
 * is kept as an object unless it is text.
 *
 * <p>Not thread-safe.
 */
final class CellColumn {
    private static final int[] NO_INTS = {};
    private static final long[] NO_LONGS = {};
    private static final double[] NO_DOUBLES = {};
    private static final byte[] NO_BYTES = {};

    private final String name;
    private final boolean asked;
    private final CellTyping typing;
    private final CellParser parser;
    private final MemoryBudget budget;

    /** Null as long as all cells were missing. */
    private @Nullable ColumnType type;

    private int size;
    private boolean canonical = true;
    private boolean sawDecimal;
    private boolean countsOnly;
    private boolean frozen;

    private int[] ints = NO_INTS;
    private long[] longs = NO_LONGS;
    private double[] doubles = NO_DOUBLES;
    private byte[] bytes = NO_BYTES;
    private WordsBuilder words;

    CellColumn(String name, @Nullable ColumnType askedType, MissingTexts missingTexts, MemoryBudget budget) {
        this.name = name;
        this.asked = askedType != null;
        this.typing = new CellTyping(asked, missingTexts);
        this.parser = typing.parser;
        this.budget = budget;
        this.words = new WordsBuilder(budget);
        this.type = askedType;
    }

    String name() {
        return name;
    }

    /** Whether a cell was added for this row in the reading under way. */
    boolean holds(int row) {
        return !frozen && size > row;
    }

    /** The type so far, for messages. */
    ColumnType type() {
        return type == null ? ColumnType.STRING : type;
    }

    /**
     * Adds a cell of text, an unquoted empty one being missing.
     *
     * @return false if the column has a type that was asked for and the cell is not of it; nothing is added then
     */
    boolean add(char[] buffer, int from, int to, boolean quoted) {
        if (frozen) {
            return true;
        }
        if (from == to && !quoted) {
            addMissing();
            return true;
        }
        if (type == ColumnType.STRING) {
            addString(buffer, from, to, quoted);
            return true;
        }
        int first = from;
        int last = to;
        while (first < last && CellTyping.isBlank(buffer[first])) {
            first++;
        }
        while (last > first && CellTyping.isBlank(buffer[last - 1])) {
            last--;
        }
        if (typing.isMissing(buffer, first, last, quoted)) {
            canonical = false;
            addMissing();
            return true;
        }
        if (type != null && typing.parse(type, buffer, first, last)) {
            canonical &= parser.canonical && first == from && last == to;
            put(type, type);
            return true;
        }
        if (asked) {
            return false;
        }
        ColumnType kind = typing.kindOf(buffer, first, last);
        ColumnType wider = type == null ? kind : ColumnForms.join(type, kind);
        boolean exact = parser.canonical && first == from && last == to;
        widenTo(wider);
        if (wider == ColumnType.STRING) {
            addString(buffer, from, to, quoted);
        } else {
            canonical &= exact;
            put(wider, kind);
        }
        return true;
    }

    /** Adds a cell that is a text by the file's own saying: never read as something else unless that was asked for. */
    boolean addText(char[] buffer, int from, int to) {
        if (frozen || asked) {
            return add(buffer, from, to, true);
        }
        if (type != ColumnType.STRING) {
            widenTo(ColumnType.STRING);
        }
        addString(buffer, from, to, true);
        return true;
    }

    void addMissing() {
        if (frozen || countsOnly || type == null) {
            size += frozen ? 0 : 1;
            return;
        }
        switch (type) {
            case INTEGER, LOCAL_DATE, LOCAL_TIME -> putInt(IntData.MISSING);
            case LONG, LOCAL_DATE_TIME, INSTANT -> putLong(LongData.MISSING);
            case DOUBLE -> putDouble(Double.NaN);
            case BOOLEAN -> putByte(BooleanData.MISSING);
            case STRING -> words.addMissing();
        }
        size++;
    }

    /** Fills up with missing values. */
    void padTo(int rows) {
        while (!frozen && size < rows) {
            addMissing();
        }
    }

    /** Ends a reading of the file. */
    void finish() {
        if (frozen) {
            return;
        }
        if (type == null || (type == ColumnType.DOUBLE && !sawDecimal && !asked)) {
            widenTo(ColumnType.STRING);
        }
        frozen = !countsOnly;
    }

    /** Whether the texts of this column have to be read again. */
    boolean needsSecondPass() {
        return countsOnly;
    }

    /** Makes ready for the second pass. */
    void restart() {
        if (countsOnly) {
            countsOnly = false;
            size = 0;
            words = new WordsBuilder(budget);
        }
    }

    /**
     * The column, once {@link #finish} was called and no second pass is needed. The arrays are its own from then on.
     */
    Column toColumn() {
        ColumnType done = type();
        ColumnData data = switch (done) {
            case INTEGER, LOCAL_DATE, LOCAL_TIME ->
                IntData.of(done, wastes(ints.length) ? Arrays.copyOf(ints, size) : ints, size);
            case LONG, LOCAL_DATE_TIME, INSTANT ->
                LongData.of(done, wastes(longs.length) ? Arrays.copyOf(longs, size) : longs, size);
            case DOUBLE -> DoubleData.of(wastes(doubles.length) ? Arrays.copyOf(doubles, size) : doubles, size);
            case BOOLEAN -> BooleanData.of(wastes(bytes.length) ? Arrays.copyOf(bytes, size) : bytes, size);
            case STRING -> words.toData();
        };
        ints = NO_INTS;
        longs = NO_LONGS;
        doubles = NO_DOUBLES;
        bytes = NO_BYTES;
        return new Column(name, data);
    }

    /** Whether an array has more to spare than copying it is worth. */
    private boolean wastes(int capacity) {
        return capacity - size > size / 8;
    }

    private void addString(char[] buffer, int from, int to, boolean quoted) {
        if (!countsOnly) {
            if (typing.isMissingText(buffer, from, to, quoted)) {
                words.addMissing();
            } else {
                words.add(buffer, from, to);
            }
        }
        size++;
    }

    /** Stores what the parser has read as {@code kind} in a column of type {@code as}. */
    private void put(ColumnType as, ColumnType kind) {
        switch (as) {
            case INTEGER -> putInt((int) parser.longValue);
            case LOCAL_DATE, LOCAL_TIME -> putInt(parser.intValue);
            case LONG, INSTANT -> putLong(parser.longValue);
            case LOCAL_DATE_TIME ->
                putLong(kind == ColumnType.LOCAL_DATE ? CellParser.dateAtMidnight(parser.intValue) : parser.longValue);
            case DOUBLE -> {
                sawDecimal |= kind == ColumnType.DOUBLE && !parser.wholeNumber;
                putDouble(kind == ColumnType.DOUBLE ? parser.doubleValue : (double) parser.longValue);
            }
            case BOOLEAN -> putByte((byte) (parser.booleanValue ? 1 : 0));
            case STRING -> throw new IllegalStateException("texts are not parsed");
        }
        size++;
    }

    private void widenTo(ColumnType wider) {
        if (type == wider) {
            return;
        }
        @Nullable ColumnType before = type;
        if (before == null && wider == ColumnType.STRING && !canonical) {
            // Some of what looked missing was a text such as "NA".
            countsOnly = true;
        } else if (before == null) {
            type = wider;
            int missing = size;
            size = 0;
            padTo(missing);
        } else if (wider == ColumnType.LONG) {
            long[] values = newLongs();
            for (int row = 0; row < size; row++) {
                values[row] = ints[row] == IntData.MISSING ? LongData.MISSING : ints[row];
            }
            longs = values;
            dropInts();
        } else if (wider == ColumnType.LOCAL_DATE_TIME) {
            long[] values = newLongs();
            for (int row = 0; row < size; row++) {
                values[row] = ints[row] == IntData.MISSING ? LongData.MISSING : CellParser.dateAtMidnight(ints[row]);
            }
            longs = values;
            dropInts();
        } else if (wider == ColumnType.DOUBLE) {
            widenToDouble(before);
        } else {
            widenToString(before);
        }
        type = wider;
    }

    private void widenToDouble(ColumnType before) {
        double[] values = new double[Math.max(ints.length, longs.length)];
        budget.take((long) Double.BYTES * values.length);
        for (int row = 0; row < size; row++) {
            if (before == ColumnType.INTEGER) {
                values[row] = ints[row] == IntData.MISSING ? Double.NaN : ints[row];
            } else {
                values[row] = longs[row] == LongData.MISSING ? Double.NaN : (double) longs[row];
            }
        }
        letGo();
        doubles = values;
    }

    private void widenToString(ColumnType before) {
        boolean exact = canonical
                && (before == ColumnType.INTEGER
                        || before == ColumnType.LONG
                        || before == ColumnType.BOOLEAN
                        || before == ColumnType.LOCAL_DATE);
        if (!exact) {
            countsOnly = true;
            letGo();
            return;
        }
        WordsBuilder texts = new WordsBuilder(budget);
        for (int row = 0; row < size; row++) {
            @Nullable String text = textOf(before, row);
            if (text == null) {
                texts.addMissing();
            } else {
                texts.add(text);
            }
        }
        letGo();
        words = texts;
    }

    private @Nullable String textOf(ColumnType as, int row) {
        return switch (as) {
            case INTEGER -> ints[row] == IntData.MISSING ? null : Integer.toString(ints[row]);
            case LONG -> longs[row] == LongData.MISSING ? null : Long.toString(longs[row]);
            case BOOLEAN -> bytes[row] == BooleanData.MISSING ? null : Boolean.toString(bytes[row] == 1);
            case LOCAL_DATE ->
                ints[row] == IntData.MISSING ? null : Packed.date(ints[row]).toString();
            default -> throw new IllegalStateException(as + " has no single way to be written");
        };
    }

    private void putInt(int value) {
        if (size >= ints.length) {
            int capacity = Growth.next(size);
            budget.take((long) Integer.BYTES * (capacity - ints.length));
            ints = Arrays.copyOf(ints, capacity);
        }
        ints[size] = value;
    }

    private void putLong(long value) {
        if (size >= longs.length) {
            int capacity = Growth.next(size);
            budget.take((long) Long.BYTES * (capacity - longs.length));
            longs = Arrays.copyOf(longs, capacity);
        }
        longs[size] = value;
    }

    private void putDouble(double value) {
        if (size >= doubles.length) {
            int capacity = Growth.next(size);
            budget.take((long) Double.BYTES * (capacity - doubles.length));
            doubles = Arrays.copyOf(doubles, capacity);
        }
        doubles[size] = value;
    }

    private void putByte(byte value) {
        if (size >= bytes.length) {
            int capacity = Growth.next(size);
            budget.take((long) capacity - bytes.length);
            bytes = Arrays.copyOf(bytes, capacity);
        }
        bytes[size] = value;
    }

    private long[] newLongs() {
        budget.take((long) Long.BYTES * ints.length);
        return new long[ints.length];
    }

    private void dropInts() {
        budget.take(-(long) Integer.BYTES * ints.length);
        ints = NO_INTS;
    }

    /** Frees the arrays of numbers; the words stay. */
    private void letGo() {
        budget.take(-((long) Integer.BYTES * ints.length
                + (long) Long.BYTES * longs.length
                + (long) Double.BYTES * doubles.length
                + bytes.length));
        ints = NO_INTS;
        longs = NO_LONGS;
        doubles = NO_DOUBLES;
        bytes = NO_BYTES;
    }
}
