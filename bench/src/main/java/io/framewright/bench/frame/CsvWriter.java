package io.framewright.bench.frame;

import java.io.IOException;
import java.io.OutputStream;

/** Writes cells of ASCII that need no quotes; numbers go in digit by digit, as 1e8 rows are to be written. */
final class CsvWriter implements AutoCloseable {
    private static final int BUFFER = 1 << 20;
    private static final int LONGEST_CELL = 64;
    private static final int MILLION = 1_000_000;

    private final OutputStream out;
    private final byte[] buffer = new byte[BUFFER];
    private int used;

    CsvWriter(OutputStream out) {
        this.out = out;
    }

    CsvWriter text(String text) throws IOException {
        room();
        for (int i = 0; i < text.length(); i++) {
            buffer[used++] = (byte) text.charAt(i);
        }
        return this;
    }

    /** A number from 0 on, filled up with zeros to {@code width} digits. */
    CsvWriter number(int number, int width) throws IOException {
        room();
        int digits = width;
        for (long power = power(width); power <= number; power *= 10) {
            digits++;
        }
        digits(number, digits);
        return this;
    }

    /** As R's {@code fwrite} writes them: without zeros at the end, and without a point if nothing is behind it. */
    CsvWriter millionths(int number) throws IOException {
        number(number / MILLION, 1);
        int rest = number % MILLION;
        if (rest > 0) {
            int digits = 6;
            while (rest % 10 == 0) {
                rest /= 10;
                digits--;
            }
            buffer[used++] = '.';
            digits(rest, digits);
        }
        return this;
    }

    void end(boolean lastOfRow) {
        buffer[used++] = (byte) (lastOfRow ? '\n' : ',');
    }

    private void digits(int number, int digits) {
        int rest = number;
        for (int place = used + digits - 1; place >= used; place--) {
            buffer[place] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        used += digits;
    }

    private static long power(int digits) {
        long power = 1;
        for (int i = 0; i < digits; i++) {
            power *= 10;
        }
        return power;
    }

    private void room() throws IOException {
        if (BUFFER - used < LONGEST_CELL) {
            flush();
        }
    }

    private void flush() throws IOException {
        out.write(buffer, 0, used);
        used = 0;
    }

    @Override
    public void close() throws IOException {
        try (out) {
            flush();
        }
    }
}
