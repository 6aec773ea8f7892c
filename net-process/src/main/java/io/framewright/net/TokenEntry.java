package io.framewright.net;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.serialize.Json;
import io.framewright.serialize.Timestamps;
import io.framewright.serialize.Uuids;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A token as it stands in the file.
 *
 * @param caller who has it
 * @param sha256 of the token, in hexadecimal
 * @param expiresOn from when on it is none
 */
record TokenEntry(Caller caller, String sha256, Optional<Instant> expiresOn) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /** What one of {@link TokenFile#ROLES} may. */
    static Access access(String role) {
        return Access.valueOf(role.toUpperCase(Locale.ROOT));
    }

    /** Empty if it is none: who has made a mistake is not let in by it. */
    static Optional<TokenEntry> read(JsonNode json) {
        String name = json.path("name").asText();
        String role = json.path("role").asText();
        String sha256 = json.path("sha256").asText();
        if (!isName(name)
                || !TokenFile.ROLES.contains(role)
                || !HASH.matcher(sha256).matches()) {
            return Optional.empty();
        }
        Set<UUID> workers = new HashSet<>();
        for (JsonNode each : json.path("workers")) {
            Optional<UUID> worker = Uuids.read(each.asText());
            if (worker.isEmpty()) {
                return Optional.empty();
            }
            workers.add(worker.get());
        }
        try {
            Optional<Instant> expiresOn = json.hasNonNull("expiresOn")
                    ? Optional.of(Instant.parse(json.path("expiresOn").asText()))
                    : Optional.empty();
            return Optional.of(new TokenEntry(new Caller(name, access(role), workers), sha256, expiresOn));
        } catch (DateTimeParseException noTime) {
            return Optional.empty();
        }
    }

    ObjectNode json() {
        ObjectNode json = Json.mapper()
                .createObjectNode()
                .put("name", caller.name())
                .put("role", Caller.word(caller.access()))
                .put("sha256", sha256);
        if (!caller.workers().isEmpty()) {
            caller.workers().stream().map(UUID::toString).sorted().forEach(json.putArray("workers")::add);
        }
        expiresOn.ifPresent(end -> json.put("expiresOn", Timestamps.write(end)));
        return json;
    }

    /** Without the hash. */
    @Override
    public String toString() {
        return caller + expiresOn.map(end -> ", until " + Timestamps.write(end)).orElse("");
    }
}
