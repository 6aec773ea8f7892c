package io.framewright.query.expression;

import io.framewright.frame.BooleanData;
import io.framewright.frame.ColumnData;
import io.framewright.frame.DoubleData;
import io.framewright.frame.IntData;
import io.framewright.frame.LongData;
import io.framewright.frame.TextData;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the values of columns. */
final class ColumnKernels {
    private ColumnKernels() {}

    static Kernel<?> of(ColumnData data) {
        if (data instanceof IntData ints) {
            int[] values = ints.values();
            return Kernel.longs(ints.type(), (chunk, out) -> {
                        for (int i = 0, row = chunk.start; i < chunk.count; i++, row++) {
                            int value = values[row];
                            out[i] = value == IntData.MISSING ? Kind.MISSING_LONG : value;
                        }
                    })
                    .reading(data);
        }
        if (data instanceof LongData longs) {
            long[] values = longs.values();
            return Kernel.longs(
                            longs.type(), (chunk, out) -> System.arraycopy(values, chunk.start, out, 0, chunk.count))
                    .reading(data);
        }
        if (data instanceof DoubleData doubles) {
            double[] values = doubles.values();
            return Kernel.doubles((chunk, out) -> System.arraycopy(values, chunk.start, out, 0, chunk.count))
                    .reading(data);
        }
        if (data instanceof BooleanData booleans) {
            byte[] values = booleans.values();
            return Kernel.logic((chunk, out) -> System.arraycopy(values, chunk.start, out, 0, chunk.count))
                    .reading(data);
        }
        TextData texts = (TextData) data;
        return Kernel.texts((chunk, out) -> {
                    for (int i = 0, row = chunk.start; i < chunk.count; i++, row++) {
                        out[i] = texts.text(row);
                    }
                })
                .reading(data);
    }

    /** Whether it is worth while to work something out once for each different text. */
    static boolean repeats(TextData column) {
        return column.words().length < column.size() / 2;
    }

    /** The different texts of a column, in their order, and a missing value behind them. */
    static TextData words(TextData column) {
        int[] codes = new int[column.words().length + 1];
        Arrays.setAll(codes, code -> code);
        codes[codes.length - 1] = TextData.MISSING;
        return TextData.of(column.words(), codes, codes.length);
    }

    /**
     * Looks up by code what an expression gives for each text of a column: worked out once per text, not once per row.
     *
     * @param perWord the expression over {@link #words}
     */
    static <A> Kernel<A> byWord(TextData column, Kernel<A> perWord) {
        int words = column.words().length;
        int[] codes = column.codes();
        A results = perWord.all(words + 1);
        Kind<A> kind = perWord.kind();
        if (results instanceof byte[] truths) {
            @SuppressWarnings("unchecked")
            Kernel<A> looked = (Kernel<A>) Kernel.logic(new CodeTable(codes, truths));
            return looked;
        }
        Kernel<A> kernel = perWord.like((chunk, out) -> gather(codes, words, results, kind, chunk, out));
        if (kind != Kind.TEXTS) {
            return kernel;
        }
        return kernel.ready(() -> recoded(column, (@Nullable String[]) results));
    }

    private static <A> void gather(int[] codes, int words, A results, Kind<A> kind, Chunk chunk, A out) {
        if (results instanceof long[] from && out instanceof long[] to) {
            for (int i = 0, row = chunk.start; i < chunk.count; i++, row++) {
                int code = codes[row];
                to[i] = from[code < 0 ? words : code];
            }
        } else {
            for (int i = 0, row = chunk.start; i < chunk.count; i++, row++) {
                int code = codes[row];
                kind.copy(results, code < 0 ? words : code, out, i, 1);
            }
        }
    }

    private static ColumnData recoded(TextData column, @Nullable String[] results) {
        Map<String, Integer> seen = new HashMap<>();
        int[] codeOf = new int[results.length];
        for (int code = 0; code < results.length; code++) {
            @Nullable String text = results[code];
            if (text == null) {
                codeOf[code] = TextData.MISSING;
                continue;
            }
            Integer next = seen.size();
            Integer before = seen.putIfAbsent(text, next);
            codeOf[code] = before == null ? next : before;
        }
        String[] words = new String[seen.size()];
        seen.forEach((word, code) -> words[code] = word);
        int[] codes = new int[column.size()];
        for (int row = 0; row < codes.length; row++) {
            int code = column.codes()[row];
            codes[row] = codeOf[code < 0 ? results.length - 1 : code];
        }
        return TextData.of(words, codes, codes.length);
    }
}
