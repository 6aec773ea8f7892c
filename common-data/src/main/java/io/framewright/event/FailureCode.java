package io.framewright.event;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The stable codes of failures that the platform itself reports (docs/failures.md). A code is part of the public
 * contract: it is never renamed and never reused for something else. Handlers of the user's own may add codes of theirs
 * through {@link Failure#of(String, String, Map)}.
 */
public enum FailureCode {
    /** The body is not JSON, or not a command. */
    MALFORMED_COMMAND,
    /** The message is larger than the worker accepts. */
    MESSAGE_TOO_LARGE,
    /** No handler is known for the {@code commandType}. */
    UNKNOWN_COMMAND,
    /** A field of {@code data} is missing, of the wrong type or out of range. */
    INVALID_COMMAND,
    /** The command came after its {@code expiresOn}. */
    COMMAND_EXPIRED(FailureNature.WITHDRAWN),
    /** The {@code commandId} was used before with another body. */
    COMMAND_ID_REUSED,
    /** The command was cancelled before it had an outcome. */
    COMMAND_CANCELLED(FailureNature.WITHDRAWN),
    /** The command crashed its worker as often as is allowed. */
    POISON_COMMAND(FailureNature.CRASHED),
    /** No worker has this UUID. */
    NO_SUCH_WORKER(FailureNature.ABSENT),
    /** A worker with this UUID is running already. */
    WORKER_EXISTS,
    /** The worker holds no frame of this name. */
    FRAME_NOT_FOUND,
    /** A frame of this name is there and may not be overwritten. */
    FRAME_EXISTS,
    /** The frame has no view of this name. */
    VIEW_NOT_FOUND,
    /** A view of this name is there and may not be overwritten. */
    VIEW_EXISTS,
    /** The frame has no training set of this name. */
    SET_NOT_FOUND,
    /** A training set of this name is there and may not be overwritten. */
    SET_EXISTS,
    /** A value is missing where none may be. */
    VALUE_MISSING,
    /** The frame has no column of this name. */
    COLUMN_NOT_FOUND,
    /** A column of this name is there already. */
    COLUMN_EXISTS,
    /** An expression cannot be read; the detail says where. */
    EXPRESSION_INVALID,
    /** An expression, function or operation does not take a value of this type. */
    TYPE_MISMATCH,
    /** There is no operation of this name. */
    OPERATION_UNSUPPORTED,
    /** There is no source, destination or stream of this type. */
    SOURCE_UNSUPPORTED,
    /** The file is not there. */
    FILE_NOT_FOUND,
    /** The file is there already and may not be overwritten. */
    FILE_EXISTS,
    /** The file holds nothing. */
    FILE_EMPTY,
    /** The file's content does not have the form its type says. */
    FILE_MALFORMED,
    /** The file's bytes are not of the encoding given or assumed. */
    FILE_ENCODING,
    /** The file could not be read or written. */
    FILE_UNUSABLE,
    /** The path leaves the data roots. */
    PATH_NOT_ALLOWED,
    /** The database is none that the configuration allows. */
    SOURCE_NOT_ALLOWED,
    /** The database cannot be reached. */
    DATABASE_UNAVAILABLE,
    /** The database refused a statement. */
    DATABASE_FAILED,
    /** The table is there already and may not be overwritten. */
    TABLE_EXISTS,
    /** Something is there already under the key and may not be overwritten. */
    KEY_EXISTS,
    /** The result does not fit an event; read it by page. */
    RESULT_TOO_LARGE,
    /** The work would take more memory than it may. */
    MEMORY_LIMIT,
    /** No stream of this id or on this frame, or no such queue or key to read from. */
    STREAM_NOT_FOUND,
    /** The frame already reads a stream. */
    STREAM_EXISTS,
    /** No answer came in the time given; the work may still succeed. */
    TIMED_OUT(FailureNature.UNANSWERED),
    /** Nobody takes the process manager's commands on this broker. */
    NO_PROCESS_MANAGER(FailureNature.ABSENT),
    /** The client was closed before the answer came; the work may still succeed. */
    CLIENT_CLOSED(FailureNature.UNANSWERED),
    /** No dead letter has this id. */
    DEAD_LETTER_NOT_FOUND,
    /** The queue is there and is of another type than is asked for. */
    QUEUE_TYPE_DIFFERS,
    /** The message broker cannot be reached. */
    BROKER_UNAVAILABLE(FailureNature.UNREACHABLE),
    /** Redis cannot be reached. */
    REDIS_UNAVAILABLE(FailureNature.UNREACHABLE),
    /** This node cannot listen for others, or none of them took it up. */
    CLUSTER_UNAVAILABLE(FailureNature.UNREACHABLE),
    /** No node of the cluster has all labels that the worker asks for. */
    NO_NODE_MATCHES(FailureNature.ABSENT),
    /** A bug in the platform: please report it. */
    INTERNAL_ERROR(FailureNature.CRASHED);

    private static final Map<String, FailureCode> BY_NAME =
            Stream.of(values()).collect(Collectors.toUnmodifiableMap(FailureCode::name, Function.identity()));

    private final FailureNature nature;

    FailureCode() {
        this(FailureNature.REJECTED);
    }

    FailureCode(FailureNature nature) {
        this.nature = nature;
    }

    /** The code of this name; empty for a code of somebody's own. */
    public static Optional<FailureCode> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    FailureNature nature() {
        return nature;
    }
}
