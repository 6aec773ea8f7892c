package io.framewright.manager;

import io.framewright.transport.testing.BrokerKind;
import io.framewright.transport.testing.BrokerPair;
import io.framewright.transport.testing.Brokers;

@Brokers(BrokerKind.REAL)
class RealBrokersFramesComeBackTest extends FramesComeBackContract {
    RealBrokersFramesComeBackTest(BrokerPair brokers) {
        super(brokers);
    }
}
