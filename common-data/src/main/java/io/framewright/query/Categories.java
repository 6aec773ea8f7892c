package io.framewright.query;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.frame.TextData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The different texts of a column, each with a number: in the order of their code units, missing last.
 *
 * @param texts the column
 * @param values per number the text; null for missing ones
 * @param numberOfWord per word of the column its number; -1 for a word of no row
 */
record Categories(TextData texts, List<@Nullable String> values, int[] numberOfWord) {
    /** How a missing text is called. */
    static final String MISSING = "(missing)";

    /** INVALID_COMMAND if there are more than {@code most}. */
    static Either<Failure, Categories> of(String column, TextData texts, int most, RowChunks chunks) {
        String[] words = texts.words();
        int[] codes = texts.codes();
        // Threads write the same value, if any: it does not matter which comes first.
        boolean[] used = new boolean[words.length];
        chunks.each(texts.size(), (chunk, from, to) -> {
            for (int row = from; row < to; row++) {
                if (codes[row] != TextData.MISSING) {
                    used[codes[row]] = true;
                }
            }
        });
        int[] there =
                IntStream.range(0, words.length).filter(code -> used[code]).toArray();
        int count = there.length + (texts.missing() > 0 ? 1 : 0);
        if (count > most) {
            return Either.left(tooMany(column, count, most));
        }
        int[] numberOfWord = new int[words.length];
        Arrays.fill(numberOfWord, -1);
        List<@Nullable String> values = new ArrayList<>();
        IntStream.of(there)
                .boxed()
                .sorted(Comparator.comparing(code -> words[code]))
                .forEach(code -> {
                    numberOfWord[code] = values.size();
                    values.add(words[code]);
                });
        if (texts.missing() > 0) {
            values.add(null);
        }
        return Either.right(new Categories(texts, values, numberOfWord));
    }

    static Failure tooMany(String column, int count, int most) {
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("column", column);
        detail.put("distinct", count);
        detail.put("maxCategories", most);
        return Failure.of(
                FailureCode.INVALID_COMMAND,
                "Column " + column + " has " + count + " different values; at most " + most
                        + " categories are allowed. Set maxCategories, or leave the column out.",
                detail);
    }

    /** The number of a row's text. */
    int number(int row) {
        int code = texts.codes()[row];
        return code == TextData.MISSING ? values.size() - 1 : numberOfWord[code];
    }
}
