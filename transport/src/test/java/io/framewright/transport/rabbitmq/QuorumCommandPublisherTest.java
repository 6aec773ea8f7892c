package io.framewright.transport.rabbitmq;

import io.framewright.transport.testing.BrokerKind;
import io.framewright.transport.testing.BrokerPorts;
import io.framewright.transport.testing.Brokers;
import io.framewright.transport.testing.CommandPublisherContract;

/** On RabbitMQ, the queues made as quorum queues. */
@Brokers(BrokerKind.REAL)
class QuorumCommandPublisherTest extends CommandPublisherContract {
    @Override
    protected BrokerPorts connect(String uri) {
        return AmqpPorts.connect(uri, QueueType.QUORUM);
    }
}
