package io.framewright.query;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.frame.Column;
import io.framewright.frame.ColumnData;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * The different values of a column without missing ones, each with a label: from 0 on, from the least value to the
 * greatest.
 *
 * @param values per label
 * @param labels per row
 */
record Classes(List<Object> values, int[] labels) {
    /** INVALID_COMMAND if there are more than {@code most}. */
    static Either<Failure, Classes> of(Column column, int most, RowChunks chunks) {
        ColumnData data = column.data();
        Numbering numbering = Numbering.of(List.of(data), data.size(), chunks);
        if (numbering.count() > most) {
            return Either.left(Categories.tooMany(column.name(), numbering.count(), most));
        }
        List<Object> values = Arrays.stream(numbering.firstRow())
                .mapToObj(row -> Objects.requireNonNull(data.get(row)))
                .toList();
        int[] order = IntStream.range(0, values.size())
                .boxed()
                .sorted(Comparator.comparing(number -> comparable(values.get(number))))
                .mapToInt(Integer::intValue)
                .toArray();
        int[] labelOf = new int[order.length];
        for (int label = 0; label < order.length; label++) {
            labelOf[order[label]] = label;
        }
        int[] labels = numbering.ofRow();
        chunks.each(labels.length, (chunk, from, to) -> {
            for (int row = from; row < to; row++) {
                labels[row] = labelOf[labels[row]];
            }
        });
        return Either.right(
                new Classes(IntStream.of(order).mapToObj(values::get).toList(), labels));
    }

    /** All values of a column have one type, and those of every type can be compared. */
    @SuppressWarnings("unchecked")
    private static Comparable<Object> comparable(Object value) {
        return (Comparable<Object>) value;
    }
}
