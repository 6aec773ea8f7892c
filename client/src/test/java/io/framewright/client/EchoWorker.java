package io.framewright.client;

import io.framewright.command.Command;
import io.framewright.either.Either;
import io.framewright.event.Event;
import io.framewright.event.Failure;
import io.framewright.serialize.CommandCodec;
import io.framewright.serialize.CommandCodec.MessageContext;
import io.framewright.serialize.RequestHash;
import io.framewright.serialize.Timestamps;
import io.framewright.transport.Commit;
import io.framewright.transport.Delivery;
import io.framewright.transport.DestinationNames;
import io.framewright.transport.Lease;
import io.framewright.transport.WorkerStart;
import io.framewright.transport.WorkerStatus;
import io.framewright.transport.rabbitmq.AmqpConfig;
import io.framewright.transport.rabbitmq.RabbitMq;
import io.framewright.transport.redis.RedisConfig;
import io.framewright.transport.redis.RedisEvents;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;

/** The least there can be of a worker: recorded, and answering every command with its own data. */
final class EchoWorker implements AutoCloseable {
    final UUID id = UUID.randomUUID();
    final String channel = "echo:" + id;
    private final RabbitMq broker;
    private final RedisEvents redis;
    private final Lease lease;

    private EchoWorker(RabbitMq broker, RedisEvents redis) {
        this.broker = broker;
        this.redis = redis;
        this.lease = right(redis.registry()
                .start(new WorkerStart(id, Timestamps.now(), 1, channel, "here", UUID.randomUUID(), false)));
    }

    static EchoWorker start(String amqpUri, String redisUri) {
        EchoWorker worker = new EchoWorker(
                right(RabbitMq.open(AmqpConfig.of(amqpUri))),
                right(RedisEvents.open(RedisConfig.of(URI.create(redisUri)))));
        right(worker.redis.registry().status(worker.lease, WorkerStatus.RUNNING));
        right(worker.broker.consumer().declare(worker.id.toString()));
        right(worker.broker.consumer().consume(worker.id.toString(), 100, worker::answer));
        return worker;
    }

    /** Its queue goes, its record stays. */
    void loseQueue() {
        right(broker.consumer().delete(id.toString()));
    }

    private void answer(Delivery delivery) {
        Command command = right(CommandCodec.read(
                delivery.body(), new MessageContext(delivery.messageId(), delivery.traceparent(), Timestamps.now())));
        Event event = new Event(
                command.commandType() + "_SUCCEEDED",
                UUID.randomUUID(),
                Timestamps.now(),
                command.commandId(),
                id,
                0,
                lease.epoch(),
                null,
                null,
                command.traceparent(),
                command.data());
        redis.publisher()
                .commit(new Commit(DestinationNames.workerEvents(id), event, channel, RequestHash.of(command)))
                .thenAccept(committed -> delivery.acknowledge());
    }

    @Override
    public void close() {
        loseQueue();
        right(redis.registry().remove(id, Duration.ofSeconds(1)));
        broker.close();
        redis.close();
    }

    private static <T> T right(Either<Failure, T> either) {
        return either.fold(
                failure -> {
                    throw new AssertionError(failure);
                },
                pending -> {
                    throw new AssertionError(pending);
                },
                value -> value);
    }
}
