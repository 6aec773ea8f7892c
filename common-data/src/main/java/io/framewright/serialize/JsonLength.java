package io.framewright.serialize;

import com.fasterxml.jackson.databind.JsonNode;

/** How many bytes of UTF-8 a JSON value takes when it is written without blanks. */
final class JsonLength {
    private JsonLength() {}

    /** A scalar's length. */
    static long of(JsonNode scalar) {
        return scalar.isTextual() ? ofText(scalar.textValue()) : scalar.asText().length();
    }

    /** A text's length with its quotes and escapes. */
    static long ofText(String text) {
        long length = 2;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                length += ofAscii(c);
            } else if (c < 0x800) {
                length += 2;
            } else {
                // Both halves of a pair take four together.
                length += Character.isSurrogate(c) ? 2 : 3;
            }
        }
        return length;
    }

    private static int ofAscii(char c) {
        if (c >= 0x20) {
            return c == '"' || c == '\\' ? 2 : 1;
        }
        return c == '\b' || c == '\t' || c == '\n' || c == '\f' || c == '\r' ? 2 : 6;
    }
}
