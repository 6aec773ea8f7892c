package io.framewright.query;

import io.framewright.frame.Column;
import io.framewright.frame.ColumnType;
import io.framewright.frame.Frame;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says an operation in SQL: over table {@code p}, which has the frame; in a join table {@code o} has the other. */
final class OperationSql {
    static final String ROW = DuckDb.ROW;

    private final Frame frame;
    private final Frame other;
    private final Meaning meaning;

    OperationSql(Frame frame, Frame other, Meaning meaning) {
        this.frame = frame;
        this.other = other;
        this.meaning = meaning;
    }

    String of(Operation operation) {
        if (operation instanceof Filter filter) {
            return "select * from p where " + new ExpressionSql(frame, meaning).of(filter.where());
        }
        if (operation instanceof Project project) {
            return select(project.columns());
        }
        if (operation instanceof Drop drop) {
            return select(frame.columnNames().stream()
                    .filter(name -> !drop.columns().contains(name))
                    .toList());
        }
        if (operation instanceof Rename rename) {
            return "select " + ROW
                    + frame.columnNames().stream()
                            .map(name -> ", " + Meaning.name(name) + " as "
                                    + Meaning.name(rename.columns().getOrDefault(name, name)))
                            .collect(Collectors.joining())
                    + " from p";
        }
        if (operation instanceof Derive derive) {
            return with(derive.column(), new ExpressionSql(frame, meaning).of(derive.as()));
        }
        if (operation instanceof TransformType transform) {
            return with(transform.column(), transformed(transform));
        }
        if (operation instanceof Sort sort) {
            return "select * replace (row_number() over (order by " + order(sort.by()) + ", " + ROW + ") as " + ROW
                    + ") from p";
        }
        if (operation instanceof FillMissing fill) {
            return with(fill.column(), "coalesce(" + Meaning.name(fill.column()) + ", " + literal(fill) + ")");
        }
        return longer(operation);
    }

    private String longer(Operation operation) {
        if (operation instanceof DropMissing drop) {
            return "select * from p where "
                    + orAll(drop.columns()).stream()
                            .map(name -> Meaning.name(name) + " is not null")
                            .collect(Collectors.joining(" and "));
        }
        if (operation instanceof Distinct distinct) {
            return "select * from p qualify row_number() over (partition by " + names(orAll(distinct.columns()))
                    + " order by " + ROW + ") = 1";
        }
        if (operation instanceof Limit limit) {
            return "select * from p order by " + ROW + " limit " + limit.rows() + " offset " + limit.offset();
        }
        if (operation instanceof GroupBy groupBy) {
            return new GroupSql(frame, meaning).of(groupBy);
        }
        if (operation instanceof Pivot pivot) {
            return new GroupSql(frame, meaning).of(pivot);
        }
        if (operation instanceof Join join) {
            return new JoinSql(frame, other, meaning).of(join);
        }
        if (operation instanceof Rank rank) {
            return with(rank.as(), ranked(rank));
        }
        if (operation instanceof Cumulate cumulate) {
            return with(cumulate.as(), cumulated(cumulate));
        }
        return melted((Melt) operation);
    }

    private String select(List<String> columns) {
        return "select " + ROW + ", " + names(columns) + " from p";
    }

    static String names(List<String> columns) {
        return columns.stream().map(Meaning::name).collect(Collectors.joining(", "));
    }

    private List<String> orAll(List<String> columns) {
        return columns.isEmpty() ? frame.columnNames() : columns;
    }

    private String with(String column, String sql) {
        String name = Meaning.name(column);
        return frame.columnNames().contains(column)
                ? "select * replace (" + sql + " as " + name + ") from p"
                : "select *, " + sql + " as " + name + " from p";
    }

    private String transformed(TransformType transform) {
        String name = Meaning.name(transform.column());
        ColumnType from = type(transform.column());
        return switch (transform.type()) {
            case INTEGER, LONG -> {
                String whole = from != ColumnType.DOUBLE
                        ? name + "::bigint"
                        : meaning.of(
                                Difference.FRACTION,
                                "case when " + name + " = trunc(" + name + ") then fw_whole(" + name + ") end",
                                "try_cast(" + name + " as bigint)");
                yield transform.type() == ColumnType.LONG
                        ? whole
                        : "case when " + whole + " between -2147483647 and 2147483647 then " + whole + " end";
            }
            case DOUBLE -> from == ColumnType.BOOLEAN ? name + "::integer::double" : name + "::double";
            case BOOLEAN -> "case " + name + " when 0 then false when 1 then true end";
            case STRING -> name + "::varchar";
            case LOCAL_DATE -> name + "::date";
            case LOCAL_TIME -> name + "::time";
            default -> name + "::timestamp";
        };
    }

    private String literal(FillMissing fill) {
        ColumnType type = frame.column(fill.column()).orElseThrow().type();
        String text = fill.value().asText();
        return switch (type) {
            case STRING -> Meaning.text(text);
            case DOUBLE -> "'" + text + "'::double";
            case LOCAL_DATE -> "date '" + text + "'";
            case LOCAL_TIME -> "time '" + text + "'";
            case LOCAL_DATE_TIME, INSTANT -> "timestamp '" + text.replace("Z", "") + "'";
            default -> text;
        };
    }

    private String order(List<Sort.Key> keys) {
        return keys.stream()
                .map(key -> ordered(key.column()) + (key.descending() ? " desc nulls last" : " asc nulls last"))
                .collect(Collectors.joining(", "));
    }

    private String ordered(String column) {
        return frame.column(column).orElseThrow().type() == ColumnType.STRING
                ? meaning.of(Difference.TEXT_ORDER, sql -> "fw_text(" + sql + ")", Meaning.name(column))
                : Meaning.name(column);
    }

    String ranked(Rank rank) {
        String groups = rank.within().isEmpty() ? "" : "partition by " + names(rank.within()) + " ";
        String over = groups + "order by " + order(rank.by());
        return switch (rank.method()) {
            case MIN -> "rank() over (" + over + ")";
            case MAX -> "count(*) over (" + over + " range between unbounded preceding and current row)";
            case DENSE -> "dense_rank() over (" + over + ")";
            case ORDINAL -> "row_number() over (" + over + ", " + ROW + ")";
            case PERCENT -> "percent_rank() over (" + over + ")";
        };
    }

    String cumulated(Cumulate cumulate) {
        String groups = cumulate.within().isEmpty() ? "" : "partition by " + names(cumulate.within()) + " ";
        String over = " over (" + groups + "order by " + ROW + " rows between unbounded preceding and current row)";
        @Nullable String column = cumulate.column();
        if (column == null) {
            return "count(*)" + over;
        }
        String name = Meaning.name(column);
        ColumnType type = frame.column(column).orElseThrow().type();
        String number = type == ColumnType.BOOLEAN ? name + "::integer" : name;
        String running = switch (cumulate.function()) {
            case COUNT -> "count(" + name + ")" + over;
            case SUM ->
                type == ColumnType.DOUBLE
                        ? "fw_number(sum(" + name + ")" + over + ")"
                        : meaning.of(
                                Difference.SUM_TOO_LARGE,
                                sql -> "fw_long(" + sql + ")",
                                "(sum(" + number + "::bigint)" + over + ")");
            case MEAN -> "fw_number(avg(" + number + ")" + over + ")";
            case MIN, MAX -> extreme(cumulate.function().shown(), name, type, over);
            case PRODUCT ->
                type == ColumnType.DOUBLE ? "fw_number(product(" + name + ")" + over + ")" : product(name, over);
        };
        return meaning.of(
                Difference.RUNNING_AT_MISSING,
                sql -> "case when " + name + " is null then null else " + sql + " end",
                running);
    }

    private String extreme(String function, String name, ColumnType type, String over) {
        String plain = function + "(" + name + ")" + over;
        return type == ColumnType.STRING
                ? meaning.of(
                        Difference.TEXT_ORDER,
                        "arg_" + function + "(" + name + ", fw_text(" + name + "))" + over,
                        plain)
                : plain;
    }

    /** Exact: what is too large stays so until it is multiplied by zero. */
    private String product(String name, String over) {
        String exact = "fw_long(list_reduce(list(" + name + "::hugeint) filter (" + name + " is not null)" + over
                + ", lambda a, b: case when b = 0 then 0::hugeint when abs(a) > 9223372036854775807 then a else a * b end))";
        return meaning.of(Difference.RUNNING_PRODUCT, exact, "product(" + name + ")" + over);
    }

    private String melted(Melt melt) {
        List<String> values = melt.values().isEmpty()
                ? frame.columnNames().stream()
                        .filter(name -> !melt.ids().contains(name))
                        .toList()
                : melt.values();
        boolean mixed = values.stream().map(this::type).distinct().count() > 1;
        boolean wide = values.stream().map(this::type).anyMatch(ColumnType.DOUBLE::equals);
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            String value = Meaning.name(values.get(i)) + (mixed && wide ? "::double" : "");
            parts.add("select " + i + " as part, " + ROW
                    + melt.ids().stream().map(id -> ", " + Meaning.name(id)).collect(Collectors.joining()) + ", "
                    + Meaning.text(values.get(i)) + " as " + Meaning.name(melt.variable()) + ", " + value + " as "
                    + Meaning.name(melt.value()) + " from p");
        }
        return "select * exclude (part) replace (row_number() over (order by part, " + ROW + ") as " + ROW + ") from ("
                + String.join(" union all ", parts) + ")";
    }

    private ColumnType type(String column) {
        return frame.column(column).map(Column::type).orElseThrow();
    }

    /** The columns and types of a frame, to be told. */
    static Map<String, ColumnType> schema(Frame frame) {
        Map<String, ColumnType> schema = new LinkedHashMap<>();
        frame.data().forEach(column -> schema.put(column.name(), column.type()));
        return schema;
    }
}
