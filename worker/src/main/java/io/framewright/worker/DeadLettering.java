package io.framewright.worker;

import io.framewright.event.Failure;
import io.framewright.transport.DeadLetter;
import io.framewright.transport.Delivery;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers commands, after it has put the message of one into the dead-letter queue that is to go there. For the actor
 * only.
 */
final class DeadLettering {
    private static final Logger log = LoggerFactory.getLogger(DeadLettering.class);

    private final WorkerSession session;
    private final Errands errands;
    private final Commits commits;
    /** The answer whose message is on its way there. */
    private @Nullable Answer underWay;

    DeadLettering(WorkerSession session, Errands errands, Commits commits) {
        this.session = session;
        this.errands = errands;
        this.commits = commits;
    }

    boolean isUnderWay() {
        return underWay != null;
    }

    void answer(Answer answer) {
        Failure reason = answer.deadLetter();
        Delivery delivery = answer.delivery();
        if (reason == null || delivery == null) {
            commits.commit(answer);
            return;
        }
        underWay = answer;
        DeadLetter letter = new DeadLetter(
                session.workQueue().name(),
                delivery.body(),
                delivery.messageId().orElse(null),
                reason.code(),
                reason.message());
        errands.await(
                session.ports().deadLetters().add(letter), result -> new WorkerMessage.DeadLettered(answer, result));
    }

    Then onDone(WorkerMessage.DeadLettered done) {
        if (done.answer() != underWay) {
            return Then.STAY;
        }
        underWay = null;
        if (done.result().isRight()) {
            commits.commit(done.answer());
        } else {
            log.warn(
                    "worker {} could not dead-letter a message and tries again: {}", session.workerId(), done.result());
            answer(done.answer());
        }
        return Then.PUMP;
    }
}
