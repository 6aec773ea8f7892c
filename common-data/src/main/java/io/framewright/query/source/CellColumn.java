package io.framewright.query.source;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.DateTimeColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.InstantColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.TimeColumn;
import tech.tablesaw.columns.Column;
import tech.tablesaw.columns.dates.PackedLocalDate;

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
    private static final byte MISSING_BYTE = Byte.MIN_VALUE;

    private final String name;
    private final boolean asked;
    private final CellParser parser;
    private final MissingTexts missingTexts;
    private final MemoryBudget budget;

    /** Null as long as all cells were missing. */
    private @Nullable CellType type;

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

    CellColumn(String name, @Nullable CellType askedType, MissingTexts missingTexts, MemoryBudget budget) {
        this.name = name;
        this.asked = askedType != null;
        this.parser = new CellParser(asked);
        this.missingTexts = missingTexts;
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
    CellType type() {
        return type == null ? CellType.STRING : type;
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
        if (type == CellType.STRING) {
            addString(buffer, from, to, quoted);
            return true;
        }
        int first = from;
        int last = to;
        while (first < last && isBlank(buffer[first])) {
            first++;
        }
        while (last > first && isBlank(buffer[last - 1])) {
            last--;
        }
        if (type != null && parse(type, buffer, first, last)) {
            canonical &= parser.canonical && first == from && last == to;
            put(type, type);
            return true;
        }
        if (first == last || (!quoted && missingTexts.matches(buffer, first, last))) {
            canonical = false;
            addMissing();
            return true;
        }
        if (asked) {
            return false;
        }
        CellType kind = kindOf(buffer, first, last);
        CellType wider = type == null ? kind : type.join(kind);
        boolean exact = parser.canonical && first == from && last == to;
        widenTo(wider);
        if (wider == CellType.STRING) {
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
        if (type != CellType.STRING) {
            widenTo(CellType.STRING);
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
            case INTEGER, LOCAL_DATE, LOCAL_TIME -> putInt(Integer.MIN_VALUE);
            case LONG, LOCAL_DATE_TIME, INSTANT -> putLong(Long.MIN_VALUE);
            case DOUBLE -> putDouble(Double.NaN);
            case BOOLEAN -> putByte(MISSING_BYTE);
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
        if (type == null || (type == CellType.DOUBLE && !sawDecimal && !asked)) {
            widenTo(CellType.STRING);
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

    /** The column, once {@link #finish} was called and no second pass is needed. Lets go of the arrays. */
    Column<?> toColumn() {
        Column<?> column = switch (type()) {
            case INTEGER -> IntColumn.create(name, Arrays.copyOf(ints, size));
            case LONG -> LongColumn.create(name, Arrays.copyOf(longs, size));
            case DOUBLE -> DoubleColumn.create(name, Arrays.copyOf(doubles, size));
            case BOOLEAN -> booleans();
            case LOCAL_DATE -> DateColumn.createInternal(name, Arrays.copyOf(ints, size));
            case LOCAL_TIME -> TimeColumn.createInternal(name, Arrays.copyOf(ints, size));
            case LOCAL_DATE_TIME -> DateTimeColumn.createInternal(name, Arrays.copyOf(longs, size));
            case INSTANT -> InstantColumn.createInternal(name, Arrays.copyOf(longs, size));
            case STRING -> words.toColumn(name);
        };
        letGo();
        return column;
    }

    private BooleanColumn booleans() {
        BooleanColumn column = BooleanColumn.create(name);
        for (int row = 0; row < size; row++) {
            column.append(bytes[row]);
        }
        return column;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\u00A0';
    }

    private void addString(char[] buffer, int from, int to, boolean quoted) {
        if (!countsOnly) {
            if (!quoted && missingTexts.matchesText(buffer, from, to)) {
                words.addMissing();
            } else {
                words.add(buffer, from, to);
            }
        }
        size++;
    }

    private boolean parse(CellType as, char[] buffer, int from, int to) {
        return switch (as) {
            case INTEGER -> parser.whole(buffer, from, to) && isInt(parser.longValue);
            case LONG -> parser.whole(buffer, from, to);
            case DOUBLE -> parser.number(buffer, from, to);
            case BOOLEAN -> parser.truth(buffer, from, to);
            case LOCAL_DATE -> parser.date(buffer, from, to);
            case LOCAL_DATE_TIME -> parser.dateTime(buffer, from, to);
            case LOCAL_TIME -> parser.timeOfDay(buffer, from, to);
            case INSTANT -> parser.instant(buffer, from, to);
            case STRING -> true;
        };
    }

    /** The least int marks missing values. */
    private static boolean isInt(long value) {
        return value > Integer.MIN_VALUE && value <= Integer.MAX_VALUE;
    }

    private CellType kindOf(char[] buffer, int from, int to) {
        if (parser.whole(buffer, from, to)) {
            return isInt(parser.longValue) ? CellType.INTEGER : CellType.LONG;
        }
        for (CellType kind : CellType.values()) {
            if (kind.ordinal() >= CellType.DOUBLE.ordinal() && parse(kind, buffer, from, to)) {
                return kind;
            }
        }
        return CellType.STRING;
    }

    /** Stores what the parser has read as {@code kind} in a column of type {@code as}. */
    private void put(CellType as, CellType kind) {
        switch (as) {
            case INTEGER -> putInt((int) parser.longValue);
            case LOCAL_DATE, LOCAL_TIME -> putInt(parser.intValue);
            case LONG, INSTANT -> putLong(parser.longValue);
            case LOCAL_DATE_TIME ->
                putLong(kind == CellType.LOCAL_DATE ? CellParser.dateAtMidnight(parser.intValue) : parser.longValue);
            case DOUBLE -> {
                sawDecimal |= kind == CellType.DOUBLE && !parser.wholeNumber;
                putDouble(kind == CellType.DOUBLE ? parser.doubleValue : (double) parser.longValue);
            }
            case BOOLEAN -> putByte((byte) (parser.booleanValue ? 1 : 0));
            case STRING -> throw new IllegalStateException("texts are not parsed");
        }
        size++;
    }

    private void widenTo(CellType wider) {
        if (type == wider) {
            return;
        }
        @Nullable CellType before = type;
        if (before == null && wider == CellType.STRING && !canonical) {
            // Some of what looked missing was a text such as "NA".
            countsOnly = true;
        } else if (before == null) {
            type = wider;
            int missing = size;
            size = 0;
            padTo(missing);
        } else if (wider == CellType.LONG) {
            long[] values = newLongs();
            for (int row = 0; row < size; row++) {
                values[row] = ints[row] == Integer.MIN_VALUE ? Long.MIN_VALUE : ints[row];
            }
            longs = values;
            dropInts();
        } else if (wider == CellType.LOCAL_DATE_TIME) {
            long[] values = newLongs();
            for (int row = 0; row < size; row++) {
                values[row] = ints[row] == Integer.MIN_VALUE ? Long.MIN_VALUE : CellParser.dateAtMidnight(ints[row]);
            }
            longs = values;
            dropInts();
        } else if (wider == CellType.DOUBLE) {
            widenToDouble(before);
        } else {
            widenToString(before);
        }
        type = wider;
    }

    private void widenToDouble(CellType before) {
        double[] values = new double[Math.max(ints.length, longs.length)];
        budget.take((long) Double.BYTES * values.length);
        for (int row = 0; row < size; row++) {
            if (before == CellType.INTEGER) {
                values[row] = ints[row] == Integer.MIN_VALUE ? Double.NaN : ints[row];
            } else {
                values[row] = longs[row] == Long.MIN_VALUE ? Double.NaN : (double) longs[row];
            }
        }
        letGo();
        doubles = values;
    }

    private void widenToString(CellType before) {
        boolean exact = canonical
                && (before == CellType.INTEGER
                        || before == CellType.LONG
                        || before == CellType.BOOLEAN
                        || before == CellType.LOCAL_DATE);
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

    private @Nullable String textOf(CellType as, int row) {
        return switch (as) {
            case INTEGER -> ints[row] == Integer.MIN_VALUE ? null : Integer.toString(ints[row]);
            case LONG -> longs[row] == Long.MIN_VALUE ? null : Long.toString(longs[row]);
            case BOOLEAN -> bytes[row] == MISSING_BYTE ? null : Boolean.toString(bytes[row] == 1);
            case LOCAL_DATE ->
                ints[row] == Integer.MIN_VALUE
                        ? null
                        : PackedLocalDate.asLocalDate(ints[row]).toString();
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
