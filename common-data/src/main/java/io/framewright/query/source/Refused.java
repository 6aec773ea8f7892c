package io.framewright.query.source;

import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import java.util.Map;

/**
 * Carries a failure out through the callbacks and streams of libraries to the method of this package that gives it back
 * as a value. Never leaves the package.
 */
final class Refused extends RuntimeException {
    private final transient Failure failure;

    Refused(Failure failure) {
        super(failure.message(), null, false, false);
        this.failure = failure;
    }

    Refused(FailureCode code, String message) {
        this(Failure.of(code, message));
    }

    Refused(FailureCode code, String message, Map<String, Object> detail) {
        this(Failure.of(code, message, detail));
    }

    Failure failure() {
        return failure;
    }
}
