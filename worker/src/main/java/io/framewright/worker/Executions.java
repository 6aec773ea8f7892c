package io.framewright.worker;

/** Takes from the turn that runs what its commands have done. For the actor only. */
final class Executions {
    private final WorkerSession session;
    private final WorkerState state;
    private final Answers answers;
    private final Commits commits;
    private final DeadLettering deadLettering;
    private final SnapshotFirst snapshotFirst;

    Executions(
            WorkerSession session,
            WorkerState state,
            Answers answers,
            Commits commits,
            DeadLettering deadLettering,
            SnapshotFirst snapshotFirst) {
        this.session = session;
        this.state = state;
        this.answers = answers;
        this.commits = commits;
        this.deadLettering = deadLettering;
        this.snapshotFirst = snapshotFirst;
    }

    Then onExecuted(WorkerMessage.Executed executed) {
        if (executed.turn() == state.turn) {
            Execution execution = executed.execution();
            Answer decided = executed.answer();
            execution.markAnswered();
            if (decided.frames() != null) {
                session.frameManager().propose(decided.frames());
            }
            if (decided.needsSnapshot()) {
                snapshotFirst.want(execution, decided);
            } else {
                deadLettering.answer(decided);
            }
        }
        return Then.STAY;
    }

    Then onProgressed(WorkerMessage.Progressed progressed) {
        Execution execution = progressed.execution();
        if (state.turn != null && !execution.isAnswered()) {
            if (execution.markStarted()) {
                commits.commit(answers.started(execution));
            }
            commits.commit(answers.progressed(execution, progressed));
        }
        return Then.STAY;
    }
}
