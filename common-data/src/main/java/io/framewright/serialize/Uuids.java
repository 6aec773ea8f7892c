package io.framewright.serialize;

import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;

/** UUIDs as they stand on the wire. */
public final class Uuids {
    private Uuids() {}

    /**
     * Reads the canonical form of 36 characters, upper or lower case; empty if it is something else.
     * {@link UUID#fromString} alone also takes shortened groups.
     */
    public static Optional<UUID> read(String text) {
        return isCanonical(text) ? Optional.of(UUID.fromString(text)) : Optional.empty();
    }

    private static boolean isCanonical(String text) {
        if (text.length() != 36) {
            return false;
        }
        for (int i = 0; i < 36; i++) {
            boolean between = i == 8 || i == 13 || i == 18 || i == 23;
            if (between ? text.charAt(i) != '-' : !HexFormat.isHexDigit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}
