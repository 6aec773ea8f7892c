package io.framewright.transport.rabbitmq;

import io.framewright.transport.testing.BrokerKind;
import io.framewright.transport.testing.BrokerPorts;
import io.framewright.transport.testing.Brokers;
import io.framewright.transport.testing.CommandPublisherContract;

@Brokers(BrokerKind.EMBEDDED)
class EmbeddedCommandPublisherTest extends CommandPublisherContract {
    @Override
    protected BrokerPorts connect(String uri) {
        return AmqpPorts.connect(uri);
    }
}
