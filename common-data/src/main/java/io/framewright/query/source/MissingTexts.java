package io.framewright.query.source;

import java.util.List;

/**
 * The texts that stand for a missing value in a file. The usual ones, which nobody asked for, count only in columns
 * that are not text: "NA" is a country code there, and "None" may be somebody's name. Those that were asked for count
 * everywhere. Immutable.
 */
final class MissingTexts {
    /** What is taken for missing unless the source says otherwise. */
    static final List<String> USUAL = List.of("NA", "N/A", "n/a", "#N/A", "null", "NULL", "NaN", "nan", "None", "\\N");

    private final List<String> texts;
    private final boolean inStrings;

    private MissingTexts(List<String> texts, boolean inStrings) {
        this.texts = texts;
        this.inStrings = inStrings;
    }

    static MissingTexts usual() {
        return new MissingTexts(USUAL, false);
    }

    static MissingTexts of(List<String> texts) {
        return new MissingTexts(List.copyOf(texts), true);
    }

    /** None at all. */
    static MissingTexts none() {
        return new MissingTexts(List.of(), false);
    }

    /** Whether this cell of a column that is not text is missing. */
    boolean matches(char[] buffer, int from, int to) {
        for (int i = 0; i < texts.size(); i++) {
            if (equal(texts.get(i), buffer, from, to)) {
                return true;
            }
        }
        return false;
    }

    /** Whether this cell of a column of texts is missing. */
    boolean matchesText(char[] buffer, int from, int to) {
        return inStrings && matches(buffer, from, to);
    }

    private static boolean equal(String text, char[] buffer, int from, int to) {
        if (text.length() != to - from) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) != buffer[from + i]) {
                return false;
            }
        }
        return true;
    }
}
