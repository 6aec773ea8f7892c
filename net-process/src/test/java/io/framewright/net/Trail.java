package io.framewright.net;

import io.framewright.transport.DestinationNames;
import io.framewright.transport.testing.BrokerPair;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import redis.clients.jedis.RedisClient;

/** Reads the audit trail as an operator does. */
final class Trail {
    private Trail() {}

    /** What was written about a worker, as soon as there is so much. */
    static List<Map<String, String>> of(BrokerPair brokers, TestServer server, UUID worker, int entries) {
        try (RedisClient redis = RedisClient.create(URI.create(brokers.redisUri()))) {
            return Awaitility.await("entries of " + server.server().uri())
                    .atMost(Duration.ofSeconds(10))
                    .until(
                            () -> redis.xrange(DestinationNames.AUDIT_KEY, "-", "+").stream()
                                    .map(entry -> entry.getFields())
                                    .filter(entry -> worker.toString().equals(entry.get("worker")))
                                    .toList(),
                            found -> found.size() >= entries);
        }
    }
}
