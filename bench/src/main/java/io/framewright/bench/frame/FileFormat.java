package io.framewright.bench.frame;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.framewright.frame.Frame;
import io.framewright.query.WorkMonitor;
import io.framewright.query.source.DataRoots;
import io.framewright.query.source.Destination;
import io.framewright.query.source.SaveContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** In which files a table can be had. */
enum FileFormat {
    CSV,
    /** Written by DuckDB, as it writes it unless told otherwise. */
    PARQUET,
    /** Written by ours. */
    ARROW;

    /** The name of this format in a source. */
    String type() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** The file of a table beside its CSV file; written if it is not there. */
    Path file(DbBenchmark data, Path directory, String table) throws IOException, SQLException {
        Path csv = data.file(directory, table).toAbsolutePath();
        if (this == CSV) {
            return csv;
        }
        String name = String.valueOf(csv.getFileName()).replace(".csv", "." + type());
        Path file = csv.resolveSibling(name);
        if (!Files.exists(file)) {
            if (this == PARQUET) {
                copy(csv, file, DbBenchmark.wholeColumns(table));
            } else {
                save(FileLoad.load(FileFormat.CSV, csv), file);
            }
        }
        return file;
    }

    private static void copy(Path csv, Path file, List<String> whole) throws SQLException {
        String replaced = String.join(
                ", ",
                whole.stream().map(column -> column + "::INTEGER AS " + column).toList());
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("SET enable_progress_bar = false");
            statement.execute("COPY (SELECT * REPLACE (" + replaced + ") FROM read_csv(" + quoted(csv) + ")) TO "
                    + quoted(file) + " (FORMAT parquet)");
        }
    }

    private void save(Frame frame, Path file) {
        DataRoots roots = DataRoots.of(List.of(file.resolveSibling(".")));
        Destination.parse(
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("type", type())
                                .put("path", String.valueOf(file.getFileName())),
                        "destination")
                .flatMap(destination -> destination.save(frame, false, new SaveContext(roots, WorkMonitor.NONE)))
                .fold(
                        failure -> {
                            throw new IllegalStateException(failure.code() + ": " + failure.message());
                        },
                        pending -> {
                            throw new IllegalStateException("pending");
                        },
                        saved -> saved);
    }

    /** As a text in SQL. */
    static String quoted(Path file) {
        return "'" + file.toString().replace("'", "''") + "'";
    }
}
