package io.framewright.worker;

import io.framewright.transport.Delivery;
import io.framewright.worker.WorkerMessage.StopMode;
import java.util.UUID;

/**
 * Takes a delivery in whose turn it is: judges it, and sees to it that the verdict is carried out. For the actor only.
 */
final class Admission {
    private final WorkerSession session;
    private final WorkerState state;
    private final Intake intake;
    private final Answers answers;
    private final DeadLettering deadLettering;
    private final Republishing republishing;
    private final CrashWeighing weighing;
    private final Turns turns;

    Admission(
            WorkerSession session,
            WorkerState state,
            Intake intake,
            Answers answers,
            DeadLettering deadLettering,
            Republishing republishing,
            CrashWeighing weighing,
            Turns turns) {
        this.session = session;
        this.state = state;
        this.intake = intake;
        this.answers = answers;
        this.deadLettering = deadLettering;
        this.republishing = republishing;
        this.weighing = weighing;
        this.turns = turns;
    }

    void admit(Delivery delivery) {
        state.busyAt = System.nanoTime();
        state.keepsFrames = false;
        Verdict verdict =
                intake.judge(delivery, session.workerId(), session.lease().epoch());
        if (verdict instanceof Verdict.Repeat repeat) {
            if (state.answeredMeanwhile.remove(repeat.outcome().commandId())) {
                session.mailbox().acknowledge(delivery);
            } else {
                republishing.begin(delivery, repeat.outcome());
            }
        } else if (verdict instanceof Verdict.Refuse refuse) {
            deadLettering.answer(Answer.refusal(
                    refuse.answer(), refuse.requestHash(), delivery, refuse.deadLetter() ? refuse.failure() : null));
        } else if (verdict instanceof Verdict.Run run) {
            run(delivery, run);
        }
    }

    private void run(Delivery delivery, Verdict.Run run) {
        UUID commandId = run.command().commandId();
        if (session.cancelWishes().take(commandId) || state.isStopping(StopMode.KILL)) {
            deadLettering.answer(answers.cancelled(run, delivery));
        } else if (session.crashes().suspects(delivery)) {
            weighing.suspect(delivery, run);
        } else {
            turns.begin(delivery, run);
        }
    }
}
