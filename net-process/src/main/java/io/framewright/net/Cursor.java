package io.framewright.net;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A place in a version of a frame; others get it as an opaque text, which any node reads, also after a restart.
 *
 * <p>It is not signed, as there is nothing to be won by making one up. Which worker may be read is decided by the path
 * and the token, as without a cursor. The question is compared with that of the request. Version and offset stand for
 * the parameters of these names, and reach what those reach: frames of that worker, and what was kept of them.
 *
 * @param version of the frame
 * @param question what is asked of it: the same cursor with another question is refused
 * @param offset of the next row, from 0 on
 */
record Cursor(String version, String question, long offset) {
    private static final Pattern OFFSET = Pattern.compile("\\d{1,18}");

    /** Letters, digits, {@code -} and {@code _}. */
    String text() {
        byte[] text = (version + "\n" + question + "\n" + offset).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
    }

    /** Empty if it is none. */
    static Optional<Cursor> read(String text) {
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split("\n", -1);
            return parts.length == 3 && OFFSET.matcher(parts[2]).matches()
                    ? Optional.of(new Cursor(parts[0], parts[1], Long.parseLong(parts[2])))
                    : Optional.empty();
        } catch (IllegalArgumentException noBase64) {
            return Optional.empty();
        }
    }
}
