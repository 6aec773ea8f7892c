package io.framewright.query.source;

import io.framewright.frame.Column;
import io.framewright.frame.TextData;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A column of texts that stand in a dictionary: each different text once, and a code per row. Not thread-safe. */
final class ArrowCodes implements ArrowColumn {
    private static final int WORD_OVERHEAD = 64;

    private final String name;
    private final ArrowNumbers numbers;
    private final ArrowDictionary dictionary;
    private final MemoryBudget budget;
    private final Map<String, Integer> seen = new HashMap<>();
    private int[] codeOf = {};
    private int version = -1;
    private int[] codes = {};
    private int size;

    ArrowCodes(String name, ArrowNumbers numbers, ArrowDictionary dictionary, MemoryBudget budget) {
        this.name = name;
        this.numbers = numbers;
        this.dictionary = dictionary;
        this.budget = budget;
    }

    @Override
    public void read(ArrowBatch batch) throws IOException {
        batch.nextColumn();
        if (version != dictionary.version()) {
            learn(dictionary.words());
            version = dictionary.version();
        }
        @Nullable ByteBuffer validity = batch.validity();
        if (validity == null) {
            int width = numbers.bits() / Byte.SIZE;
            numbers.readChunks(batch, (chunk, row, count) -> {
                for (int i = 0; i < count; i++) {
                    add(code(numbers.wholeAt(chunk, i * width), batch));
                }
            });
            return;
        }
        numbers.read(
                batch,
                (chunk, at, row) -> add(
                        ArrowBatch.has(validity, row) ? code(numbers.wholeAt(chunk, at), batch) : TextData.MISSING));
    }

    @Override
    public void expect(int rows) {
        if (rows > codes.length && budget.has((long) rows * Integer.BYTES)) {
            budget.take((long) Integer.BYTES * (rows - codes.length));
            codes = Arrays.copyOf(codes, rows);
        }
    }

    /** Grows with the rows that are there, not with those that a batch says it has. */
    private void add(int code) {
        if (size == codes.length) {
            int capacity = Growth.next(size);
            budget.take((long) Integer.BYTES * (capacity - size));
            codes = Arrays.copyOf(codes, capacity);
        }
        codes[size++] = code;
    }

    private int code(long index, ArrowBatch batch) {
        if (index < 0 || index >= codeOf.length) {
            throw batch.file().malformed("a row of column '" + name + "' is of no text in its dictionary", 0);
        }
        return codeOf[(int) index];
    }

    private void learn(List<@Nullable String> words) {
        codeOf = new int[words.size()];
        for (int i = 0; i < codeOf.length; i++) {
            String word = words.get(i);
            if (word == null) {
                codeOf[i] = TextData.MISSING;
                continue;
            }
            Integer next = seen.size();
            Integer known = seen.putIfAbsent(word, next);
            if (known == null) {
                budget.take(WORD_OVERHEAD);
            }
            codeOf[i] = known == null ? next : known;
        }
    }

    @Override
    public Column toColumn() {
        String[] words = new String[seen.size()];
        seen.forEach((word, code) -> words[code] = word);
        return new Column(
                name, TextData.of(words, Growth.isSnug(size, codes.length) ? codes : Arrays.copyOf(codes, size), size));
    }
}
