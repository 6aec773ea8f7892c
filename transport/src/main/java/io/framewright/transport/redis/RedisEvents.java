package io.framewright.transport.redis;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.query.source.KeyedRows;
import io.framewright.transport.DestinationNames;
import io.framewright.transport.EntryStreams;
import io.framewright.transport.EventPublisher;
import io.framewright.transport.EventSubscriber;
import io.framewright.transport.HostAddresses;
import io.framewright.transport.RecordReader;
import io.framewright.transport.StepJournal;
import io.framewright.transport.WorkerRegistry;

/** All ports that Redis serves, over one set of connections. Thread-safe. */
public final class RedisEvents implements AutoCloseable {
    private final Connections connections;
    private final RedisEventPublisher publisher;
    private final StepJournal steps;
    private final RedisEventSubscriber subscriber;
    private final WorkerRegistry registry;
    private final RecordReader records;
    private final KeyedRows keys;
    private final HostAddresses addresses;
    private final HostAddresses flightAddresses;
    private final EntryStreams streams;

    private RedisEvents(RedisConfig config, Connections connections) {
        this.connections = connections;
        Committer committer = new Committer(connections);
        this.publisher = new RedisEventPublisher(config, connections, committer);
        this.steps = new RedisStepJournal(connections, committer);
        this.subscriber = new RedisEventSubscriber(config, connections);
        this.registry = new RedisWorkerRegistry(config, connections);
        this.records = new RedisRecordReader(connections);
        this.keys = new RedisKeyedRows(connections);
        this.addresses = new RedisHostAddresses(connections, DestinationNames::hostAddress);
        this.flightAddresses = new RedisHostAddresses(connections, DestinationNames::flightAddress);
        this.streams = new RedisEntryStreams(connections);
    }

    /**
     * Connects.
     *
     * @return left {@code REDIS_UNAVAILABLE} if there is no answer in the configured time, or credentials are refused
     */
    public static Either<Failure, RedisEvents> open(RedisConfig config) {
        Connections connections = new Connections(config);
        return connections
                .call(redis -> redis.ping())
                .map(pong -> new RedisEvents(config, connections))
                .mapLeft(failure -> {
                    connections.close();
                    return failure;
                });
    }

    public EventPublisher publisher() {
        return publisher;
    }

    public StepJournal steps() {
        return steps;
    }

    public EventSubscriber subscriber() {
        return subscriber;
    }

    public WorkerRegistry registry() {
        return registry;
    }

    public RecordReader records() {
        return records;
    }

    public KeyedRows keys() {
        return keys;
    }

    /** Where the others listen for HTTP. */
    public HostAddresses addresses() {
        return addresses;
    }

    /** Where the others listen for Arrow Flight. */
    public HostAddresses flightAddresses() {
        return flightAddresses;
    }

    public EntryStreams streams() {
        return streams;
    }

    @Override
    public void close() {
        publisher.close();
        subscriber.close();
        connections.close();
    }
}
