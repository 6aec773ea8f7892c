package io.framewright.net;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.serialize.Uuids;
import io.javalin.http.Context;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Lets requests in: who asks is known by a token, and what a route needs stands in the table of routes. Thread-safe.
 */
final class Entrance {
    private static final String WORKERS = "/workers";
    private static final String WORKER = WORKERS + "/{workerId}";
    private static final String ACCESS = "Framewright-Access";

    private final Callers callers;
    private final boolean readOnly;
    private final Optional<UUID> rootWorker;
    private final Set<String> ofRootWorker;

    Entrance(Callers callers, boolean readOnly, Optional<UUID> rootWorker, List<Route> routes) {
        this.callers = callers;
        this.readOnly = readOnly;
        this.rootWorker = rootWorker;
        this.ofRootWorker = routes.stream()
                .map(Route::path)
                .filter(path -> path.startsWith(WORKER + "/"))
                .map(path -> path.substring(WORKER.length()))
                .collect(Collectors.toSet());
    }

    /**
     * Who asks, if they may ask for this route.
     *
     * @return left {@code TOKEN_MISSING}, {@code ROLE_MISSING} or {@code READ_ONLY}
     */
    Either<Failure, Caller> admit(Route route, Context request) {
        if (route.access() == Access.NONE) {
            return Either.right(callers.areLocal() ? Caller.LOCAL : new Caller("anybody", Access.NONE, Set.of()));
        }
        return callers.of(request.header("Authorization"))
                .peek(caller -> caller.remember(request))
                .peek(caller -> tell(caller, request))
                .flatMap(caller -> isOfSome(route)
                        ? caller.mayWithSome(route.access())
                        : caller.may(route.access(), workerOf(route, request)))
                .filterOrElse(
                        caller -> !readOnly || !isChange(route),
                        caller -> HttpCode.READ_ONLY.failure(
                                "This server is for looking only (--http-read-only); nothing is changed over it."));
    }

    /** Whether what answers leaves out the workers that the caller's token is not for. */
    private static boolean isOfSome(Route route) {
        return route.method().equals("GET") && route.path().equals(WORKERS);
    }

    /** What they may at most, so that a page offers nothing that would be refused. */
    private void tell(Caller caller, Context request) {
        Access most = readOnly ? Access.READ : caller.access();
        request.header(ACCESS, most.name().toLowerCase(Locale.ROOT));
    }

    /** Whether what is asked for changes something. */
    static boolean isChange(Route route) {
        return route.access().compareTo(Access.READ) > 0;
    }

    /** The worker that a request is about; empty if it is about none, or about all. */
    Optional<UUID> workerOf(Route route, Context request) {
        if (route.path().startsWith(WORKER)) {
            return Uuids.read(request.pathParam("workerId"));
        }
        return ofRootWorker.contains(route.path()) ? rootWorker : Optional.empty();
    }
}
