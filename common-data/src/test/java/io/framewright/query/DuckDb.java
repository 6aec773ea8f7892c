package io.framewright.query;

import io.framewright.frame.Column;
import io.framewright.frame.ColumnData;
import io.framewright.frame.ColumnType;
import io.framewright.frame.Frame;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * A database in memory that frames are put into and read from. All whole numbers are BIGINT there, dates and times of
 * their types, an instant the TIMESTAMP it is in UTC; column {@code #} has the number of the row.
 */
final class DuckDb implements AutoCloseable {
    static final String ROW = "\"#\"";

    private static final List<String> MACROS = List.of(
            "set error_on_division_by_zero = false",
            "create macro fw_long(x) as case when x between -9223372036854775807 and 9223372036854775807"
                    + " then try_cast(x as bigint) end",
            "create macro fw_number(x) as case when isnan(x) then null else x end",
            "create macro fw_whole(x) as case when abs(x) < 9223372036854775808::double then try_cast(trunc(x) as bigint) end",
            // Of two numbers of which either may be DOUBLE: their whole parts as HUGEINT, then what is behind.
            "create macro fw_compare(b, d) as case when b is null or d is null then null"
                    + " when d >= 9223372036854775808::double then -1 when d < -9223372036854775808::double then 1"
                    + " when b::hugeint <> try_cast(floor(d) as hugeint) then (case when b::hugeint <"
                    + " try_cast(floor(d) as hugeint) then -1 else 1 end) when d > floor(d) then -1 else 0 end",
            // The order of UTF-16 code units: what is beyond 16 bits comes before the last characters of 16 bits.
            "create macro fw_text(s) as list_transform(string_split(s, ''), lambda c: case when unicode(c)"
                    + " between 57344 and 65535 then unicode(c) + 2000000 else unicode(c) end)",
            "create macro fw_near(x) as case when year(x) between -32767 and 32767 then x end",
            "create macro fw_seconds(x) as (epoch_ms(x) - ((epoch_ms(x) % 1000) + 1000) % 1000) // 1000");

    private final DuckDBConnection connection;

    private DuckDb(DuckDBConnection connection) {
        this.connection = connection;
    }

    static DuckDb open() {
        try {
            Connection opened = DriverManager.getConnection("jdbc:duckdb:");
            DuckDb database = new DuckDb((DuckDBConnection) opened);
            for (String macro : MACROS) {
                database.run(macro);
            }
            return database;
        } catch (SQLException failed) {
            throw new AssertionError(failed);
        }
    }

    void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Makes a table of a frame. */
    void load(String table, Frame frame) throws SQLException {
        String raw = frame.data().stream()
                .map(column -> ", " + Meaning.name(column.name()) + " " + rawType(column.type()))
                .collect(Collectors.joining());
        run("create or replace table raw (" + ROW + " bigint" + raw + ")");
        try (DuckDBAppender appender = connection.createAppender("main", "raw")) {
            for (int row = 0; row < frame.rowCount(); row++) {
                appender.beginRow();
                appender.append((long) row);
                for (Column column : frame.data()) {
                    append(appender, column.data(), row);
                }
                appender.endRow();
            }
        }
        run("create or replace table " + table + " as select " + ROW
                + frame.data().stream()
                        .map(column -> ", " + typed(column.name(), column.type()))
                        .collect(Collectors.joining())
                + " from raw");
    }

    /**
     * Makes the next table {@code p} of the one there is, and compares it with what we made.
     *
     * @param close how far doubles may be from each other, relatively
     * @return the first difference; null if there is none
     */
    @Nullable
    String unlike(String sql, Frame made, double close) throws SQLException {
        run("create or replace table next as " + sql);
        run("create or replace table p as select * from next");
        if (!names("p").equals(made.columnNames())) {
            return "columns " + made.columnNames() + ", in DuckDB " + names("p");
        }
        List<List<@Nullable Object>> expected = rows("p", made.data());
        List<List<@Nullable Object>> found = rows(made);
        for (int row = 0; row < Math.min(found.size(), expected.size()); row++) {
            if (!same(found.get(row), expected.get(row), close)) {
                return "row " + row + " of " + made.columnNames() + " is " + found.get(row) + ", in DuckDB "
                        + expected.get(row);
            }
        }
        return found.size() == expected.size() ? null : found.size() + " rows, in DuckDB " + expected.size();
    }

    private static boolean same(List<@Nullable Object> found, List<@Nullable Object> expected, double close) {
        for (int i = 0; i < found.size(); i++) {
            Object one = found.get(i);
            Object other = expected.get(i);
            boolean same = one instanceof Double number && other instanceof Double wanted
                    ? number.doubleValue() == wanted || Math.abs(number - wanted) <= close * Math.abs(wanted)
                    : Objects.equals(one, other);
            if (!same) {
                return false;
            }
        }
        return true;
    }

    /** The rows in order, raw: whole numbers, dates as days, times as milliseconds as Long. */
    List<List<@Nullable Object>> rows(String table, List<Column> columns) throws SQLException {
        String select = columns.stream()
                .map(column -> ", " + plain(column.name(), column.type()))
                .collect(Collectors.joining());
        List<List<@Nullable Object>> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("select 0" + select + " from " + table + " order by " + ROW)) {
            while (found.next()) {
                List<@Nullable Object> row = new ArrayList<>();
                for (int i = 2; i <= columns.size() + 1; i++) {
                    row.add(found.getObject(i));
                }
                rows.add(row);
            }
        }
        return rows;
    }

    /** The names of a table's columns, without the row's number. */
    List<String> names(String table) throws SQLException {
        List<String> names = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("select * from " + table + " limit 0")) {
            for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
                names.add(found.getMetaData().getColumnName(i));
            }
        }
        names.remove("#");
        return names;
    }

    /** The rows of a frame in the same form. */
    static List<List<@Nullable Object>> rows(Frame frame) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int row = 0; row < frame.rowCount(); row++) {
            List<@Nullable Object> values = new ArrayList<>();
            for (Column column : frame.data()) {
                values.add(raw(column.data().get(row)));
            }
            rows.add(values);
        }
        return rows;
    }

    private static @Nullable Object raw(@Nullable Object value) {
        if (value instanceof Integer whole) {
            return (long) whole;
        }
        if (value instanceof LocalDate date) {
            return date.toEpochDay();
        }
        if (value instanceof LocalTime time) {
            return time.toNanoOfDay() / 1_000_000;
        }
        if (value instanceof LocalDateTime at) {
            return at.toInstant(ZoneOffset.UTC).toEpochMilli();
        }
        return value instanceof Instant instant ? (Object) instant.toEpochMilli() : value;
    }

    private static void append(DuckDBAppender appender, ColumnData data, int row) throws SQLException {
        Object value = raw(data.get(row));
        if (value == null) {
            appender.appendNull();
        } else if (value instanceof Long whole) {
            appender.append(whole.longValue());
        } else if (value instanceof Double number) {
            appender.append(number.doubleValue());
        } else if (value instanceof Boolean truth) {
            appender.append(truth.booleanValue());
        } else {
            appender.append((String) value);
        }
    }

    private static String rawType(ColumnType type) {
        return switch (type) {
            case DOUBLE -> "double";
            case BOOLEAN -> "boolean";
            case STRING -> "varchar";
            default -> "bigint";
        };
    }

    private static String typed(String column, ColumnType type) {
        String name = Meaning.name(column);
        return switch (type) {
            case LOCAL_DATE -> "date '1970-01-01' + " + name + "::integer as " + name;
            case LOCAL_TIME -> "time '00:00:00' + to_milliseconds(" + name + ") as " + name;
            case LOCAL_DATE_TIME, INSTANT -> "make_timestamp_ms(" + name + ") as " + name;
            default -> name;
        };
    }

    private static String plain(String column, ColumnType type) {
        String name = Meaning.name(column);
        return switch (type) {
            case LOCAL_DATE -> "date_diff('day', date '1970-01-01', " + name + ")";
            case LOCAL_TIME, LOCAL_DATE_TIME, INSTANT -> "epoch_ms(" + name + ")";
            case INTEGER, LONG -> name + "::hugeint::bigint";
            default -> name;
        };
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
