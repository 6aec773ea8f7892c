package io.framewright.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the values of a column are like. A value is a Long, a Double, a Boolean or a String: dates and times are texts
 * in ISO 8601, longer texts are cut to 100 characters and an ellipsis, an infinite number is not told. Immutable.
 *
 * <pre>{@code
 * worker.frame("flights").statistics("delay").await().peek(info -> info.columns().forEach(column ->
 *         column.statistics().ifPresent(delay -> System.out.println(delay.mean() + " " + delay.quantiles().get(0.95)))));
 * }</pre>
 *
 * @param distinct how many different values there are
 * @param min the least value
 * @param max the greatest value
 * @param mean of numbers, of BOOLEAN the share that is true
 * @param quantiles of numbers, by share: 0.05, 0.25, 0.5, 0.75, 0.95; empty for other types
 * @param top the ten most frequent values at most, the most frequent first
 * @param histogram of numbers, dates and times
 */
public record ColumnStatistics(
        long distinct,
        Optional<Object> min,
        Optional<Object> max,
        OptionalDouble mean,
        Map<Double, Double> quantiles,
        List<Frequency> top,
        Optional<Histogram> histogram) {
    private static final Pattern SHARE = Pattern.compile("[01](?:\\.\\d+)?");

    public ColumnStatistics {
        quantiles = Collections.unmodifiableMap(new TreeMap<>(quantiles));
        top = List.copyOf(top);
    }

    /**
     * A value, and how many rows have it.
     *
     * @param value null for an infinite number
     */
    public record Frequency(@Nullable Object value, long count) {}

    /**
     * How many values lie in each of some bins of equal width. Dates are days since 1970-01-01, times seconds of the
     * day, dates with time and instants seconds since 1970-01-01T00:00 (UTC).
     *
     * @param from the least finite value
     * @param to the greatest finite value
     * @param counts per bin, 20 at most
     */
    public record Histogram(double from, double to, List<Long> counts) {
        public Histogram {
            counts = List.copyOf(counts);
        }
    }

    static ColumnStatistics of(JsonNode json) {
        Map<Double, Double> quantiles = new TreeMap<>();
        json.path("quantiles").properties().stream()
                .filter(quantile -> SHARE.matcher(quantile.getKey()).matches())
                .forEach(quantile -> quantiles.put(
                        Double.valueOf(quantile.getKey()), quantile.getValue().asDouble(Double.NaN)));
        JsonNode mean = json.path("mean");
        return new ColumnStatistics(
                json.path("distinct").asLong(),
                Optional.ofNullable(Answers.value(json.path("min"))),
                Optional.ofNullable(Answers.value(json.path("max"))),
                mean.isNumber() ? OptionalDouble.of(mean.asDouble()) : OptionalDouble.empty(),
                quantiles,
                Answers.all(
                        json.path("top"),
                        one -> new Frequency(
                                Answers.value(one.path("value")),
                                one.path("count").asLong())),
                json.has("histogram") ? Optional.of(histogram(json.path("histogram"))) : Optional.empty());
    }

    private static Histogram histogram(JsonNode json) {
        return new Histogram(
                json.path("from").asDouble(),
                json.path("to").asDouble(),
                Answers.all(json.path("counts"), JsonNode::asLong));
    }
}
