package io.framewright.bench.frame;

import static tech.tablesaw.aggregate.AggregateFunctions.max;
import static tech.tablesaw.aggregate.AggregateFunctions.mean;
import static tech.tablesaw.aggregate.AggregateFunctions.median;
import static tech.tablesaw.aggregate.AggregateFunctions.min;
import static tech.tablesaw.aggregate.AggregateFunctions.stdDev;
import static tech.tablesaw.aggregate.AggregateFunctions.sum;

import java.util.Map;
import java.util.function.UnaryOperator;
import tech.tablesaw.api.Table;

/**
 * The questions in Tablesaw's own words, each over g1. Where several functions are over several columns it computes all
 * of each, having no other means in one pass. Not here: q10, which does not end, and joins, which lose rows.
 */
final class TablesawQuestions {
    static final Map<String, UnaryOperator<Table>> ALL = Map.ofEntries(
            Map.entry("q1", g1 -> named(g1.summarize("v1", sum).by("id1"))),
            Map.entry("q2", g1 -> named(g1.summarize("v1", sum).by("id1", "id2"))),
            Map.entry("q3", g1 -> drop(g1.summarize("v1", "v3", sum, mean).by("id3"), "Mean [v1]", "Sum [v3]")),
            Map.entry("q4", g1 -> named(g1.summarize("v1", "v2", "v3", mean).by("id4"))),
            Map.entry("q5", g1 -> named(g1.summarize("v1", "v2", "v3", sum).by("id6"))),
            Map.entry("q6", g1 -> deviations(g1.summarize("v3", median, stdDev).by("id4", "id5"))),
            Map.entry("q6sd", g1 -> deviations(g1.summarize("v3", stdDev).by("id4", "id5"))),
            Map.entry("q7", g1 -> range(g1.summarize("v1", "v2", max, min).by("id3"))),
            Map.entry(
                    "range20",
                    g1 -> g1.where(g1.doubleColumn("v3")
                            .isGreaterThanOrEqualTo(40)
                            .and(g1.doubleColumn("v3").isLessThan(60)))),
            Map.entry("range50", g1 -> g1.where(g1.doubleColumn("v3").isLessThan(50))),
            Map.entry("text", g1 -> g1.where(g1.stringColumn("id1").isEqualTo("id016"))),
            Map.entry(
                    "compound",
                    g1 -> g1.where(g1.intColumn("id4")
                            .isLessThanOrEqualTo(50)
                            .and(g1.intColumn("v1").isIn(1, 2))
                            .and(g1.doubleColumn("v3")
                                    .isGreaterThan(95)
                                    .or(g1.stringColumn("id1").isEqualTo("id016"))))),
            Map.entry("sort1", g1 -> g1.sortOn("v3")),
            Map.entry("sort2", g1 -> g1.sortOn("id1", "-v3")));

    private TablesawQuestions() {}

    /** {@code Sum [v1]} becomes v1. */
    private static Table named(Table table) {
        table.columns().forEach(column -> {
            String name = column.name();
            int from = name.indexOf('[');
            if (from >= 0) {
                column.setName(name.substring(from + 1, name.length() - 1));
            }
        });
        return table;
    }

    private static Table drop(Table table, String... columns) {
        return named(table.removeColumns(columns));
    }

    private static Table deviations(Table table) {
        table.columns().forEach(column -> {
            if (column.name().startsWith("Median")) {
                column.setName("median_v3");
            } else if (column.name().startsWith("Std")) {
                column.setName("sd_v3");
            }
        });
        return table;
    }

    private static Table range(Table table) {
        return table.addColumns(table.numberColumn("Max [v1]")
                .subtract(table.numberColumn("Min [v2]"))
                .setName("range"));
    }
}
