package io.framewright.client;

import io.framewright.transport.testing.BrokerKind;
import io.framewright.transport.testing.BrokerPair;
import io.framewright.transport.testing.Brokers;

@Brokers(BrokerKind.EMBEDDED)
class OnEmbeddedBrokersTest extends OnBrokersContract {
    OnEmbeddedBrokersTest(BrokerPair brokers) {
        super(brokers);
    }
}
