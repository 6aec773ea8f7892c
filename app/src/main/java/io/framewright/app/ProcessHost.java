package io.framewright.app;

import io.framewright.manager.Health;
import io.framewright.manager.ProcessManager;
import io.framewright.net.HeldFrames;
import io.framewright.net.Host;
import io.framewright.worker.WorkerSession;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** This process as its HTTP server sees it. */
record ProcessHost(UUID managerId, ProcessManager manager) implements Host {
    @Override
    public Optional<HeldFrames> find(UUID workerId) {
        return manager.session(workerId).filter(WorkerSession::isRecovered).map(ProcessHost::held);
    }

    private static HeldFrames held(WorkerSession session) {
        // In this order: the frames may be newer than the event, never older.
        long sequence = session.committedSequence();
        return new HeldFrames(session.frameManager().frames(), sequence, !session.isPassivated());
    }

    @Override
    public boolean holds(UUID workerId, UUID commandId) {
        return manager.session(workerId).filter(held -> held.holds(commandId)).isPresent();
    }

    @Override
    public List<UUID> workers() {
        return manager.hosted();
    }

    @Override
    public long frameBytes() {
        return manager.health().memoryBytes();
    }

    @Override
    public List<Missing> missing() {
        return manager.health().checks().stream()
                .filter(check -> !check.ok())
                .map(ProcessHost::missing)
                .toList();
    }

    private static Missing missing(Health.Check check) {
        return new Missing(check.name(), check.message());
    }
}
