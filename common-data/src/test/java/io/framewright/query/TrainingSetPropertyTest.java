package io.framewright.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.frame.ColumnData;
import io.framewright.frame.ColumnType;
import io.framewright.frame.Frame;
import io.framewright.serialize.Json;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** Compares the encodings with the plainest Java that does the same row by row. */
class TrainingSetPropertyTest {
    private static final List<String> PREDICTORS = List.of("i", "l", "d", "b", "day", "w", "s");

    @Provide
    Arbitrary<Frame> frames() {
        return RandomFrames.frames();
    }

    @Provide
    Arbitrary<List<String>> predictors() {
        return Arbitraries.of(PREDICTORS).list().uniqueElements().ofMinSize(1).ofMaxSize(6);
    }

    @Property(tries = 300)
    void denseSparseAndTableAreWhatOneEncodesByHand(
            @ForAll("frames") Frame frame, @ForAll("predictors") List<String> chosen, @ForAll boolean label) {
        String responder = chosen.contains("s") ? "w" : "s";
        List<String> predictors =
                chosen.stream().filter(name -> !name.equals(responder)).toList();
        if (predictors.isEmpty()) {
            return;
        }
        List<Integer> rows = complete(frame, predictors, responder);
        TrainingSet set = TrainingSetTest.read(
                frame, operation(predictors, responder, label).toString());

        double[][] expected = new double[rows.size()][];
        for (int i = 0; i < expected.length; i++) {
            List<Double> numbers = new ArrayList<>();
            for (String predictor : predictors) {
                encode(frame.column(predictor).orElseThrow().data(), rows, rows.get(i), label, numbers);
            }
            expected[i] = numbers.stream().mapToDouble(Double::doubleValue).toArray();
        }
        double[][] dense = PipelineTest.right(set.dense());
        for (double[] row : dense) {
            // The two zeros are one.
            Arrays.setAll(row, column -> row[column] + 0.0);
        }
        assertThat(dense).isDeepEqualTo(expected);
        assertThat(unpacked(
                        PipelineTest.right(set.sparse()), set.predictorNames().size()))
                .isDeepEqualTo(expected);
        assertThat(set.rowsLeftOut()).isEqualTo(frame.rowCount() - rows.size());
        classes(set, frame.column(responder).orElseThrow().data(), rows);
        table(set, PipelineTest.right(set.frame()), expected, responder);
    }

    private static ObjectNode operation(List<String> predictors, String responder, boolean label) {
        ObjectNode operation = Json.mapper()
                .createObjectNode()
                .put("op", "createClassificationSet")
                .put("set", "s")
                .put("responder", responder)
                .put("encoding", label ? "label" : "oneHot");
        predictors.forEach(operation.putArray("predictors")::add);
        return operation;
    }

    private static List<Integer> complete(Frame frame, List<String> predictors, String responder) {
        List<Integer> rows = new ArrayList<>();
        for (int row = 0; row < frame.rowCount(); row++) {
            boolean complete = !frame.column(responder).orElseThrow().data().isMissing(row);
            for (String predictor : predictors) {
                complete &= !frame.column(predictor).orElseThrow().data().isMissing(row);
            }
            if (complete) {
                rows.add(row);
            }
        }
        return rows;
    }

    private static void encode(ColumnData data, List<Integer> rows, int row, boolean label, List<Double> numbers) {
        Object value = Objects.requireNonNull(data.get(row));
        if (value instanceof Number number) {
            numbers.add(number.doubleValue() + 0.0);
        } else if (value instanceof Boolean truth) {
            numbers.add(truth ? 1.0 : 0.0);
        } else if (value instanceof LocalDate date) {
            numbers.add((double) date.toEpochDay());
        } else {
            List<Object> sorted = sorted(data, rows);
            if (label) {
                numbers.add((double) sorted.indexOf(value));
            } else {
                sorted.forEach(category -> numbers.add(category.equals(value) ? 1.0 : 0.0));
            }
        }
    }

    private static List<Object> sorted(ColumnData data, List<Integer> rows) {
        TreeSet<@Nullable Object> values = new TreeSet<>();
        rows.forEach(row -> values.add(data.get(row)));
        return new ArrayList<>(values);
    }

    private static double[][] unpacked(TrainingSet.Sparse sparse, int width) {
        double[][] rows = new double[sparse.rowStarts().length - 1][width];
        for (int row = 0; row < rows.length; row++) {
            for (int i = sparse.rowStarts()[row]; i < sparse.rowStarts()[row + 1]; i++) {
                assertThat(sparse.values()[i]).isNotZero();
                assertThat(i == sparse.rowStarts()[row] || sparse.columns()[i - 1] < sparse.columns()[i])
                        .isTrue();
                rows[row][sparse.columns()[i]] = sparse.values()[i];
            }
        }
        return rows;
    }

    private static void classes(TrainingSet set, ColumnData responder, List<Integer> rows) {
        assertThat(set.classes()).isEqualTo(sorted(responder, rows));
        for (int i = 0; i < rows.size(); i++) {
            assertThat(set.classes().get(set.labels()[i])).isEqualTo(responder.get(rows.get(i)));
        }
    }

    private static void table(TrainingSet set, Frame table, double[][] expected, String responder) {
        List<String> names = new ArrayList<>(set.predictorNames());
        names.add(responder);
        assertThat(table.columnNames()).isEqualTo(names);
        assertThat(table.rowCount()).isEqualTo(expected.length);
        for (int column = 0; column < names.size(); column++) {
            ColumnData data = table.data().get(column).data();
            assertThat(data.type() == ColumnType.STRING || data.type().isTemporal())
                    .isFalse();
            for (int row = 0; row < expected.length; row++) {
                double number = ((Number) Objects.requireNonNull(data.get(row))).doubleValue();
                assertThat(number + 0.0)
                        .isEqualTo(column == names.size() - 1 ? set.labels()[row] : expected[row][column]);
            }
        }
    }
}
