package io.framewright.either;

import org.jspecify.annotations.Nullable;

/** Something to do once when a Pending resolves. The links belong to {@link Dependants}, then to {@link Trampoline}. */
abstract class Dependant {
    @Nullable
    Dependant previous;

    @Nullable
    Dependant next;

    /** The source has resolved. Throws nothing that user code throws. */
    abstract void run();

    /** Whether the outcome of the source is still of use to it. */
    abstract boolean wantsOutcome();
}
