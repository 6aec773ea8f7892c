package io.framewright.event;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Why something could not be done. A value, never thrown. Immutable and thread-safe.
 *
 * <p>The case says what a caller may do about it, the code what exactly it was. Cases are closed, codes are not:
 * handlers of the user's own have codes of theirs, which are {@link Rejected}.
 *
 * <pre>{@code
 * String advice = failure.is(FailureCode.FRAME_NOT_FOUND) ? "load it first"
 *         : failure instanceof Failure.Unreachable || failure instanceof Failure.Unanswered ? "send it again under the same id"
 *         : failure.message();
 * }</pre>
 */
public sealed interface Failure {
    /** Stable, documented, in capitals: what a program decides by. */
    String code();

    /** What was wrong and what would be right, for a person; no stack trace, no path outside the data roots. */
    String message();

    /** The same as values (strings, numbers, booleans, lists, maps) in a stable order; empty if none. Unmodifiable. */
    Map<String, Object> detail();

    /** It can never succeed as it stands, and changed nothing: change the command. */
    record Rejected(String code, String message, Map<String, Object> detail) implements Failure {
        public Rejected {
            detail = checked(code, message, detail);
        }
    }

    /** There is nobody to take the command: no such worker, no process manager. */
    record Absent(String code, String message, Map<String, Object> detail) implements Failure {
        public Absent {
            detail = checked(code, message, detail);
        }
    }

    /** A server cannot be reached; whether the command got there is not known. Send it again under the same id. */
    record Unreachable(String code, String message, Map<String, Object> detail) implements Failure {
        public Unreachable {
            detail = checked(code, message, detail);
        }
    }

    /** No answer came here; the work may still succeed. Send it again under the same id to be told. */
    record Unanswered(String code, String message, Map<String, Object> detail) implements Failure {
        public Unanswered {
            detail = checked(code, message, detail);
        }
    }

    /** It was stopped before it changed anything: cancelled, or too late to start. */
    record Withdrawn(String code, String message, Map<String, Object> detail) implements Failure {
        public Withdrawn {
            detail = checked(code, message, detail);
        }
    }

    /** A bug, ours or that of a handler. Sending it again will hardly help. */
    record Crashed(String code, String message, Map<String, Object> detail) implements Failure {
        public Crashed {
            detail = checked(code, message, detail);
        }
    }

    /** A failure without detail. */
    static Failure of(FailureCode code, String message) {
        return of(code, message, Map.of());
    }

    /** A failure whose detail holds one value. */
    static Failure of(FailureCode code, String message, String key, Object value) {
        return of(code, message, Map.of(key, value));
    }

    /** A failure with detail; keep the order of {@code detail} by giving a {@link LinkedHashMap}. */
    static Failure of(FailureCode code, String message, Map<String, Object> detail) {
        return code.nature().failure(code.name(), message, detail);
    }

    /** A failure with any code; one that is not in {@link FailureCode} is {@link Rejected}. */
    static Failure of(String code, String message, Map<String, Object> detail) {
        return FailureCode.named(code)
                .map(FailureCode::nature)
                .orElse(FailureNature.REJECTED)
                .failure(code, message, detail);
    }

    /** A copy of this failure with one more value in its detail. */
    default Failure with(String key, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(detail());
        more.put(key, value);
        return of(code(), message(), more);
    }

    /** Whether this failure has {@code other} as its code. */
    default boolean is(FailureCode other) {
        return code().equals(other.name());
    }

    private static Map<String, Object> checked(String code, String message, Map<String, Object> detail) {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(message, "message");
        return Collections.unmodifiableMap(new LinkedHashMap<>(detail));
    }
}
