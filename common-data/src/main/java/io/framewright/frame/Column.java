package io.framewright.frame;

/** A named column of a frame. Immutable: nobody writes into its arrays. */
public record Column(String name, ColumnData data) {
    public ColumnType type() {
        return data.type();
    }

    /** The same data under another name. */
    public Column named(String other) {
        return new Column(other, data);
    }
}
