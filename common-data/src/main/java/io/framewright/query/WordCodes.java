package io.framewright.query;

/** The codes that one dictionary has for the words of another: open addressing, at most half full. */
final class WordCodes {
    private static final int MIX = 0x9E3779B9;

    private final String[] words;
    /** A code plus one; 0 where free. */
    private final int[] slots;

    private WordCodes(String[] words) {
        this.words = words;
        this.slots = new int[Math.max(2, Integer.highestOneBit(Math.max(1, Math.min(words.length, 1 << 28))) * 4)];
        for (int code = 0; code < words.length; code++) {
            slots[slot(words[code])] = code + 1;
        }
    }

    /** Per word of {@code from} its code among the words of {@code to}; -1 if it is not there. */
    static int[] map(String[] from, String[] to, RowChunks chunks) {
        WordCodes index = new WordCodes(to);
        int[] codes = new int[from.length];
        chunks.each(from.length, (chunk, first, end) -> {
            for (int code = first; code < end; code++) {
                codes[code] = index.slots[index.slot(from[code])] - 1;
            }
        });
        return codes;
    }

    private int slot(String word) {
        int mask = slots.length - 1;
        int mixed = word.hashCode() * MIX;
        int slot = (mixed ^ mixed >>> 15) & mask;
        while (slots[slot] != 0 && !words[slots[slot] - 1].equals(word)) {
            slot = slot + 1 & mask;
        }
        return slot;
    }
}
