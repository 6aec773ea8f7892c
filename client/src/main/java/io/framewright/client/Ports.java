package io.framewright.client;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.transport.CommandPublisher;
import io.framewright.transport.DeadLetters;
import io.framewright.transport.EventSubscriber;
import io.framewright.transport.WorkerRegistry;
import io.framewright.transport.rabbitmq.AmqpConfig;
import io.framewright.transport.rabbitmq.RabbitMq;
import io.framewright.transport.redis.RedisConfig;
import io.framewright.transport.redis.RedisEvents;

/**
 * What a client talks through.
 *
 * @param disconnect closes the connections behind the ports
 */
record Ports(
        CommandPublisher publisher,
        DeadLetters deadLetters,
        EventSubscriber subscriber,
        WorkerRegistry registry,
        Runnable disconnect) {

    static Either<Failure, Ports> open(ClientConfig config) {
        AmqpConfig amqp = AmqpConfig.of(config.amqpUri().toString()).withGiveUp(config.connectTimeout());
        RedisConfig redis = RedisConfig.of(config.redisUri()).withGiveUp(config.connectTimeout());
        return RabbitMq.open(amqp)
                .flatMap(broker -> RedisEvents.open(redis)
                        .map(events -> of(broker, events))
                        .peekLeft(failure -> broker.close()));
    }

    private static Ports of(RabbitMq broker, RedisEvents events) {
        return new Ports(broker.publisher(), broker.deadLetters(), events.subscriber(), events.registry(), () -> {
            broker.close();
            events.close();
        });
    }
}
