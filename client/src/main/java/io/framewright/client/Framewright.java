package io.framewright.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.command.Command;
import io.framewright.command.CommandTypes;
import io.framewright.either.Either;
import io.framewright.either.Promise;
import io.framewright.event.Event;
import io.framewright.event.Failure;
import io.framewright.serialize.Json;
import io.framewright.transport.DestinationNames;
import io.framewright.transport.EventPage;
import io.framewright.transport.Subscription;
import io.framewright.transport.WorkerRecord;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A connection to a running platform: spawns workers, sends them commands, gives back what became of them. Thread-safe;
 * one instance serves any number of threads and calls over one connection to the broker, and starts no thread per call.
 * Close it when done.
 *
 * <pre>{@code
 * Either<Failure, Rows> late = Framewright.using(platform -> platform.spawn()
 *         .flatMap(worker -> worker.load(Sources.csv("flights.csv"))
 *                 .flatMap(loaded -> worker.query(Operations.filter(Expressions.column("delay").gt(10))))));
 * }</pre>
 *
 * <p><b>Answers.</b> Whatever waits for somebody else returns at once, with a {@link io.framewright.either.Pending}
 * that resolves to a Right or a Left. {@code await()} blocks for it, {@code flatMap} and
 * {@link io.framewright.either.Pipe} go on with it, {@code toCompletionStage()} hands it to asynchronous code,
 * {@code cancel} takes the command back. Continuations run on the threads that read events and open ways to workers for
 * all calls: they may send further commands, but must not block, and above all not {@code await()} another answer; move
 * those that do with {@code resumeOn(executor)}.
 *
 * <p><b>Failures are values.</b> Beside those that workers report there are {@code BROKER_UNAVAILABLE} and
 * {@code REDIS_UNAVAILABLE} when a server cannot be reached, {@code NO_SUCH_WORKER}, {@code NO_PROCESS_MANAGER},
 * {@code TIMED_OUT} (the work may still succeed) and {@code CLIENT_CLOSED}.
 */
public final class Framewright implements AutoCloseable {
    private static final Duration SWEEP = Duration.ofSeconds(2);
    private static final String RESPONSE_CHANNEL = "responseChannel";

    private final Ports ports;
    private final CallOptions defaults;
    private final String ownChannel = DestinationNames.clientChannel(UUID.randomUUID());
    private final ClientThreads threads = new ClientThreads();
    private final Lookout lookout;
    private final Inboxes inboxes;
    private final Routes routes;
    private final Calls calls;
    private final Feeds feeds;
    /** Steps that have not come to their turn yet: closing answers them. */
    private final Set<Promise<Failure, ?>> openings = ConcurrentHashMap.newKeySet();

    private final AtomicBoolean closed = new AtomicBoolean();

    Framewright(Ports ports, Duration callTimeout, Retry retry) {
        this.ports = ports;
        this.defaults = CallOptions.ofTimeout(callTimeout);
        OpenCalls open = new OpenCalls();
        this.lookout = new Lookout(open, ports.registry(), threads, SWEEP);
        this.inboxes = new Inboxes(ports.subscriber(), open, lookout::catchUp);
        this.routes = new Routes(ports.registry(), ports.subscriber(), inboxes, open, ownChannel, threads::open);
        this.calls = new Calls(ports.publisher(), open, lookout, routes, threads, retry);
        this.feeds = new Feeds(ports.registry(), ports.subscriber(), inboxes, threads);
    }

    /**
     * Connects to both servers.
     *
     * @return left {@code BROKER_UNAVAILABLE} or {@code REDIS_UNAVAILABLE} if one does not answer in time or refuses
     */
    public static Either<Failure, Framewright> connect(ClientConfig config) {
        return Ports.open(config).map(ports -> new Framewright(ports, config.callTimeout(), config.retry()));
    }

    /** Connects to the servers that {@link ClientConfig#find} finds. */
    public static Either<Failure, Framewright> connect() {
        return ClientConfig.find().flatMap(Framewright::connect);
    }

    /**
     * Connects, does the work, waits for its outcome, and closes.
     *
     * @param work its result may be pending
     */
    public static <T> Either<Failure, T> using(
            ClientConfig config, Function<? super Framewright, ? extends Either<Failure, T>> work) {
        return connect(config).flatMap(platform -> {
            try (platform) {
                return work.apply(platform).await();
            }
        });
    }

    /** The same on the servers that {@link ClientConfig#find} finds. */
    public static <T> Either<Failure, T> using(Function<? super Framewright, ? extends Either<Failure, T>> work) {
        return ClientConfig.find().flatMap(config -> using(config, work));
    }

    /** Starts a worker of this program's own: its events are published on a channel that only this client knows. */
    public Either<Failure, Worker> spawn() {
        return spawn(ownChannel);
    }

    /** Starts a worker with a UUID of its own; see {@link #spawn(String, UUID)}. */
    public Either<Failure, Worker> spawn(String channel) {
        return spawn(channel, UUID.randomUUID());
    }

    /**
     * Starts a worker.
     *
     * @param channel the Redis channel on which its events are to be published
     * @param workerId its UUID, and the name of its queue
     * @return pending until it runs; left {@code WORKER_EXISTS} if it runs already
     */
    public Either<Failure, Worker> spawn(String channel, UUID workerId) {
        return spawnWorker(channel, workerId).map(spawned -> worker(spawned.workerId()));
    }

    /** The same, and tells where it runs. */
    public Either<Failure, SpawnedWorker> spawnWorker(String channel, UUID workerId) {
        return spawnWorker(SpawnOptions.on(channel).withWorkerId(workerId));
    }

    /**
     * Starts a worker that is like this, and tells where it runs.
     *
     * @return pending until it runs; left {@code WORKER_EXISTS} if it runs already, {@code NO_NODE_MATCHES} if no node
     *     has its labels, {@code INVALID_COMMAND} for times that are none
     */
    public Either<Failure, SpawnedWorker> spawnWorker(SpawnOptions options) {
        String channel = options.channel();
        Command command = Command.of(CommandTypes.SPAWN_WORKER, options.data());
        if (channel.equals(ownChannel)) {
            return manage(command).flatMap(SpawnedWorker::ofEvent);
        }
        // This command is answered on the new worker's channel, not on ours.
        return opening(() -> inboxes.follow(channel, event -> {})).flatMap(following -> {
            Either<Failure, Event> spawned = manage(command);
            spawned.onOutcome(known -> threads.open(following::close));
            return spawned.flatMap(SpawnedWorker::ofEvent);
        });
    }

    /** A worker by its UUID. Asks nobody: whether there is one, its first command will tell. */
    public Worker worker(UUID workerId) {
        return new Worker(this, workerId, defaults);
    }

    /** All workers on record, those with the oldest sign of life first. Needs no process manager. Blocks briefly. */
    public Either<Failure, List<WorkerRecord>> workers() {
        return ports.registry().list();
    }

    /** The messages that could not be handled. */
    public DeadLetterQueue deadLetters() {
        return new DeadLetterQueue(ports.deadLetters());
    }

    /**
     * Whether the process manager that answers can do its work. If it cannot at all, this is not answered in time; if a
     * server is away, this client does not reach it either.
     */
    public Either<Failure, HostHealth> health() {
        return manage(Command.of(CommandTypes.GET_INFO_PROCESS_MANAGER)).map(HostHealth::of);
    }

    /** The processes that host workers, and what the cluster knows of them; the one that answers is among them. */
    public Either<Failure, List<ManagerInfo.Node>> nodes() {
        return info().map(ManagerInfo::nodes);
    }

    /** What the process manager tells of itself. */
    public Either<Failure, ManagerInfo> info() {
        return manage(Command.of(CommandTypes.GET_INFO_PROCESS_MANAGER)).map(ManagerInfo::of);
    }

    /**
     * Ends a worker; its queue and record are gone then, its events stay for a while.
     *
     * @param drain whether it first finishes what is queued
     * @return pending until it is gone; whether there was such a worker
     */
    public Either<Failure, Boolean> kill(UUID workerId, boolean drain) {
        ObjectNode data = Json.mapper().createObjectNode();
        data.put("workerId", workerId.toString());
        data.put("drain", drain);
        Either<Failure, Event> killed = manage(Command.of(CommandTypes.KILL_WORKER, data));
        killed.peek(gone -> routes.forget(workerId));
        return killed.map(Framewright::hasChanged);
    }

    /** Stops a command that waits or runs; false if there is none any more. It ends in {@code COMMAND_CANCELLED}. */
    public Either<Failure, Boolean> cancel(UUID workerId, UUID commandId) {
        ObjectNode data = Json.mapper().createObjectNode();
        data.put("workerId", workerId.toString());
        data.put("commandId", commandId.toString());
        return manage(Command.of(CommandTypes.CANCEL_COMMAND, data)).map(Framewright::hasChanged);
    }

    private static boolean hasChanged(Event event) {
        return event.data().path("changed").asBoolean(true);
    }

    /** Sends any command with the time-out of the configuration; see {@link #send(UUID, Command, CallOptions)}. */
    public Either<Failure, Event> send(UUID workerId, Command command) {
        return send(workerId, command, defaults);
    }

    /**
     * Sends any command to a worker, one of a handler of the user's own, for example.
     *
     * @param command sending one again under the same id does not execute it again: both get one answer
     * @param options its command id and starting time are not used here: the command has its own
     * @return pending until the answer is there; right with the {@code _SUCCEEDED} event
     */
    public Either<Failure, Event> send(UUID workerId, Command command, CallOptions options) {
        return calls.ask(
                Optional.of(workerId),
                routes.worker(workerId),
                command,
                options,
                () -> withdraw(workerId, command.commandId()));
    }

    private void withdraw(UUID workerId, UUID commandId) {
        if (!closed.get()) {
            cancel(workerId, commandId);
        }
    }

    /**
     * Sends a command and does not wait for its outcome.
     *
     * @return pending until the broker has taken responsibility; right with the id of the command
     */
    public Either<Failure, UUID> post(UUID workerId, Command command) {
        return calls.post(DestinationNames.workQueue(workerId), command);
    }

    /**
     * Sends any command to the process manager.
     *
     * @param command if it has no {@code data.responseChannel}, this client's own is filled in; if it has one, the
     *     answer is still found, though later, in the manager's stream, unless this client follows that channel
     * @return pending until the answer is there; left {@code NO_PROCESS_MANAGER} if none has ever run on this broker
     */
    public Either<Failure, Event> manage(Command command) {
        JsonNode data = command.data();
        Command addressed = data.has(RESPONSE_CHANNEL) || !(data instanceof ObjectNode object)
                ? command
                : command.withData(object.deepCopy().put(RESPONSE_CHANNEL, ownChannel));
        return calls.ask(Optional.empty(), routes.manager(), addressed, defaults, () -> {});
    }

    /**
     * The events of a worker after one that is known: those recorded, then those to come, in order, each once, whatever
     * happens to the connection; events that are no longer kept are told as {@link Observation.Missed}. Once a worker
     * is killed and its last event delivered, subscribers complete.
     *
     * @param since the sequence of the last event already known; 0 for all that are kept
     * @return left {@code NO_SUCH_WORKER} if there neither is nor, for as long as events are kept, was such a worker.
     *     Blocks for a few round trips
     */
    public Either<Failure, EventFeed> events(UUID workerId, long since) {
        return feeds.ofWorker(workerId, since);
    }

    /**
     * {@link #events(UUID, long)} with a callback instead of a subscriber.
     *
     * @param observer called from one thread at a time; it may block, and is told what came meanwhile afterwards
     */
    public Either<Failure, Subscription> events(UUID workerId, long since, Consumer<? super Observation> observer) {
        return events(workerId, since).map(feed -> feed.observe(observer));
    }

    /**
     * The events on a channel from now on, those of each worker in order and each once. What a lost connection kept
     * from coming is read from the streams of the workers seen or on record there; of what cannot be read,
     * {@link Observation.Missed} tells.
     *
     * @return when Redis has confirmed that we listen; blocks for a few round trips
     */
    public Either<Failure, EventFeed> follow(String channel) {
        return feeds.ofChannel(channel);
    }

    /**
     * {@link #follow(String)} with a callback instead of a subscriber.
     *
     * @param observer called from one thread at a time; it may block, and is told what came meanwhile afterwards
     */
    public Either<Failure, Subscription> follow(String channel, Consumer<? super Observation> observer) {
        return follow(channel).map(feed -> feed.observe(observer));
    }

    /**
     * Reads recorded events, also those of a worker that was killed a while ago. Blocks for a round trip.
     *
     * @param since the sequence of the last event already known; 0 for all that are kept
     * @param limit the largest number of events to give back, at least 1
     */
    public Either<Failure, EventPage> recorded(UUID workerId, long since, int limit) {
        return ports.subscriber().read(DestinationNames.workerEvents(workerId), since, limit);
    }

    /**
     * The outcome of a command, as long as it is recorded; empty if it has none yet, or none any more. Blocks for a
     * round trip.
     */
    public Either<Failure, Optional<Event>> outcome(UUID workerId, UUID commandId) {
        return ports.subscriber().outcome(DestinationNames.workerEvents(workerId), commandId);
    }

    /** The record of one worker; empty if there is none. Needs no process manager. Blocks briefly. */
    public Either<Failure, Optional<WorkerRecord>> record(UUID workerId) {
        return ports.registry().find(workerId);
    }

    private <T> Either<Failure, T> opening(Supplier<Either<Failure, T>> step) {
        Promise<Failure, T> opened = Promise.of("opening");
        openings.add(opened);
        opened.pending().onOutcome(known -> openings.remove(opened));
        if (closed.get()) {
            opened.left(Lookout.closed());
        } else {
            threads.open(() -> opened.resolve(step.get()));
        }
        return opened.pending();
    }

    /** Answers open calls with {@code CLIENT_CLOSED}, completes subscribers and disconnects. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            feeds.close();
            lookout.close();
            calls.close();
            openings.forEach(opening -> opening.left(Lookout.closed()));
            threads.close();
            ports.disconnect().run();
        }
    }
}
