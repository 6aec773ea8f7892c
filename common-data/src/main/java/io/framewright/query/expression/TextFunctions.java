package io.framewright.query.expression;

import io.framewright.frame.ColumnType;
import java.util.List;
import java.util.Locale;
import java.util.function.BiPredicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Functions of texts. Characters are Unicode code points, counted from 1. What gives a text or number is missing where
 * an argument is; what answers true or false is false there, as comparisons are.
 */
final class TextFunctions {
    static final List<Function> ALL = List.of(
            Function.of("lower")
                    .taking(List.of(Parameter.TEXT), a -> map(a.texts(0), text -> text.toLowerCase(Locale.ROOT))),
            Function.of("upper")
                    .taking(List.of(Parameter.TEXT), a -> map(a.texts(0), text -> text.toUpperCase(Locale.ROOT))),
            Function.of("trim").taking(List.of(Parameter.TEXT), a -> map(a.texts(0), String::strip)),
            Function.of("length").taking(List.of(Parameter.TEXT), a -> length(a.texts(0))),
            Function.of("substring")
                    .taking(
                            List.of(Parameter.TEXT, Parameter.WHOLE),
                            a -> substring(a.texts(0), a.longs(1), Kernel.constant(ColumnType.LONG, Long.MAX_VALUE)))
                    .taking(
                            List.of(Parameter.TEXT, Parameter.WHOLE, Parameter.WHOLE),
                            a -> substring(a.texts(0), a.longs(1), a.longs(2))),
            Function.of("left").taking(List.of(Parameter.TEXT, Parameter.WHOLE), TextParts::left),
            Function.of("right").taking(List.of(Parameter.TEXT, Parameter.WHOLE), TextParts::right),
            Function.of("indexOf").taking(List.of(Parameter.TEXT, Parameter.TEXT), TextParts::indexOf),
            Function.of("padLeft")
                    .taking(
                            List.of(Parameter.TEXT, Parameter.WHOLE, Parameter.TEXT),
                            a -> TextParts.padded(a, (text, fill) -> fill + text)),
            Function.of("padRight")
                    .taking(
                            List.of(Parameter.TEXT, Parameter.WHOLE, Parameter.TEXT),
                            a -> TextParts.padded(a, (text, fill) -> text + fill)),
            Function.of("replace")
                    .taking(
                            List.of(Parameter.TEXT, Parameter.TEXT, Parameter.TEXT),
                            a -> replace(a.texts(0), a.texts(1), a.texts(2))),
            Function.of("concat").takingMany(Parameter.ANY, TextFunctions::concat),
            Function.of("text").taking(List.of(Parameter.ANY), a -> Casts.toText(a.at(0))),
            Function.of("contains").taking(List.of(Parameter.TEXT, Parameter.TEXT), a -> test(a, String::contains)),
            Function.of("startsWith").taking(List.of(Parameter.TEXT, Parameter.TEXT), a -> test(a, String::startsWith)),
            Function.of("endsWith").taking(List.of(Parameter.TEXT, Parameter.TEXT), a -> test(a, String::endsWith)),
            Function.of("matches").taking(List.of(Parameter.TEXT, Parameter.TEXT), TextFunctions::matches));

    private TextFunctions() {}

    private static Kernel<@Nullable String[]> map(Kernel<@Nullable String[]> texts, UnaryOperator<String> function) {
        return Kernel.texts((chunk, out) -> {
            texts.run(chunk, out);
            for (int i = 0; i < chunk.count; i++) {
                String text = out[i];
                out[i] = text == null ? null : function.apply(text);
            }
        });
    }

    private static Kernel<long[]> length(Kernel<@Nullable String[]> texts) {
        return Kernel.longs(ColumnType.INTEGER, (chunk, out) -> {
            @Nullable String[] values = texts.values(chunk);
            for (int i = 0; i < chunk.count; i++) {
                String text = values[i];
                out[i] = text == null ? Kind.MISSING_LONG : text.codePointCount(0, text.length());
            }
            texts.give(chunk, values);
        });
    }

    private static Kernel<@Nullable String[]> substring(
            Kernel<@Nullable String[]> texts, Kernel<long[]> first, Kernel<long[]> length) {
        return Kernel.texts((chunk, out) -> {
            texts.run(chunk, out);
            long[] starts = first.values(chunk);
            long[] lengths = length.values(chunk);
            for (int i = 0; i < chunk.count; i++) {
                String text = out[i];
                boolean none = text == null || starts[i] == Kind.MISSING_LONG || lengths[i] == Kind.MISSING_LONG;
                out[i] = none || text == null ? null : part(text, starts[i], lengths[i]);
            }
            first.give(chunk, starts);
            length.give(chunk, lengths);
        });
    }

    /** The characters from the {@code first}, counted from 1, on; what lies outside the text is not there. */
    static String part(String text, long first, long length) {
        int size = text.codePointCount(0, text.length());
        long from = Math.max(first, 1) - 1;
        long cut = Math.max(length, 0) + Math.min(first, 1) - 1;
        if (from >= size || cut <= 0) {
            return "";
        }
        int begin = text.offsetByCodePoints(0, (int) from);
        return text.substring(begin, text.offsetByCodePoints(begin, (int) Math.min(cut, size - from)));
    }

    private static Kernel<@Nullable String[]> replace(
            Kernel<@Nullable String[]> texts, Kernel<@Nullable String[]> found, Kernel<@Nullable String[]> put) {
        return Kernel.texts((chunk, out) -> {
            texts.run(chunk, out);
            @Nullable String[] from = found.values(chunk);
            @Nullable String[] to = put.values(chunk);
            for (int i = 0; i < chunk.count; i++) {
                String text = out[i];
                String wanted = from[i];
                String instead = to[i];
                out[i] = text == null || wanted == null || instead == null ? null : replaced(text, wanted, instead);
            }
            found.give(chunk, from);
            put.give(chunk, to);
        });
    }

    private static @Nullable String replaced(String text, String wanted, String instead) {
        if (wanted.isEmpty()) {
            return text;
        }
        int grows = instead.length() - wanted.length();
        if (grows > 0) {
            long length = text.length();
            for (int at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length())) {
                length += grows;
            }
            if (length > Kernels.MAX_TEXT) {
                return null;
            }
        }
        return text.replace(wanted, instead);
    }

    private static Kernel<@Nullable String[]> concat(Arguments arguments) {
        List<Kernel<@Nullable String[]>> parts =
                arguments.kernels().stream().map(Casts::toText).toList();
        return Kernel.texts((chunk, out) -> {
            parts.get(0).run(chunk, out);
            for (Kernel<@Nullable String[]> part : parts.subList(1, parts.size())) {
                @Nullable String[] more = part.values(chunk);
                for (int i = 0; i < chunk.count; i++) {
                    String first = out[i];
                    String second = more[i];
                    out[i] = first == null || second == null
                            ? null
                            : Kernels.limited((long) first.length() + second.length(), first, second);
                }
                part.give(chunk, more);
            }
        });
    }

    private static Kernel<byte[]> test(Arguments arguments, BiPredicate<String, String> test) {
        Kernel<@Nullable String[]> left = arguments.texts(0);
        Kernel<@Nullable String[]> right = arguments.texts(1);
        return Kernel.logic((chunk, out) -> {
            @Nullable String[] a = left.values(chunk);
            @Nullable String[] b = right.values(chunk);
            for (int i = 0; i < chunk.count; i++) {
                String first = a[i];
                String second = b[i];
                out[i] = (byte) (first != null && second != null && test.test(first, second) ? 1 : 0);
            }
            left.give(chunk, a);
            right.give(chunk, b);
        });
    }

    private static Kernel<byte[]> matches(Arguments arguments) {
        if (!arguments.at(1).isConstant()) {
            throw Invalid.at(arguments.places().get(1), "the pattern of matches differs from row to row", "a text");
        }
        String pattern = arguments.texts(1).first()[0];
        if (pattern == null) {
            throw Invalid.at(arguments.places().get(1), "the pattern of matches is missing", "a text");
        }
        RegularExpression regex =
                RegularExpression.of(pattern, arguments.places().get(1));
        Kernel<@Nullable String[]> texts = arguments.texts(0);
        return Kernel.logic((chunk, out) -> {
            @Nullable String[] values = texts.values(chunk);
            for (int i = 0; i < chunk.count; i++) {
                String text = values[i];
                out[i] = (byte) (text != null && regex.matches(text) ? 1 : 0);
            }
            texts.give(chunk, values);
        });
    }
}
