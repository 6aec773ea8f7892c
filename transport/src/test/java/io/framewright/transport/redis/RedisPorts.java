package io.framewright.transport.redis;

import io.framewright.query.source.KeyedRows;
import io.framewright.transport.EntryStreams;
import io.framewright.transport.EventPublisher;
import io.framewright.transport.EventSubscriber;
import io.framewright.transport.HostAddresses;
import io.framewright.transport.RecordReader;
import io.framewright.transport.StepJournal;
import io.framewright.transport.WorkerRegistry;
import io.framewright.transport.testing.Answers;
import io.framewright.transport.testing.EventPorts;
import java.net.URI;
import java.time.Duration;

/** The Redis adapter, for the contract suites. */
record RedisPorts(RedisEvents adapter) implements EventPorts {
    static EventPorts connect(String uri, Duration lease, EventRetention retention) {
        return new RedisPorts(Answers.right(RedisEvents.open(RedisConfig.of(URI.create(uri))
                .withGiveUp(Duration.ofSeconds(3))
                .withLease(lease)
                .withRetention(retention))));
    }

    @Override
    public EventPublisher publisher() {
        return adapter.publisher();
    }

    @Override
    public StepJournal steps() {
        return adapter.steps();
    }

    @Override
    public EventSubscriber subscriber() {
        return adapter.subscriber();
    }

    @Override
    public WorkerRegistry registry() {
        return adapter.registry();
    }

    @Override
    public RecordReader records() {
        return adapter.records();
    }

    @Override
    public KeyedRows keys() {
        return adapter.keys();
    }

    @Override
    public HostAddresses addresses() {
        return adapter.addresses();
    }

    @Override
    public EntryStreams streams() {
        return adapter.streams();
    }

    @Override
    public void close() {
        adapter.close();
    }
}
