package io.framewright.query.source;

import io.framewright.event.FailureCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads texts, or bytes as hexadecimal digits, which stand one behind the other and are found by their ends.
 *
 * @param wide whether the ends are of 64 bits
 * @param bytes whether they are bytes and no texts
 * @param maxLength of one, in characters
 */
record ArrowTexts(boolean wide, boolean bytes, int maxLength) {
    private static final int ROWS_AT_A_TIME = 4096;
    private static final int BYTES_AT_A_TIME = 1 << 22;
    private static final long MOST_BYTES_A_CHARACTER = 3;

    /** Gives each text of the column to {@code to}, null where it is missing. */
    void read(ArrowBatch batch, Consumer<@Nullable String> to) throws IOException {
        @Nullable ByteBuffer validity = batch.validity();
        int rows = Math.toIntExact(batch.length());
        int width = wide ? Long.BYTES : Integer.BYTES;
        long ends = batch.place(rows == 0 ? 0 : (rows + 1L) * width);
        long data = batch.place(0);
        long dataLength = batch.lastLength();
        for (int first = 0; first < rows; first += ROWS_AT_A_TIME) {
            int count = Math.min(ROWS_AT_A_TIME, rows - first);
            long[] places = places(batch.file(), ends + (long) first * width, count + 1, dataLength);
            int row = 0;
            while (row < count) {
                int last = row + 1;
                while (last < count && places[last + 1] - places[row] <= BYTES_AT_A_TIME) {
                    last++;
                }
                checkLength(places[last] - places[row], last - row);
                ByteBuffer region = batch.file().read(data + places[row], (int) (places[last] - places[row]));
                for (int i = row; i < last; i++) {
                    boolean there = ArrowBatch.has(validity, first + i);
                    to.accept(
                            there
                                    ? text(region.array(), (int) (places[i] - places[row]), (int)
                                            (places[i + 1] - places[i]))
                                    : null);
                }
                row = last;
            }
        }
    }

    private long[] places(ArrowFile file, long at, int count, long dataLength) throws IOException {
        ByteBuffer raw = file.read(at, count * (wide ? Long.BYTES : Integer.BYTES));
        long[] places = new long[count];
        for (int i = 0; i < count; i++) {
            places[i] = wide ? raw.getLong() : raw.getInt();
            if (places[i] < (i == 0 ? 0 : places[i - 1]) || places[i] > dataLength) {
                throw file.malformed("a text ends before it begins, or after its batch", at);
            }
        }
        return places;
    }

    private String text(byte[] region, int from, int length) {
        String text = bytes
                ? HexFormat.of().formatHex(region, from, from + length)
                : new String(region, from, length, StandardCharsets.UTF_8);
        if (text.length() > maxLength) {
            throw tooLong();
        }
        return text;
    }

    /** More than one text at a time are never larger than what is read at a time. */
    private void checkLength(long length, int texts) {
        if (texts == 1 && length > MOST_BYTES_A_CHARACTER * maxLength) {
            throw tooLong();
        }
    }

    private Refused tooLong() {
        return new Refused(
                FailureCode.MEMORY_LIMIT,
                "A text has more than " + maxLength + " characters, the limit of a cell.",
                Map.of("maxCellLength", maxLength));
    }
}
