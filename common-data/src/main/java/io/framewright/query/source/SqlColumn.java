package io.framewright.query.source;

import io.framewright.frame.Column;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A column of a result set, on its way into a frame. Not thread-safe. */
interface SqlColumn {
    /** Adds the cell of the current row. */
    void read(ResultSet rows) throws SQLException;

    /** The column, after the last row. */
    Column toColumn();

    static SqlColumn of(
            String name, int place, ResultSetMetaData meta, SqlDialect dialect, int maxCellLength, MemoryBudget budget)
            throws SQLException {
        if (dialect == SqlDialect.SQLITE) {
            return new SqliteColumn(name, place, meta.getColumnTypeName(place), maxCellLength, budget);
        }
        SqlKind kind = SqlKind.of(meta, place, dialect);
        return new Typed(place, kind, new ColumnValues(name, kind.type(), budget), maxCellLength);
    }

    /** A column whose type the database knows. */
    record Typed(int place, SqlKind kind, ColumnValues values, int maxCellLength) implements SqlColumn {
        @Override
        public void read(ResultSet rows) throws SQLException {
            switch (kind) {
                case INTEGER, LONG -> {
                    long value = rows.getLong(place);
                    if (rows.wasNull()) {
                        values.missing();
                    } else {
                        values.whole(value);
                    }
                }
                case DOUBLE -> {
                    double value = rows.getDouble(place);
                    values.real(rows.wasNull() ? Double.NaN : value);
                }
                case BOOLEAN -> {
                    boolean value = rows.getBoolean(place);
                    if (rows.wasNull()) {
                        values.missing();
                    } else {
                        values.truth(value);
                    }
                }
                default -> readObject(rows);
            }
        }

        private void readObject(ResultSet rows) throws SQLException {
            @Nullable Object value = object(rows);
            if (value == null) {
                values.missing();
                return;
            }
            switch (kind) {
                case NUMERIC -> number(value);
                case DATE -> values.date((LocalDate) value);
                case TIME -> values.time((LocalTime) value);
                case DATE_TIME -> values.dateTime((LocalDateTime) value);
                case INSTANT -> values.instant(((OffsetDateTime) value).toInstant());
                case INSTANT_IN_UTC -> values.instant(((LocalDateTime) value).toInstant(ZoneOffset.UTC));
                case BYTES -> values.text(HexFormat.of().formatHex((byte[]) value), maxCellLength);
                default -> values.text((String) value, maxCellLength);
            }
        }

        private @Nullable Object object(ResultSet rows) throws SQLException {
            return switch (kind) {
                case DATE -> rows.getObject(place, LocalDate.class);
                case TIME -> rows.getObject(place, LocalTime.class);
                case DATE_TIME, INSTANT_IN_UTC -> rows.getObject(place, LocalDateTime.class);
                case INSTANT -> rows.getObject(place, OffsetDateTime.class);
                case NUMERIC -> rows.getObject(place);
                case BYTES -> rows.getBytes(place);
                default -> rows.getString(place);
            };
        }

        private void number(Object value) {
            if (value instanceof BigDecimal decimal) {
                values.decimal(decimal);
            } else if (value instanceof BigInteger whole) {
                values.decimal(new BigDecimal(whole));
            } else if (value instanceof Long || value instanceof Integer) {
                values.whole(((Number) value).longValue());
            } else {
                // PostgreSQL's NaN and infinities.
                values.real(((Number) value).doubleValue());
            }
        }

        @Override
        public Column toColumn() {
            return values.toColumn();
        }
    }
}
