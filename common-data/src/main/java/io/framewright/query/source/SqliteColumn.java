package io.framewright.query.source;

import io.framewright.frame.Column;
import io.framewright.frame.ColumnType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A column of SQLite, where any column may hold any value: it gets the type it was declared with if all its values are
 * of that, else the narrowest of LONG, DOUBLE and STRING that holds them. Not thread-safe.
 */
final class SqliteColumn implements SqlColumn {
    private static final int BYTES_A_CELL = 32;

    private final String name;
    private final int place;
    private final String declared;
    private final int maxCellLength;
    private final MemoryBudget budget;
    private final List<@Nullable Object> cells = new ArrayList<>();
    private long reserved;

    SqliteColumn(String name, int place, @Nullable String declared, int maxCellLength, MemoryBudget budget) {
        this.name = name;
        this.place = place;
        this.declared =
                declared == null ? "" : declared.toLowerCase(Locale.ROOT).strip();
        this.maxCellLength = maxCellLength;
        this.budget = budget;
    }

    @Override
    public void read(ResultSet rows) throws SQLException {
        @Nullable Object value = rows.getObject(place);
        Object cell = value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : value;
        long taken = BYTES_A_CELL + (cell instanceof String text ? text.length() : 0);
        reserved += taken;
        budget.take(taken);
        cells.add(cell);
    }

    @Override
    public Column toColumn() {
        ColumnType type = type();
        ColumnValues values = new ColumnValues(name, type, budget);
        for (Object cell : cells) {
            if (cell == null) {
                values.missing();
            } else {
                add(values, type, cell);
            }
        }
        budget.take(-reserved);
        cells.clear();
        return values.toColumn();
    }

    private void add(ColumnValues values, ColumnType type, Object cell) {
        switch (type) {
            case INTEGER, LONG -> values.whole(((Number) cell).longValue());
            case DOUBLE -> values.real(((Number) cell).doubleValue());
            case BOOLEAN -> values.truth(cell.toString().equals("1") || "true".equalsIgnoreCase(cell.toString()));
            case LOCAL_DATE -> values.date(LocalDate.parse((String) cell));
            case LOCAL_TIME -> values.time(LocalTime.parse((String) cell));
            case LOCAL_DATE_TIME -> values.dateTime(LocalDateTime.parse(iso((String) cell)));
            case INSTANT -> values.instant(Instant.parse(iso((String) cell)));
            case STRING -> values.text(cell.toString(), maxCellLength);
        }
    }

    private ColumnType type() {
        if (!declared.isEmpty() && fits(declaredType())) {
            return declaredType();
        }
        if (cells.stream().allMatch(cell -> cell == null)) {
            return ColumnType.STRING;
        }
        if (fits(ColumnType.LONG)) {
            return ColumnType.LONG;
        }
        return fits(ColumnType.DOUBLE) ? ColumnType.DOUBLE : ColumnType.STRING;
    }

    private ColumnType declaredType() {
        return switch (declared.replaceFirst("\\s*\\(.*", "")) {
            case "int", "integer", "smallint", "tinyint", "mediumint" -> ColumnType.INTEGER;
            case "bigint" -> ColumnType.LONG;
            case "double", "double precision", "real", "float" -> ColumnType.DOUBLE;
            case "boolean", "bool" -> ColumnType.BOOLEAN;
            case "date" -> ColumnType.LOCAL_DATE;
            case "time" -> ColumnType.LOCAL_TIME;
            case "datetime", "timestamp" -> ColumnType.LOCAL_DATE_TIME;
            case "timestamptz" -> ColumnType.INSTANT;
            case "numeric", "decimal" -> ColumnType.LONG;
            default -> ColumnType.STRING;
        };
    }

    private boolean fits(ColumnType type) {
        return cells.stream().allMatch(cell -> cell == null || fits(type, cell));
    }

    private static boolean fits(ColumnType type, Object cell) {
        boolean whole = cell instanceof Integer || cell instanceof Long;
        return switch (type) {
            case INTEGER, LONG -> whole;
            case DOUBLE -> cell instanceof Number;
            case BOOLEAN ->
                cell instanceof String
                        ? cell.toString().equalsIgnoreCase("true")
                                || cell.toString().equalsIgnoreCase("false")
                        : whole && (((Number) cell).longValue() & ~1L) == 0;
            case LOCAL_DATE -> parses(cell, LocalDate::parse);
            case LOCAL_TIME -> parses(cell, LocalTime::parse);
            case LOCAL_DATE_TIME -> parses(cell, text -> LocalDateTime.parse(iso(text)));
            case INSTANT -> parses(cell, text -> Instant.parse(iso(text)));
            case STRING -> cell instanceof String;
        };
    }

    private static boolean parses(Object cell, Function<String, Object> parser) {
        try {
            return cell instanceof String text && parser.apply(text) != null;
        } catch (DateTimeParseException notOfIt) {
            return false;
        }
    }

    /** SQLite's own functions put a blank between date and time. */
    private static String iso(String text) {
        return text.replace(' ', 'T');
    }
}
