package io.framewright.query.expression;

import io.framewright.frame.ColumnType;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/** Functions of the ends of texts and of places in them. Characters are Unicode code points, counted from 1. */
final class TextParts {
    private TextParts() {}

    /** What becomes of a text and a number; neither is missing. */
    @FunctionalInterface
    private interface OfNumber {
        @Nullable
        String apply(String text, long number);
    }

    static Kernel<?> left(Arguments arguments) {
        return map(arguments.texts(0), arguments.longs(1), (text, count) -> TextFunctions.part(text, 1, count));
    }

    static Kernel<?> right(Arguments arguments) {
        return map(arguments.texts(0), arguments.longs(1), (text, count) -> {
            int size = text.codePointCount(0, text.length());
            return TextFunctions.part(text, size - Math.max(0, Math.min(count, size)) + 1, size);
        });
    }

    private static Kernel<@Nullable String[]> map(
            Kernel<@Nullable String[]> texts, Kernel<long[]> numbers, OfNumber function) {
        return Kernel.texts((chunk, out) -> {
            texts.run(chunk, out);
            long[] counts = numbers.values(chunk);
            for (int i = 0; i < chunk.count; i++) {
                String text = out[i];
                out[i] = text == null || counts[i] == Kind.MISSING_LONG ? null : function.apply(text, counts[i]);
            }
            numbers.give(chunk, counts);
        });
    }

    /** Where the first occurrence begins; 0 if there is none. */
    static Kernel<?> indexOf(Arguments arguments) {
        Kernel<@Nullable String[]> texts = arguments.texts(0);
        Kernel<@Nullable String[]> parts = arguments.texts(1);
        return Kernel.longs(ColumnType.INTEGER, (chunk, out) -> {
            @Nullable String[] values = texts.values(chunk);
            @Nullable String[] wanted = parts.values(chunk);
            for (int i = 0; i < chunk.count; i++) {
                String text = values[i];
                String part = wanted[i];
                out[i] = text == null || part == null ? Kind.MISSING_LONG : position(text, part);
            }
            texts.give(chunk, values);
            parts.give(chunk, wanted);
        });
    }

    private static long position(String text, String part) {
        int at = text.indexOf(part);
        return at < 0 ? 0 : text.codePointCount(0, at) + 1L;
    }

    /**
     * A text with so much of a repeated one put to it that it has so many characters; as it is if it has them.
     *
     * @param join of the text and what is put to it
     */
    static Kernel<?> padded(Arguments arguments, BinaryOperator<String> join) {
        Kernel<@Nullable String[]> texts = arguments.texts(0);
        Kernel<long[]> lengths = arguments.longs(1);
        Kernel<@Nullable String[]> fills = arguments.texts(2);
        return Kernel.texts((chunk, out) -> {
            texts.run(chunk, out);
            long[] length = lengths.values(chunk);
            @Nullable String[] fill = fills.values(chunk);
            for (int i = 0; i < chunk.count; i++) {
                String text = out[i];
                String with = fill[i];
                boolean none = text == null || with == null || length[i] == Kind.MISSING_LONG;
                out[i] = none || text == null || with == null ? null : padded(text, length[i], with, join);
            }
            lengths.give(chunk, length);
            fills.give(chunk, fill);
        });
    }

    private static @Nullable String padded(String text, long length, String fill, BinaryOperator<String> join) {
        long lacking = length - text.codePointCount(0, text.length());
        if (lacking <= 0 || fill.isEmpty()) {
            return text;
        }
        if (length > Kernels.MAX_TEXT) {
            return null;
        }
        int size = fill.codePointCount(0, fill.length());
        String more = fill.repeat((int) (lacking / size)) + TextFunctions.part(fill, 1, lacking % size);
        return Kernels.limited((long) text.length() + more.length(), join.apply(text, more), "");
    }
}
