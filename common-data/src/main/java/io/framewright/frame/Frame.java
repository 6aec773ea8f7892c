package io.framewright.frame;

import tech.tablesaw.api.Table;

/** An immutable data frame over Tablesaw columns. */
public final class Frame {
    private final Table table;

    private Frame(Table table) {
        this.table = table;
    }

    /** A frame over a table that nobody changes any more. */
    public static Frame of(Table table) {
        return new Frame(table);
    }

    /** The table itself: read it, never change it. */
    public Table table() {
        return table;
    }

    public int rowCount() {
        return table.rowCount();
    }
}
