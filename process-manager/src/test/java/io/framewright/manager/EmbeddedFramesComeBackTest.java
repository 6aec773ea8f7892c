package io.framewright.manager;

import io.framewright.transport.testing.BrokerKind;
import io.framewright.transport.testing.BrokerPair;
import io.framewright.transport.testing.Brokers;

@Brokers(BrokerKind.EMBEDDED)
class EmbeddedFramesComeBackTest extends FramesComeBackContract {
    EmbeddedFramesComeBackTest(BrokerPair brokers) {
        super(brokers);
    }
}
