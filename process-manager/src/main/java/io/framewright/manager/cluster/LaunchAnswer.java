package io.framewright.manager.cluster;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.transport.WorkerRecord;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What became of a start on another node: a record, or a failure's code, message and detail. */
record LaunchAnswer(
        @Nullable WorkerRecord worker,
        @Nullable String code,
        @Nullable String message,
        @Nullable Map<String, Object> detail)
        implements ClusterMessage {
    static LaunchAnswer of(Either<Failure, WorkerRecord> started) {
        return started.fold(
                failure -> new LaunchAnswer(null, failure.code(), failure.message(), failure.detail()),
                pending -> new LaunchAnswer(null, FailureCode.INTERNAL_ERROR.name(), pending.message(), Map.of()),
                worker -> new LaunchAnswer(worker, null, null, null));
    }

    Either<Failure, WorkerRecord> toEither() {
        if (worker != null) {
            return Either.right(worker);
        }
        return Either.left(Failure.of(
                code == null ? FailureCode.INTERNAL_ERROR.name() : code,
                message == null ? "A node did not say what became of the worker." : message,
                detail == null ? Map.of() : detail));
    }
}
