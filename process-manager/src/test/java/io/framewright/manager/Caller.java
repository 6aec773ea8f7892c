package io.framewright.manager;

import io.framewright.command.Command;
import io.framewright.event.Event;
import io.framewright.serialize.CommandCodec;
import io.framewright.transport.OutgoingMessage;
import io.framewright.transport.rabbitmq.AmqpConfig;
import io.framewright.transport.rabbitmq.RabbitMq;
import io.framewright.transport.redis.RedisConfig;
import io.framewright.transport.redis.RedisEvents;
import java.net.URI;

/** Somebody with connections of his own, who sends commands and waits for what becomes of them. */
record Caller(RabbitMq broker, RedisEvents redis) implements AutoCloseable {
    static Caller connect(String amqp, String redis) {
        return new Caller(
                Platform.right(RabbitMq.open(AmqpConfig.of(amqp))),
                Platform.right(RedisEvents.open(RedisConfig.of(URI.create(redis)))));
    }

    Outcomes follow(String channel) {
        Outcomes outcomes = new Outcomes();
        Platform.right(redis.subscriber().follow(channel, outcomes));
        return outcomes;
    }

    void send(String queue, Command command) {
        Platform.right(broker.consumer().declare(queue));
        Platform.right(Platform.join(
                broker.publisher().publish(queue, OutgoingMessage.json(CommandCodec.write(command), null))));
    }

    Event ask(String queue, Outcomes outcomes, String type, String json) {
        Command command = Platform.command(type, json);
        send(queue, command);
        return outcomes.await(command.commandId());
    }

    @Override
    public void close() {
        broker.close();
        redis.close();
    }
}
