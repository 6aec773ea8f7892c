package io.framewright.query;

import io.framewright.frame.Column;
import io.framewright.frame.ColumnData;
import io.framewright.frame.ColumnType;
import io.framewright.frame.Frame;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says in SQL what is made of groups of rows. */
final class GroupSql {
    private final Frame frame;
    private final Meaning meaning;

    GroupSql(Frame frame, Meaning meaning) {
        this.frame = frame;
        this.meaning = meaning;
    }

    String of(GroupBy groupBy) {
        List<String> made = new ArrayList<>();
        groupBy.columns().forEach(key -> made.add(Meaning.name(key)));
        for (Aggregate aggregate : groupBy.aggregates()) {
            made.add(value(aggregate, "true") + " as " + Meaning.name(aggregate.as()));
        }
        // of no rows at all there is one group: its row must have a number, or a join takes it for no row
        return "select coalesce(min(" + DuckDb.ROW + "), 0) as " + DuckDb.ROW + ", " + String.join(", ", made)
                + " from p" + (groupBy.columns().isEmpty() ? "" : " group by " + OperationSql.names(groupBy.columns()));
    }

    String of(Pivot pivot) {
        List<String> made = new ArrayList<>();
        pivot.rows().forEach(key -> made.add(Meaning.name(key)));
        Map<String, String> heads = heads(pivot.column());
        List<String> names = pivot.names().isEmpty() ? List.copyOf(heads.keySet()) : pivot.names();
        for (String name : names) {
            String in = Meaning.name(pivot.column()) + " is not distinct from " + heads.getOrDefault(name, "null");
            String rows = heads.containsKey(name) ? in : "false";
            String value = value(pivot.cell(), rows);
            made.add(meaning.of(
                            Difference.PIVOTED_NOTHING,
                            sql -> "case when count(*) filter (" + rows + ") = 0 then null else " + sql + " end",
                            value)
                    + " as " + Meaning.name(name));
        }
        return "select min(" + DuckDb.ROW + ") as " + DuckDb.ROW + ", " + String.join(", ", made) + " from p group by "
                + OperationSql.names(pivot.rows());
    }

    /** What becomes a column, by its name, in the order of the rows: as SQL. */
    private Map<String, String> heads(String column) {
        ColumnData data = frame.column(column).map(Column::data).orElseThrow();
        Map<String, String> heads = new LinkedHashMap<>();
        for (int row = 0; row < data.size(); row++) {
            @Nullable Object value = data.get(row);
            String name = value == null ? "(missing)" : value.toString().isBlank() ? "(empty)" : value.toString();
            String sql = value == null ? "null" : value instanceof String text ? Meaning.text(text) : value.toString();
            heads.putIfAbsent(name, sql);
        }
        return heads;
    }

    private String value(Aggregate aggregate, String rows) {
        String filter = " filter (" + rows + ")";
        @Nullable String column = aggregate.column();
        if (column == null) {
            return "count(*)" + filter;
        }
        String name = Meaning.name(column);
        ColumnType type = frame.column(column).map(Column::type).orElseThrow();
        String number = type == ColumnType.BOOLEAN ? name + "::integer" : name;
        return switch (aggregate.function()) {
            case COUNT -> "count(" + name + ")" + filter;
            case SUM -> {
                String plain = "(sum(" + number + (type == ColumnType.DOUBLE ? ")" : "::bigint)") + filter + ")";
                String fitting = type == ColumnType.DOUBLE
                        ? "fw_number(" + plain + ")"
                        : meaning.of(Difference.SUM_TOO_LARGE, sql -> "fw_long(" + sql + ")", plain);
                yield meaning.of(
                        Difference.SUM_OF_NOTHING,
                        sql -> "case when (count(" + name + ")" + filter + ") = 0 then 0 else " + sql + " end",
                        fitting);
            }
            case MEAN -> "fw_number(avg(" + number + ")" + filter + ")";
            case MIN, MAX ->
                type == ColumnType.STRING
                        ? meaning.of(
                                Difference.TEXT_ORDER,
                                "arg_" + aggregate.function().shown() + "(" + name + ", fw_text(" + name + "))"
                                        + filter,
                                aggregate.function().shown() + "(" + name + ")" + filter)
                        : aggregate.function().shown() + "(" + name + ")" + filter;
            case MEDIAN, QUANTILE -> "quantile_cont(" + name + "::double, " + aggregate.q() + ")" + filter;
            case SD -> "stddev_samp(" + name + ")" + filter;
            case VAR -> "var_samp(" + name + ")" + filter;
            case FIRST, LAST ->
                aggregate.function().shown() + "(" + name + " order by " + DuckDb.ROW + ") filter ((" + rows + ") and "
                        + name + " is not null)";
            case NUNIQUE -> "count(distinct " + name + ")" + filter;
            case ANY ->
                meaning.of(
                        Difference.ANY_OF_NOTHING,
                        sql -> "coalesce(" + sql + ", false)",
                        "bool_or(" + name + ")" + filter);
            case ALL ->
                meaning.of(
                        Difference.ANY_OF_NOTHING,
                        sql -> "coalesce(" + sql + ", true)",
                        "bool_and(" + name + ")" + filter);
        };
    }
}
