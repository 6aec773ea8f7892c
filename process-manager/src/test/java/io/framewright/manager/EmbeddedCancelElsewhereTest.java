package io.framewright.manager;

import io.framewright.transport.testing.BrokerKind;
import io.framewright.transport.testing.Brokers;

@Brokers(BrokerKind.EMBEDDED)
class EmbeddedCancelElsewhereTest extends CancelElsewhereContract {}
