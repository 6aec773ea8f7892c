package io.framewright.query.source;

import io.framewright.frame.ColumnType;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads one cell at a time from bytes in the general way: quotes, blanks, texts for missing values and all forms of all
 * types, just as {@link CellColumn} does with characters. Not thread-safe.
 */
final class OddCell {
    /** The cell is missing. */
    static final int MISSING = 0;
    /** The cell is of the type, and its value in the parser. */
    static final int VALUE = 1;
    /** The cell is of another type: {@link #kind}. */
    static final int MISFIT = 2;

    private static final int KEPT = 1 << 12;

    private final byte quote;
    private final CellTyping inferred;
    private final CellTyping lenient;
    private char[] chars = new char[KEPT];
    private int length;
    private boolean quoted;

    ColumnType kind = ColumnType.STRING;
    /** Behind {@link #VALUE}. */
    CellParser parser;

    OddCell(byte quote, MissingTexts missing) {
        this.quote = quote;
        this.inferred = new CellTyping(false, missing);
        this.lenient = new CellTyping(true, missing);
        this.parser = inferred.parser;
    }

    /**
     * Reads a cell of a column that is not text.
     *
     * @param type of the column; null if it is not known yet
     * @param asked whether that was asked for; a cell that is not of it is {@link Unusual} then
     */
    int read(@Nullable ColumnType type, boolean asked, byte[] bytes, int from, int to) {
        if (from == to) {
            return MISSING;
        }
        decode(bytes, from, to);
        int first = 0;
        int last = length;
        while (first < last && CellTyping.isBlank(chars[first])) {
            first++;
        }
        while (last > first && CellTyping.isBlank(chars[last - 1])) {
            last--;
        }
        CellTyping typing = asked ? lenient : inferred;
        if (typing.isMissing(chars, first, last, quoted)) {
            return MISSING;
        }
        parser = typing.parser;
        if (type != null && typing.parse(type, chars, first, last)) {
            return VALUE;
        }
        if (asked) {
            throw new Unusual("a cell that is not of the type asked for");
        }
        kind = typing.kindOf(chars, first, last);
        return MISFIT;
    }

    /** Whether a cell without quotes is missing in a column of texts. */
    boolean isMissingText(byte[] bytes, int from, int to) {
        decode(bytes, from, to);
        return inferred.isMissingText(chars, 0, length, quoted);
    }

    private void decode(byte[] bytes, int from, int to) {
        quoted = bytes[from] == quote;
        int start = quoted ? from + 1 : from;
        int end = quoted ? to - 1 : to;
        if (end - start > chars.length) {
            chars = new char[end - start];
        }
        int any = 0;
        length = 0;
        for (int at = start; at < end; at++) {
            byte b = bytes[at];
            any |= b;
            chars[length++] = (char) b;
            at += quoted && b == quote ? 1 : 0;
        }
        if (any < 0) {
            String text = new String(bytes, start, end - start, StandardCharsets.UTF_8);
            if (quoted) {
                String one = String.valueOf((char) quote);
                text = text.replace(one + one, one);
            }
            length = text.length();
            text.getChars(0, length, chars, 0);
        }
    }
}
