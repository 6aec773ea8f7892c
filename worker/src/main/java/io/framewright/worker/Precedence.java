package io.framewright.worker;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.worker.WorkerMessage.Next;
import io.framewright.worker.WorkerMessage.StopMode;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

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
    /** One for all workers. */
    private static final List<Matter> ORDER = List.of(
            new Matter(one -> one.state.renew, Precedence::renewLease),
            new Matter(one -> one.state.leaseLost || !one.state.unrecorded.isEmpty(), Precedence::restoreRecord),
            new Matter(one -> one.state.queueGone, Precedence::restoreQueue),
            step(one -> one.state.quarantine, one -> one.ending.quarantine()),
            // It ends by itself, and this is looked at again.
            new Matter(one -> one.state.snapshotting, one -> {}),
            new Matter(one -> one.republishing.hasMissing(), Precedence::settleMissing),
            new Matter(one -> one.snapshotFirst.isWanted(), one -> one.snapshotFirst.begin()),
            step(Precedence::isJournalFull, one -> new JournalReset(one.session).forgetSteps()),
            step(one -> one.state.isStopping(StopMode.SUSPEND), one -> one.ending.suspend()),
            new Matter(one -> one.state.setDown, Precedence::takeUp),
            step(
                    one -> one.state.stop != null && one.session.mailbox().isEmpty(),
                    one -> one.ending.end(one.retention)),
            new Matter(one -> true, one -> one.idleness.watch()));

    private final WorkerSession session;
    private final WorkerState state;
    private final UnderWay underWay;
    private final Interludes interludes;
    private final Republishing republishing;
    private final SnapshotFirst snapshotFirst;
    private final Idleness idleness;
    private final Ending ending;
    private final Duration retention;

    /** Something that may be to do; the first that is due is done, and nothing else then. */
    private record Matter(Predicate<Precedence> due, Consumer<Precedence> done) {}

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
        this.republishing = republishing;
        this.snapshotFirst = snapshotFirst;
        this.idleness = idleness;
        this.ending = ending;
        this.retention = retention;
    }

    private static Matter step(Predicate<Precedence> due, Function<Precedence, Either<Failure, Next>> step) {
        return new Matter(due, one -> one.interludes.begin(() -> step.apply(one)));
    }

    /** Does what comes first. A crash that was put off until now is thrown. */
    void next() {
        if (state.crash != null) {
            throw state.crash;
        }
        if (underWay.isAwaited()) {
            return;
        }
        for (Matter matter : ORDER) {
            if (matter.due().test(this)) {
                matter.done().accept(this);
                return;
            }
        }
    }

    private void renewLease() {
        state.renew = false;
        session.mailbox().putBack();
        session.frameManager().rollBack();
        session.memory().haveTentative();
        Renewal renewal = new Renewal(session);
        interludes.begin(() -> renewal.renewLease().map(ours -> ours ? Next.RESUME : Next.YIELD));
    }

    private void restoreRecord() {
        state.leaseLost = false;
        Renewal renewal = new Renewal(session);
        interludes.begin(() -> renewal.restoreRecord().map(ours -> ours ? Next.RESUME : Next.YIELD));
    }

    private void restoreQueue() {
        state.queueGone = false;
        state.setDown = false;
        interludes.begin(session.workQueue()::restore);
    }

    private void settleMissing() {
        interludes.begin(republishing.settleMissing());
    }

    private void takeUp() {
        state.setDown = false;
        interludes.begin(session.workQueue()::takeUp);
    }

    private boolean isJournalFull() {
        return !session.config().snapshots().areKept() && session.journal().isFull();
    }
}
