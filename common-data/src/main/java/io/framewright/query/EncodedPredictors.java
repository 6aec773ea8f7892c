package io.framewright.query;

import io.framewright.frame.Column;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Columns that predict, as numbers. Immutable and thread-safe. */
final class EncodedPredictors {
    private static final int ROW_OVERHEAD = 24;

    private final List<String> columns;
    private final List<Encoded> encoded;
    private final List<String> names;
    private final int rows;

    /**
     * @param columns the names of the predictors
     * @param encoded their values, in the same order
     * @param responder a name that is not free
     */
    EncodedPredictors(List<String> columns, List<Encoded> encoded, String responder, int rows) {
        this.columns = List.copyOf(columns);
        this.encoded = List.copyOf(encoded);
        this.names = names(columns, encoded, responder);
        this.rows = rows;
    }

    /** Columns that stay one keep their names; a name made of a category that is taken, but for case, gets a number. */
    private static List<String> names(List<String> columns, List<Encoded> encoded, String responder) {
        Set<String> taken = new HashSet<>();
        taken.add(responder.toLowerCase(Locale.ROOT));
        for (int i = 0; i < encoded.size(); i++) {
            if (!(encoded.get(i) instanceof Encoded.OneHot)) {
                taken.add(columns.get(i).toLowerCase(Locale.ROOT));
            }
        }
        List<String> names = new ArrayList<>();
        for (int i = 0; i < encoded.size(); i++) {
            String column = columns.get(i);
            if (!(encoded.get(i) instanceof Encoded.OneHot hot)) {
                names.add(column);
                continue;
            }
            for (@Nullable String value : hot.categories().values()) {
                String base = column + "=" + (value == null ? Categories.MISSING : value);
                String name = base;
                for (int n = 2; !taken.add(name.toLowerCase(Locale.ROOT)); n++) {
                    name = base + "#" + n;
                }
                names.add(name);
            }
        }
        return List.copyOf(names);
    }

    List<String> names() {
        return names;
    }

    Map<String, List<@Nullable String>> categories() {
        Map<String, List<@Nullable String>> categories = new LinkedHashMap<>();
        for (int i = 0; i < encoded.size(); i++) {
            if (encoded.get(i) instanceof Encoded.OneHot hot) {
                categories.put(
                        columns.get(i),
                        Collections.unmodifiableList(hot.categories().values()));
            } else if (encoded.get(i) instanceof Encoded.Label label) {
                categories.put(
                        columns.get(i),
                        Collections.unmodifiableList(label.categories().values()));
            }
        }
        return Collections.unmodifiableMap(categories);
    }

    Map<String, Double> means() {
        Map<String, Double> means = new LinkedHashMap<>();
        for (int i = 0; i < encoded.size(); i++) {
            if (encoded.get(i) instanceof Encoded.Number number && number.fill() != null) {
                means.put(columns.get(i), number.fill());
            }
        }
        return Collections.unmodifiableMap(means);
    }

    long columnBytesPerRow() {
        return encoded.stream().mapToLong(Encoded::bytesPerRow).sum();
    }

    long denseBytesPerRow() {
        return ROW_OVERHEAD + (long) Double.BYTES * names.size();
    }

    /** As if no number were 0. */
    long sparseBytesPerRow() {
        return Integer.BYTES + (long) (Double.BYTES + Integer.BYTES) * encoded.size();
    }

    /** Whether as many numbers as there may be can stand in an array. */
    boolean sparseFits() {
        return (long) rows * encoded.size() <= Integer.MAX_VALUE - 8;
    }

    List<Column> columns(RowChunks chunks) {
        List<Column> made = new ArrayList<>();
        for (Encoded one : encoded) {
            made.addAll(one.columns(names.subList(made.size(), made.size() + one.width()), chunks));
        }
        return made;
    }

    double[][] dense(RowChunks chunks) {
        double[][] dense = new double[rows][];
        chunks.each(rows, (chunk, from, to) -> {
            for (int row = from; row < to; row++) {
                dense[row] = new double[names.size()];
            }
            int first = 0;
            for (Encoded one : encoded) {
                for (int row = from; row < to; row++) {
                    dense[row][first + one.place(row)] = one.value(row);
                }
                first += one.width();
            }
        });
        return dense;
    }

    TrainingSet.Sparse sparse(RowChunks chunks) {
        int[] rowStarts = new int[rows + 1];
        chunks.each(rows, (chunk, from, to) -> {
            for (Encoded one : encoded) {
                for (int row = from; row < to; row++) {
                    rowStarts[row + 1] += one.value(row) == 0 ? 0 : 1;
                }
            }
        });
        for (int row = 0; row < rows; row++) {
            rowStarts[row + 1] += rowStarts[row];
        }
        double[] values = new double[rowStarts[rows]];
        int[] places = new int[values.length];
        chunks.each(rows, (chunk, from, to) -> {
            for (int row = from; row < to; row++) {
                int next = rowStarts[row];
                int first = 0;
                for (Encoded one : encoded) {
                    double value = one.value(row);
                    if (value != 0) {
                        values[next] = value;
                        places[next++] = first + one.place(row);
                    }
                    first += one.width();
                }
            }
        });
        return new TrainingSet.Sparse(values, places, rowStarts);
    }
}
