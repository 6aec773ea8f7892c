package io.framewright.net;

import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Failures as what gRPC has for them: the one place where they become that. */
final class FlightStatus {
    /** The trailer with the stable code of a failure. */
    static final Metadata.Key<String> CODE = Metadata.Key.of("framewright-code", Metadata.ASCII_STRING_MARSHALLER);

    private static final int MOST_CHARACTERS = 2_000;

    private FlightStatus() {}

    static Status of(Failure failure) {
        String message = failure.code() + ": " + failure.message();
        return status(failure)
                .withDescription(
                        message.length() <= MOST_CHARACTERS ? message : message.substring(0, MOST_CHARACTERS) + "…");
    }

    /** As HTTP has it, where the two have the same; a version that is gone is one that is not found. */
    private static Status status(Failure failure) {
        if (failure.code().equals(FailureCode.COMMAND_CANCELLED.name())) {
            return Status.CANCELLED;
        }
        return switch (Problem.status(failure)) {
            case 400, 422 -> Status.INVALID_ARGUMENT;
            case 401 -> Status.UNAUTHENTICATED;
            case 403 -> Status.PERMISSION_DENIED;
            case 404, 410 -> Status.NOT_FOUND;
            case 409 -> Status.FAILED_PRECONDITION;
            case 413, 429, 507 -> Status.RESOURCE_EXHAUSTED;
            case 502, 503 -> Status.UNAVAILABLE;
            case 504 -> Status.DEADLINE_EXCEEDED;
            default -> Status.INTERNAL;
        };
    }

    static Metadata trailers(Failure failure) {
        Metadata trailers = new Metadata();
        trailers.put(CODE, failure.code());
        return trailers;
    }

    static StatusRuntimeException exception(Failure failure) {
        return of(failure).asRuntimeException(trailers(failure));
    }

    /** What another process of ours has answered, to be handed on; empty if it has not answered. */
    static Optional<StatusRuntimeException> answered(Throwable thrown) {
        @Nullable Metadata trailers = Status.trailersFromThrowable(thrown);
        @Nullable String code = trailers == null ? null : trailers.get(CODE);
        if (code == null) {
            return Optional.empty();
        }
        Metadata handedOn = new Metadata();
        handedOn.put(CODE, code);
        return Optional.of(Status.fromThrowable(thrown).asRuntimeException(handedOn));
    }
}
