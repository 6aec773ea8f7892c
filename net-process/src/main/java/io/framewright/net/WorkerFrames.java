package io.framewright.net;

import io.framewright.client.CallOptions;
import io.framewright.client.Framewright;
import io.framewright.command.Command;
import io.framewright.command.CommandTypes;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.frame.Frames;
import io.framewright.transport.WorkerRecord;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/** Finds the frames of a worker, and wakes it if it is idle. Thread-safe. */
final class WorkerFrames {
    private static final Duration WAKING = Duration.ofSeconds(30);
    private static final Duration CATCHING_UP = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofNanos(200_000);

    private final Framewright platform;
    private final Host host;
    private final ToldEvents told;

    WorkerFrames(Framewright platform, Host host, ToldEvents told) {
        this.platform = platform;
        this.host = host;
        this.told = told;
    }

    /** Where frames are. */
    sealed interface Found permits Here, Elsewhere {}

    /** In this process. */
    record Here(Frames frames) implements Found {}

    /**
     * In another.
     *
     * @param after the newest event that was told here: what is answered there is to be of its frames at least
     */
    record Elsewhere(WorkerRecord record, long after) implements Found {}

    /**
     * The frames as they are now; pending while the worker wakes.
     *
     * @param toldElsewhere the newest event that another process told who asks; 0 if none did
     * @return left {@code NO_SUCH_WORKER}, or {@code NO_PROCESS_MANAGER} if it does not run just now
     */
    Either<Failure, Found> find(UUID workerId, long toldElsewhere) {
        long after = Math.max(told.newest(workerId), toldElsewhere);
        Optional<HeldFrames> held = caughtUp(workerId, after);
        if (held.isEmpty()) {
            return platform.record(workerId)
                    .flatMap(record -> record.map(there -> elsewhere(there, after))
                            .orElseGet(() -> Either.left(Requests.noSuchWorker(workerId.toString()))));
        }
        return held.get().inMemory()
                ? Either.right(new Here(held.get().frames()))
                : wake(workerId).map(Here::new);
    }

    /** Waits for the frames of an event that was told; not for long, as the event may be one that was lost since. */
    private Optional<HeldFrames> caughtUp(UUID workerId, long after) {
        long until = System.nanoTime() + CATCHING_UP.toNanos();
        Optional<HeldFrames> held = host.find(workerId);
        while (held.isPresent() && held.get().sequence() < after && System.nanoTime() - until < 0) {
            LockSupport.parkNanos(PAUSE.toNanos());
            held = host.find(workerId);
        }
        return held;
    }

    private Either<Failure, Found> elsewhere(WorkerRecord record, long after) {
        return record.managerId().equals(host.managerId())
                ? Either.left(notNow(record.workerId(), "is not running: it is " + record.status()))
                : Either.right(new Elsewhere(record, after));
    }

    /** Any command brings the frames of an idle worker back. */
    private Either<Failure, Frames> wake(UUID workerId) {
        return platform.send(workerId, Command.of(CommandTypes.GET_INFO_WORKER), CallOptions.ofTimeout(WAKING))
                .flatMap(answered -> host.find(workerId)
                        .filter(HeldFrames::inMemory)
                        .<Either<Failure, Frames>>map(held -> Either.right(held.frames()))
                        .orElseGet(() -> Either.left(notNow(workerId, "has its frames not in memory"))));
    }

    private static Failure notNow(UUID workerId, String why) {
        return Failure.of(
                FailureCode.NO_PROCESS_MANAGER,
                "The worker " + workerId + " " + why + ". Try again soon.",
                "workerId",
                workerId.toString());
    }
}
