package io.framewright.query.source;

/**
 * How a CSV file is laid out, as far as bytes go.
 *
 * @param delimiter an ASCII character
 * @param quote an ASCII character, or {@link #NO_QUOTE}
 * @param columns how many cells a row has
 */
record CsvLayout(byte delimiter, byte quote, int columns) {
    /** No byte of UTF-8. */
    static final byte NO_QUOTE = (byte) 0xFF;

    /** Whether a line without one character is a row. */
    boolean blankIsRow() {
        return columns == 1;
    }
}
