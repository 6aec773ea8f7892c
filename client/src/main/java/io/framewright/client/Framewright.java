package io.framewright.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.command.Command;
import io.framewright.command.CommandTypes;
import io.framewright.either.Either;
import io.framewright.either.Left;
import io.framewright.either.Right;
import io.framewright.event.Event;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.serialize.CommandCodec;
import io.framewright.serialize.Json;
import io.framewright.transport.CommandPublisher;
import io.framewright.transport.DestinationNames;
import io.framewright.transport.EventListener;
import io.framewright.transport.EventPage;
import io.framewright.transport.EventSubscriber;
import io.framewright.transport.OutgoingMessage;
import io.framewright.transport.Subscription;
import io.framewright.transport.WorkerRecord;
import io.framewright.transport.WorkerRegistry;
import io.framewright.transport.rabbitmq.AmqpConfig;
import io.framewright.transport.rabbitmq.RabbitMq;
import io.framewright.transport.redis.RedisConfig;
import io.framewright.transport.redis.RedisEvents;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * A connection to a running platform: spawns workers, sends them commands, gives back what became of them. Thread-safe;
 * one instance serves any number of threads and calls, and starts no thread per call. Close it when done.
 *
 * <pre>{@code
 * try (Framewright platform = …) {
 *     Either<Failure, Event> info = platform.spawn("my-events")
 *             .flatMap(worker -> platform.send(worker.workerId(), Command.of("GET_INFO_WORKER")).await());
 * }
 * }</pre>
 *
 * <p>Failures are values. Beside those that workers report there are {@code BROKER_UNAVAILABLE} and
 * {@code REDIS_UNAVAILABLE} when a server cannot be reached, {@code NO_SUCH_WORKER}, {@code NO_PROCESS_MANAGER},
 * {@code TIMED_OUT} (the work may still succeed) and {@code CLIENT_CLOSED}.
 */
public final class Framewright implements AutoCloseable {
    private static final Duration SWEEP = Duration.ofSeconds(2);
    private static final String RESPONSE_CHANNEL = "responseChannel";

    private final CommandPublisher publisher;
    private final EventSubscriber subscriber;
    private final WorkerRegistry registry;
    private final Duration callTimeout;
    private final Runnable disconnect;
    private final String ownChannel = DestinationNames.clientChannel(UUID.randomUUID());
    private final OpenCalls calls = new OpenCalls();
    private final Lookout lookout;
    private final Inboxes inboxes;
    private final Correspondents correspondents;

    /** @param disconnect closes the connections behind the ports */
    Framewright(
            CommandPublisher publisher,
            EventSubscriber subscriber,
            WorkerRegistry registry,
            Duration callTimeout,
            Runnable disconnect) {
        this.publisher = publisher;
        this.subscriber = subscriber;
        this.registry = registry;
        this.callTimeout = callTimeout;
        this.disconnect = disconnect;
        this.lookout = new Lookout(calls, registry, SWEEP);
        this.inboxes = new Inboxes(subscriber, calls, lookout::catchUp);
        this.correspondents = new Correspondents(registry, subscriber, inboxes, calls, ownChannel);
    }

    /**
     * Connects to both servers.
     *
     * @return left {@code BROKER_UNAVAILABLE} or {@code REDIS_UNAVAILABLE} if one does not answer in time or refuses
     */
    public static Either<Failure, Framewright> connect(ClientConfig config) {
        AmqpConfig amqp = AmqpConfig.of(config.amqpUri().toString()).withGiveUp(config.connectTimeout());
        RedisConfig redis = RedisConfig.of(config.redisUri()).withGiveUp(config.connectTimeout());
        return RabbitMq.open(amqp)
                .flatMap(broker -> RedisEvents.open(redis)
                        .map(events -> new Framewright(
                                broker.publisher(),
                                events.subscriber(),
                                events.registry(),
                                config.callTimeout(),
                                () -> {
                                    broker.close();
                                    events.close();
                                }))
                        .mapLeft(failure -> {
                            broker.close();
                            return failure;
                        }));
    }

    /** Starts a worker with a UUID of its own; see {@link #spawn(String, UUID)}. */
    public Either<Failure, SpawnedWorker> spawn(String channel) {
        return spawn(channel, UUID.randomUUID());
    }

    /**
     * Starts a worker and waits until it runs.
     *
     * @param channel the Redis channel on which its events are to be published
     * @param workerId its UUID, and the name of its queue
     * @return left {@code WORKER_EXISTS} if it runs already
     */
    public Either<Failure, SpawnedWorker> spawn(String channel, UUID workerId) {
        ObjectNode data = Json.mapper().createObjectNode();
        data.put(RESPONSE_CHANNEL, channel);
        data.put("workQueue", workerId.toString());
        // This command is answered on the new worker's channel, not on ours.
        return inboxes.follow(channel, event -> {}).flatMap(following -> {
            try (following) {
                return manage(Command.of(CommandTypes.SPAWN_WORKER, data)).flatMap(SpawnedWorker::ofEvent);
            }
        });
    }

    /**
     * Ends a worker; its queue and record are gone when this returns, its events stay for a while.
     *
     * @param drain whether it first finishes what is queued
     * @return whether there was such a worker
     */
    public Either<Failure, Boolean> kill(UUID workerId, boolean drain) {
        ObjectNode data = Json.mapper().createObjectNode();
        data.put("workerId", workerId.toString());
        data.put("drain", drain);
        return manage(Command.of(CommandTypes.KILL_WORKER, data))
                .map(killed -> killed.data().path("changed").asBoolean(true));
    }

    /** All workers on record, those with the oldest sign of life first. Needs no process manager. */
    public Either<Failure, List<WorkerRecord>> workers() {
        return registry.list();
    }

    /** Sends a command with the time-out of the configuration; see {@link #send(UUID, Command, Duration, Consumer)}. */
    public PendingCall send(UUID workerId, Command command) {
        return send(workerId, command, callTimeout, event -> {});
    }

    /**
     * Sends a command to a worker. Blocks for a few round trips when this client talks to that worker for the first
     * time, and hardly ever after that.
     *
     * @param command sending one again under the same id does not execute it again: both get one answer
     * @param timeout how long to wait for the answer, from now; positive
     * @param onEvent told every event of this command in order, the outcome last, on the thread that reads events for
     *     all calls: it must not block
     */
    public PendingCall send(UUID workerId, Command command, Duration timeout, Consumer<Event> onEvent) {
        return ask(correspondents.worker(workerId), command, timeout, onEvent);
    }

    /**
     * Sends a command and does not wait for its outcome.
     *
     * @return completes with the id of the command when the broker has taken responsibility for it; never exceptionally
     */
    public CompletionStage<Either<Failure, UUID>> sendNoWait(UUID workerId, Command command) {
        return publish(DestinationNames.workQueue(workerId), command)
                .thenApply(published -> published.map(queue -> command.commandId()));
    }

    /**
     * Sends a command to the process manager and waits for its outcome.
     *
     * @param command if it has no {@code data.responseChannel}, this client's own is filled in; if it has one, the
     *     answer is still found, though later, in the manager's stream, unless this client follows that channel
     * @return left {@code NO_PROCESS_MANAGER} if none has ever run on this broker
     */
    public Either<Failure, Event> manage(Command command) {
        JsonNode data = command.data();
        Command addressed = data.has(RESPONSE_CHANNEL) || !(data instanceof ObjectNode object)
                ? command
                : command.withData(object.deepCopy().put(RESPONSE_CHANNEL, ownChannel));
        return ask(correspondents.manager(), addressed, callTimeout, event -> {})
                .await();
    }

    /**
     * Follows a channel live. Returns when Redis has confirmed. After {@code onGap} events were missed; read them with
     * {@link #events}.
     *
     * @param listener called from one thread at a time, which serves all calls of this client: it must not block
     */
    public Either<Failure, Subscription> follow(String channel, EventListener listener) {
        return inboxes.follow(channel, listener);
    }

    /**
     * Reads events from a worker's stream, also from that of one that was killed a while ago.
     *
     * @param since the sequence of the last event already known; 0 for all that are kept
     * @param limit the largest number of events to give back, at least 1
     */
    public Either<Failure, EventPage> events(UUID workerId, long since, int limit) {
        return subscriber.read(DestinationNames.workerEvents(workerId), since, limit);
    }

    /** Answers open calls with {@code CLIENT_CLOSED} and disconnects. */
    @Override
    public void close() {
        lookout.close();
        disconnect.run();
    }

    private PendingCall ask(
            Either<Failure, Correspondent> found, Command command, Duration timeout, Consumer<Event> onEvent) {
        if (!(found instanceof Right<Failure, Correspondent> right)) {
            return PendingCall.refused(command.commandId(), failureOf(found));
        }
        Correspondent to = right.value();
        PendingCall call = new PendingCall(command.commandId(), onEvent, calls::remove);
        calls.add(call, to);
        lookout.limit(call, to.position(), timeout);
        if (call.isDone()) {
            return call;
        }
        publish(to.queue(), command).thenAccept(published -> {
            if (published instanceof Left<Failure, String> left) {
                call.fail(undelivered(to, left.failure()));
            }
        });
        return call;
    }

    private Failure undelivered(Correspondent to, Failure failure) {
        if (!failure.is(FailureCode.NO_SUCH_WORKER)) {
            return failure;
        }
        if (to.workerId().isPresent()) {
            correspondents.forget(to.workerId().get());
            return failure;
        }
        return Failure.of(
                FailureCode.NO_PROCESS_MANAGER,
                "No process manager runs on this broker: there is no queue " + to.queue()
                        + ". Start one, for example with: framewright up");
    }

    private CompletionStage<Either<Failure, String>> publish(String queue, Command command) {
        String traceparent = command.traceparent();
        return publisher.publish(
                queue,
                new OutgoingMessage(
                        CommandCodec.write(command),
                        "application/json",
                        command.commandId().toString(),
                        traceparent == null ? Map.of() : Map.of("traceparent", traceparent)));
    }

    private static Failure failureOf(Either<Failure, ?> refused) {
        return refused.fold(
                failure -> failure,
                pending -> Failure.of(FailureCode.INTERNAL_ERROR, "A port answered pending: " + pending.message()),
                value -> Failure.of(FailureCode.INTERNAL_ERROR, "A port answered " + value));
    }
}
