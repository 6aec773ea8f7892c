package io.framewright.worker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.command.Command;
import io.framewright.either.Either;
import io.framewright.either.Left;
import io.framewright.event.Event;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.event.Outcome;
import io.framewright.frame.Frames;
import io.framewright.serialize.EventCodec;
import io.framewright.transport.Delivery;
import io.framewright.transport.DestinationNames;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the answers of one worker to its commands, and keeps them within the size of an event. For the actor, and for
 * the turn that runs.
 */
final class Answers {
    private static final Logger log = LoggerFactory.getLogger(Answers.class);

    private final WorkerSession session;

    Answers(WorkerSession session) {
        this.session = session;
    }

    /** The outcome of what a handler has given. */
    Answer of(Execution execution, Either<Failure, Reply> result) {
        return result.fold(
                failure -> failed(execution, failure),
                pending -> failed(execution, pendingIsNoReply(execution)),
                reply -> succeeded(execution, reply));
    }

    private static Failure pendingIsNoReply(Execution execution) {
        log.error("the handler of {} answered Pending; a handler must answer Left or Right", execution);
        return Failure.of(FailureCode.INTERNAL_ERROR, "The handler of this command gave no answer.");
    }

    private Answer succeeded(Execution execution, Reply reply) {
        Event event = of(execution.command(), Outcome.SUCCEEDED_SUFFIX, reply.data());
        int limit = session.config().eventLimitBytes();
        int bytes = EventLimit.surelyFits(event, limit) ? 0 : EventCodec.write(event).length;
        if (bytes > limit) {
            reply.onAbort().run();
            return failed(execution, EventLimit.exceeded(bytes, limit));
        }
        Frames frames = reply.frames();
        if (frames != null) {
            Either<Failure, Frames> claimed = session.memory().claim(frames);
            if (claimed instanceof Left<Failure, Frames> refused) {
                reply.onAbort().run();
                return failed(execution, refused.failure());
            }
        }
        return new Answer(
                event,
                execution.requestHash(),
                execution.delivery(),
                frames,
                null,
                reply.onCommit(),
                reply.onAbort(),
                stepOf(execution, reply),
                null,
                execution.beganNanos());
    }

    /** Where nobody can tell how a change is made again, a snapshot has to have it. */
    private @Nullable ObjectNode stepOf(Execution execution, Reply reply) {
        Frames after = reply.frames();
        if (session.isForgetful()) {
            return null;
        }
        if (reply.step() != null || after == null) {
            return reply.step();
        }
        return Steps.changed(
                execution.command(),
                execution.frames(),
                after,
                session.config().snapshots().areKept());
    }

    Answer failed(Execution execution, Failure failure) {
        return Answer.refusal(failed(execution.command(), failure), execution.requestHash(), execution.delivery(), null)
                .begun(execution.beganNanos());
    }

    Answer cancelled(Verdict.Run run, Delivery delivery) {
        Failure failure = Failure.of(
                FailureCode.COMMAND_CANCELLED, "The command was cancelled before it began; the frames are as before.");
        return Answer.refusal(failed(run.command(), failure), run.requestHash(), delivery, null);
    }

    /** The end of a command that crashed its worker too often: its message goes to the dead-letter queue. */
    Answer poisoned(Verdict.Run run, Delivery delivery, int crashes, @Nullable Throwable cause) {
        Failure failure = Failure.of(
                        FailureCode.POISON_COMMAND,
                        "The command crashed its worker " + crashes + " times and is given up; it lies in the queue "
                                + DestinationNames.DEAD_LETTER_QUEUE + ". The log of the worker's host tells more.",
                        "crashes",
                        crashes)
                .with(
                        "crash",
                        cause == null
                                ? "the process of the worker died"
                                : cause.getClass().getName());
        return Answer.refusal(failed(run.command(), failure), run.requestHash(), delivery, failure);
    }

    /** Tells that the worker crashed so often that nobody starts it again by himself. */
    Answer quarantined(int restarts) {
        ObjectNode data = JsonNodeFactory.instance
                .objectNode()
                .put("restarts", restarts)
                .put("withinMillis", session.config().restartLimit().within().toMillis());
        return Answer.progress(EventDraft.ofWorker(
                Outcome.WORKER_QUARANTINED, session.workerId(), session.lease().epoch(), data));
    }

    Answer started(Execution execution) {
        return Answer.progress(of(execution.command(), Outcome.STARTED_SUFFIX, JsonNodeFactory.instance.objectNode()));
    }

    Answer progressed(Execution execution, WorkerMessage.Progressed progressed) {
        return Answer.progress(of(
                execution.command(),
                Outcome.PROGRESSED_SUFFIX,
                ProgressJson.of(progressed.done(), progressed.total(), progressed.unit())));
    }

    private Event failed(Command command, Failure failure) {
        Failure small = EventLimit.shortened(failure, session.config().eventLimitBytes());
        return EventDraft.failed(command, session.workerId(), session.lease().epoch(), small);
    }

    private Event of(Command command, String suffix, JsonNode data) {
        return EventDraft.of(
                command,
                command.commandType() + suffix,
                session.workerId(),
                session.lease().epoch(),
                data);
    }
}
