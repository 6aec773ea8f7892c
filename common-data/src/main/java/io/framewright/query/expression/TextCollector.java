package io.framewright.query.expression;

import io.framewright.frame.ColumnData;
import io.framewright.frame.TextData;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects texts into a column that has each different one once. */
final class TextCollector {
    /** Of a text beside its characters, with its place among the others. */
    private static final long WORD_BYTES = 44;

    private final Map<String, Integer> seen = new HashMap<>();
    private final int[] codes;
    private int size;
    private long bytes;

    TextCollector(int rows) {
        codes = new int[rows];
    }

    void add(@Nullable String[] texts, int count) {
        for (int i = 0; i < count; i++) {
            String text = texts[i];
            if (text == null) {
                codes[size++] = TextData.MISSING;
                continue;
            }
            Integer next = seen.size();
            Integer before = seen.putIfAbsent(text, next);
            codes[size++] = before == null ? next : before;
            bytes += before == null ? WORD_BYTES + text.length() : 0;
        }
    }

    /** About what the different texts so far take. */
    long bytes() {
        return bytes;
    }

    ColumnData column() {
        String[] words = new String[seen.size()];
        seen.forEach((word, code) -> words[code] = word);
        return TextData.of(words, codes, size);
    }
}
