package io.framewright.transport.testing;

import java.util.List;
import java.util.Optional;

/**
 * A message broker and a Redis server for tests.
 *
 * @param amqpUri with user and password
 * @param redisUri with password
 * @param provenance what they are and where they come from, for a report
 * @param broker how to break the message broker; empty if it is not ours to break
 * @param redis how to break Redis; empty if it is not ours to break
 * @param closeables what ends with the pair
 */
public record BrokerPair(
        String amqpUri,
        String redisUri,
        String provenance,
        Optional<KillableServer> broker,
        Optional<KillableServer> redis,
        List<AutoCloseable> closeables)
        implements AutoCloseable {
    public BrokerPair {
        closeables = List.copyOf(closeables);
    }

    /** Whether the message broker is RabbitMQ, so that what only RabbitMQ does can be asserted. */
    public boolean isRabbitMq() {
        return !provenance.startsWith("embedded");
    }

    @Override
    public void close() throws Exception {
        for (AutoCloseable each : closeables) {
            each.close();
        }
    }

    @Override
    public String toString() {
        return provenance;
    }
}
