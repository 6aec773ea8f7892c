package io.framewright.worker;

import io.framewright.query.source.KeyedRows;
import io.framewright.transport.CommandConsumer;
import io.framewright.transport.CommandPublisher;
import io.framewright.transport.DeadLetters;
import io.framewright.transport.EventPublisher;
import io.framewright.transport.EventSubscriber;
import io.framewright.transport.RecordReader;
import io.framewright.transport.StepJournal;
import io.framewright.transport.WorkerRegistry;
import io.framewright.transport.rabbitmq.RabbitMq;
import io.framewright.transport.redis.RedisEvents;

/** All that workers and their manager need of the outside. Whoever opened the ports closes them. */
public record Ports(
        CommandConsumer consumer,
        CommandPublisher publisher,
        DeadLetters deadLetters,
        EventPublisher events,
        EventSubscriber subscriber,
        RecordReader records,
        KeyedRows keys,
        WorkerRegistry registry,
        StepJournal steps) {
    /** Those of a broker and a Redis that are open. */
    public static Ports of(RabbitMq broker, RedisEvents redis) {
        return new Ports(
                broker.consumer(),
                broker.publisher(),
                broker.deadLetters(),
                redis.publisher(),
                redis.subscriber(),
                redis.records(),
                redis.keys(),
                redis.registry(),
                redis.steps());
    }

    /** A copy that takes commands from elsewhere. */
    public Ports withConsumer(CommandConsumer other) {
        return new Ports(other, publisher, deadLetters, events, subscriber, records, keys, registry, steps);
    }

    /** A copy that publishes events elsewhere. */
    public Ports withEvents(EventPublisher other) {
        return new Ports(consumer, publisher, deadLetters, other, subscriber, records, keys, registry, steps);
    }

    /** A copy that records workers elsewhere. */
    public Ports withRegistry(WorkerRegistry other) {
        return new Ports(consumer, publisher, deadLetters, events, subscriber, records, keys, other, steps);
    }

    /** A copy that records the steps of workers elsewhere. */
    public Ports withSteps(StepJournal other) {
        return new Ports(consumer, publisher, deadLetters, events, subscriber, records, keys, registry, other);
    }
}
