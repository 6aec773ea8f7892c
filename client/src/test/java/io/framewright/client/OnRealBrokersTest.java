package io.framewright.client;

import io.framewright.transport.testing.BrokerKind;
import io.framewright.transport.testing.BrokerPair;
import io.framewright.transport.testing.Brokers;

@Brokers(BrokerKind.REAL)
class OnRealBrokersTest extends OnBrokersContract {
    OnRealBrokersTest(BrokerPair brokers) {
        super(brokers);
    }
}
