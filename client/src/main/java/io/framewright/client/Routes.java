package io.framewright.client;

import io.framewright.either.Either;
import io.framewright.either.Right;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.transport.DestinationNames;
import io.framewright.transport.EventStream;
import io.framewright.transport.EventSubscriber;
import io.framewright.transport.WorkerRecord;
import io.framewright.transport.WorkerRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The ways to those this client talks to. Before the first command goes out, the channel of the answers is open and the
 * end of the stream is noted, so that no answer can slip through. Both are kept until this client kills the worker or
 * finds it gone; its record is looked up again now and then, because it may be killed and spawned again on another
 * channel. What asks Redis runs on the executor given, callers are not held up. Thread-safe.
 */
final class Routes {
    private static final long TRUSTED_NANOS = Duration.ofSeconds(2).toNanos();

    private final WorkerRegistry registry;
    private final EventSubscriber subscriber;
    private final Inboxes inboxes;
    private final OpenCalls calls;
    private final String ownChannel;
    private final Executor opening;
    private final Map<UUID, ToWorker> workers = new ConcurrentHashMap<>();
    private @Nullable Route manager;

    /** @param checkedNanos when the record was looked up last */
    private record ToWorker(Route route, AtomicLong checkedNanos) {
        ToWorker() {
            this(new Route(), new AtomicLong(System.nanoTime()));
        }

        /** True for one caller every now and then. */
        boolean isToBeChecked() {
            long checked = checkedNanos.get();
            long now = System.nanoTime();
            return now - checked > TRUSTED_NANOS && checkedNanos.compareAndSet(checked, now);
        }
    }

    Routes(
            WorkerRegistry registry,
            EventSubscriber subscriber,
            Inboxes inboxes,
            OpenCalls calls,
            String ownChannel,
            Executor opening) {
        this.registry = registry;
        this.subscriber = subscriber;
        this.inboxes = inboxes;
        this.calls = calls;
        this.ownChannel = ownChannel;
        this.opening = opening;
    }

    Route worker(UUID workerId) {
        ToWorker known = workers.get(workerId);
        if (known == null) {
            ToWorker fresh = new ToWorker();
            known = workers.putIfAbsent(workerId, fresh);
            if (known == null) {
                opening.execute(() -> open(workerId, fresh));
                return fresh.route();
            }
        } else if (known.isToBeChecked()) {
            ToWorker old = known;
            opening.execute(() -> check(workerId, old));
        }
        return known.route();
    }

    synchronized Route manager() {
        Route known = manager;
        if (known != null) {
            return known;
        }
        Route fresh = new Route();
        manager = fresh;
        opening.execute(() -> {
            Either<Failure, Correspondent> opened = opened(correspondent(
                    DestinationNames.PROCESS_MANAGER_QUEUE,
                    ownChannel,
                    Optional.empty(),
                    DestinationNames.managerEvents()));
            if (!(opened instanceof Right)) {
                forgetManager();
            }
            fresh.opened(opened);
        });
        return fresh;
    }

    private synchronized void forgetManager() {
        manager = null;
    }

    /** Forgets what is known of a worker that is gone. Unsubscribing may take a while: not on the caller's thread. */
    void forget(UUID workerId) {
        ToWorker gone = workers.remove(workerId);
        if (gone != null) {
            opening.execute(() -> leave(gone.route()));
        }
    }

    /** The same, unless another way to it is known, or being opened, meanwhile. */
    void forget(Correspondent gone) {
        gone.workerId().ifPresent(workerId -> {
            ToWorker known = workers.get(workerId);
            if (known != null && known.route().known().filter(gone::equals).isPresent()) {
                forget(workerId);
            }
        });
    }

    private void open(UUID workerId, ToWorker way) {
        Either<Failure, Correspondent> opened = registry.find(workerId)
                .flatMap(found -> found.map(this::meet).orElseGet(() -> Either.left(noSuchWorker(workerId))));
        if (!(opened instanceof Right)) {
            workers.remove(workerId, way);
        }
        way.route().opened(opened);
        if (workers.get(workerId) != way) {
            // Forgotten while it was being opened.
            leave(way.route());
        }
    }

    /** A worker that went, or came back on another channel, is met anew by the next call. */
    private void check(UUID workerId, ToWorker way) {
        registry.find(workerId).peek(found -> {
            Optional<String> channel = found.map(WorkerRecord::responseChannel);
            boolean same = way.route().known().map(Correspondent::channel).equals(channel);
            if (!same && workers.remove(workerId, way)) {
                leave(way.route());
            }
        });
    }

    private void leave(Route route) {
        route.known()
                .ifPresent(gone -> gone.workerId()
                        .ifPresent(id ->
                                inboxes.release(gone.channel(), inbox -> inbox.detachWorker(id, gone.position()))));
    }

    private Either<Failure, Correspondent> meet(WorkerRecord record) {
        return opened(correspondent(
                DestinationNames.workQueue(record.workerId()),
                record.responseChannel(),
                Optional.of(record.workerId()),
                DestinationNames.workerEvents(record.workerId())));
    }

    static Failure noSuchWorker(UUID workerId) {
        return Failure.of(
                FailureCode.NO_SUCH_WORKER,
                "No worker has the UUID " + workerId + "; LIST_WORKERS tells which there are.",
                "workerId",
                workerId.toString());
    }

    private Correspondent correspondent(String queue, String channel, Optional<UUID> workerId, EventStream stream) {
        return new Correspondent(queue, channel, workerId, stream, new StreamPosition(stream, subscriber, calls));
    }

    private Either<Failure, Correspondent> opened(Correspondent correspondent) {
        StreamPosition position = correspondent.position();
        return inboxes.open(
                        correspondent.channel(),
                        inbox -> correspondent
                                .workerId()
                                .ifPresentOrElse(
                                        workerId -> inbox.attachWorker(workerId, position),
                                        () -> inbox.attach(position)))
                .flatMap(inbox -> position.noteEnd())
                .map(end -> correspondent);
    }
}
