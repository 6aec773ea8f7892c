package io.framewright.query.source;

import io.framewright.event.FailureCode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Names of tables and columns as they stand in a statement: quoted, so that a name is never read as anything else. */
final class SqlTable {
    private SqlTable() {}

    /** A table, {@code .} between schema and table. */
    static String of(String given, Connection connection) throws SQLException {
        List<String> parts = new ArrayList<>();
        for (String part : given.split("\\.", -1)) {
            parts.add(quoted(part, given, connection));
        }
        return String.join(".", parts);
    }

    static String column(String name, Connection connection) throws SQLException {
        return quoted(name, name, connection);
    }

    private static String quoted(String part, String given, Connection connection) throws SQLException {
        if (part.isBlank() || part.chars().anyMatch(Character::isISOControl)) {
            throw new Refused(
                    FailureCode.INVALID_COMMAND,
                    "'" + given + "' is no name in a database: a part of it is blank or has a control character.",
                    Map.of("name", given));
        }
        String quote = connection.getMetaData().getIdentifierQuoteString().strip();
        if (quote.isEmpty()) {
            quote = "\"";
        }
        return quote + part.replace(quote, quote + quote) + quote;
    }
}
