package io.framewright.client;

import io.framewright.either.Either;
import io.framewright.either.Left;
import io.framewright.either.Right;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.transport.WorkerRecord;
import io.framewright.transport.WorkerRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;

/**
 * Looks after calls whose answer the channel did not bring: reads the stream when events were missed, every now and
 * then, and once more before a call is told that its time is up. Thread-safe.
 */
final class Lookout implements AutoCloseable {
    private final OpenCalls calls;
    private final WorkerRegistry registry;
    private final ClientThreads threads;
    private final Deadlines deadlines;
    private final Set<StreamPosition> behind = ConcurrentHashMap.newKeySet();
    private final Future<?> sweeps;
    /** Workers whose record was gone at the last sweep; only the reading thread uses it. */
    private Set<UUID> absent = Set.of();

    /** @param pause between two readings of the streams on which calls wait */
    Lookout(OpenCalls calls, WorkerRegistry registry, ClientThreads threads, Duration pause) {
        this.calls = calls;
        this.registry = registry;
        this.threads = threads;
        this.deadlines = new Deadlines(threads, this::timeIsUp);
        this.sweeps = threads.readEvery(pause, this::sweep);
    }

    /** Reads on soon; several requests for the same stream are one. */
    void catchUp(StreamPosition position) {
        if (behind.add(position)) {
            threads.read(() -> {
                behind.remove(position);
                position.catchUp();
            });
        }
    }

    /** From now on the call ends at its deadline, when a last look at the stream found no answer. */
    void watch(Call call) {
        deadlines.watch(call.deadlineNanos());
    }

    static Failure closed() {
        return Failure.of(
                FailureCode.CLIENT_CLOSED, "The client was closed before the answer came; the work may still succeed.");
    }

    @Override
    public void close() {
        sweeps.cancel(false);
        calls.failAll(closed());
    }

    /** Not on the thread that reads for open calls: while Redis is away that one waits long for each answer. */
    private void timeIsUp() {
        threads.feed(this::lastLook);
    }

    private void lastLook() {
        Map<StreamPosition, List<Call>> late = new LinkedHashMap<>();
        long now = System.nanoTime();
        calls.forEach(call -> {
            if (now - call.deadlineNanos() < 0) {
                deadlines.watch(call.deadlineNanos());
                return;
            }
            call.route()
                    .known()
                    .ifPresentOrElse(
                            to -> late.computeIfAbsent(to.position(), position -> new ArrayList<>())
                                    .add(call),
                            () -> calls.fail(call, timedOut(call, Either.right(0L))));
        });
        Either<Failure, Long> look = Either.right(0L);
        for (Map.Entry<StreamPosition, List<Call>> each : late.entrySet()) {
            // One stream that cannot be read tells of all of them.
            look = look.isLeft() ? look : each.getKey().readAll();
            for (Call call : each.getValue()) {
                calls.fail(call, timedOut(call, look));
            }
        }
    }

    private static Failure timedOut(Call late, Either<Failure, Long> look) {
        Failure failure = Failure.of(
                FailureCode.TIMED_OUT,
                "No answer came within " + late.timeout().toMillis()
                        + " ms. The work may still succeed; the worker's events will tell.",
                "commandId",
                late.commandId().toString());
        return look instanceof Left<Failure, Long> blind
                ? failure.with("stream", blind.failure().message())
                : failure;
    }

    private void sweep() {
        Set<UUID> gone = new HashSet<>();
        for (Correspondent correspondent : calls.correspondents()) {
            if (!(correspondent.position().catchUp() instanceof Right)) {
                // The next sweep tries again; asking for each of many streams would take as long as for one, each time.
                break;
            }
            if (!correspondent.workerId().map(this::isRecorded).orElse(true)) {
                UUID workerId = correspondent.workerId().orElseThrow();
                gone.add(workerId);
                if (absent.contains(workerId)) {
                    calls.failAll(correspondent, killed(workerId));
                }
            }
        }
        absent = gone;
    }

    private boolean isRecorded(UUID workerId) {
        Either<Failure, Optional<WorkerRecord>> found = registry.find(workerId);
        return !(found instanceof Right<Failure, Optional<WorkerRecord>> right)
                || right.value().isPresent();
    }

    private static Failure killed(UUID workerId) {
        return Failure.of(
                FailureCode.NO_SUCH_WORKER,
                "The worker " + workerId + " was killed before it answered.",
                "workerId",
                workerId.toString());
    }
}
