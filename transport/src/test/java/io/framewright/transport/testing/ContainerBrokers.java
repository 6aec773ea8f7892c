package io.framewright.transport.testing;

import java.util.List;
import java.util.Optional;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.rabbitmq.RabbitMQContainer;
import org.testcontainers.utility.DockerImageName;

/** Real servers in containers, where Docker runs. */
final class ContainerBrokers {
    private ContainerBrokers() {}

    static Optional<BrokerPair> start() {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            return Optional.empty();
        }
        RabbitMQContainer rabbitMq = new RabbitMQContainer(DockerImageName.parse("rabbitmq:3.13-alpine"));
        rabbitMq.start();
        GenericContainer<?> redis = new GenericContainer<>(DockerImageName.parse("redis:7-alpine"));
        redis.withExposedPorts(6379).start();
        String amqpUri = "amqp://" + rabbitMq.getAdminUsername() + ":" + rabbitMq.getAdminPassword() + "@"
                + rabbitMq.getHost() + ":" + rabbitMq.getAmqpPort();
        return Optional.of(new BrokerPair(
                amqpUri,
                "redis://" + redis.getHost() + ":" + redis.getMappedPort(6379),
                "RabbitMQ and Redis in containers",
                Optional.empty(),
                Optional.empty(),
                List.of(rabbitMq::stop, redis::stop)));
    }
}
