package io.framewright.query.source;

import io.framewright.frame.ColumnType;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Locale;

/** What a column of a database is read as. */
enum SqlKind {
    /** 32 bits; LONG if a value is beyond. */
    INTEGER(ColumnType.INTEGER),
    LONG(ColumnType.LONG),
    /** Whole numbers of any size, or decimals whose scale is not declared: LONG while all values are, else DOUBLE. */
    NUMERIC(ColumnType.LONG),
    DOUBLE(ColumnType.DOUBLE),
    BOOLEAN(ColumnType.BOOLEAN),
    DATE(ColumnType.LOCAL_DATE),
    TIME(ColumnType.LOCAL_TIME),
    DATE_TIME(ColumnType.LOCAL_DATE_TIME),
    INSTANT(ColumnType.INSTANT),
    /** An instant that the driver gives as date and time in UTC. */
    INSTANT_IN_UTC(ColumnType.INSTANT),
    BYTES(ColumnType.STRING),
    TEXT(ColumnType.STRING);

    private final ColumnType type;

    SqlKind(ColumnType type) {
        this.type = type;
    }

    /** What a column of the frame begins as. */
    ColumnType type() {
        return type;
    }

    static SqlKind of(ResultSetMetaData meta, int place, SqlDialect dialect) throws SQLException {
        String name = String.valueOf(meta.getColumnTypeName(place)).toLowerCase(Locale.ROOT);
        return switch (meta.getColumnType(place)) {
            case Types.TINYINT, Types.SMALLINT, Types.INTEGER -> INTEGER;
            case Types.BIGINT -> meta.isSigned(place) ? LONG : NUMERIC;
            case Types.NUMERIC, Types.DECIMAL -> meta.getScale(place) > 0 ? DOUBLE : NUMERIC;
            case Types.REAL, Types.FLOAT, Types.DOUBLE -> name.equals("money") ? TEXT : DOUBLE;
            case Types.BOOLEAN -> BOOLEAN;
            case Types.BIT -> name.startsWith("bool") || meta.getPrecision(place) <= 1 ? BOOLEAN : TEXT;
            case Types.DATE -> DATE;
            case Types.TIME -> name.contains("tz") ? TEXT : TIME;
            case Types.TIMESTAMP_WITH_TIMEZONE -> INSTANT;
            case Types.TIMESTAMP -> timestamp(name, dialect);
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> BYTES;
            default -> dialect == SqlDialect.DUCKDB ? duckDb(name) : TEXT;
        };
    }

    private static SqlKind timestamp(String name, SqlDialect dialect) {
        if (dialect == SqlDialect.MARIADB) {
            return name.startsWith("timestamp") ? INSTANT_IN_UTC : DATE_TIME;
        }
        return name.contains("tz") || name.contains("with time zone") ? INSTANT : DATE_TIME;
    }

    /** Whole numbers that JDBC has no number for. */
    private static SqlKind duckDb(String name) {
        return switch (name) {
            case "hugeint", "uhugeint", "ubigint", "uinteger" -> NUMERIC;
            default -> TEXT;
        };
    }
}
