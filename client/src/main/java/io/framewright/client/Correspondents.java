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

/**
 * Those this client talks to. Before the first command goes out, the channel of the answers is open and the end of the
 * stream is noted, so that no answer can slip through. Both are kept for the life of the client; a worker's record is
 * looked up again now and then, because a worker may be killed and spawned again on another channel.
 */
final class Correspondents {
    private static final long TRUSTED_NANOS = Duration.ofSeconds(2).toNanos();

    private final WorkerRegistry registry;
    private final EventSubscriber subscriber;
    private final Inboxes inboxes;
    private final OpenCalls calls;
    private final String ownChannel;
    private final Map<UUID, Known> workers = new ConcurrentHashMap<>();
    private volatile Optional<Correspondent> manager = Optional.empty();

    private record Known(Correspondent worker, long checkedNanos) {}

    Correspondents(
            WorkerRegistry registry, EventSubscriber subscriber, Inboxes inboxes, OpenCalls calls, String ownChannel) {
        this.registry = registry;
        this.subscriber = subscriber;
        this.inboxes = inboxes;
        this.calls = calls;
        this.ownChannel = ownChannel;
    }

    Either<Failure, Correspondent> worker(UUID workerId) {
        Known known = workers.get(workerId);
        if (known != null && System.nanoTime() - known.checkedNanos() < TRUSTED_NANOS) {
            return Either.right(known.worker());
        }
        return registry.find(workerId)
                .flatMap(found -> found.map(this::meet).orElseGet(() -> {
                    forget(workerId);
                    return Either.left(Failure.of(
                            FailureCode.NO_SUCH_WORKER,
                            "No worker has the UUID " + workerId + "; LIST_WORKERS tells which there are.",
                            "workerId",
                            workerId.toString()));
                }));
    }

    Either<Failure, Correspondent> manager() {
        Optional<Correspondent> met = manager;
        if (met.isPresent()) {
            return Either.right(met.get());
        }
        Correspondent correspondent = correspondent(
                DestinationNames.PROCESS_MANAGER_QUEUE, ownChannel, Optional.empty(), DestinationNames.managerEvents());
        return opened(correspondent).map(ready -> {
            manager = Optional.of(ready);
            return ready;
        });
    }

    /** Forgets what is known of a worker that is gone. */
    void forget(UUID workerId) {
        Known gone = workers.remove(workerId);
        if (gone != null) {
            inboxes.release(gone.worker().channel(), inbox -> inbox.detachWorker(workerId));
        }
    }

    private synchronized Either<Failure, Correspondent> meet(WorkerRecord record) {
        UUID workerId = record.workerId();
        Known known = workers.get(workerId);
        if (known != null && known.worker().channel().equals(record.responseChannel())) {
            workers.put(workerId, new Known(known.worker(), System.nanoTime()));
            return Either.right(known.worker());
        }
        forget(workerId);
        Correspondent correspondent = correspondent(
                DestinationNames.workQueue(workerId),
                record.responseChannel(),
                Optional.of(workerId),
                DestinationNames.workerEvents(workerId));
        Either<Failure, Correspondent> opened = opened(correspondent);
        if (opened instanceof Right) {
            workers.put(workerId, new Known(correspondent, System.nanoTime()));
        }
        return opened;
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
