package io.framewright.query.source;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.frame.Column;
import io.framewright.frame.ColumnNames;
import io.framewright.frame.Frame;
import io.framewright.query.source.Destination.Saved;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Writes a frame into a table, in one transaction. */
final class SqlWriting {
    private static final int ROWS_A_BATCH = 10_000;
    private static final long CHARACTERS_A_BATCH = 1 << 23;

    private final Frame frame;
    private final SqlDestination destination;
    private final Database database;
    private final Connection connection;
    private final SaveContext context;
    private final String table;
    private boolean created;

    private SqlWriting(
            Frame frame, SqlDestination destination, Database database, Connection connection, SaveContext context)
            throws SQLException {
        this.frame = frame;
        this.destination = destination;
        this.database = database;
        this.connection = connection;
        this.context = context;
        this.table = SqlTable.of(destination.table(), connection);
    }

    static Either<Failure, Saved> write(
            Frame frame, SqlDestination destination, boolean overwrite, Database database, SaveContext context) {
        try (Connection connection = database.open(false)) {
            SqlWriting writing = new SqlWriting(frame, destination, database, connection, context);
            boolean done = false;
            try {
                writing.write(overwrite);
                connection.commit();
                done = true;
                return Either.right(new Saved(frame.rowCount(), 0));
            } finally {
                if (!done) {
                    writing.undo();
                }
            }
        } catch (Refused refused) {
            return Either.left(refused.failure());
        } catch (SQLException failed) {
            return Either.left(
                    context.monitor().cancelled()
                            ? SaveMonitor.cancelled()
                            : SqlFailures.ofStatement(database, failed));
        }
    }

    private void write(boolean overwrite) throws SQLException {
        SaveMonitor monitor = new SaveMonitor(context.monitor());
        monitor.checkCancelled();
        Optional<List<String>> there = columnsThere();
        if (there.isEmpty()) {
            create();
        } else if (overwrite) {
            empty(there.get());
        } else {
            throw new Refused(Failure.of(
                    FailureCode.TABLE_EXISTS,
                    "There is a table '" + destination.table() + "' already in the database '" + database.name()
                            + "'; give overwrite: true to replace its rows.",
                    "table",
                    destination.table()));
        }
        insert(monitor);
    }

    /** The columns of the table; empty if there is none. A failed statement ends a transaction in some databases. */
    private Optional<List<String>> columnsThere() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet none = statement.executeQuery("select * from " + table + " where 1 = 0")) {
            ResultSetMetaData meta = none.getMetaData();
            List<String> names = new ArrayList<>();
            for (int place = 1; place <= meta.getColumnCount(); place++) {
                names.add(meta.getColumnName(place));
            }
            return Optional.of(names);
        } catch (SQLException notThere) {
            connection.rollback();
            return Optional.empty();
        }
    }

    private void create() throws SQLException {
        if (frame.data().isEmpty()) {
            throw new Refused(FailureCode.INVALID_COMMAND, "The frame has no columns; a table needs one.");
        }
        List<String> columns = new ArrayList<>();
        for (Column column : frame.data()) {
            columns.add(SqlTable.column(column.name(), connection) + " "
                    + database.dialect().declared(column.type()));
        }
        execute("create table " + table + " (" + String.join(", ", columns) + ")");
        created = true;
    }

    private void empty(List<String> there) throws SQLException {
        for (String name : frame.columnNames()) {
            if (there.stream().noneMatch(name::equalsIgnoreCase)) {
                throw new Refused(ColumnNames.notFound(name, there));
            }
        }
        execute("delete from " + table);
    }

    private void insert(SaveMonitor monitor) throws SQLException {
        if (frame.data().isEmpty()) {
            return;
        }
        List<String> names = new ArrayList<>();
        List<SqlCell> cells = new ArrayList<>();
        for (Column column : frame.data()) {
            names.add(SqlTable.column(column.name(), connection));
            cells.add(SqlCell.of(column, names.size(), database.dialect()));
        }
        String sql = "insert into " + table + " (" + String.join(", ", names) + ") values ("
                + String.join(", ", Collections.nCopies(names.size(), "?")) + ")";
        int rows = frame.rowCount();
        try (PreparedStatement statement = connection.prepareStatement(sql);
                CancelWatch watch = CancelWatch.over(statement, context.monitor())) {
            watch.check();
            int inBatch = 0;
            long characters = 0;
            for (int row = 0; row < rows; row++) {
                for (SqlCell cell : cells) {
                    characters += cell.write(statement, row);
                }
                statement.addBatch();
                if (++inBatch == ROWS_A_BATCH || characters >= CHARACTERS_A_BATCH || row == rows - 1) {
                    statement.executeBatch();
                    inBatch = 0;
                    characters = 0;
                    monitor.rowWritten(row + 1L, rows);
                }
            }
        }
    }

    /** Some databases commit a table as soon as it is made. */
    private void undo() throws SQLException {
        connection.rollback();
        if (created && connection.getMetaData().dataDefinitionCausesTransactionCommit()) {
            execute("drop table " + table);
            connection.commit();
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.executeUpdate(sql);
        }
    }
}
