package io.framewright.query.source;

import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a database says, without what is secret. */
final class SqlFailures {
    private static final int LONGEST = 300;
    private static final String NO_DRIVER = "08001";

    private SqlFailures() {}

    /** A statement failed: the database's own words help whoever wrote it. */
    static Failure ofStatement(Database database, SQLException error) {
        SQLException first = cause(error);
        String said = database.redact(String.valueOf(first.getMessage())).strip();
        return of(
                FailureCode.DATABASE_FAILED,
                "The database '" + database.name() + "' says: "
                        + (said.length() > LONGEST ? said.substring(0, LONGEST) + "…" : said),
                database,
                first);
    }

    static Failure of(FailureCode code, String message, Database database, SQLException error) {
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("database", database.name());
        detail.put("sqlState", stateOf(error));
        return Failure.of(code, message, detail);
    }

    /** Says less than the driver does, which names hosts and users. */
    static String whyNotReached(SQLException error) {
        String state = stateOf(error);
        if (state.startsWith("28")) {
            return "it does not accept the user and password of the configuration.";
        }
        boolean none =
                state.equals(NO_DRIVER) && String.valueOf(error.getMessage()).startsWith("No suitable driver");
        return none
                ? "there is no JDBC driver for it on the class path of the worker's process."
                : "see that it runs and that its URL is right.";
    }

    private static String stateOf(SQLException error) {
        return error.getSQLState() == null ? "" : error.getSQLState();
    }

    /** Of a batch the failure of the row, not that of the batch. */
    private static SQLException cause(SQLException error) {
        @Nullable SQLException next = error.getNextException();
        return next == null ? error : next;
    }
}
