package io.framewright.bench.frame;

import io.framewright.frame.Column;
import io.framewright.frame.ColumnData;
import io.framewright.frame.ColumnType;
import io.framewright.frame.DoubleData;
import io.framewright.frame.IntData;
import io.framewright.frame.TextData;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * A column as a function of the row. Immutable, but not cheap: what it was made of stays as long as it.
 *
 * @param max the largest number that {@code numbers} gives; the least is 0 or more
 * @param width of a text: digits that a number is filled up to with zeros
 * @param numbers per row: the number itself, the one behind {@code id}, or so many millionths
 */
record GeneratedColumn(String name, Form form, int max, int width, IntUnaryOperator numbers) {
    /** How a number stands in the column. */
    enum Form {
        WHOLE,
        /** {@code id} and the number. */
        TEXT,
        /** Millionths. */
        DECIMAL
    }

    static GeneratedColumn whole(String name, int max, IntUnaryOperator numbers) {
        return new GeneratedColumn(name, Form.WHOLE, max, 1, numbers);
    }

    static GeneratedColumn text(String name, int max, int width, IntUnaryOperator numbers) {
        return new GeneratedColumn(name, Form.TEXT, max, width, numbers);
    }

    static GeneratedColumn decimal(String name, int max, IntUnaryOperator numbers) {
        return new GeneratedColumn(name, Form.DECIMAL, max, 1, numbers);
    }

    /** The column of a frame, as it is after loading the CSV file. */
    Column column(int rows) {
        ColumnData data = switch (form) {
            case WHOLE ->
                IntData.of(
                        ColumnType.INTEGER,
                        IntStream.range(0, rows).map(numbers).toArray());
            // Both are exact, so the quotient is the double that the decimal text is read as.
            case DECIMAL ->
                DoubleData.of(IntStream.range(0, rows)
                        .map(numbers)
                        .mapToDouble(millionths -> millionths / 1e6)
                        .toArray());
            case TEXT -> texts(rows);
        };
        return new Column(name, data);
    }

    private TextData texts(int rows) {
        int[] codeOf = new int[max + 1];
        Arrays.fill(codeOf, -1);
        String[] words = new String[Math.min(rows, max + 1)];
        int[] codes = new int[rows];
        int count = 0;
        String pattern = "id%0" + width + "d";
        for (int row = 0; row < rows; row++) {
            int number = numbers.applyAsInt(row);
            if (codeOf[number] < 0) {
                words[count] = width == 1 ? "id" + number : String.format(Locale.ROOT, pattern, number);
                codeOf[number] = count++;
            }
            codes[row] = codeOf[number];
        }
        return TextData.of(Arrays.copyOf(words, count), codes, rows);
    }
}
