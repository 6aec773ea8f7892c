package io.framewright.query;

import java.util.ArrayList;
import java.util.List;

/**
 * The ranks of all keys of a row as one row of bits, the first key in front, cut into words of a given length: rows
 * compare as their words do, one after the other. Immutable and thread-safe.
 */
final class RankWords {
    static final int BLOCK = 2048;

    private final List<Word> words;

    private RankWords(List<Word> words) {
        this.words = List.copyOf(words);
    }

    /** A word of so many bits. */
    private record Word(List<Piece> pieces, int bits) {
        Word {
            pieces = List.copyOf(pieces);
        }
    }

    /** The bits of a rank from {@code right} on, as many as the mask has, moved to the left in the word. */
    private record Piece(KeyRanks ranks, int right, long mask, int left) {}

    static RankWords of(List<RowOrder.Key> keys, int wordBits, RowChunks chunks) {
        List<Word> words = new ArrayList<>();
        List<Piece> pieces = new ArrayList<>();
        int free = wordBits;
        for (RowOrder.Key key : keys) {
            KeyRanks ranks = KeyRanks.of(key, chunks);
            int open = ranks.bits();
            while (open > 0) {
                if (free == 0) {
                    words.add(new Word(pieces, wordBits));
                    pieces = new ArrayList<>();
                    free = wordBits;
                }
                int bits = Math.min(open, free);
                open -= bits;
                free -= bits;
                pieces.add(new Piece(ranks, open, -1L >>> (Long.SIZE - bits), free));
            }
        }
        if (!pieces.isEmpty()) {
            words.add(new Word(pieces, wordBits));
        }
        return new RankWords(words);
    }

    int count() {
        return words.size();
    }

    /** One word of {@code count} rows, a block at most, from {@code start} on; {@code ranks} is room for a block. */
    void fill(int word, int start, int count, long[] ranks, long[] out) {
        List<Piece> pieces = words.get(word).pieces();
        for (int at = 0; at < pieces.size(); at++) {
            Piece piece = pieces.get(at);
            int right = piece.right();
            int left = piece.left();
            long mask = piece.mask();
            piece.ranks().fill(start, count, ranks);
            for (int i = 0; i < count; i++) {
                long bits = (ranks[i] >>> right & mask) << left;
                out[i] = at == 0 ? bits : out[i] | bits;
            }
        }
    }

    /** The same for one row. */
    long at(int word, int row, long[] ranks, long[] out) {
        fill(word, row, 1, ranks, out);
        return out[0];
    }
}
