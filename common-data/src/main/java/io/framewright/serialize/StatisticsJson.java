package io.framewright.serialize;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.frame.ColumnStatistics;
import io.framewright.frame.ColumnStatistics.Histogram;

/** What a column's values are like, as docs/protocol.md, section 8, has it. */
public final class StatisticsJson {
    private StatisticsJson() {}

    /**
     * {@code distinct}; {@code min} and {@code max}; {@code mean}; {@code quantiles}, an object by share; {@code top},
     * a list of {@code value} and {@code count}; {@code histogram} of {@code from}, {@code to} and {@code counts}. What
     * the column does not have is left out; a number that JSON has no word for is null. Texts are cut to
     * {@link ValueJson#MOST_CHARACTERS} characters. The object belongs to the caller.
     */
    public static ObjectNode of(ColumnStatistics statistics) {
        ObjectNode json = Json.mapper().createObjectNode();
        json.put("distinct", statistics.distinct());
        if (statistics.min() != null) {
            json.set("min", ValueJson.of(statistics.min()));
        }
        if (statistics.max() != null) {
            json.set("max", ValueJson.of(statistics.max()));
        }
        if (statistics.mean() != null) {
            json.set("mean", ValueJson.of(statistics.mean()));
        }
        if (!statistics.quantiles().isEmpty()) {
            ObjectNode quantiles = json.putObject("quantiles");
            statistics
                    .quantiles()
                    .forEach(quantile ->
                            quantiles.set(Double.toString(quantile.share()), ValueJson.of(quantile.value())));
        }
        ArrayNode top = json.putArray("top");
        statistics
                .top()
                .forEach(frequent -> top.addObject()
                        .<ObjectNode>set("value", ValueJson.of(frequent.value()))
                        .put("count", frequent.count()));
        Histogram histogram = statistics.histogram();
        if (histogram != null) {
            ObjectNode bins =
                    json.putObject("histogram").put("from", histogram.from()).put("to", histogram.to());
            histogram.counts().forEach(bins.putArray("counts")::add);
        }
        return json;
    }
}
