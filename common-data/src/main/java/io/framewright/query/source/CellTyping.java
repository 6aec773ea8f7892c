package io.framewright.query.source;

import io.framewright.frame.ColumnType;

/**
 * What a cell of text says, whichever way it came out of its file: blank, missing, of a type asked for, or of what
 * kind. Leaves a value in its parser. Not thread-safe.
 */
final class CellTyping {
    final CellParser parser;
    private final MissingTexts missingTexts;

    /** @param lenient whether types were asked for */
    CellTyping(boolean lenient, MissingTexts missingTexts) {
        this.parser = new CellParser(lenient);
        this.missingTexts = missingTexts;
    }

    static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\u00A0';
    }

    /** Whether a cell without the blanks around it is missing in a column that is not text. */
    boolean isMissing(char[] buffer, int from, int to, boolean quoted) {
        return from == to || (!quoted && missingTexts.matches(buffer, from, to));
    }

    /** Whether a cell, blanks and all, is missing in a column of texts. */
    boolean isMissingText(char[] buffer, int from, int to, boolean quoted) {
        return !quoted && missingTexts.matchesText(buffer, from, to);
    }

    /** Whether a cell that is not missing is of this type. */
    boolean parse(ColumnType as, char[] buffer, int from, int to) {
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

    /** The narrowest type of a cell that is not missing; the value is in the parser. */
    ColumnType kindOf(char[] buffer, int from, int to) {
        if (parser.whole(buffer, from, to)) {
            return isInt(parser.longValue) ? ColumnType.INTEGER : ColumnType.LONG;
        }
        for (ColumnType kind : ColumnForms.TRIED) {
            if (parse(kind, buffer, from, to)) {
                return kind;
            }
        }
        return ColumnType.STRING;
    }

    /** The least int marks missing values. */
    static boolean isInt(long value) {
        return value > Integer.MIN_VALUE && value <= Integer.MAX_VALUE;
    }
}
