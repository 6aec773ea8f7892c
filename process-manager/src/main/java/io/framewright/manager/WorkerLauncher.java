package io.framewright.manager;

import akka.actor.typed.ActorRef;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.manager.cluster.Spawn;
import io.framewright.manager.cluster.WorkerHost;
import io.framewright.transport.Idling;
import io.framewright.transport.WorkerRecord;
import io.framewright.transport.WorkerStart.Intent;
import io.framewright.worker.Handlers;
import io.framewright.worker.Pools;
import io.framewright.worker.Ports;
import io.framewright.worker.WorkerActor;
import io.framewright.worker.WorkerSession;
import io.framewright.worker.WorkerSpec;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Starts workers in this process. Thread-safe; the blocking part runs on the pool for it, several at a time. */
final class WorkerLauncher {
    private final ProcessManagerConfig config;
    private final Ports ports;
    private final Handlers handlers;
    private final Pools pools;
    private final ActorRef<ManagerMessage> manager;

    WorkerLauncher(
            ProcessManagerConfig config,
            Ports ports,
            Handlers handlers,
            Pools pools,
            ActorRef<ManagerMessage> manager) {
        this.config = config;
        this.ports = ports;
        this.handlers = handlers;
        this.pools = pools;
        this.manager = manager;
    }

    /** Completes when the worker consumes its queue, or could not be started. */
    CompletionStage<Either<Failure, WorkerRecord>> launch(UUID workerId, String responseChannel, Intent intent) {
        return launch(new WorkerSpec(workerId, responseChannel, config.managerId(), config.host(), intent));
    }

    /** A worker that somebody asked for. */
    CompletionStage<Either<Failure, WorkerRecord>> spawn(Spawn spawn) {
        return launch(new WorkerSpec(
                spawn.workerId(),
                spawn.responseChannel(),
                config.managerId(),
                config.host(),
                Intent.SPAWN,
                0,
                spawn.restore(),
                spawn.labels(),
                spawn.idling(),
                spawn.by()));
    }

    /** A worker that is to be killed here and need not have its frames for that. */
    CompletionStage<Either<Failure, WorkerRecord>> launchToEnd(WorkerRecord record) {
        return launch(new WorkerSpec(
                record.workerId(),
                record.responseChannel(),
                config.managerId(),
                config.host(),
                Intent.TAKE_OVER,
                0,
                false,
                record.labels(),
                Idling.NEVER,
                null));
    }

    /** As the cluster asks for it. */
    CompletionStage<Either<Failure, WorkerRecord>> launch(WorkerHost.Start start) {
        return launch(new WorkerSpec(
                start.workerId(),
                start.responseChannel(),
                config.managerId(),
                config.host(),
                start.intent(),
                start.ofEpoch(),
                start.restore(),
                start.labels(),
                start.idling(),
                start.spawnedBy()));
    }

    private CompletionStage<Either<Failure, WorkerRecord>> launch(WorkerSpec spec) {
        return CompletableFuture.supplyAsync(() -> WorkerSession.open(spec, config.worker(), ports), pools.blocking())
                .thenCompose(opened -> opened.<CompletionStage<Either<Failure, WorkerRecord>>>fold(
                        failure -> CompletableFuture.completedStage(Either.left(failure)),
                        pending -> CompletableFuture.completedStage(Either.pending(pending.message())),
                        this::giveActor));
    }

    private CompletionStage<Either<Failure, WorkerRecord>> giveActor(WorkerSession session) {
        CompletableFuture<Either<Failure, WorkerRecord>> running = new CompletableFuture<>();
        manager.tell(new ManagerMessage.Opened(
                session,
                onRunning -> WorkerActor.create(session, handlers, pools, config.retention(), onRunning),
                running));
        return running;
    }
}
