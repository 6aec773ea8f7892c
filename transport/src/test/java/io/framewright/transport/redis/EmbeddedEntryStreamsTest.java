package io.framewright.transport.redis;

import io.framewright.transport.testing.BrokerKind;
import io.framewright.transport.testing.Brokers;
import io.framewright.transport.testing.EntryStreamsContract;
import io.framewright.transport.testing.EventPorts;

@Brokers(BrokerKind.EMBEDDED)
class EmbeddedEntryStreamsTest extends EntryStreamsContract {
    @Override
    protected EventPorts connect(String uri) {
        return RedisPorts.connect(uri, LEASE, new EventRetention(RETAINED_BYTES, RETAINED_AGE));
    }
}
