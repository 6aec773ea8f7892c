package io.framewright.manager;

import akka.actor.typed.ActorRef;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.manager.cluster.WorkerHost;
import io.framewright.transport.WorkerRecord;
import io.framewright.worker.WorkerMessage.StopMode;
import io.framewright.worker.WorkerSession;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The workers of this process, for its manager and for the cluster that it is a node of. Thread-safe. */
final class LocalWorkers implements WorkerHost {
    private final WorkerLauncher launcher;
    private final ActorRef<ManagerMessage> actors;
    private final Map<UUID, WorkerSession> sessions;

    LocalWorkers(WorkerLauncher launcher, ActorRef<ManagerMessage> actors, Map<UUID, WorkerSession> sessions) {
        this.launcher = launcher;
        this.actors = actors;
        this.sessions = sessions;
    }

    @Override
    public CompletionStage<Either<Failure, WorkerRecord>> launch(Start start) {
        return launcher.launch(start);
    }

    @Override
    public CompletionStage<Boolean> stop(UUID workerId, StopMode mode) {
        CompletableFuture<Boolean> stopped = new CompletableFuture<>();
        actors.tell(new ManagerMessage.Stop(workerId, mode, stopped));
        return stopped;
    }

    /** Completes with whether the command is one of a worker of this process, and has no outcome. Does not block. */
    CompletionStage<Boolean> cancel(UUID workerId, UUID commandId) {
        CompletableFuture<Boolean> cancelled = new CompletableFuture<>();
        actors.tell(new ManagerMessage.Cancel(workerId, commandId, cancelled));
        return cancelled;
    }

    @Override
    public CompletionStage<Boolean> ended(UUID workerId) {
        CompletableFuture<Boolean> ended = new CompletableFuture<>();
        actors.tell(new ManagerMessage.AwaitEnd(workerId, ended));
        return ended;
    }

    @Override
    public int workers() {
        return sessions.size();
    }
}
