package io.framewright.net;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.frame.Frames;
import io.framewright.net.WorkerFrames.Elsewhere;
import io.framewright.net.WorkerFrames.Found;
import io.framewright.net.WorkerFrames.Here;
import io.javalin.http.Context;
import java.util.UUID;
import java.util.concurrent.Semaphore;

/** Gives requests the frames of a worker of this process; those for a worker of another process are asked there. */
final class HeldWorkers {
    private final WorkerFrames frames;
    private final OtherNodes others;
    private final Semaphore writers;

    /** @param writers how many may be written to at a time: a thread each, and some are to be left for the rest */
    HeldWorkers(WorkerFrames frames, OtherNodes others, int writers) {
        this.frames = frames;
        this.others = others;
        this.writers = new Semaphore(writers);
    }

    /** Answers from frames that are there. */
    @FunctionalInterface
    interface Reading {
        Either<Failure, Answer> read(Context request, UUID workerId, Frames frames);
    }

    Either<Failure, Answer> read(Context request, UUID workerId, Reading reading) {
        return frames.find(workerId, OtherNodes.toldElsewhere(request))
                .flatMap(found -> answer(request, workerId, found, reading))
                .map(this::whereThereIsRoom);
    }

    private Either<Failure, Answer> answer(Context request, UUID workerId, Found found, Reading reading) {
        if (found instanceof Elsewhere elsewhere) {
            return others.ask(request, elsewhere.record(), elsewhere.after());
        }
        return reading.read(request, workerId, ((Here) found).frames());
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
}
