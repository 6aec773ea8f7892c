package io.framewright.event;

import java.util.Map;

/** Which case of {@link Failure} a code is. */
enum FailureNature {
    REJECTED(Failure.Rejected::new),
    ABSENT(Failure.Absent::new),
    UNREACHABLE(Failure.Unreachable::new),
    UNANSWERED(Failure.Unanswered::new),
    WITHDRAWN(Failure.Withdrawn::new),
    CRASHED(Failure.Crashed::new);

    private interface Maker {
        Failure make(String code, String message, Map<String, Object> detail);
    }

    private final Maker maker;

    FailureNature(Maker maker) {
        this.maker = maker;
    }

    Failure failure(String code, String message, Map<String, Object> detail) {
        return maker.make(code, message, detail);
    }
}
