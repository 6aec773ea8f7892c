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
import io.javalin.http.Context;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;

/** Gives requests the frames of a worker of this process; those for a worker of another process are asked there. */
final class HeldWorkers {
    private static final Duration WAKING = Duration.ofSeconds(30);
    private static final Duration CATCHING_UP = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofNanos(200_000);

    private final Framewright platform;
    private final Host host;
    private final OtherNodes others;
    private final ToldEvents told;
    private final Semaphore writers;

    /** @param writers how many may be written to at a time: a thread each, and some are to be left for the rest */
    HeldWorkers(Framewright platform, Host host, OtherNodes others, ToldEvents told, int writers) {
        this.writers = new Semaphore(writers);
        this.platform = platform;
        this.host = host;
        this.others = others;
        this.told = told;
    }

    /** Answers from frames that are there. */
    @FunctionalInterface
    interface Reading {
        Either<Failure, Answer> read(Context request, UUID workerId, Frames frames);
    }

    Either<Failure, Answer> read(Context request, UUID workerId, Reading reading) {
        return readAtOnce(request, workerId, reading).map(this::whereThereIsRoom);
    }

    private Answer whereThereIsRoom(Answer answer) {
        return answering -> {
            if (!writers.tryAcquire()) {
                Problem.write(
                        HttpCode.TOO_MANY_REQUESTS.failure(
                                "So many read rows already, and slowly, that no more can; try again soon."),
                        answering);
                return;
            }
            try {
                answer.write(answering);
            } finally {
                writers.release();
            }
        };
    }

    private Either<Failure, Answer> readAtOnce(Context request, UUID workerId, Reading reading) {
        long after = Math.max(told.newest(workerId), OtherNodes.toldElsewhere(request));
        Optional<HeldFrames> held = caughtUp(workerId, after);
        if (held.isEmpty()) {
            return platform.record(workerId)
                    .flatMap(record -> record.map(there -> elsewhere(request, there, after))
                            .orElseGet(() -> Either.left(Requests.noSuchWorker(workerId.toString()))));
        }
        return held.get().inMemory()
                ? reading.read(request, workerId, held.get().frames())
                : wake(workerId).flatMap(woken -> reading.read(request, workerId, woken));
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

    private Either<Failure, Answer> elsewhere(Context request, WorkerRecord record, long after) {
        if (record.managerId().equals(host.managerId())) {
            return Either.left(notNow(record.workerId(), "is not running: it is " + record.status()));
        }
        return others.ask(request, record, after);
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
