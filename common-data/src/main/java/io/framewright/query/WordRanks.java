package io.framewright.query;

import io.framewright.frame.ColumnType;
import io.framewright.frame.LongData;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The places of different texts among all of them in the order of their UTF-16 code units. Many texts are ordered by a
 * few characters behind those that all have in common, as whole numbers; only where these are the same, by the texts.
 */
final class WordRanks {
    private static final int MANY = 2048;
    private static final int CHARS = 3;
    private static final int PIECES = 3;

    private WordRanks() {}

    static int[] of(String[] words) {
        return of(words, MANY, RowChunks.of(WorkMonitor.NONE));
    }

    static int[] of(String[] words, int many, RowChunks chunks) {
        int[] order = words.length < many ? byText(words) : byPieces(words, chunks);
        int[] ranks = new int[words.length];
        for (int rank = 0; rank < order.length; rank++) {
            ranks[order[rank]] = rank;
        }
        return ranks;
    }

    private static int[] byText(String[] words) {
        return IntStream.range(0, words.length)
                .boxed()
                .sorted(Comparator.comparing(code -> words[code]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static int[] byPieces(String[] words, RowChunks chunks) {
        int common = common(words);
        long[][] pieces = new long[PIECES][words.length];
        chunks.each(words.length, (chunk, from, to) -> {
            for (int code = from; code < to; code++) {
                for (int piece = 0; piece < PIECES; piece++) {
                    pieces[piece][code] = piece(words[code], common + piece * CHARS);
                }
            }
        });
        List<RowOrder.Key> keys = Arrays.stream(pieces)
                .map(piece -> new RowOrder.Key(LongData.of(ColumnType.LONG, piece), false))
                .toList();
        int[] order = RowOrder.of(keys, words.length, chunks);
        int start = 0;
        for (int i = 1; i <= order.length; i++) {
            if (i == order.length || !alike(pieces, order[i], order[start])) {
                sort(order, start, i, words);
                start = i;
            }
        }
        return order;
    }

    /** Three characters as a number, 0 for one that is not there: never negative, so never the missing value. */
    private static long piece(String word, int from) {
        long piece = 0;
        for (int i = from; i < from + CHARS; i++) {
            piece = piece << Character.SIZE | (i < word.length() ? word.charAt(i) : 0);
        }
        return piece;
    }

    private static boolean alike(long[][] pieces, int one, int other) {
        for (long[] piece : pieces) {
            if (piece[one] != piece[other]) {
                return false;
            }
        }
        return true;
    }

    private static void sort(int[] order, int from, int to, String[] words) {
        if (to - from < 2) {
            return;
        }
        int[] sorted = IntStream.range(from, to)
                .mapToObj(i -> order[i])
                .sorted(Comparator.comparing(code -> words[code]))
                .mapToInt(Integer::intValue)
                .toArray();
        System.arraycopy(sorted, 0, order, from, sorted.length);
    }

    /** How many characters all texts begin with. */
    private static int common(String[] words) {
        String first = words[0];
        int common = first.length();
        for (String word : words) {
            common = Math.min(common, word.length());
            int same = 0;
            while (same < common && word.charAt(same) == first.charAt(same)) {
                same++;
            }
            common = same;
        }
        return common;
    }
}
