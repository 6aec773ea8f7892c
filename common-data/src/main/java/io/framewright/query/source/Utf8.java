package io.framewright.query.source;

import java.nio.charset.StandardCharsets;

/**
 * Tells text in UTF-8 from other bytes, as the JDK's decoder does: no long forms, no surrogates, nothing beyond
 * U+10FFFF.
 */
final class Utf8 {
    private static final char REPLACEMENT = '\uFFFD';

    private Utf8() {}

    /** The bytes of a text; half of a surrogate pair is replaced by U+FFFD. */
    static byte[] bytes(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return whole(text).getBytes(StandardCharsets.UTF_8);
            }
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String whole(String text) {
        StringBuilder whole = new StringBuilder(text.length());
        text.codePoints()
                .map(point ->
                        point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE ? REPLACEMENT : point)
                .forEach(whole::appendCodePoint);
        return whole.toString();
    }

    /** Whether these bytes are whole characters of UTF-8, and none is NUL. The eight bytes behind can be read too. */
    static boolean isText(byte[] bytes, int from, int to) {
        long any = 0;
        long nuls = 0;
        int at = from;
        for (; at <= to - 8; at += 8) {
            long eight = EightBytes.at(bytes, at);
            any |= eight;
            nuls |= EightBytes.equal(eight, 0);
        }
        for (; at < to; at++) {
            any |= bytes[at];
            nuls |= bytes[at] == 0 ? 1 : 0;
        }
        return nuls == 0 && ((any & EightBytes.HIGH_BITS) == 0 || isValid(bytes, from, to));
    }

    /** Whether these bytes are characters of ASCII. */
    static boolean isAscii(byte[] bytes, int from, int to) {
        long any = 0;
        int at = from;
        for (; at <= to - 8; at += 8) {
            any |= EightBytes.at(bytes, at);
        }
        for (; at < to; at++) {
            any |= bytes[at];
        }
        return (any & EightBytes.HIGH_BITS) == 0;
    }

    /** Whether these bytes are whole characters of UTF-8. The eight bytes behind can be read too. */
    static boolean isValid(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to) {
            if ((EightBytes.at(bytes, at) & EightBytes.HIGH_BITS) == 0) {
                at += 8;
                continue;
            }
            if (bytes[at] >= 0) {
                at++;
                continue;
            }
            int length = lengthOf(bytes, at, to);
            if (length == 0) {
                return false;
            }
            at += length;
        }
        return true;
    }

    /** How many bytes the character has that begins here with one beyond ASCII; 0 if it is none. */
    private static int lengthOf(byte[] bytes, int at, int to) {
        int first = bytes[at] & 0xFF;
        int length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
        if (first < 0xC2 || first > 0xF4 || to - at < length) {
            return 0;
        }
        for (int i = 1; i < length; i++) {
            if ((bytes[at + i] & 0xC0) != 0x80) {
                return 0;
            }
        }
        int second = bytes[at + 1] & 0xFF;
        boolean valid = switch (first) {
            case 0xE0 -> second >= 0xA0;
            case 0xED -> second < 0xA0;
            case 0xF0 -> second >= 0x90;
            case 0xF4 -> second < 0x90;
            default -> true;
        };
        return valid ? length : 0;
    }
}
