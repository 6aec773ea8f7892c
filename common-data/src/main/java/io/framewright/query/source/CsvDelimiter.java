package io.framewright.query.source;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds out what stands between the cells of a CSV file by looking at its beginning. */
final class CsvDelimiter {
    /** The candidates; where two fit equally well, the earlier one is taken. */
    static final List<Character> CANDIDATES = List.of(',', ';', '\t', '|');

    private static final int MAX_ROWS = 50;

    private CsvDelimiter() {}

    /**
     * The candidate that splits most rows into as many cells as the first; among equals the one that makes more cells.
     * A comma if none occurs in the first row.
     *
     * @param complete whether {@code length} is the whole file, so that the last row is too
     */
    static char detect(char[] text, int length, @Nullable Character quote, boolean complete) {
        char best = CANDIDATES.get(0);
        double bestShare = 0;
        int bestCount = 0;
        for (char candidate : CANDIDATES) {
            int[] counts = new int[MAX_ROWS];
            int rows = count(text, length, candidate, quote, complete, counts);
            if (rows == 0 || counts[0] == 0) {
                continue;
            }
            int alike = 0;
            for (int row = 0; row < rows; row++) {
                alike += counts[row] == counts[0] ? 1 : 0;
            }
            double share = (double) alike / rows;
            if (share > bestShare || (share == bestShare && counts[0] > bestCount)) {
                best = candidate;
                bestShare = share;
                bestCount = counts[0];
            }
        }
        return best;
    }

    /** Counts the candidate in each row that is not blank; returns the number of rows. */
    private static int count(
            char[] text, int length, char candidate, @Nullable Character quote, boolean complete, int[] counts) {
        int rows = 0;
        int count = 0;
        boolean quoted = false;
        boolean blank = true;
        for (int at = 0; at < length && rows < counts.length; at++) {
            char c = text[at];
            if (quote != null && c == quote) {
                quoted = !quoted;
                blank = false;
            } else if (!quoted && (c == '\n' || c == '\r')) {
                if (!blank) {
                    counts[rows++] = count;
                }
                count = 0;
                blank = true;
            } else {
                blank = false;
                count += !quoted && c == candidate ? 1 : 0;
            }
        }
        if (!blank && rows < counts.length && (complete || rows == 0)) {
            counts[rows++] = count;
        }
        return rows;
    }
}
