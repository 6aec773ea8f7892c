package io.framewright.worker;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.worker.WorkerMessage.Next;
import io.framewright.worker.WorkerMessage.StopMode;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * What a worker does when nothing is on its way to Redis, and what of it comes first. For the actor only.
 *
 * <p>Design note. What is here must neither be overtaken by commands nor overtake their answers, so it waits until all
 * answers are recorded, and commands wait for it. The order matters. First comes what makes the worker ours again, as
 * all else is void without that, and then its queue. A worker in quarantine does nothing more. What touches the journal
 * or ends the worker waits for the snapshot under way. What commands have left open comes before the ends, and to leave
 * the worker to the next host before messages are taken up again.
 */
final class Precedence {
    private final WorkerSession session;
    private final WorkerState state;
    private final UnderWay underWay;
    private final Interludes interludes;
    private final Renewal renewal;
    private final List<Matter> order;

    /** Something that may be to do; the first that is due is done, and nothing else then. */
    private record Matter(BooleanSupplier due, Runnable done) {}

    Precedence(
            WorkerSession session,
            WorkerState state,
            UnderWay underWay,
            Interludes interludes,
            Republishing republishing,
            SnapshotFirst snapshotFirst,
            Idleness idleness,
            Ending ending,
            Duration retention) {
        this.session = session;
        this.state = state;
        this.underWay = underWay;
        this.interludes = interludes;
        this.renewal = new Renewal(session);
        JournalReset journal = new JournalReset(session);
        this.order = List.of(
                new Matter(() -> state.renew, this::renewLease),
                new Matter(() -> state.leaseLost || !state.unrecorded.isEmpty(), this::restoreRecord),
                new Matter(() -> state.queueGone, this::restoreQueue),
                step(() -> state.quarantine, ending::quarantine),
                // It ends by itself, and this is looked at again.
                new Matter(() -> state.snapshotting, () -> {}),
                new Matter(republishing::hasMissing, () -> interludes.begin(republishing.settleMissing())),
                new Matter(snapshotFirst::isWanted, snapshotFirst::begin),
                step(this::isJournalFull, journal::forgetSteps),
                step(() -> state.isStopping(StopMode.SUSPEND), ending::suspend),
                new Matter(() -> state.setDown, this::takeUp),
                step(() -> state.stop != null && session.mailbox().isEmpty(), () -> ending.end(retention)),
                new Matter(() -> true, idleness::watch));
    }

    private Matter step(BooleanSupplier due, Supplier<Either<Failure, Next>> step) {
        return new Matter(due, () -> interludes.begin(step));
    }

    /** Does what comes first. A crash that was put off until now is thrown. */
    void next() {
        if (state.crash != null) {
            throw state.crash;
        }
        if (underWay.isAwaited()) {
            return;
        }
        for (Matter matter : order) {
            if (matter.due().getAsBoolean()) {
                matter.done().run();
                return;
            }
        }
    }

    private void renewLease() {
        state.renew = false;
        session.mailbox().putBack();
        session.frameManager().rollBack();
        session.memory().haveTentative();
        interludes.begin(() -> renewal.renewLease().map(ours -> ours ? Next.RESUME : Next.YIELD));
    }

    private void restoreRecord() {
        state.leaseLost = false;
        interludes.begin(() -> renewal.restoreRecord().map(ours -> ours ? Next.RESUME : Next.YIELD));
    }

    private void restoreQueue() {
        state.queueGone = false;
        state.setDown = false;
        interludes.begin(session.workQueue()::restore);
    }

    private void takeUp() {
        state.setDown = false;
        interludes.begin(session.workQueue()::takeUp);
    }

    private boolean isJournalFull() {
        return !session.config().snapshots().areKept() && session.journal().isFull();
    }
}
