package io.framewright.query;

import io.framewright.frame.BooleanData;
import io.framewright.frame.ColumnData;
import io.framewright.frame.DoubleData;
import io.framewright.frame.IntData;
import io.framewright.frame.LongData;
import io.framewright.frame.TextData;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The first row of each cell that has a value, or the last; -1 where there is none. */
final class EndTally implements RunningTally {
    private final @Nullable ColumnData data;
    /** Null if none is missing. */
    private final @Nullable ColumnData asked;

    private final boolean first;
    private final int[] rows;
    private int found;

    /** @param missing whether values may be missing */
    EndTally(@Nullable ColumnData data, boolean missing, boolean first, int size) {
        this.data = data;
        this.asked = missing ? data : null;
        this.first = first;
        this.rows = new int[size];
        Arrays.fill(rows, -1);
    }

    /** The first rows, whatever their values. */
    static EndTally firstRows(int size) {
        return new EndTally(null, false, true, size);
    }

    int[] rows() {
        return rows;
    }

    @Override
    public void add(int[] cells, int at, int from, int count) {
        if (asked != null) {
            addValues(asked, cells, at, from, count);
        } else if (first) {
            // Often all cells have their first row soon. A tally of a column is shared by threads, which do not count.
            if (data != null) {
                addFirst(cells, at, from, count);
            } else if (found < rows.length) {
                found += addFirst(cells, at, from, count);
            }
        } else {
            for (int i = 0; i < count; i++) {
                rows[cells[at + i]] = from + i;
            }
        }
    }

    private int addFirst(int[] cells, int at, int from, int count) {
        int more = 0;
        for (int i = 0; i < count; i++) {
            int cell = cells[at + i];
            if (rows[cell] < 0) {
                rows[cell] = from + i;
                more++;
            }
        }
        return more;
    }

    private void addValues(ColumnData values, int[] cells, int at, int from, int count) {
        for (int i = 0; i < count; i++) {
            int cell = cells[at + i];
            if (!(first && rows[cell] >= 0) && !values.isMissing(from + i)) {
                rows[cell] = from + i;
            }
        }
    }

    @Override
    public void merge(RunningTally later, int from, int to) {
        int[] others = ((EndTally) later).rows;
        for (int cell = from; cell < to; cell++) {
            boolean keeps = first ? rows[cell] >= 0 : others[cell] < 0;
            rows[cell] = keeps ? rows[cell] : others[cell];
        }
    }

    @Override
    public ColumnData values(int[] cells) {
        int[] picked = new int[cells.length];
        for (int group = 0; group < picked.length; group++) {
            picked[group] = rows[cells[group]];
        }
        return picked(Objects.requireNonNull(data), picked);
    }

    /** The values of these rows, missing for -1. */
    private static ColumnData picked(ColumnData data, int[] rows) {
        int count = rows.length;
        if (data instanceof IntData ints) {
            int[] picked = new int[count];
            Arrays.setAll(picked, i -> rows[i] < 0 ? IntData.MISSING : ints.values()[rows[i]]);
            return IntData.of(ints.type(), picked);
        }
        if (data instanceof LongData longs) {
            long[] picked = new long[count];
            Arrays.setAll(picked, i -> rows[i] < 0 ? LongData.MISSING : longs.values()[rows[i]]);
            return LongData.of(longs.type(), picked);
        }
        if (data instanceof DoubleData doubles) {
            double[] picked = new double[count];
            Arrays.setAll(picked, i -> rows[i] < 0 ? DoubleData.MISSING : doubles.values()[rows[i]]);
            return DoubleData.of(picked);
        }
        if (data instanceof TextData texts) {
            int[] picked = new int[count];
            Arrays.setAll(picked, i -> rows[i] < 0 ? TextData.MISSING : texts.codes()[rows[i]]);
            return TextData.of(texts.words(), picked, count).compact();
        }
        byte[] picked = new byte[count];
        for (int i = 0; i < count; i++) {
            picked[i] = rows[i] < 0 ? BooleanData.MISSING : ((BooleanData) data).values()[rows[i]];
        }
        return BooleanData.of(picked);
    }
}
