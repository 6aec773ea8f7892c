package io.framewright.query.source;

import io.framewright.event.FailureCode;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A database that may be used. Immutable.
 *
 * @param name how messages show it
 * @param url with user and password: not to be shown
 */
record Database(String name, String url) {
    private static final Pattern OPTIONS = Pattern.compile("[?;].*$", Pattern.DOTALL);
    private static final Pattern USER_INFO = Pattern.compile("//([^/]*)@");
    private static final Pattern CREDENTIAL =
            Pattern.compile("(?i)[?&;][^=&;]*(?:user|password|pwd|key|token|secret)[^=&;]*=([^&;]+)");
    private static final int SHORTEST_SECRET = 3;

    SqlDialect dialect() {
        return SqlDialect.of(url);
    }

    /** The URL without user, password and options. */
    String bareUrl() {
        return USER_INFO.matcher(OPTIONS.matcher(url).replaceFirst("")).replaceFirst("//");
    }

    /**
     * Opens a connection that commits nothing by itself. A dialect that can is told that it will only read.
     *
     * @throws Refused {@code DATABASE_UNAVAILABLE}; what the driver says is left out, as it may name users and hosts
     */
    Connection open(boolean readOnly) {
        try {
            Connection connection = DriverManager.getConnection(url, dialect().options(readOnly));
            try {
                if (readOnly && dialect().takesReadOnly()) {
                    connection.setReadOnly(true);
                }
                connection.setAutoCommit(false);
                return connection;
            } catch (SQLException | RuntimeException failed) {
                connection.close();
                throw failed;
            }
        } catch (SQLException failed) {
            throw new Refused(SqlFailures.of(
                    FailureCode.DATABASE_UNAVAILABLE,
                    "The database '" + name + "' cannot be reached: " + SqlFailures.whyNotReached(failed),
                    this,
                    failed));
        }
    }

    /** What somebody says about this database, without the user and password of its URL. */
    String redact(String text) {
        String redacted = text.replace(url, name);
        for (String secret : secrets()) {
            if (secret.length() >= SHORTEST_SECRET) {
                redacted = redacted.replace(secret, "***");
            }
        }
        return redacted;
    }

    private List<String> secrets() {
        List<String> secrets = new ArrayList<>();
        Matcher userInfo = USER_INFO.matcher(url);
        if (userInfo.find()) {
            secrets.addAll(List.of(userInfo.group(1).split(":", -1)));
        }
        CREDENTIAL.matcher(url).results().map(found -> found.group(1)).forEach(secrets::add);
        return secrets;
    }

    @Override
    public String toString() {
        return name;
    }
}
