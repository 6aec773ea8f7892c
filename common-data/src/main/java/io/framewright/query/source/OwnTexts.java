package io.framewright.query.source;

import io.framewright.frame.Column;
import io.framewright.frame.Frame;
import io.framewright.frame.TextData;
import java.util.Arrays;

/**
 * Dictionaries are written in full: of a few rows of a frame with many texts, rather a copy of them with the texts they
 * have.
 */
final class OwnTexts {
    private OwnTexts() {}

    /** Whether a column has more texts than so many rows can have. */
    static boolean areFewer(Frame frame, int rows) {
        return frame.data().stream()
                .anyMatch(column -> column.data() instanceof TextData texts && texts.words().length > rows);
    }

    /** A copy of the rows from {@code from} (inclusive) to {@code to} (exclusive). */
    static Frame of(Frame frame, int from, int to) {
        Frame slice = frame.slice(from, to - (long) from);
        return slice.withColumns(slice.data().stream()
                .map(column -> column.data() instanceof TextData texts ? new Column(column.name(), of(texts)) : column)
                .toList());
    }

    private static TextData of(TextData texts) {
        int[] seen = new int[texts.size()];
        int found = 0;
        for (int row = 0; row < texts.size(); row++) {
            int code = texts.codes()[row];
            if (code != TextData.MISSING) {
                seen[found++] = code;
            }
        }
        int[] different = Arrays.stream(seen, 0, found).sorted().distinct().toArray();
        String[] words = new String[different.length];
        Arrays.setAll(words, place -> texts.words()[different[place]]);
        int[] codes = new int[texts.size()];
        Arrays.setAll(codes, row -> {
            int code = texts.codes()[row];
            return code == TextData.MISSING ? TextData.MISSING : Arrays.binarySearch(different, code);
        });
        return TextData.of(words, codes, codes.length);
    }
}
