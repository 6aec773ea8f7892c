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
    /** A bit per character modulo 64 that some text begins with: most cells need no more than that. */
    private final long firstCharacters;

    private MissingTexts(List<String> texts, boolean inStrings) {
        this.texts = texts;
        this.inStrings = inStrings;
        long bits = 0;
        for (String text : texts) {
            bits |= text.isEmpty() ? 0 : 1L << text.charAt(0);
        }
        this.firstCharacters = bits;
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
        if (from < to && (firstCharacters >>> buffer[from] & 1) == 0) {
            return false;
        }
        for (int i = 0; i < texts.size(); i++) {
            if (equal(texts.get(i), buffer, from, to)) {
                return true;
            }
        }
        return false;
    }

    /** Whether some of the texts could be read as numbers, such as -999. */
    boolean mayBeNumbers() {
        return texts.stream().anyMatch(text -> text.chars().anyMatch(c -> c >= '0' && c <= '9'));
    }

    /** Whether one of the texts may begin with this byte of UTF-8. */
    boolean mayBeginWith(byte first) {
        return first < 0 || (firstCharacters >>> first & 1) != 0;
    }

    /** Whether cells of a column of texts can be missing by their text. */
    boolean inTexts() {
        return inStrings;
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
