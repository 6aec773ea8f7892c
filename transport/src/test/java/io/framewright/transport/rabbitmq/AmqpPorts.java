package io.framewright.transport.rabbitmq;

import io.framewright.transport.CommandConsumer;
import io.framewright.transport.CommandPublisher;
import io.framewright.transport.DeadLetters;
import io.framewright.transport.testing.Answers;
import io.framewright.transport.testing.BrokerPorts;
import java.time.Duration;

/** The AMQP adapter, for the contract suites. */
record AmqpPorts(RabbitMq adapter) implements BrokerPorts {
    static BrokerPorts connect(String uri) {
        return connect(uri, QueueType.CLASSIC);
    }

    static BrokerPorts connect(String uri, QueueType queueType) {
        return new AmqpPorts(Answers.right(RabbitMq.open(
                AmqpConfig.of(uri).withGiveUp(Duration.ofSeconds(3)).withQueueType(queueType))));
    }

    @Override
    public CommandConsumer consumer() {
        return adapter.consumer();
    }

    @Override
    public CommandPublisher publisher() {
        return adapter.publisher();
    }

    @Override
    public DeadLetters deadLetters() {
        return adapter.deadLetters();
    }

    @Override
    public void close() {
        adapter.close();
    }
}
