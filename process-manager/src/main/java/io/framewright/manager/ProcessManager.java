package io.framewright.manager;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.manager.cluster.ClusterNode;
import io.framewright.manager.cluster.Spawn;
import io.framewright.transport.Idling;
import io.framewright.transport.WorkerRecord;
import io.framewright.transport.WorkerStart.Intent;
import io.framewright.transport.WorkerStatus;
import io.framewright.worker.Handlers;
import io.framewright.worker.Ports;
import io.framewright.worker.WorkerMessage.StopMode;
import io.framewright.worker.WorkerSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Spawns, records, supervises and kills workers: from Java through these methods, from elsewhere through the queue
 * {@code process-manager}. Thread-safe. Stages never complete exceptionally.
 */
public final class ProcessManager implements AutoCloseable {
    /** Of one worker that is to be killed, while other hosts take it over, too. */
    private static final int TAKE_OVERS_AT_MOST = 5;

    private static final Logger log = LoggerFactory.getLogger(ProcessManager.class);
    /** Workers brought up side by side; the pool for what blocks has a few more threads. */
    private static final int ADOPTED_AT_A_TIME = 12;

    private final ProcessManagerConfig config;
    private final Ports ports;
    private final WorkPools pools;
    private final ActorSystem<ManagerMessage> actors;
    private final WorkerLauncher launcher;
    private final LocalWorkers local;
    private final ConcurrentMap<UUID, WorkerSession> sessions;
    private final Adoption adoption;
    private final Heartbeat heartbeat;
    private final ManagerQueue queue;
    private final ManagerChannel channel;
    private final long startedNanos = System.nanoTime();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final AtomicLong spawned = new AtomicLong();
    private final AtomicLong killed = new AtomicLong();

    private volatile @Nullable ClusterNode cluster;

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
        this.pools = WorkPools.start();
        this.launcher = new WorkerLauncher(config, ports, handlers, pools.asPools(), actors);
        this.local = new LocalWorkers(launcher, actors, sessions);
        this.adoption = new Adoption(launcher, ADOPTED_AT_A_TIME);
        this.heartbeat = new Heartbeat(
                config,
                ports.registry(),
                sessions,
                lost -> actors.tell(new ManagerMessage.LeaseLost(lost)),
                workerId -> actors.tell(new ManagerMessage.HeldLong(workerId)),
                this::foundSilent);
        this.queue = new ManagerQueue(config, ports, new ManagerCommands(this));
        this.channel = new ManagerChannel(
                config.managerId(),
                ports,
                sessions::keySet,
                (worker, command) -> actors.tell(new ManagerMessage.Cancel(worker, command, new CompletableFuture<>())),
                pools.blocking());
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
        return actors(config, ManagerActor.create(sessions))
                .map(actors -> new ProcessManager(config, ports, handlers, sessions, actors))
                .flatMap(ProcessManager::begin);
    }

    private static Either<Failure, ActorSystem<ManagerMessage>> actors(
            ProcessManagerConfig config, Behavior<ManagerMessage> guardian) {
        return config.cluster().isPresent()
                ? ClusterNode.listen(config.cluster().get(), config.managerId(), config.grace(), akkaConfig(), guardian)
                : Either.right(ActorSystem.create(guardian, "framewright", akkaConfig()));
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
        return ClusterNode.join(
                        actors,
                        config.cluster().get(),
                        config.managerId(),
                        config.host(),
                        local,
                        ports.registry(),
                        pools.blocking())
                .map(joined -> {
                    cluster = joined;
                    return true;
                });
    }

    /** Where other nodes reach this one; empty if it is no node of a cluster. */
    public Optional<String> clusterAddress() {
        return Optional.ofNullable(cluster).map(ClusterNode::address);
    }

    /**
     * Completes when this node was shut out by the others, or shut itself down because it did not hear enough of them;
     * its workers run elsewhere by then or will soon, and nothing runs here. Also after {@link #close}.
     */
    public CompletionStage<Boolean> ended() {
        return actors.getWhenTerminated().thenApply(done -> !closed.get());
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
        return place(spawn).thenApply(started -> {
            if (started.isRight()) {
                spawned.incrementAndGet();
            }
            return started;
        });
    }

    private CompletionStage<Either<Failure, WorkerRecord>> place(Spawn spawn) {
        ClusterNode node = cluster;
        if (node != null) {
            return node.spawn(spawn);
        }
        return spawn.labels().isEmpty()
                ? launcher.spawn(spawn)
                : CompletableFuture.completedStage(Either.left(Failure.of(
                        FailureCode.NO_NODE_MATCHES,
                        "There is no cluster, so no node has the labels " + new TreeSet<>(spawn.labels())
                                + ". Start one with cluster-port and label, or ask for none.")));
    }

    /**
     * Ends a worker and removes its queue and record. Without {@code drain} the command that runs is cancelled and
     * those that wait are answered with {@code COMMAND_CANCELLED}; with it they are done first. A worker of a host that
     * is gone is taken over first, so that what waits in its queue is answered too.
     *
     * @return completes with whether there was such a worker
     */
    public CompletionStage<Either<Failure, Boolean>> kill(UUID workerId, boolean drain) {
        StopMode mode = drain ? StopMode.DRAIN : StopMode.KILL;
        ClusterNode node = cluster;
        if (node != null) {
            return node.stop(workerId, mode).thenApply(done -> {
                if (done.fold(failure -> false, pending -> false, ended -> ended)) {
                    killed.incrementAndGet();
                }
                return done;
            });
        }
        return kill(workerId, mode, TAKE_OVERS_AT_MOST);
    }

    private CompletionStage<Either<Failure, Boolean>> kill(UUID workerId, StopMode mode, int takeOvers) {
        return local.stop(workerId, mode).thenCompose(stopped -> {
            if (stopped) {
                killed.incrementAndGet();
                return CompletableFuture.completedStage(Either.right(true));
            }
            return killElsewhere(workerId, mode, takeOvers);
        });
    }

    private CompletionStage<Either<Failure, Boolean>> killElsewhere(UUID workerId, StopMode mode, int takeOvers) {
        return CompletableFuture.supplyAsync(() -> ports.registry().find(workerId), pools.blocking())
                .thenCompose(found -> found.<CompletionStage<Either<Failure, Boolean>>>fold(
                        failure -> CompletableFuture.completedStage(Either.left(failure)),
                        pending -> CompletableFuture.completedStage(Either.right(false)),
                        record -> record.isEmpty()
                                ? CompletableFuture.completedStage(Either.right(false))
                                : takeOver(record.get(), mode)
                                        .thenCompose(taken -> killTaken(workerId, mode, taken, takeOvers - 1))));
    }

    /**
     * Another host may take it from us before it runs here, as it does with whatever has lost its host, and may kill
     * it: once more.
     */
    private CompletionStage<Either<Failure, Boolean>> killTaken(
            UUID workerId, StopMode mode, Either<Failure, WorkerRecord> taken, int takeOvers) {
        boolean lost = taken.fold(
                failure -> failure.is(FailureCode.WORKER_EXISTS) || failure.is(FailureCode.NO_SUCH_WORKER),
                pending -> false,
                record -> false);
        return taken.isRight() || lost && takeOvers > 0
                ? kill(workerId, mode, takeOvers)
                : CompletableFuture.completedStage(taken.map(ignored -> false));
    }

    private CompletionStage<Either<Failure, WorkerRecord>> takeOver(WorkerRecord record, StopMode mode) {
        return mode == StopMode.KILL
                ? launcher.launchToEnd(record)
                : launcher.launch(record.workerId(), record.responseChannel(), Intent.TAKE_OVER);
    }

    /**
     * Cancels a command of any worker, wherever that runs: one that runs ends in {@code _FAILED} with
     * {@code COMMAND_CANCELLED} at its next chance to stop, one that waits, in the broker's queue or in the worker,
     * when its turn comes. The wish is kept for a day, also for a command that has not come yet.
     *
     * @return completes with whether the worker is there and the command has no outcome; with {@code REDIS_UNAVAILABLE}
     */
    public CompletionStage<Either<Failure, Boolean>> cancel(UUID workerId, UUID commandId) {
        return CompletableFuture.supplyAsync(() -> ports.registry().cancel(workerId, commandId), pools.blocking())
                .thenCompose(wished -> wished.getOrElse(false) && sessions.containsKey(workerId)
                        ? tellCancelled(workerId, commandId).thenApply(Either::right)
                        : CompletableFuture.completedStage(wished));
    }

    /** Completes with whether the command is one of a worker of this process, and has no outcome. */
    private CompletableFuture<Boolean> tellCancelled(UUID workerId, UUID commandId) {
        CompletableFuture<Boolean> cancelled = new CompletableFuture<>();
        actors.tell(new ManagerMessage.Cancel(workerId, commandId, cancelled));
        return cancelled;
    }

    /** The record of one worker, here or elsewhere. */
    CompletionStage<Either<Failure, Optional<WorkerRecord>>> worker(UUID workerId) {
        return CompletableFuture.supplyAsync(() -> ports.registry().find(workerId), pools.blocking());
    }

    /** All workers that are recorded, here or elsewhere; those of one status if one is given. */
    public CompletionStage<Either<Failure, List<WorkerRecord>>> workers(Optional<WorkerStatus> status) {
        return CompletableFuture.supplyAsync(
                () -> ports.registry()
                        .list()
                        .map(all -> all.stream()
                                .filter(record -> status.isEmpty() || record.status() == status.get())
                                .toList()),
                pools.blocking());
    }

    /**
     * Whether this process can do its work now: the broker is connected, and the last heartbeat (a few seconds ago, or
     * the ten that it is tried for) was told to Redis. Does not block.
     */
    public Health health() {
        boolean connected = ports.consumer().isConnected();
        @Nullable Failure trouble = heartbeat.trouble();
        return new Health(
                List.of(
                        new Health.Check(
                                "broker", connected, connected ? "" : "The connection to the message broker is lost."),
                        new Health.Check("redis", trouble == null, trouble == null ? "" : trouble.message())),
                sessions.size(),
                config.worker().memory().used(),
                config.worker().memory().limit());
    }

    /** About this process, and the others that host workers. */
    public CompletionStage<Either<Failure, ManagerInfo>> info() {
        return workers(Optional.empty()).thenApply(all -> all.map(this::infoOf));
    }

    private ManagerInfo infoOf(List<WorkerRecord> workers) {
        Map<UUID, ManagerInfo.Node> nodes = new LinkedHashMap<>();
        nodes.put(
                config.managerId(),
                new ManagerInfo.Node(
                        config.managerId(),
                        config.host(),
                        ProcessHandle.current().pid(),
                        0,
                        Optional.empty()));
        Optional.ofNullable(cluster)
                .map(ClusterNode::nodes)
                .orElse(List.of())
                .forEach(node -> nodes.put(
                        node.managerId(),
                        new ManagerInfo.Node(
                                node.managerId(),
                                node.report().host(),
                                node.report().pid(),
                                0,
                                Optional.of(node))));
        workers.forEach(worker -> nodes.merge(
                worker.managerId(),
                new ManagerInfo.Node(worker.managerId(), worker.host(), worker.pid(), 1, Optional.empty()),
                (there, one) -> there.with(1)));
        Map<String, String> versions = new LinkedHashMap<>();
        versions.put("framewright", version());
        versions.put("java", Runtime.version().toString());
        Map<String, Long> counters = new LinkedHashMap<>();
        counters.put("workersSpawned", spawned.get());
        counters.put("workersKilled", killed.get());
        counters.put("commandsHandled", queue.commandsHandled());
        return new ManagerInfo(
                config.managerId(),
                new ArrayList<>(nodes.values()),
                Duration.ofNanos(System.nanoTime() - startedNanos),
                versions,
                counters);
    }

    private static String version() {
        String version = ProcessManager.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    /** Readers' view of a worker of this process. */
    public Optional<WorkerSession> session(UUID workerId) {
        return Optional.ofNullable(sessions.get(workerId));
    }

    /** The workers of this process. */
    public List<UUID> hosted() {
        return List.copyOf(sessions.keySet());
    }

    private void foundSilent(List<WorkerRecord> orphans) {
        ClusterNode node = cluster;
        if (node != null) {
            orphans.forEach(node::revive);
        } else {
            adoption.adopt(orphans);
        }
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
        queue.close();
        leaveCluster();
        channel.close();
        adoption.close();
        CompletableFuture<Boolean> suspended = new CompletableFuture<>();
        actors.tell(new ManagerMessage.Suspend(suspended));
        actors.getWhenTerminated().thenAccept(done -> suspended.complete(true));
        if (!waitFor(suspended, config.grace().toMillis())) {
            log.warn("commands still run after {}; they will be run again by the next host", config.grace());
            actors.tell(ManagerMessage.CutOff.INSTANCE);
        }
        heartbeat.close();
        actors.terminate();
        waitFor(actors.getWhenTerminated().toCompletableFuture(), 10_000);
        pools.close();
    }

    /** Hands the workers to other nodes, and ends the actors. */
    private void leaveCluster() {
        ClusterNode node = cluster;
        if (node != null
                && !waitFor(
                        node.leave().toCompletableFuture(),
                        config.grace().plusSeconds(30).toMillis())) {
            log.warn("the node could not leave its cluster in time; the others will find that it is gone");
        }
    }

    private boolean waitFor(CompletableFuture<?> future, long millis) {
        try {
            future.get(millis, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException late) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException bug) {
            throw new CompletionException(bug);
        }
    }

    private static Config akkaConfig() {
        return ConfigFactory.parseString("""
                        akka {
                          loglevel = "WARNING"
                          stdout-loglevel = "OFF"
                          log-dead-letters = off
                          log-dead-letters-during-shutdown = off
                          coordinated-shutdown.run-by-jvm-shutdown-hook = off
                          coordinated-shutdown.exit-jvm = off
                          library-extensions = ["akka.serialization.SerializationExtension$"]
                          actor.default-dispatcher {
                            throughput = 64
                            fork-join-executor {
                              parallelism-min = 2
                              parallelism-factor = 1.0
                            }
                          }
                        }
                        """).withFallback(ConfigFactory.load());
    }
}
