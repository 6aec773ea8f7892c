package io.framewright.transport.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.MessageProperties;
import java.net.URI;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

class BrokersExtensionTest {
    @Nested
    @Brokers(value = BrokerKind.REAL, own = true)
    class Real {
        @Test
        void killedServersComeBackWithTheirData(BrokerPair brokers) throws Exception {
            ConnectionFactory factory = new ConnectionFactory();
            factory.setUri(brokers.amqpUri());
            factory.setAutomaticRecoveryEnabled(false);
            try (Connection connection = factory.newConnection();
                    Channel channel = connection.createChannel()) {
                channel.confirmSelect();
                channel.queueDeclare("kept", true, false, false, null);
                channel.basicPublish("", "kept", MessageProperties.PERSISTENT_BASIC, new byte[] {7});
                channel.waitForConfirmsOrDie(5000);
            }
            try (Jedis jedis = new Jedis(URI.create(brokers.redisUri()))) {
                jedis.set("kept", "yes");
            }
            KillableServer rabbitMq = brokers.broker().orElseThrow();
            long before = rabbitMq.pid();
            rabbitMq.awaitOnDisk("kept");
            rabbitMq.kill();
            assertThat(ProcessHandle.of(before)).isEmpty();
            rabbitMq.restart();
            assertThat(rabbitMq.pid()).isNotEqualTo(before);
            KillableServer redis = brokers.redis().orElseThrow();
            redis.kill();
            redis.restart();
            try (Connection connection = factory.newConnection();
                    Channel channel = connection.createChannel()) {
                assertThat(channel.basicGet("kept", true).getBody()).containsExactly(7);
            }
            try (Jedis jedis = new Jedis(URI.create(brokers.redisUri()))) {
                assertThat(jedis.get("kept")).isEqualTo("yes");
            }
        }
    }

    @Nested
    @Brokers(BrokerKind.EMBEDDED)
    class Embedded {
        @Test
        void theEmbeddedOnesAreAlwaysThere(BrokerPair brokers) {
            assertThat(brokers.provenance()).startsWith("embedded");
            try (Jedis jedis = new Jedis(URI.create(brokers.redisUri()))) {
                assertThat(jedis.ping()).isEqualTo("PONG");
            }
        }
    }
}
