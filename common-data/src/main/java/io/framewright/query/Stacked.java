package io.framewright.query;

import io.framewright.frame.BooleanData;
import io.framewright.frame.ColumnData;
import io.framewright.frame.ColumnType;
import io.framewright.frame.DoubleData;
import io.framewright.frame.IntData;
import io.framewright.frame.LongData;
import io.framewright.frame.TextData;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Columns of one type below each other as one column. */
final class Stacked {
    private Stacked() {}

    static ColumnData of(ColumnType type, List<ColumnData> parts) {
        int rows = Math.toIntExact(parts.stream().mapToLong(ColumnData::size).sum());
        return switch (type) {
            case INTEGER, LOCAL_DATE, LOCAL_TIME -> {
                int[] all = new int[rows];
                copy(parts, all, part -> ((IntData) part).values());
                yield IntData.of(type, all);
            }
            case LONG, LOCAL_DATE_TIME, INSTANT -> {
                long[] all = new long[rows];
                copy(parts, all, part -> ((LongData) part).values());
                yield LongData.of(type, all);
            }
            case DOUBLE -> {
                double[] all = new double[rows];
                copy(parts, all, part -> ((DoubleData) part).values());
                yield DoubleData.of(all);
            }
            case BOOLEAN -> {
                byte[] all = new byte[rows];
                copy(parts, all, part -> ((BooleanData) part).values());
                yield BooleanData.of(all);
            }
            case STRING -> texts(parts, new int[rows]);
        };
    }

    private static <A> void copy(List<ColumnData> parts, A all, Function<ColumnData, A> values) {
        int at = 0;
        for (ColumnData part : parts) {
            System.arraycopy(values.apply(part), 0, all, at, part.size());
            at += part.size();
        }
    }

    private static TextData texts(List<ColumnData> parts, int[] all) {
        Map<String, Integer> seen = new HashMap<>();
        int at = 0;
        for (ColumnData part : parts) {
            TextData texts = ((TextData) part).compact();
            int[] codeOf = new int[texts.words().length];
            for (int code = 0; code < codeOf.length; code++) {
                Integer next = seen.size();
                Integer before = seen.putIfAbsent(texts.words()[code], next);
                codeOf[code] = before == null ? next : before;
            }
            for (int row = 0; row < texts.size(); row++) {
                int code = texts.codes()[row];
                all[at++] = code == TextData.MISSING ? TextData.MISSING : codeOf[code];
            }
        }
        String[] words = new String[seen.size()];
        seen.forEach((word, code) -> words[code] = word);
        return TextData.of(words, all, all.length);
    }
}
