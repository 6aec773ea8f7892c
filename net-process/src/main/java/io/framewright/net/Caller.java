package io.framewright.net;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.javalin.http.Context;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Who asks, and what they may. Immutable.
 *
 * @param name of their token; {@code local} where none is needed
 * @param access the most that they may do
 * @param workers that they may do it with; empty for all, and for what is of no worker
 */
record Caller(String name, Access access, Set<UUID> workers) {
    /** Somebody on this machine, where no tokens are asked for. */
    static final Caller LOCAL = new Caller("local", Access.ADMIN, Set.of());

    private static final String ATTRIBUTE = "framewright-caller";

    Caller {
        workers = Set.copyOf(workers);
    }

    /** Who sent a request that was let in. */
    static Caller of(Context request) {
        return Optional.<Caller>ofNullable(request.attribute(ATTRIBUTE))
                .orElseThrow(() -> new IllegalStateException("nobody was let in"));
    }

    static Optional<Caller> find(Context request) {
        return Optional.ofNullable(request.attribute(ATTRIBUTE));
    }

    void remember(Context request) {
        request.attribute(ATTRIBUTE, this);
    }

    /**
     * Whether they may do this.
     *
     * @param worker that it is done with; empty if it is of no worker, or of all
     * @return right with themselves; left {@code ROLE_MISSING}
     */
    Either<Failure, Caller> may(Access needed, Optional<UUID> worker) {
        if (needed == Access.NONE) {
            return Either.right(this);
        }
        return mayWithSome(needed).flatMap(able -> able.mayWith(worker));
    }

    /** Whether they may do this with the workers that their token is for: what answers leaves out the others. */
    Either<Failure, Caller> mayWithSome(Access needed) {
        return access.compareTo(needed) >= 0
                ? Either.right(this)
                : Either.left(HttpCode.ROLE_MISSING.failure(
                        "This needs the role " + word(needed) + "; the token " + name + " has the role " + word(access)
                                + ".",
                        "role",
                        word(needed)));
    }

    private Either<Failure, Caller> mayWith(Optional<UUID> worker) {
        if (!workers.isEmpty() && !worker.map(this::sees).orElse(false)) {
            return Either.left(HttpCode.ROLE_MISSING.failure(
                    "The token " + name + " is for some workers only"
                            + worker.map(other -> ", and not for " + other).orElse(", and this is about all of them")
                            + ".",
                    "workers",
                    workers.stream().map(UUID::toString).sorted().toList()));
        }
        return Either.right(this);
    }

    /** Whether their token is for this worker. */
    boolean sees(UUID worker) {
        return workers.isEmpty() || workers.contains(worker);
    }

    Either<Failure, Caller> mayOperate(UUID worker) {
        return may(Access.OPERATE, Optional.of(worker));
    }

    /** A role as users write it. */
    static String word(Access access) {
        return access.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return name + " (" + word(access) + (workers.isEmpty() ? "" : " of " + new TreeSet<>(workers)) + ")";
    }
}
