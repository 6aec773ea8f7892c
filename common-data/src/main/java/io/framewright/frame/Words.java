package io.framewright.frame;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.strings.DictionaryMap;
import tech.tablesaw.selection.BitmapBackedSelection;
import tech.tablesaw.selection.Selection;

/**
 * The content of a string column: the different texts once, and a code per row. It stands behind an ordinary Tablesaw
 * {@link StringColumn}, and unlike Tablesaw's own dictionaries it tells an empty text from a missing value
 * ({@code column.isMissing(row)}; {@code column.get(row)} is {@code ""} for both) and holds any number of texts.
 *
 * <p>Immutable: what would change it throws {@link UnsupportedOperationException}; copy the column first. Not
 * thread-safe in its lookups by text, as they build an index when first used; reads by row are.
 */
public final class Words implements DictionaryMap {
    /** The code of a missing value. */
    public static final int MISSING = -1;

    private final String[] words;
    private final int[] codes;
    private @Nullable Map<String, Integer> codeOfWord;

    private Words(String[] words, int[] codes) {
        this.words = words;
        this.codes = codes;
    }

    /**
     * A string column over these arrays, which belong to it from now on.
     *
     * @param words the different texts, each once, none null
     * @param codes per row an index into {@code words}, or {@link #MISSING}
     */
    public static StringColumn column(String name, String[] words, int[] codes) {
        return StringColumn.createInternal(name, new Words(words, codes));
    }

    /** A string column of these texts in this order; null is a missing value. */
    public static StringColumn column(String name, List<@Nullable String> texts) {
        Map<String, Integer> seen = new HashMap<>();
        List<String> words = new ArrayList<>();
        int[] codes = new int[texts.size()];
        for (int row = 0; row < codes.length; row++) {
            @Nullable String text = texts.get(row);
            if (text == null) {
                codes[row] = MISSING;
                continue;
            }
            Integer code = seen.putIfAbsent(text, words.size());
            codes[row] = code == null ? words.size() : code;
            if (code == null) {
                words.add(text);
            }
        }
        return column(name, words.toArray(String[]::new), codes);
    }

    /** The different texts; read only. */
    public String[] words() {
        return words;
    }

    /** Per row an index into {@link #words()} or {@link #MISSING}; read only. */
    public int[] codes() {
        return codes;
    }

    @Override
    public int size() {
        return codes.length;
    }

    @Override
    public boolean isMissing(int row) {
        return codes[row] == MISSING;
    }

    @Override
    public int countMissing() {
        int missing = 0;
        for (int code : codes) {
            missing += code >>> 31;
        }
        return missing;
    }

    @Override
    public String getValueForIndex(int row) {
        return getValueForKey(codes[row]);
    }

    @Override
    public String getValueForKey(int code) {
        return code == MISSING ? "" : words[code];
    }

    @Override
    public int getKeyAtIndex(int row) {
        return codes[row];
    }

    @Override
    public int getKeyForIndex(int row) {
        return codes[row];
    }

    @Override
    public int[] asIntArray() {
        return codes.clone();
    }

    @Override
    public byte[] asBytes(int row) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(codes[row]).array();
    }

    @Override
    public String[] asObjectArray() {
        String[] texts = new String[codes.length];
        Arrays.setAll(texts, this::getValueForIndex);
        return texts;
    }

    @Override
    public Iterator<String> iterator() {
        return new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                return next < codes.length;
            }

            @Override
            public String next() {
                if (next == codes.length) {
                    throw new NoSuchElementException();
                }
                return getValueForIndex(next++);
            }
        };
    }

    @Override
    public int countOccurrences(String text) {
        int code = codeOf(text);
        int count = 0;
        for (int other : codes) {
            count += matches(code, other) ? 1 : 0;
        }
        return count;
    }

    @Override
    public int firstIndexOf(String text) {
        int code = codeOf(text);
        for (int row = 0; row < codes.length; row++) {
            if (matches(code, codes[row])) {
                return row;
            }
        }
        return -1;
    }

    @Override
    public Selection isEqualTo(String text) {
        return selectIsIn(List.of(text));
    }

    @Override
    public Selection selectIsIn(String... texts) {
        return selectIsIn(List.of(texts));
    }

    @Override
    public Selection selectIsIn(Collection<String> texts) {
        Set<Integer> wanted = new HashSet<>();
        texts.forEach(text -> wanted.add(codeOf(text)));
        Selection rows = new BitmapBackedSelection();
        for (int row = 0; row < codes.length; row++) {
            if (codes[row] != MISSING && wanted.contains(codes[row])) {
                rows.add(row);
            }
        }
        return rows;
    }

    @Override
    public Selection isMissing() {
        Selection rows = new BitmapBackedSelection();
        for (int row = 0; row < codes.length; row++) {
            if (codes[row] == MISSING) {
                rows.add(row);
            }
        }
        return rows;
    }

    @Override
    public Selection isNotMissing() {
        Selection rows = new BitmapBackedSelection();
        for (int row = 0; row < codes.length; row++) {
            if (codes[row] != MISSING) {
                rows.add(row);
            }
        }
        return rows;
    }

    @Override
    public Set<String> asSet() {
        Set<String> texts = new HashSet<>(Arrays.asList(words));
        if (countMissing() > 0) {
            texts.add("");
        }
        return texts;
    }

    @Override
    public int countUnique() {
        return asSet().size();
    }

    @Override
    public Table countByCategory(String columnName) {
        int[] counts = new int[words.length];
        for (int code : codes) {
            if (code != MISSING) {
                counts[code]++;
            }
        }
        StringColumn categories = StringColumn.create("Category", words);
        IntColumn numbers = IntColumn.create("Count", counts);
        if (countMissing() > 0) {
            categories.appendMissing();
            numbers.append(countMissing());
        }
        return Table.create("Column: " + columnName, categories, numbers);
    }

    @Override
    public List<BooleanColumn> getDummies() {
        List<BooleanColumn> dummies = new ArrayList<>();
        for (int code = 0; code < words.length; code++) {
            BooleanColumn dummy = BooleanColumn.create(words[code]);
            for (int other : codes) {
                dummy.append(other == code);
            }
            dummies.add(dummy);
        }
        return dummies;
    }

    @Override
    public DictionaryMap promoteYourself() {
        return this;
    }

    @Override
    public int nextKeyWithoutIncrementing() {
        return words.length;
    }

    @Override
    public boolean canPromoteToText() {
        return false;
    }

    @Override
    public void append(@Nullable String value) {
        throw immutable();
    }

    @Override
    public void appendMissing() {
        throw immutable();
    }

    @Override
    public void set(int row, @Nullable String value) {
        throw immutable();
    }

    @Override
    public void clear() {
        throw immutable();
    }

    @Override
    public void sortAscending() {
        throw immutable();
    }

    @Override
    public void sortDescending() {
        throw immutable();
    }

    private static UnsupportedOperationException immutable() {
        return new UnsupportedOperationException("The columns of a frame do not change: copy the column first");
    }

    private static boolean matches(int wanted, int code) {
        return code == wanted && code != MISSING;
    }

    private int codeOf(String text) {
        if (codeOfWord == null) {
            Map<String, Integer> index = new HashMap<>(words.length * 2);
            for (int code = 0; code < words.length; code++) {
                index.put(words[code], code);
            }
            codeOfWord = index;
        }
        return codeOfWord.getOrDefault(text, MISSING);
    }
}
