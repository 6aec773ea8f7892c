package io.framewright.query.source;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.frame.Frame;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads what a statement gives, a few rows at a time, on a connection that changes nothing. */
final class SqlReading {
    private static final int ROWS_AT_A_TIME = 2_000;
    private static final int REPORT_EVERY = 1 << 12;

    private final LoadContext context;
    private final MemoryBudget budget;

    private SqlReading(LoadContext context) {
        this.context = context;
        this.budget = new MemoryBudget(context.limits().maxFrameBytes());
    }

    static Either<Failure, Frame> read(SqlSource source, Database database, LoadContext context) {
        try (Connection connection = database.open(true)) {
            try {
                return Either.right(new SqlReading(context).read(source, database, connection));
            } finally {
                connection.rollback();
            }
        } catch (Refused refused) {
            return Either.left(refused.failure());
        } catch (SQLException failed) {
            return Either.left(context.monitor().cancelled() ? cancelled() : SqlFailures.ofStatement(database, failed));
        }
    }

    private Frame read(SqlSource source, Database database, Connection connection) throws SQLException {
        String sql = source.query().isPresent()
                ? source.query().get()
                : "select * from " + SqlTable.of(source.table().orElseThrow(), connection);
        try (Statement statement = connection.createStatement();
                CancelWatch watch = CancelWatch.over(statement, context.monitor())) {
            statement.setEscapeProcessing(false);
            statement.setFetchSize(ROWS_AT_A_TIME);
            watch.check();
            try (ResultSet rows = statement.executeQuery(sql)) {
                return read(rows, database.dialect());
            }
        }
    }

    private Frame read(ResultSet rows, SqlDialect dialect) throws SQLException {
        List<SqlColumn> columns = columns(rows.getMetaData(), dialect);
        long count = 0;
        while (rows.next()) {
            if (count == context.limits().maxRows()) {
                throw new Refused(
                        FailureCode.MEMORY_LIMIT,
                        "There are more than " + count + " rows, which is the limit.",
                        Map.of("maxRows", count));
            }
            for (SqlColumn column : columns) {
                column.read(rows);
            }
            if (++count % REPORT_EVERY == 0) {
                if (context.monitor().cancelled()) {
                    throw new Refused(cancelled());
                }
                context.monitor().progress(count, -1, "rows");
            }
        }
        return Frame.ofColumns(columns.stream().map(SqlColumn::toColumn).toList());
    }

    private List<SqlColumn> columns(ResultSetMetaData meta, SqlDialect dialect) throws SQLException {
        int count = meta.getColumnCount();
        if (count > context.limits().maxColumns()) {
            throw new Refused(
                    FailureCode.MEMORY_LIMIT,
                    "There are more than " + context.limits().maxColumns() + " columns, which is the limit.",
                    Map.of("maxColumns", context.limits().maxColumns()));
        }
        DistinctNames names = new DistinctNames();
        List<SqlColumn> columns = new ArrayList<>(count);
        for (int place = 1; place <= count; place++) {
            String name = names.next(meta.getColumnLabel(place));
            columns.add(
                    SqlColumn.of(name, place, meta, dialect, context.limits().maxCellLength(), budget));
        }
        return columns;
    }

    static Failure cancelled() {
        return Failure.of(FailureCode.COMMAND_CANCELLED, "The command was cancelled while it read a database.");
    }
}
