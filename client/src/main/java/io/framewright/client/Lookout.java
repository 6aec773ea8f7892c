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
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after calls whose answer the channel did not bring: reads the stream when events were missed, every now and
 * then, and once more before a call is told that its time is up. One thread keeps the time and one reads, whatever the
 * number of calls. Thread-safe.
 */
final class Lookout implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Lookout.class);

    private final OpenCalls calls;
    private final WorkerRegistry registry;
    private final ScheduledThreadPoolExecutor clock = executor("framewright-client-clock");
    private final ScheduledThreadPoolExecutor reading = executor("framewright-client-reading");
    private final Set<StreamPosition> behind = ConcurrentHashMap.newKeySet();
    private final Future<?> sweeps;
    private final Queue<Expired> expired = new ConcurrentLinkedQueue<>();
    /** Workers whose record was gone at the last sweep; only the reading thread uses it. */
    private Set<UUID> absent = Set.of();

    private record Expired(PendingCall call, StreamPosition position, Duration timeout) {}

    /** @param pause between two readings of the streams on which calls wait */
    Lookout(OpenCalls calls, WorkerRegistry registry, Duration pause) {
        this.calls = calls;
        this.registry = registry;
        this.sweeps = reading.scheduleWithFixedDelay(
                guarded(this::sweep), pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Reads on soon; several requests for the same stream are one. */
    void catchUp(StreamPosition position) {
        if (behind.add(position)) {
            submit(() -> {
                behind.remove(position);
                position.catchUp();
            });
        }
    }

    /** Ends the call when its time is up and a last look at the stream found no answer. */
    void limit(PendingCall call, StreamPosition position, Duration timeout) {
        try {
            call.endsWith(clock.schedule(
                    () -> {
                        expired.add(new Expired(call, position, timeout));
                        submit(this::lastLook);
                    },
                    timeout.toMillis(),
                    TimeUnit.MILLISECONDS));
        } catch (RejectedExecutionException closing) {
            call.fail(closed());
        }
    }

    static Failure closed() {
        return Failure.of(
                FailureCode.CLIENT_CLOSED, "The client was closed before the answer came; the work may still succeed.");
    }

    @Override
    public void close() {
        sweeps.cancel(false);
        clock.shutdownNow();
        reading.shutdownNow();
        calls.failAll(closed());
    }

    private void lastLook() {
        Map<StreamPosition, List<Expired>> late = new LinkedHashMap<>();
        for (Expired next = expired.poll(); next != null; next = expired.poll()) {
            late.computeIfAbsent(next.position(), position -> new ArrayList<>()).add(next);
        }
        late.forEach((position, theirs) -> {
            Either<Failure, Long> look = position.readAll();
            theirs.forEach(one -> one.call().fail(timedOut(one, look)));
        });
    }

    private static Failure timedOut(Expired late, Either<Failure, Long> look) {
        Failure failure = Failure.of(
                FailureCode.TIMED_OUT,
                "No answer came within " + late.timeout().toMillis()
                        + " ms. The work may still succeed; the worker's events will tell.",
                "commandId",
                late.call().commandId().toString());
        return look instanceof Left<Failure, Long> blind
                ? failure.with("stream", blind.failure().message())
                : failure;
    }

    private void sweep() {
        Set<UUID> gone = new HashSet<>();
        for (Correspondent correspondent : calls.correspondents()) {
            boolean recorded = correspondent.workerId().map(this::isRecorded).orElse(true);
            boolean read = correspondent.position().catchUp() instanceof Right;
            if (!recorded && read) {
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

    private void submit(Runnable task) {
        try {
            reading.execute(guarded(task));
        } catch (RejectedExecutionException closing) {
            LOG.debug("The client is closed; close() answers the open calls");
        }
    }

    /** A listener of the user's own that throws must not end the thread that serves all calls. */
    private static Runnable guarded(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException bug) {
                LOG.error("Reading events failed; the next reading tries again", bug);
            }
        };
    }

    private static ScheduledThreadPoolExecutor executor(String name) {
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
        executor.setRemoveOnCancelPolicy(true);
        return executor;
    }
}
