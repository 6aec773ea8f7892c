package io.framewright.query;

import io.framewright.frame.Column;
import io.framewright.frame.ColumnType;
import io.framewright.frame.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says a join in SQL. */
final class JoinSql {
    private final Frame left;
    private final Frame right;
    private final Meaning meaning;

    JoinSql(Frame left, Frame right, Meaning meaning) {
        this.left = left;
        this.right = right;
        this.meaning = meaning;
    }

    String of(Join join) {
        String on =
                join.on().stream().map(key -> equal(key, join.matchMissing())).collect(Collectors.joining(" and "));
        String row = DuckDb.ROW;
        return switch (join.how()) {
            case SEMI -> "select * from p where exists (select 1 from o where " + on + ")";
            case ANTI -> "select * from p where not exists (select 1 from o where " + on + ")";
            case RIGHT -> joined(join, on, "order by o." + row + ", p." + row);
            default -> joined(join, on, "order by p." + row + " nulls last, o." + row);
        };
    }

    private String joined(Join join, String on, String order) {
        List<String> columns = new ArrayList<>();
        for (String name : left.columnNames()) {
            Optional<Join.On> key =
                    join.on().stream().filter(on1 -> on1.left().equals(name)).findFirst();
            columns.add(key.map(found -> key(found, join.how())).orElse("p." + Meaning.name(name)) + " as "
                    + Meaning.name(name));
        }
        for (String name : right.columnNames()) {
            if (join.on().stream().noneMatch(key -> key.right().equals(name))) {
                boolean taken = left.columnNames().stream().anyMatch(name::equalsIgnoreCase);
                columns.add("o." + Meaning.name(name) + " as " + Meaning.name(taken ? name + join.suffix() : name));
            }
        }
        return "select row_number() over (" + order + ") as " + DuckDb.ROW + ", " + String.join(", ", columns)
                + " from p " + join.how().name().toLowerCase(Locale.ROOT) + " join o on " + on;
    }

    private static ColumnType type(Frame frame, String column) {
        return frame.column(column).map(Column::type).orElseThrow();
    }

    private String key(Join.On key, Join.How how) {
        String mine = "p." + Meaning.name(key.left());
        String theirs = "o." + Meaning.name(key.right());
        if (how == Join.How.FULL) {
            boolean wide = type(left, key.left()) == ColumnType.DOUBLE || type(right, key.right()) == ColumnType.DOUBLE;
            return "case when p." + DuckDb.ROW + " is null then " + theirs + (wide ? "::double" : "") + " else " + mine
                    + (wide ? "::double" : "") + " end";
        }
        return how == Join.How.RIGHT ? theirs : mine;
    }

    private String equal(Join.On key, boolean matchMissing) {
        String mine = "p." + Meaning.name(key.left());
        String theirs = "o." + Meaning.name(key.right());
        ColumnType one = type(left, key.left());
        ColumnType two = type(right, key.right());
        String plain = mine + " = " + theirs;
        String equal = one == ColumnType.DOUBLE && two.isWhole()
                ? meaning.of(Difference.LONG_AND_DOUBLE, "fw_compare(" + theirs + ", " + mine + ") = 0", plain)
                : one.isWhole() && two == ColumnType.DOUBLE
                        ? meaning.of(Difference.LONG_AND_DOUBLE, "fw_compare(" + mine + ", " + theirs + ") = 0", plain)
                        : plain;
        return matchMissing
                ? "(coalesce(" + equal + ", false) or " + mine + " is null and " + theirs + " is null)"
                : equal;
    }
}
