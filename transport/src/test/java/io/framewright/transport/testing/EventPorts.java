package io.framewright.transport.testing;

import io.framewright.query.source.KeyedRows;
import io.framewright.transport.EntryStreams;
import io.framewright.transport.EventPublisher;
import io.framewright.transport.EventSubscriber;
import io.framewright.transport.HostAddresses;
import io.framewright.transport.RecordReader;
import io.framewright.transport.StepJournal;
import io.framewright.transport.WorkerRegistry;

/** The ports of one adapter to a store of events and records, for its contract suites. */
public interface EventPorts extends AutoCloseable {
    EventPublisher publisher();

    StepJournal steps();

    EventSubscriber subscriber();

    WorkerRegistry registry();

    RecordReader records();

    KeyedRows keys();

    HostAddresses addresses();

    EntryStreams streams();

    @Override
    void close();
}
