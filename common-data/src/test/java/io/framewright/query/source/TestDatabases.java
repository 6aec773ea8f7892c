package io.framewright.query.source;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/** The databases tests use: two in files, and two servers where they run. */
final class TestDatabases {
    static final String POSTGRESQL = "jdbc:postgresql://127.0.0.1:5432/test?user=root";
    static final String MARIADB = "jdbc:mariadb://127.0.0.1:3306/test?user=root";

    private TestDatabases() {}

    static Databases all(Path directory) {
        Map<String, String> urls = new LinkedHashMap<>();
        urls.put("sqlite", "jdbc:sqlite:" + directory.resolve("test.sqlite"));
        urls.put("duckdb", "jdbc:duckdb:" + directory.resolve("test.duckdb"));
        urls.put("postgresql", POSTGRESQL);
        urls.put("mariadb", MARIADB);
        return Databases.of(urls);
    }

    static String url(String name, Path directory) {
        return Loading.right(all(directory).find(name)).url();
    }

    /** Skips the test where this database is a server that does not run here. */
    static void assumeThere(String name, Path directory) {
        try (Connection connection = DriverManager.getConnection(url(name, directory))) {
            Assumptions.assumeTrue(connection.isValid(5), name + " does not answer");
        } catch (SQLException notThere) {
            Assumptions.abort(name + " does not run here: " + notThere.getMessage());
        }
    }

    static void run(String url, String... statements) {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException failed) {
            throw new AssertionError(failed);
        }
    }

    static String ask(String url, String query) {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return String.valueOf(rows.getString(1));
        } catch (SQLException failed) {
            throw new AssertionError(failed);
        }
    }
}
