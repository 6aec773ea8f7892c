package io.framewright.serialize;

import java.util.Locale;
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
        if (text.length() != 36) {
            return Optional.empty();
        }
        try {
            UUID uuid = UUID.fromString(text);
            return uuid.toString().equals(text.toLowerCase(Locale.ROOT)) ? Optional.of(uuid) : Optional.empty();
        } catch (IllegalArgumentException notAUuid) {
            return Optional.empty();
        }
    }
}
