package io.framewright.query;

import io.framewright.frame.ColumnData;
import io.framewright.frame.TextData;
import java.util.Arrays;
import java.util.Comparator;

/** The greatest text of each cell, or the least, by UTF-16 code units. */
final class TextExtremeTally implements RunningTally {
    /** Sorting more words would cost more than comparing those that come. */
    private static final int RANKED = 1 << 16;

    private final String[] words;
    private final int[] codes;
    private final boolean least;
    private final int[] ranks;
    /** The code of the text. */
    private final int[] most;

    /** @param ranks those of the words of the column, see {@link #ranks} */
    TextExtremeTally(TextData data, boolean least, int[] ranks, int size) {
        this.words = data.words();
        this.codes = data.codes();
        this.least = least;
        this.ranks = ranks;
        this.most = new int[size];
        Arrays.fill(most, TextData.MISSING);
    }

    /** The place of each word among all in order; none if there are many. */
    static int[] ranks(String[] words) {
        if (words.length > RANKED) {
            return new int[0];
        }
        Integer[] inOrder = new Integer[words.length];
        Arrays.setAll(inOrder, code -> code);
        Arrays.sort(inOrder, Comparator.comparing(code -> words[code]));
        int[] ranks = new int[words.length];
        for (int rank = 0; rank < ranks.length; rank++) {
            ranks[inOrder[rank]] = rank;
        }
        return ranks;
    }

    @Override
    public void add(int[] cells, int at, int from, int count) {
        for (int i = 0; i < count; i++) {
            add(cells[at + i], codes[from + i]);
        }
    }

    private void add(int cell, int code) {
        int before = most[cell];
        if (code == before || code == TextData.MISSING) {
            return;
        }
        if (before == TextData.MISSING || compare(code, before) < 0 == least) {
            most[cell] = code;
        }
    }

    private int compare(int code, int other) {
        return ranks.length == 0 ? words[code].compareTo(words[other]) : ranks[code] - ranks[other];
    }

    @Override
    public void merge(RunningTally later, int from, int to) {
        int[] others = ((TextExtremeTally) later).most;
        for (int cell = from; cell < to; cell++) {
            add(cell, others[cell]);
        }
    }

    @Override
    public ColumnData values(int[] cells) {
        int[] taken = new int[cells.length];
        for (int group = 0; group < taken.length; group++) {
            taken[group] = most[cells[group]];
        }
        return TextData.of(words, taken, taken.length).compact();
    }
}
