package io.framewright.query.source;

/**
 * Counts the rows that begin between two line ends of a CSV file, without looking at their cells. Whether the first of
 * these line ends stands in a quoted cell is not known: {@link #fromRow} takes it that it does not, {@link #fromQuote}
 * that it does. Not thread-safe.
 */
final class LineScan {
    private static final long LINE_FEEDS = EightBytes.repeat('\n');
    private static final long RETURNS = EightBytes.repeat('\r');

    private final byte delimiter;
    private final byte quote;
    private final long quotes;
    private final boolean hasQuote;

    private byte[] bytes = {};
    private int at;
    private int end;
    private long rows;
    private long blankLines;
    private int firstRow;
    private boolean quoted;

    LineScan(CsvLayout layout) {
        this.delimiter = layout.delimiter();
        this.quote = layout.quote();
        this.quotes = EightBytes.repeat(quote);
        this.hasQuote = quote != CsvLayout.NO_QUOTE;
    }

    /**
     * What was found.
     *
     * @param valid whether this can be: what is not must begin the other way, or is a mistake in the file
     * @param firstRow where the first row begins, from the beginning of the bytes; -1 if none does
     * @param rows how many lines begin that have a character
     * @param blankLines how many begin that have none
     * @param plain whether there are neither quotes nor carriage returns
     * @param endsInQuote whether the last line end is in a quoted cell
     */
    record Lines(boolean valid, int firstRow, long rows, long blankLines, boolean plain, boolean endsInQuote) {
        static final Lines INVALID = new Lines(false, -1, 0, 0, false, false);
    }

    /**
     * Beginning with a row. The last byte is a line feed, and the eight bytes behind it can be read too, whatever they
     * are.
     */
    Lines fromRow(byte[] block, int from, int to) {
        start(block, from, to);
        firstRow = from;
        if (countPlain()) {
            return new Lines(true, from, rows, blankLines, true, false);
        }
        start(block, from, to);
        firstRow = from;
        return lines() ? result() : Lines.INVALID;
    }

    /** Beginning in a quoted cell. */
    Lines fromQuote(byte[] block, int from, int to) {
        start(block, from, to);
        if (!closeQuote()) {
            return quoted ? result() : Lines.INVALID;
        }
        if (!restOfLine()) {
            return quoted ? result() : Lines.INVALID;
        }
        firstRow = at < end ? at : -1;
        return lines() ? result() : Lines.INVALID;
    }

    /** Where the line that begins a row ends, line feed included; -1 if it does not in these bytes. */
    int rowEnd(byte[] block, int from, int to) {
        start(block, from, to);
        return restOfRow() && at > from && block[at - 1] == '\n' ? at : -1;
    }

    private void start(byte[] block, int from, int to) {
        bytes = block;
        at = from;
        end = to;
        rows = 0;
        blankLines = 0;
        firstRow = -1;
        quoted = false;
    }

    private Lines result() {
        return new Lines(true, firstRow, rows, blankLines, false, quoted);
    }

    /** Counts line feeds; false if there is a quote or a carriage return. */
    private boolean countPlain() {
        long feeds = 0;
        long blanks = 0;
        long others = 0;
        long before = 0x80;
        int i = at;
        for (; i <= end - 8; i += 8) {
            long eight = EightBytes.at(bytes, i);
            long feed = EightBytes.equal(eight, LINE_FEEDS);
            others |= EightBytes.equal(eight, quotes) | EightBytes.equal(eight, RETURNS);
            feeds += Long.bitCount(feed);
            blanks += Long.bitCount(feed & (feed << 8 | before));
            before = feed >>> 56;
        }
        boolean lineFeed = before != 0;
        for (; i < end; i++) {
            byte b = bytes[i];
            others |= b == '\r' || (hasQuote && b == quote) ? 1 : 0;
            feeds += b == '\n' ? 1 : 0;
            blanks += b == '\n' && lineFeed ? 1 : 0;
            lineFeed = b == '\n';
        }
        rows = feeds - blanks + (lineFeed ? 0 : 1);
        blankLines = blanks;
        return others == 0;
    }

    /** Lines until the end, from the beginning of a row; false if that cannot be. */
    private boolean lines() {
        while (at < end) {
            byte b = bytes[at];
            if (b == '\n') {
                at++;
                blankLines++;
            } else if (b == '\r' && at + 1 < end && bytes[at + 1] == '\n') {
                at += 2;
                blankLines++;
            } else {
                rows++;
                if (!restOfRow()) {
                    return quoted;
                }
            }
        }
        return true;
    }

    /** From the beginning of a row to that of the next; false if there is no next, and not a quote left open. */
    private boolean restOfRow() {
        if (at < end && hasQuote && bytes[at] == quote) {
            at++;
            if (!closeQuote()) {
                return false;
            }
        }
        return restOfLine();
    }

    /**
     * From the middle of a row to the beginning of the next. Quotes count behind a delimiter only. False if a quote is
     * not closed ({@link #quoted}) or this cannot be.
     */
    private boolean restOfLine() {
        while (at < end) {
            long eight = EightBytes.at(bytes, at);
            long mask = EightBytes.equal(eight, LINE_FEEDS)
                    | EightBytes.equal(eight, RETURNS)
                    | EightBytes.equal(eight, quotes);
            if (mask == 0) {
                at += 8;
                continue;
            }
            at += EightBytes.first(mask);
            if (at >= end) {
                break;
            }
            byte b = bytes[at++];
            if (b == '\n') {
                return true;
            }
            if (b == '\r') {
                if (at == end || bytes[at] != '\n') {
                    return false;
                }
            } else if (bytes[at - 2] == delimiter && !closeQuote()) {
                return false;
            }
        }
        at = end;
        return true;
    }

    /** From inside a quoted cell to what ends it; false if it is not closed, or there is text behind. */
    private boolean closeQuote() {
        while (true) {
            if (at >= end) {
                at = end;
                quoted = true;
                return false;
            }
            long mask = EightBytes.equal(EightBytes.at(bytes, at), quotes);
            if (mask == 0) {
                at += 8;
                continue;
            }
            at += EightBytes.first(mask);
            if (at >= end) {
                continue;
            }
            at++;
            if (at >= end || bytes[at] != quote) {
                break;
            }
            at++;
        }
        return at >= end || bytes[at] == delimiter || bytes[at] == '\n' || bytes[at] == '\r';
    }
}
