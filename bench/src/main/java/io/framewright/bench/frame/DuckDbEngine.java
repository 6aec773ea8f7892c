package io.framewright.bench.frame;

import io.framewright.either.Either;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** DuckDB in memory and in this process; an answer is a temporary table, as in the db-benchmark. */
final class DuckDbEngine implements Engine {
    private final DbBenchmark data;
    private final Path directory;
    private final Connection connection;
    private final String version;

    DuckDbEngine(DbBenchmark data, Path directory, int cores) throws SQLException {
        this.data = data;
        this.directory = directory;
        this.connection = DriverManager.getConnection("jdbc:duckdb:");
        this.version = connection.getMetaData().getDatabaseProductVersion();
        execute("SET threads = " + cores);
        // Its bar would stand in the report.
        execute("SET enable_progress_bar = false");
    }

    @Override
    public String name() {
        return "DuckDB";
    }

    @Override
    public String version() {
        return version;
    }

    @Override
    public void load(String table) throws IOException, SQLException {
        // It takes whole numbers for 64 bits; ours and the db-benchmark's are of 32.
        List<String> whole = DbBenchmark.wholeColumns(table).stream()
                .map(column -> column + "::INTEGER AS " + column)
                .toList();
        execute("CREATE TABLE " + table + " AS SELECT * REPLACE (" + String.join(", ", whole) + ") FROM "
                + file(table));
    }

    @Override
    public void drop(String table) throws SQLException {
        execute("DROP TABLE " + table);
        execute("DROP TABLE IF EXISTS ans");
    }

    @Override
    public Either<String, Answer> ask(Question question) throws IOException, SQLException {
        String select = question.isLoad()
                ? "SELECT * FROM " + file(question)
                : question.asked().sql();
        long began = System.nanoTime();
        execute("CREATE OR REPLACE TEMP TABLE ans AS " + select);
        return Either.right(answer(question, System.nanoTime() - began));
    }

    private Answer answer(Question question, long nanos) throws SQLException {
        List<String> names = new ArrayList<>(question.checked().sums());
        StringBuilder sql = new StringBuilder("SELECT count(*)");
        names.forEach(name -> sql.append(", sum(").append(name).append(")::DOUBLE"));
        question.checked().ordered().ifPresent(name -> {
            names.add(Answer.ORDER);
            sql.append(", sum(").append(name).append(" * (rowid + 1.0::DOUBLE))::DOUBLE");
        });
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql + " FROM ans")) {
            if (!row.next()) {
                throw new IllegalStateException("there is no answer to count");
            }
            Map<String, Double> sums = new LinkedHashMap<>();
            for (int i = 0; i < names.size(); i++) {
                sums.put(names.get(i), row.getDouble(i + 2));
            }
            return new Answer(nanos / 1e6, row.getLong(1), sums);
        }
    }

    /** It reads no Arrow files by itself: Parquet instead. */
    private String file(Question question) throws IOException, SQLException {
        String table = question.tables().get(0);
        return question.file() == FileFormat.CSV
                ? file(table)
                : "read_parquet(" + FileFormat.quoted(FileFormat.PARQUET.file(data, directory, table)) + ")";
    }

    private String file(String table) throws IOException {
        return "read_csv(" + FileFormat.quoted(data.file(directory, table)) + ")";
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
