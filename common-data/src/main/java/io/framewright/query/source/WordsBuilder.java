package io.framewright.query.source;

import io.framewright.frame.TextData;
import java.util.Arrays;

/**
 * Collects a column of texts: each different text once, and a code per row. A text that was seen before costs no
 * object. Not thread-safe.
 */
final class WordsBuilder {
    private static final int STRING_OVERHEAD = 56;

    private final MemoryBudget budget;
    private String[] words = new String[16];
    private int[] hashes = new int[16];
    /** Open addressing: the code of a word plus one, or 0 where free. At most half full. */
    private int[] slots = new int[32];

    private int wordCount;
    private int[] codes = new int[16];
    private int size;

    WordsBuilder(MemoryBudget budget) {
        this.budget = budget;
    }

    void addMissing() {
        addCode(TextData.MISSING);
    }

    void add(String text) {
        char[] chars = text.toCharArray();
        add(chars, 0, chars.length);
    }

    void add(char[] buffer, int from, int to) {
        int hash = 0;
        for (int at = from; at < to; at++) {
            hash = 31 * hash + buffer[at];
        }
        int mask = slots.length - 1;
        int slot = (hash * 0x9E3779B9 >>> 7) & mask;
        while (slots[slot] != 0) {
            int code = slots[slot] - 1;
            if (hashes[code] == hash && equal(words[code], buffer, from, to)) {
                addCode(code);
                return;
            }
            slot = (slot + 1) & mask;
        }
        addCode(wordCount);
        addWord(slot, hash, new String(buffer, from, to - from));
    }

    TextData toData() {
        return TextData.of(Arrays.copyOf(words, wordCount), Arrays.copyOf(codes, size), size);
    }

    private static boolean equal(String word, char[] buffer, int from, int to) {
        int length = to - from;
        if (word.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (word.charAt(i) != buffer[from + i]) {
                return false;
            }
        }
        return true;
    }

    private void addCode(int code) {
        if (size == codes.length) {
            int capacity = Growth.next(size);
            budget.take((long) Integer.BYTES * (capacity - size));
            codes = Arrays.copyOf(codes, capacity);
        }
        codes[size++] = code;
    }

    private void addWord(int slot, int hash, String word) {
        budget.take(STRING_OVERHEAD + word.length());
        slots[slot] = wordCount + 1;
        if (wordCount == words.length) {
            int capacity = Growth.next(wordCount);
            words = Arrays.copyOf(words, capacity);
            hashes = Arrays.copyOf(hashes, capacity);
        }
        words[wordCount] = word;
        hashes[wordCount++] = hash;
        if (wordCount * 2L > slots.length && slots.length < 1 << 30) {
            rehash();
        }
    }

    private void rehash() {
        int[] wider = new int[slots.length * 2];
        budget.take((long) Integer.BYTES * slots.length);
        int mask = wider.length - 1;
        for (int code = 0; code < wordCount; code++) {
            int slot = (hashes[code] * 0x9E3779B9 >>> 7) & mask;
            while (wider[slot] != 0) {
                slot = (slot + 1) & mask;
            }
            wider[slot] = code + 1;
        }
        slots = wider;
    }
}
