package io.framewright.manager;

import io.framewright.transport.testing.BrokerKind;
import io.framewright.transport.testing.Brokers;

@Brokers(BrokerKind.REAL)
class RealBrokersCancelElsewhereTest extends CancelElsewhereContract {}
