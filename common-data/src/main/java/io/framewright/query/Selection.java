package io.framewright.query;

import io.framewright.frame.ColumnData.Taking;

/**
 * Rows of a frame for which something is true, in order: in parts, as several threads found them, so that they need not
 * be joined before their values are taken. Immutable; the arrays are not copied, so nobody may write into them.
 */
public final class Selection {
    private final int[][] parts;
    private final int[] starts;

    /** @param parts the rows of each part, all of them before those of the next part */
    public Selection(int[][] parts) {
        this.parts = parts;
        this.starts = new int[parts.length + 1];
        for (int part = 0; part < parts.length; part++) {
            starts[part + 1] = starts[part] + parts[part].length;
        }
    }

    /** How many rows. */
    public int count() {
        return starts[parts.length];
    }

    /** All rows in one array of their own. */
    public int[] rows() {
        int[] rows = new int[count()];
        for (int part = 0; part < parts.length; part++) {
            System.arraycopy(parts[part], 0, rows, starts[part], parts[part].length);
        }
        return rows;
    }

    int parts() {
        return parts.length;
    }

    /** Takes the rows of a part of these columns, all columns of a few rows before the next rows. */
    void take(int part, Taking[] columns, int block) {
        int[] rows = parts[part];
        for (int from = 0; from < rows.length; from += block) {
            int to = Math.min(rows.length, from + block);
            for (Taking column : columns) {
                column.put(rows, from, to, starts[part] + from);
            }
        }
    }
}
