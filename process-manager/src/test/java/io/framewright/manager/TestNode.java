package io.framewright.manager;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.manager.cluster.ClusterConfig;
import io.framewright.query.source.DataRoots;
import io.framewright.transport.rabbitmq.AmqpConfig;
import io.framewright.transport.rabbitmq.RabbitMq;
import io.framewright.transport.redis.RedisConfig;
import io.framewright.transport.redis.RedisEvents;
import io.framewright.transport.testing.BrokerPair;
import io.framewright.worker.Handlers;
import io.framewright.worker.Ports;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** A process manager that is a node of a cluster, with connections of its own, as in a process of its own. */
final class TestNode implements AutoCloseable {
    static final Duration LEASE = Duration.ofSeconds(4);

    private final RabbitMq rabbitMq;
    private final RedisEvents redis;
    private final Either<Failure, ProcessManager> started;

    TestNode(BrokerPair brokers, ClusterConfig cluster) {
        this.rabbitMq = Platform.right(RabbitMq.open(AmqpConfig.of(brokers.amqpUri())));
        this.redis = Platform.right(
                RedisEvents.open(RedisConfig.of(URI.create(brokers.redisUri())).withLease(LEASE)));
        ProcessManagerConfig defaults = ProcessManagerConfig.defaults(DataRoots.none());
        this.started = ProcessManager.start(
                new ProcessManagerConfig(
                                defaults.managerId(),
                                defaults.host(),
                                defaults.worker(),
                                defaults.window(),
                                Duration.ofMillis(500),
                                LEASE,
                                defaults.retention(),
                                Duration.ofSeconds(10))
                        .withCluster(cluster),
                Ports.of(rabbitMq, redis),
                Handlers.with(List.of()));
    }

    Either<Failure, ProcessManager> started() {
        return started;
    }

    ProcessManager manager() {
        return Platform.right(started);
    }

    RedisEvents redis() {
        return redis;
    }

    RabbitMq rabbitMq() {
        return rabbitMq;
    }

    @Override
    public void close() {
        started.peek(ProcessManager::close);
        rabbitMq.close();
        redis.close();
    }
}
