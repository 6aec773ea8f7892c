package io.framewright.net;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.javalin.http.Context;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where requests come in and go out: they are let in by {@link Entrance}, and what changes something is audited. */
final class Doorway {
    private static final Logger log = LoggerFactory.getLogger(Doorway.class);
    private static final String CHANGE = "framewright-change";

    private final Entrance entrance;
    private final Audit audit;

    Doorway(Entrance entrance, Audit audit) {
        this.entrance = entrance;
        this.audit = audit;
    }

    /** Something that somebody may change, or has tried to. */
    private record Change(Route route, Optional<UUID> worker) {}

    Either<Failure, Answer> enter(Route route, Context request) {
        Optional<UUID> worker = entrance.workerOf(route, request);
        return entrance.admit(route, request)
                .peekLeft(refused -> {
                    log.warn("refused {} of {}: {}", route.method(), request.ip(), refused.code());
                    // Nobody fills the trail who has not said who they are.
                    Caller.find(request).ifPresent(known -> remember(route, request, worker));
                })
                .flatMap(caller -> {
                    remember(route, request, worker);
                    return route.handling().handle(request);
                });
    }

    private void remember(Route route, Context request, Optional<UUID> worker) {
        if (Entrance.isChange(route)) {
            request.attribute(CHANGE, new Change(route, worker));
            audit.begins(request, worker);
        }
    }

    /** When it is answered. */
    void leave(Context request) {
        Optional.<Change>ofNullable(request.attribute(CHANGE))
                .ifPresent(change -> audit.ends(request, change.route, change.worker));
    }
}
