package io.framewright.worker;

/** What a worker's actor is in the middle of, taken together. For the actor only. */
final class UnderWay {
    private final WorkerState state;
    private final DeadLettering deadLettering;
    private final CrashWeighing weighing;
    private final SnapshotFirst snapshotFirst;
    private final Republishing republishing;

    UnderWay(
            WorkerState state,
            DeadLettering deadLettering,
            CrashWeighing weighing,
            SnapshotFirst snapshotFirst,
            Republishing republishing) {
        this.state = state;
        this.deadLettering = deadLettering;
        this.weighing = weighing;
        this.snapshotFirst = snapshotFirst;
        this.republishing = republishing;
    }

    /** Whether something will be told of that ends by itself. */
    boolean isAwaited() {
        return state.turn != null
                || state.appending != null
                || deadLettering.isUnderWay()
                || weighing.isUnderWay()
                || state.stepping;
    }

    /** Whether something is under way, or to be done, that the next delivery must wait for. */
    boolean isBusy() {
        return isAwaited()
                || snapshotFirst.isWanted()
                || state.quarantine
                || state.crash != null
                || state.renew
                || state.queueGone
                || state.leaseLost
                || !state.unrecorded.isEmpty()
                || republishing.hasMissing();
    }
}
