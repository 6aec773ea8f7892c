package io.framewright.manager;

import akka.actor.typed.ActorSystem;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.manager.cluster.ClusterEntry;
import io.framewright.manager.cluster.Spawn;
import io.framewright.manager.cluster.WorkerRecords;
import io.framewright.transport.Idling;
import io.framewright.transport.WorkerRecord;
import io.framewright.transport.WorkerStatus;
import io.framewright.worker.Handlers;
import io.framewright.worker.Ports;
import io.framewright.worker.WorkerMessage.StopMode;
import io.framewright.worker.WorkerSession;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Spawns, records, supervises and kills workers: from Java through these methods, from elsewhere through the queue
 * {@code process-manager}. Thread-safe. Stages never complete exceptionally.
 *
 * <p>Here is what a manager may be asked for, and in which order its parts begin and end; most lines are the contracts
 * of that. Where workers run, and how they are ended, is up to its {@link Membership}; what it tells of itself is in
 * {@link SelfReport}, and how long it waits for what still runs in {@link ShutDown}.
 */
public final class ProcessManager implements AutoCloseable {
    private final ProcessManagerConfig config;
    private final Ports ports;
    private final WorkPools pools;
    private final ActorSystem<ManagerMessage> actors;
    private final Termination termination;
    private final LocalWorkers local;
    private final ConcurrentMap<UUID, WorkerSession> sessions;
    private final WorkerRecords records;
    private final Heartbeat heartbeat;
    private final ManagerQueue queue;
    private final ManagerChannel channel;
    private final Tally tally = new Tally();
    private final SelfReport report;
    private final AtomicBoolean closed = new AtomicBoolean();

    /** Alone until it has joined the cluster that it may be to join; nothing asks before. */
    private volatile Membership membership;

    private ProcessManager(
            ProcessManagerConfig config,
            Ports ports,
            Handlers handlers,
            ConcurrentMap<UUID, WorkerSession> sessions,
            ActorSystem<ManagerMessage> actors) {
        this.config = config;
        this.ports = ports;
        this.sessions = sessions;
        this.actors = actors;
        this.termination = new Termination(actors, ShutDown.TO_TERMINATE);
        this.pools = WorkPools.start();
        WorkerLauncher launcher = new WorkerLauncher(config, ports, handlers, pools.asPools(), actors);
        this.local = new LocalWorkers(launcher, actors, sessions);
        this.records = new WorkerRecords(ports.registry(), pools.blocking());
        this.membership = new Alone(launcher, local, records);
        this.heartbeat = new Heartbeat(
                config,
                ports.registry(),
                sessions,
                lost -> actors.tell(new ManagerMessage.LeaseLost(lost)),
                workerId -> actors.tell(new ManagerMessage.HeldLong(workerId)),
                orphans -> membership.revive(orphans));
        this.queue = new ManagerQueue(config, ports, new ManagerCommands(this));
        this.channel = new ManagerChannel(config.managerId(), ports, sessions::keySet, local::cancel, pools.blocking());
        this.report = new SelfReport(config, tally, queue::commandsHandled);
    }

    /**
     * Starts a manager with the handlers found on the class path: consumes its queue, and takes over workers whose host
     * is gone.
     *
     * @return left {@code BROKER_UNAVAILABLE} or {@code REDIS_UNAVAILABLE}; then nothing runs
     */
    public static Either<Failure, ProcessManager> start(ProcessManagerConfig config, Ports ports) {
        return start(config, ports, Handlers.load());
    }

    /** Starts a manager with these handlers. */
    public static Either<Failure, ProcessManager> start(ProcessManagerConfig config, Ports ports, Handlers handlers) {
        ConcurrentMap<UUID, WorkerSession> sessions = new ConcurrentHashMap<>();
        return Actors.start(config, ManagerActor.create(sessions))
                .map(actors -> new ProcessManager(config, ports, handlers, sessions, actors))
                .flatMap(ProcessManager::begin);
    }

    private static Either<Failure, ProcessManager> begin(ProcessManager manager) {
        return manager.join()
                .flatMap(joined -> manager.channel.open())
                .flatMap(opened -> manager.queue.open())
                .map(opened -> {
                    manager.heartbeat.start();
                    return manager;
                })
                .mapLeft(failure -> {
                    manager.close();
                    return failure;
                });
    }

    private Either<Failure, Boolean> join() {
        if (config.cluster().isEmpty()) {
            return Either.right(false);
        }
        return ClusterEntry.join(
                        actors,
                        config.cluster().get(),
                        new ClusterEntry.Newcomer(config.managerId(), config.host(), local),
                        records)
                .map(joined -> {
                    membership = new Clustered(joined);
                    return true;
                });
    }

    /** Where other nodes reach this one; empty if it is no node of a cluster. */
    public Optional<String> clusterAddress() {
        return membership.address();
    }

    /**
     * Completes when this node was shut out by the others, or shut itself down because it did not hear enough of them;
     * its workers run elsewhere by then or will soon, and whatever of them still runs here writes nothing. Also after
     * {@link #close}.
     */
    public CompletionStage<Boolean> ended() {
        return termination.ended().thenApply(done -> !closed.get());
    }

    /** Starts a worker with a UUID of its own. */
    public CompletionStage<Either<Failure, WorkerRecord>> spawn(String responseChannel) {
        return spawn(responseChannel, UUID.randomUUID());
    }

    /**
     * Starts a worker.
     *
     * @param responseChannel where its events are published; not blank
     * @param workerId names its queue; a worker that was lost goes on under its old UUID
     * @return completes when it consumes its queue; {@code WORKER_EXISTS} if it is alive
     */
    public CompletionStage<Either<Failure, WorkerRecord>> spawn(String responseChannel, UUID workerId) {
        return spawn(responseChannel, workerId, true, Idling.NEVER);
    }

    /** The same; {@code restore} is as below. */
    public CompletionStage<Either<Failure, WorkerRecord>> spawn(
            String responseChannel, UUID workerId, boolean restore) {
        return spawn(responseChannel, workerId, restore, Idling.NEVER);
    }

    /**
     * The same.
     *
     * @param restore whether its frames come back when it is started again; if not, nothing of them is kept, now and
     *     for all its life
     * @param idling what becomes of it while it has nothing to do, where that is not as configured
     */
    public CompletionStage<Either<Failure, WorkerRecord>> spawn(
            String responseChannel, UUID workerId, boolean restore, Idling idling) {
        return spawn(responseChannel, workerId, restore, Set.of(), idling);
    }

    /**
     * The same, for a worker that not every node of a cluster may host.
     *
     * @param labels that a node must have to host it
     * @return also left {@code NO_NODE_MATCHES}
     */
    public CompletionStage<Either<Failure, WorkerRecord>> spawn(
            String responseChannel, UUID workerId, boolean restore, Set<String> labels, Idling idling) {
        return spawn(new Spawn(workerId, responseChannel, restore, labels, idling, null));
    }

    /** The same, for whoever may ask again. */
    CompletionStage<Either<Failure, WorkerRecord>> spawn(Spawn spawn) {
        if (spawn.responseChannel().isBlank()) {
            return CompletableFuture.completedStage(Either.left(Failure.of(
                    FailureCode.INVALID_COMMAND,
                    "The responseChannel is blank; name the Redis channel for the events.")));
        }
        return membership.spawn(spawn).thenApply(spawned -> spawned.peek(record -> tally.addSpawned()));
    }

    /**
     * Ends a worker and removes its queue and record. Without {@code drain} the command that runs is cancelled and
     * those that wait are answered with {@code COMMAND_CANCELLED}; with it they are done first. A worker of a host that
     * is gone is taken over first, so that what waits in its queue is answered too.
     *
     * @return completes with whether there was such a worker
     */
    public CompletionStage<Either<Failure, Boolean>> kill(UUID workerId, boolean drain) {
        return membership
                .end(workerId, drain ? StopMode.DRAIN : StopMode.KILL)
                .thenApply(ended -> ended.peek(tally::addKilled));
    }

    /**
     * Cancels a command of any worker, wherever that runs: one that runs ends in {@code _FAILED} with
     * {@code COMMAND_CANCELLED} at its next chance to stop, one that waits, in the broker's queue or in the worker,
     * when its turn comes. The wish is kept for a day, also for a command that has not come yet.
     *
     * @return completes with whether the worker is there and the command has no outcome; with {@code REDIS_UNAVAILABLE}
     */
    public CompletionStage<Either<Failure, Boolean>> cancel(UUID workerId, UUID commandId) {
        return records.cancel(workerId, commandId)
                .thenCompose(wished -> wished.getOrElse(false) && sessions.containsKey(workerId)
                        ? local.cancel(workerId, commandId).thenApply(Either::right)
                        : CompletableFuture.completedStage(wished));
    }

    /** The record of one worker, here or elsewhere. */
    CompletionStage<Either<Failure, Optional<WorkerRecord>>> worker(UUID workerId) {
        return records.find(workerId);
    }

    /** All workers that are recorded, here or elsewhere; those of one status if one is given. */
    public CompletionStage<Either<Failure, List<WorkerRecord>>> workers(Optional<WorkerStatus> status) {
        return records.list(record -> status.isEmpty() || record.status() == status.get());
    }

    /**
     * Whether this process can do its work now: the broker is connected, and the last heartbeat (a few seconds ago, or
     * the ten that it is tried for) was told to Redis. Does not block.
     */
    public Health health() {
        return Health.of(
                ports.consumer().isConnected(),
                heartbeat.trouble(),
                sessions.size(),
                config.worker().memory());
    }

    /** About this process, and the others that host workers. */
    public CompletionStage<Either<Failure, ManagerInfo>> info() {
        return records.list(any -> true).thenApply(all -> all.map(workers -> report.of(workers, membership.nodes())));
    }

    /** Readers' view of a worker of this process. */
    public Optional<WorkerSession> session(UUID workerId) {
        return Optional.ofNullable(sessions.get(workerId));
    }

    /** The workers of this process. */
    public List<UUID> hosted() {
        return List.copyOf(sessions.keySet());
    }

    ProcessManagerConfig config() {
        return config;
    }

    /**
     * Shuts down gracefully: takes no more commands, lets running ones end (for at most the configured grace), gives
     * what waits back to the queues, and leaves the workers recorded as lost, to be taken over by the next manager. The
     * ports stay open. Idempotent.
     */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        ShutDown shutDown = new ShutDown(actors, termination, config.grace());
        queue.close();
        shutDown.leave(membership);
        channel.close();
        shutDown.suspend();
        heartbeat.close();
        shutDown.terminate();
        pools.close();
    }
}
