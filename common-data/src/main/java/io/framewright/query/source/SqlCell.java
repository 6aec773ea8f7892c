package io.framewright.query.source;

import io.framewright.frame.BooleanData;
import io.framewright.frame.Column;
import io.framewright.frame.ColumnData;
import io.framewright.frame.DoubleData;
import io.framewright.frame.IntData;
import io.framewright.frame.LongData;
import io.framewright.frame.Packed;
import io.framewright.serialize.CellText;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.ZoneOffset;
import java.util.Objects;

/**
 * The cells of a column as parameters of a statement.
 *
 * @param place of the parameter, from 1
 */
record SqlCell(ColumnData data, int place, SqlDialect dialect) {
    static SqlCell of(Column column, int place, SqlDialect dialect) {
        return new SqlCell(column.data(), place, dialect);
    }

    /** Sets the parameter to the cell of a row; gives back about how many characters it takes. */
    int write(PreparedStatement statement, int row) throws SQLException {
        if (data.isMissing(row)) {
            statement.setNull(place, nullType());
            return 1;
        }
        switch (data.type()) {
            case INTEGER -> statement.setInt(place, ((IntData) data).values()[row]);
            case LONG -> statement.setLong(place, ((LongData) data).values()[row]);
            case DOUBLE -> statement.setDouble(place, ((DoubleData) data).values()[row]);
            case BOOLEAN -> statement.setBoolean(place, ((BooleanData) data).values()[row] == 1);
            case STRING -> {
                return text(statement, row);
            }
            default -> {
                return temporal(statement, row);
            }
        }
        return Long.BYTES;
    }

    private int temporal(PreparedStatement statement, int row) throws SQLException {
        if (dialect == SqlDialect.SQLITE) {
            return text(statement, row);
        }
        Object value = Objects.requireNonNull(data.get(row));
        switch (data.type()) {
            case INSTANT -> {
                long packed = ((LongData) data).values()[row];
                statement.setObject(
                        place,
                        dialect == SqlDialect.MARIADB
                                ? Packed.dateTime(packed)
                                : Packed.instant(packed).atOffset(ZoneOffset.UTC));
            }
            default -> statement.setObject(place, value);
        }
        return Long.BYTES;
    }

    private int text(PreparedStatement statement, int row) throws SQLException {
        String text = Objects.requireNonNull(CellText.of(data, row));
        statement.setString(place, text);
        return text.length();
    }

    private int nullType() {
        return switch (data.type()) {
            case INTEGER -> Types.INTEGER;
            case LONG -> Types.BIGINT;
            case DOUBLE -> Types.DOUBLE;
            case BOOLEAN -> Types.BOOLEAN;
            case STRING -> Types.VARCHAR;
            case LOCAL_DATE -> Types.DATE;
            case LOCAL_TIME -> Types.TIME;
            case LOCAL_DATE_TIME -> Types.TIMESTAMP;
            case INSTANT -> Types.TIMESTAMP_WITH_TIMEZONE;
        };
    }
}
