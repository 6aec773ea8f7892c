package io.framewright.frame;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * STRING: the different texts once, and a code per row. A version of a frame with fewer rows shares the texts of the
 * version it came from, so some texts may stand in no row.
 */
public final class TextData implements ColumnData {
    /** The code of a missing value. */
    public static final int MISSING = Words.MISSING;

    private final String[] words;
    private final int[] codes;
    private final int size;
    private volatile int missing = -1;
    private volatile long memoryBytes = -1;

    private TextData(String[] words, int[] codes, int size) {
        this.words = words;
        this.codes = codes;
        this.size = size;
    }

    /**
     * A column over these arrays, which belong to it from now on.
     *
     * @param words the different texts, each once, none null
     * @param codes per row an index into {@code words}, or {@link #MISSING}
     */
    public static TextData of(String[] words, int[] codes, int size) {
        return new TextData(words, codes, size);
    }

    /** These texts in this order; null is a missing value. */
    public static TextData of(List<@Nullable String> texts) {
        Map<String, Integer> seen = new HashMap<>();
        int[] codes = new int[texts.size()];
        for (int row = 0; row < codes.length; row++) {
            @Nullable String text = texts.get(row);
            codes[row] = text == null ? MISSING : code(seen, text);
        }
        return new TextData(wordsOf(seen), codes, codes.length);
    }

    static TextData missing(int size) {
        int[] codes = new int[size];
        Arrays.fill(codes, MISSING);
        return new TextData(new String[0], codes, size);
    }

    /** The different texts; read only. */
    public String[] words() {
        return words;
    }

    /** Per row an index into {@link #words()} or {@link #MISSING}; read only, and only the first {@link #size()}. */
    public int[] codes() {
        return codes;
    }

    /** The text of a row; null if it is missing. */
    public @Nullable String text(int row) {
        int code = codes[row];
        return code == MISSING ? null : words[code];
    }

    /** The same column; without the texts that stand in no row, if there are many of them. */
    public TextData compact() {
        if (words.length <= 1024 || words.length / 4 <= size) {
            return this;
        }
        int[] codeOf = new int[words.length];
        Arrays.fill(codeOf, MISSING);
        String[] used = new String[Math.min(words.length, size)];
        int[] compact = new int[size];
        int next = 0;
        for (int row = 0; row < size; row++) {
            int code = codes[row];
            if (code == MISSING) {
                compact[row] = MISSING;
                continue;
            }
            if (codeOf[code] == MISSING) {
                codeOf[code] = next;
                used[next++] = words[code];
            }
            compact[row] = codeOf[code];
        }
        return new TextData(Arrays.copyOf(used, next), compact, size);
    }

    @Override
    public ColumnType type() {
        return ColumnType.STRING;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public boolean isMissing(int row) {
        return codes[row] == MISSING;
    }

    @Override
    public int missing() {
        if (missing < 0) {
            int count = 0;
            for (int row = 0; row < size; row++) {
                count += codes[row] >>> 31;
            }
            missing = count;
        }
        return missing;
    }

    @Override
    public @Nullable Object get(int row) {
        return text(row);
    }

    @Override
    public TextData take(int[] rows, int count) {
        int[] taken = new int[count];
        for (int i = 0; i < count; i++) {
            taken[i] = codes[rows[i]];
        }
        return new TextData(words, taken, count).compact();
    }

    @Override
    public Taking taking(int count) {
        int[] taken = new int[count];
        return new Taking() {
            @Override
            public void put(int[] rows, int from, int to, int at) {
                int shift = at - from;
                for (int i = from; i < to; i++) {
                    int row = rows[i];
                    taken[i + shift] = row < 0 ? MISSING : codes[row];
                }
            }

            @Override
            public TextData taken() {
                return new TextData(words, taken, count).compact();
            }
        };
    }

    @Override
    public TextData slice(int from, int to) {
        return new TextData(words, Arrays.copyOfRange(codes, from, to), to - from).compact();
    }

    /** The texts of a row and the rows below it, so that two columns of texts have codes of the same meaning. */
    TextData followedBy(TextData below) {
        Map<String, Integer> seen = new HashMap<>(words.length * 2);
        for (String word : words) {
            seen.put(word, seen.size());
        }
        int[] codeOf = new int[below.words.length];
        for (int code = 0; code < codeOf.length; code++) {
            codeOf[code] = code(seen, below.words[code]);
        }
        int[] all = Arrays.copyOf(codes, size + below.size);
        for (int row = 0; row < below.size; row++) {
            int code = below.codes[row];
            all[size + row] = code == MISSING ? MISSING : codeOf[code];
        }
        String[] allWords = seen.size() == words.length ? words : Arrays.copyOf(words, seen.size());
        if (allWords != words) {
            seen.forEach((word, code) -> allWords[code] = word);
        }
        return new TextData(allWords, all, all.length);
    }

    @Override
    public long memoryBytes() {
        long bytes = memoryBytes;
        if (bytes < 0) {
            bytes = 48L + 4L * codes.length + 4L * words.length;
            for (String word : words) {
                bytes += 40L + word.length();
            }
            memoryBytes = bytes;
        }
        return bytes;
    }

    private static int code(Map<String, Integer> seen, String text) {
        Integer next = seen.size();
        Integer before = seen.putIfAbsent(text, next);
        return before == null ? next : before;
    }

    private static String[] wordsOf(Map<String, Integer> seen) {
        String[] words = new String[seen.size()];
        seen.forEach((word, code) -> words[code] = word);
        return words;
    }
}
