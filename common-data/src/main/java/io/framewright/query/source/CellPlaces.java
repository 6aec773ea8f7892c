package io.framewright.query.source;

/**
 * Finds where the cells of some rows of a block begin and end. Cell {@code c} of row {@code r} lies between
 * {@code places[r * stride + c] + 1} and {@code places[r * stride + c + 1]}; if that begins with the quote, it is a
 * quoted cell, and its last byte the closing quote. Not thread-safe.
 */
final class CellPlaces {
    /** How many cells are found at once, if a row has not more. */
    private static final int CELLS = 1 << 14;

    private static final long LINE_FEEDS = EightBytes.repeat('\n');

    private final CsvLayout layout;
    private final int columns;
    private final long delimiters;
    private final long quotes;
    private final boolean hasQuote;

    final int[] places;
    int stride;
    int rows;

    CellPlaces(CsvLayout layout) {
        this.layout = layout;
        this.columns = layout.columns();
        this.delimiters = EightBytes.repeat(layout.delimiter());
        this.quotes = EightBytes.repeat(layout.quote());
        this.hasQuote = layout.quote() != CsvLayout.NO_QUOTE;
        this.places = new int[Math.max(CELLS, columns) + columns + 16];
    }

    /** How many rows are found at once. */
    private int maxRows() {
        return Math.max(1, CELLS / (columns + 1));
    }

    /**
     * Finds the next rows, at most {@code rowsLeft}; returns where the row behind them begins. Throws {@link Unusual}
     * if a row has another number of cells.
     *
     * @param from where a row begins
     * @param to where the block ends, with a line feed; the eight bytes behind it can be read too
     */
    int find(byte[] bytes, int from, int to, int rowsLeft, boolean plain) {
        int wanted = Math.min(maxRows(), rowsLeft);
        return plain ? findPlain(bytes, from, to, wanted) : findAny(bytes, from, to, wanted);
    }

    /** Where each delimiter and line feed ends a cell. */
    private int findPlain(byte[] bytes, int from, int to, int wanted) {
        stride = columns;
        int[] found = places;
        found[0] = from - 1;
        int count = 1;
        int limit = wanted * columns + 1;
        for (int i = from; count < limit; i += 8) {
            if (i >= to) {
                throw ragged();
            }
            long eight = EightBytes.at(bytes, i);
            long mask = EightBytes.equal(eight, delimiters) | EightBytes.equal(eight, LINE_FEEDS);
            int more = Long.bitCount(mask);
            // Most often there are at most three: written without looking, so that nothing has to be foretold.
            found[count] = i + EightBytes.first(mask);
            mask &= mask - 1;
            found[count + 1] = i + EightBytes.first(mask);
            mask &= mask - 1;
            found[count + 2] = i + EightBytes.first(mask);
            mask &= mask - 1;
            for (int at = count + 3; mask != 0; at++) {
                found[at] = i + EightBytes.first(mask);
                mask &= mask - 1;
            }
            count += more;
        }
        for (int row = 1; row <= wanted; row++) {
            if (bytes[found[row * columns]] != '\n') {
                throw ragged();
            }
        }
        rows = wanted;
        int end = found[wanted * columns] + 1;
        if (end > to) {
            throw ragged();
        }
        return end;
    }

    private int findAny(byte[] bytes, int from, int to, int wanted) {
        stride = columns + 1;
        int at = from;
        int row = 0;
        while (row < wanted) {
            if (at >= to) {
                throw ragged();
            }
            if (!layout.blankIsRow() && isLineEnd(bytes, at)) {
                at += bytes[at] == '\n' ? 1 : 2;
                continue;
            }
            at = findRow(bytes, at, to, row * stride);
            row++;
        }
        rows = wanted;
        return at;
    }

    private static boolean isLineEnd(byte[] bytes, int at) {
        return bytes[at] == '\n' || (bytes[at] == '\r' && bytes[at + 1] == '\n');
    }

    private int findRow(byte[] bytes, int from, int to, int first) {
        int at = from;
        places[first] = from - 1;
        for (int column = 0; true; column++) {
            at = cellEnd(bytes, at, to);
            if (column == columns) {
                throw ragged();
            }
            places[first + column + 1] = at;
            if (at >= to) {
                throw ragged();
            }
            if (bytes[at] != layout.delimiter()) {
                if (column + 1 != columns || !isLineEnd(bytes, at)) {
                    throw ragged();
                }
                return at + (bytes[at] == '\n' ? 1 : 2);
            }
            at++;
        }
    }

    /** Where the delimiter or line end stands behind the cell that begins here. */
    private int cellEnd(byte[] bytes, int from, int to) {
        int at = from;
        if (hasQuote && at < to && bytes[at] == layout.quote()) {
            at++;
            while (true) {
                long mask = EightBytes.equal(EightBytes.at(bytes, Math.min(at, to)), quotes);
                at += EightBytes.first(mask);
                if (at >= to) {
                    throw ragged();
                }
                if (mask != 0) {
                    at++;
                    if (bytes[at] != layout.quote()) {
                        return at;
                    }
                    at++;
                }
            }
        }
        while (at < to) {
            long eight = EightBytes.at(bytes, at);
            long mask = EightBytes.equal(eight, delimiters) | EightBytes.equal(eight, LINE_FEEDS);
            if (mask != 0) {
                at += EightBytes.first(mask);
                return bytes[at] == '\n' && at > from && bytes[at - 1] == '\r' ? at - 1 : at;
            }
            at += 8;
        }
        return to;
    }

    /** The longest cell of those found, in bytes and with its quotes. */
    int longest() {
        int longest = 0;
        for (int row = 0; row < rows; row++) {
            for (int at = row * stride; at < row * stride + columns; at++) {
                longest = Math.max(longest, places[at + 1] - places[at] - 1);
            }
        }
        return longest;
    }

    private static Unusual ragged() {
        return new Unusual("a row with more or fewer cells");
    }
}
