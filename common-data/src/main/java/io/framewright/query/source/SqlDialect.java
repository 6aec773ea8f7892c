package io.framewright.query.source;

import io.framewright.frame.ColumnType;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/**
 * How databases differ: the names of their types, and the options that keep a connection to what it is for. An option
 * in the configured URL wins where the driver lets it.
 */
enum SqlDialect {
    POSTGRESQL("text", "double precision", "time(3)", "timestamp(3)", "timestamp(3) with time zone") {
        @Override
        Map<String, String> options() {
            return Map.of("readOnlyMode", "always", "reWriteBatchedInserts", "true", "loginTimeout", "10");
        }
    },
    /** Has no dates: they are texts in columns that are declared as dates. Any column may hold any value. */
    SQLITE("text", "double", "time", "timestamp", "timestamptz") {
        @Override
        Map<String, String> options() {
            // No other files than the one that is allowed.
            return Map.of("limit_attached", "0");
        }
    },
    DUCKDB("text", "double", "time", "timestamp", "timestamptz") {
        @Override
        Map<String, String> options() {
            // Its SQL reads and writes any file otherwise.
            return Map.of("enable_external_access", "false");
        }
    },
    /** Its {@code timestamp} is an instant from 1970 to 2038, shown in the zone of the session: UTC. */
    MARIADB("longtext", "double", "time(3)", "datetime(3)", "timestamp(3) null") {
        @Override
        Map<String, String> options() {
            return Map.of(
                    "allowLocalInfile", "false",
                    "allowLoadLocalInfile", "false",
                    "sessionVariables", "time_zone='+00:00'",
                    "connectTimeout", "10000");
        }
    },
    OTHER("text", "double precision", "time", "timestamp", "timestamp with time zone");

    private final String text;
    private final String decimal;
    private final String time;
    private final String dateTime;
    private final String instant;

    SqlDialect(String text, String decimal, String time, String dateTime, String instant) {
        this.text = text;
        this.decimal = decimal;
        this.time = time;
        this.dateTime = dateTime;
        this.instant = instant;
    }

    static SqlDialect of(String url) {
        String product = url.split(":", 3)[1].toLowerCase(Locale.ROOT);
        return switch (product) {
            case "postgresql" -> POSTGRESQL;
            case "sqlite" -> SQLITE;
            case "duckdb" -> DUCKDB;
            case "mariadb", "mysql" -> MARIADB;
            default -> OTHER;
        };
    }

    Map<String, String> options() {
        return Map.of();
    }

    Properties options(boolean readOnly) {
        Properties properties = new Properties();
        properties.putAll(options());
        if (this == SQLITE && readOnly) {
            properties.setProperty("open_mode", "1");
        }
        return properties;
    }

    /** Whether a connection can be told that it only reads; SQLite is told when it opens, DuckDB cannot be. */
    boolean takesReadOnly() {
        return this != SQLITE && this != DUCKDB;
    }

    /** What a column of this type is declared as. */
    String declared(ColumnType type) {
        return switch (type) {
            case INTEGER -> "integer";
            case LONG -> "bigint";
            case DOUBLE -> decimal;
            case BOOLEAN -> "boolean";
            case STRING -> text;
            case LOCAL_DATE -> "date";
            case LOCAL_TIME -> time;
            case LOCAL_DATE_TIME -> dateTime;
            case INSTANT -> instant;
        };
    }
}
