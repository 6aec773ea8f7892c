package io.framewright.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.frame.ColumnData;
import io.framewright.frame.Frame;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;

/** Group-by in boxed values and maps: slow, and plainly right. */
final class NaiveGroups {
    private NaiveGroups() {}

    /** The rows of each group. */
    static Map<List<@Nullable Object>, List<Integer>> of(Frame frame, List<String> keys) {
        Map<List<@Nullable Object>, List<Integer>> groups = new LinkedHashMap<>();
        if (keys.isEmpty()) {
            groups.put(List.of(), new ArrayList<>());
        }
        for (int row = 0; row < frame.rowCount(); row++) {
            List<@Nullable Object> key = new ArrayList<>();
            for (String column : keys) {
                key.add(key(frame.column(column).orElseThrow().data().get(row)));
            }
            groups.computeIfAbsent(key, none -> new ArrayList<>()).add(row);
        }
        return groups;
    }

    /** The two zeros are one. */
    static @Nullable Object key(@Nullable Object value) {
        return value instanceof Double number ? (Object) (number + 0.0) : value;
    }

    /** Holds a result to what the function makes of these rows. */
    static void check(Aggregate aggregate, Frame frame, List<Integer> rows, ColumnData found, int at) {
        if (aggregate.column() == null) {
            assertThat(found.get(at)).isEqualTo((long) rows.size());
            return;
        }
        ColumnData data = frame.column(aggregate.column()).orElseThrow().data();
        List<Object> values = new ArrayList<>();
        for (int row : rows) {
            if (!data.isMissing(row)) {
                values.add(Objects.requireNonNull(data.get(row)));
            }
        }
        @Nullable Object value = found.get(at);
        switch (aggregate.function()) {
            case COUNT -> assertThat(value).isEqualTo((long) values.size());
            case SUM -> sum(values, found, value);
            case MEAN -> close(value, sum(values) / values.size(), magnitude(values));
            case MIN -> assertThat(key(value)).isEqualTo(extreme(values, -1));
            case MAX -> assertThat(key(value)).isEqualTo(extreme(values, 1));
            case MEDIAN, QUANTILE -> close(value, quantile(values, aggregate.q()), magnitude(values));
            case VAR -> close(value, variance(values), variance(values) + magnitude(values));
            case SD -> close(value, Math.sqrt(variance(values)), magnitude(values));
            case FIRST -> assertThat(value).isEqualTo(values.isEmpty() ? null : values.get(0));
            case LAST -> assertThat(value).isEqualTo(values.isEmpty() ? null : values.get(values.size() - 1));
            case NUNIQUE ->
                assertThat(value)
                        .isEqualTo(
                                values.stream().map(NaiveGroups::key).distinct().count());
            case ANY -> assertThat(value).isEqualTo(values.contains(true));
            case ALL -> assertThat(value).isEqualTo(!values.contains(false));
        }
    }

    private static void sum(List<Object> values, ColumnData found, @Nullable Object value) {
        if (found.type() == io.framewright.frame.ColumnType.DOUBLE) {
            close(value, sum(values), magnitude(values));
            return;
        }
        BigInteger sum = values.stream()
                .map(one -> one instanceof Boolean truth
                        ? truth ? BigInteger.ONE : BigInteger.ZERO
                        : BigInteger.valueOf(((Number) one).longValue()))
                .reduce(BigInteger.ZERO, BigInteger::add);
        boolean fits = sum.bitLength() < Long.SIZE && sum.longValue() != Long.MIN_VALUE;
        assertThat(value).isEqualTo(fits ? sum.longValue() : null);
    }

    private static double number(Object value) {
        return value instanceof Boolean truth ? truth ? 1 : 0 : ((Number) value).doubleValue();
    }

    private static double sum(List<Object> values) {
        return values.stream().mapToDouble(NaiveGroups::number).reduce(0, Double::sum);
    }

    /** What rounding is to be measured by: sums may be added in another order. */
    private static double magnitude(List<Object> values) {
        return values.stream()
                .mapToDouble(value -> Math.abs(number(value)))
                .filter(Double::isFinite)
                .sum();
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static @Nullable Object extreme(List<Object> values, int sign) {
        @Nullable Object best = null;
        for (Object value : values) {
            Comparable candidate = (Comparable) Objects.requireNonNull(key(value));
            best = best == null || candidate.compareTo(best) * sign > 0 ? candidate : best;
        }
        return best;
    }

    private static double quantile(List<Object> values, double q) {
        double[] sorted =
                values.stream().mapToDouble(NaiveGroups::number).sorted().toArray();
        if (sorted.length == 0) {
            return Double.NaN;
        }
        double place = q * (sorted.length - 1);
        int below = (int) place;
        double low = sorted[below];
        double high = sorted[Math.min(below + 1, sorted.length - 1)];
        double share = place - below;
        return share == 0 || low == high ? low : low * (1 - share) + high * share;
    }

    /** Exact until it becomes a double; of an infinity there is none. */
    private static double variance(List<Object> values) {
        if (values.size() < 2 || values.stream().anyMatch(value -> Double.isInfinite(number(value)))) {
            return Double.NaN;
        }
        List<BigDecimal> exact =
                values.stream().map(value -> new BigDecimal(number(value))).toList();
        BigDecimal count = BigDecimal.valueOf(exact.size());
        BigDecimal sum = exact.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal squares =
                exact.stream().map(value -> value.multiply(value)).reduce(BigDecimal.ZERO, BigDecimal::add);
        return count.multiply(squares)
                .subtract(sum.multiply(sum))
                .divide(count.multiply(count.subtract(BigDecimal.ONE)), MathContext.DECIMAL128)
                .doubleValue();
    }

    /** NaN is how a missing value looks in Java. */
    private static void close(@Nullable Object found, double expected, double magnitude) {
        double value = found == null ? Double.NaN : ((Number) found).doubleValue();
        if (Double.isNaN(expected) || Double.isInfinite(expected)) {
            assertThat(value).isEqualTo(Double.valueOf(expected));
        } else {
            assertThat(value).isCloseTo(expected, Offset.offset(magnitude * 1e-12 + 1e-300));
        }
    }
}
