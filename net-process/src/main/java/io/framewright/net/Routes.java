package io.framewright.net;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Every path there is: those of each worker, at {@code /workers/<uuid>} and at {@code /}, and those of the manager. */
final class Routes {
    private static final String WORKER = "/workers/{workerId}";

    private final Optional<UUID> rootWorker;
    private final List<Route> routes = new ArrayList<>();

    private Routes(Optional<UUID> rootWorker) {
        this.rootWorker = rootWorker;
    }

    /** Answers a request for a worker that is known by its UUID. */
    @FunctionalInterface
    private interface OfWorker {
        Either<Failure, Answer> handle(Context request, UUID workerId);
    }

    static List<Route> of(HttpConfig config, Handlers handlers) {
        Routes all = new Routes(config.worker());
        all.workers(handlers);
        all.manager(handlers);
        return List.copyOf(all.routes);
    }

    /** What answers, by what it is about. */
    record Handlers(
            WorkerPaths workers,
            HeldWorkers held,
            RowsPages rows,
            FramePaths frames,
            PushPaths push,
            CommandPaths commands,
            EventPaths events,
            NodePaths nodes,
            DeadLetterPaths letters,
            HealthPaths health,
            MetricsPath metrics,
            Assets assets,
            OpenApi openApi) {}

    private void workers(Handlers to) {
        OfWorker rows = (request, id) -> to.held().read(request, id, to.rows()::answer);
        OfWorker info = (request, id) -> to.held().read(request, id, to.frames()::info);
        routes.add(Route.get("/", Access.READ, request -> root(request, rows)));
        routes.add(Route.get(WORKER + "/", Access.READ, ofPath(rows)));
        routes.add(Route.get(
                "/info",
                Access.READ,
                request -> rootWorker
                        .map(id -> info.handle(request, id))
                        .orElseGet(() -> to.nodes().info(request))));
        routes.add(Route.get(WORKER + "/info", Access.READ, ofPath(info)));
        both("POST", "/", Access.OPERATE, to.frames()::load);
        both("GET", "/features", Access.READ, (request, id) -> to.held().read(request, id, to.frames()::features));
        both("POST", "/features", Access.OPERATE, to.frames()::setFeatures);
        both("POST", "/kill", Access.OPERATE, to.frames()::kill);
        both("POST", "/push", Access.OPERATE, (request, id) -> to.held().read(request, id, to.push()::push));
        both("POST", "/stop", Access.OPERATE, (request, id) -> to.held().read(request, id, to.push()::stop));
        both("POST", "/commands", Access.OPERATE, to.commands()::post);
        both("GET", "/commands/{commandId}", Access.READ, to.commands()::get);
        both("GET", "/events", Access.READ, to.events()::follow);
    }

    private void manager(Handlers to) {
        routes.add(Route.get("/workers", Access.READ, to.workers()::list));
        routes.add(Route.post("/workers", Access.ADMIN, to.workers()::spawn));
        routes.add(Route.get(WORKER, Access.READ, ofPath(to.workers()::get)));
        routes.add(Route.delete(WORKER, Access.ADMIN, ofPath(to.workers()::kill)));
        routes.add(Route.get("/nodes", Access.READ, to.nodes()::list));
        routes.add(Route.get("/dead-letters", Access.READ, to.letters()::list));
        routes.add(Route.get("/dead-letters/{letterId}", Access.READ, to.letters()::get));
        routes.add(Route.post("/dead-letters/replay", Access.ADMIN, to.letters()::replaySome));
        routes.add(Route.post("/dead-letters/{letterId}/replay", Access.ADMIN, to.letters()::replay));
        routes.add(Route.delete("/dead-letters", Access.ADMIN, to.letters()::dropSome));
        routes.add(Route.delete("/dead-letters/{letterId}", Access.ADMIN, to.letters()::drop));
        routes.add(Route.get("/health/live", Access.NONE, to.health()::live));
        routes.add(Route.get("/health/ready", Access.NONE, to.health()::ready));
        routes.add(Route.get("/metrics", Access.READ, to.metrics()::get));
        routes.add(Route.get("/openapi.json", Access.NONE, to.openApi()::get));
        routes.add(Route.get("/ui", Access.NONE, request -> Either.right(toPage())));
        routes.add(Route.get("/ui/<file>", Access.NONE, to.assets()::get));
        routes.add(Route.get("/ui/", Access.NONE, to.assets()::get));
    }

    private void both(String method, String path, Access access, OfWorker handling) {
        routes.add(new Route(method, WORKER + path, access, ofPath(handling)));
        routes.add(new Route(method, path, access, ofRoot(handling)));
    }

    private static Route.Handling ofPath(OfWorker handling) {
        return request -> Requests.uuid(request, "workerId", Requests::noSuchWorker)
                .flatMap(workerId -> handling.handle(request, workerId));
    }

    private Route.Handling ofRoot(OfWorker handling) {
        return request -> rootWorker
                .map(workerId -> handling.handle(request, workerId))
                .orElseGet(() -> Either.left(noRootWorker()));
    }

    private static Failure noRootWorker() {
        return Failure.of(
                FailureCode.NO_SUCH_WORKER,
                "This process serves no worker at /; use /workers/<uuid>/ (GET /workers names them), or start it with"
                        + " --http-worker UUID.");
    }

    /** Somebody who looks with a browser sees the page. */
    private Either<Failure, Answer> root(Context request, OfWorker rows) {
        if (Requests.wantsHtml(request) || rootWorker.isEmpty()) {
            return Either.right(toPage());
        }
        return rows.handle(request, rootWorker.get());
    }

    private static Answer toPage() {
        return Answer.empty(302).with("Location", "/ui/");
    }
}
