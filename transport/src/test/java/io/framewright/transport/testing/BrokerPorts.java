package io.framewright.transport.testing;

import io.framewright.transport.CommandConsumer;
import io.framewright.transport.CommandPublisher;
import io.framewright.transport.DeadLetters;

/** The ports of one adapter to a message broker, for its contract suites. */
public interface BrokerPorts extends AutoCloseable {
    CommandConsumer consumer();

    CommandPublisher publisher();

    DeadLetters deadLetters();

    @Override
    void close();
}
