package io.framewright.event;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Why something could not be done. A value, never thrown. Immutable and thread-safe.
 *
 * @param code stable, documented, in capitals: what a program decides by
 * @param message what was wrong and what would be right, for a person; no stack trace, no path outside the data roots
 * @param detail the same as values (strings, numbers, booleans, lists, maps) in a stable order; empty if none
 */
public record Failure(String code, String message, Map<String, Object> detail) {
    public Failure {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(message, "message");
        detail = Collections.unmodifiableMap(new LinkedHashMap<>(detail));
    }

    /** A failure without detail. */
    public static Failure of(FailureCode code, String message) {
        return new Failure(code.name(), message, Map.of());
    }

    /** A failure whose detail holds one value. */
    public static Failure of(FailureCode code, String message, String key, Object value) {
        return new Failure(code.name(), message, Map.of(key, value));
    }

    /** A failure with detail; keep the order of {@code detail} by giving a {@link LinkedHashMap}. */
    public static Failure of(FailureCode code, String message, Map<String, Object> detail) {
        return new Failure(code.name(), message, detail);
    }

    /** A copy of this failure with one more value in its detail. */
    public Failure with(String key, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(detail);
        more.put(key, value);
        return new Failure(code, message, more);
    }

    /** Whether this failure has {@code other} as its code. */
    public boolean is(FailureCode other) {
        return code.equals(other.name());
    }
}
