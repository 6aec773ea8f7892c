package io.framewright.query.source;

import io.framewright.event.FailureCode;
import io.framewright.query.source.ParquetForm.Meaning;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;

/**
 * Gives texts their codes. What is no UTF-8 is replaced by U+FFFD, as everywhere in Java; bytes are written as
 * hexadecimal digits. Not thread-safe.
 */
final class ParquetTexts {
    private static final int UNKNOWN = -1;
    private static final int MOST_BYTES_A_CHARACTER = 3;
    private static final int[] DASHES = {8, 12, 16, 20};

    private final String column;
    private final Meaning meaning;
    private final ByteWords words;
    private final int maxLength;
    private byte[] dictionary = {};
    private int[] starts = {};
    private int[] ends = {};
    /** The code of each text in the dictionary that was met in a row. */
    private int[] codes = {};

    /** @param maxLength of a text, in characters */
    ParquetTexts(String column, Meaning meaning, ByteWords words, int maxLength) {
        this.column = column;
        this.meaning = meaning;
        this.words = words;
        this.maxLength = maxLength;
    }

    void dictionary(ParquetSlices slices, int count) {
        dictionary = slices.bytes();
        starts = new int[count];
        ends = new int[count];
        codes = new int[count];
        Arrays.fill(codes, UNKNOWN);
        for (int done = 0; done < count; ) {
            int read = slices.read(Math.min(ParquetSlices.BATCH, count - done));
            System.arraycopy(slices.starts, 0, starts, done, read);
            System.arraycopy(slices.ends, 0, ends, done, read);
            done += read;
        }
    }

    /** The code of a text in the dictionary, which stands in this row. */
    int ofDictionary(int index, int row) {
        if (index < 0 || index >= codes.length) {
            throw new Damaged("it has a value that is not in its dictionary");
        }
        int known = codes[index];
        if (known != UNKNOWN) {
            return known;
        }
        int code = code(dictionary, starts[index], ends[index], row, false);
        codes[index] = code;
        return code;
    }

    /**
     * The code of a text, which stands in this row.
     *
     * @param ascii whether it is known to be of ASCII
     */
    int code(byte[] bytes, int from, int to, int row, boolean ascii) {
        if (meaning == Meaning.TEXT) {
            boolean valid = ascii || Utf8.isValid(bytes, from, to);
            if (valid && to - from <= maxLength) {
                return words.add(bytes, from, to, row);
            }
            checkBytes(to - from);
            String text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
            check(text.length());
            return add(text, row);
        }
        check((to - from) * 2L);
        String hex = HexFormat.of().formatHex(bytes, from, to);
        if (meaning != Meaning.UUID) {
            return add(hex, row);
        }
        StringBuilder uuid = new StringBuilder(hex);
        for (int i = DASHES.length - 1; i >= 0; i--) {
            uuid.insert(DASHES[i], '-');
        }
        return add(uuid.toString(), row);
    }

    private int add(String text, int row) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return words.add(Arrays.copyOf(utf8, utf8.length + ParquetFile.MARGIN), 0, utf8.length, row);
    }

    /** Notes that so many rows were added. */
    void added(int rows) {
        words.added(rows);
    }

    private void checkBytes(int length) {
        if (length / MOST_BYTES_A_CHARACTER > maxLength) {
            throw tooLong();
        }
    }

    private void check(long length) {
        if (length > maxLength) {
            throw tooLong();
        }
    }

    private Refused tooLong() {
        return new Refused(
                FailureCode.MEMORY_LIMIT,
                "A text in column '" + column + "' has more than " + maxLength + " characters, the limit of a cell.",
                Map.of("maxCellLength", maxLength));
    }
}
