package io.framewright.transport;

import java.util.regex.Pattern;

/** The form of a broker's or store's URI that may be shown: without password, query and fragment. */
public final class RedactedUri {
    // Up to the last @, since a password that was not escaped may hold one.
    private static final Pattern USER_INFO =
            Pattern.compile("^([a-zA-Z][a-zA-Z0-9+.-]*://)([^:/?#@]*)(:.*)?@(?=[^@]*$)");
    private static final Pattern QUERY = Pattern.compile("[?#].*$");

    private RedactedUri() {}

    /** Works on what is no proper URI too, so that it can be used in messages that say so. */
    public static String of(String uri) {
        String shown = USER_INFO
                .matcher(uri)
                .replaceFirst(match -> java.util.regex.Matcher.quoteReplacement(
                        match.group(1) + match.group(2) + (match.group(3) == null ? "" : ":***") + "@"));
        return QUERY.matcher(shown).replaceFirst("");
    }
}
