package io.framewright.client.query;

import java.util.regex.Pattern;

/** What a request may say of a database. */
final class DatabaseUrls {
    private static final Pattern SAYS_MORE = Pattern.compile("(?s)jdbc:.*(?:[?;]|//[^/]*@).*");

    private DatabaseUrls() {}

    /** No worker takes a URL with a user, a password or options; it is not echoed, as it may hold the password. */
    static void check(String url) {
        if (SAYS_MORE.matcher(url).matches()) {
            throw new IllegalArgumentException(
                    "A database is named, or given as its JDBC URL without user, password and"
                            + " options: those stand in the configuration of the platform (--database NAME=URL)");
        }
    }
}
