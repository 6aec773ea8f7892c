package io.framewright.bench.cluster;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.manager.ProcessManager;
import io.framewright.manager.ProcessManagerConfig;
import io.framewright.manager.cluster.ClusterConfig;
import io.framewright.manager.cluster.NodeAddress;
import io.framewright.query.source.DataRoots;
import io.framewright.transport.rabbitmq.AmqpConfig;
import io.framewright.transport.rabbitmq.RabbitMq;
import io.framewright.transport.redis.RedisConfig;
import io.framewright.transport.redis.RedisEvents;
import io.framewright.worker.Ports;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** One node: {@code BenchNode AMQP_URL REDIS_URL PORT HOST:PORT,…}. Says {@code ready}; SIGTERM lets it leave. */
public final class BenchNode {
    private BenchNode() {}

    /** Ends by a signal only. */
    public static void main(String[] args) throws InterruptedException {
        RabbitMq rabbitMq = right(RabbitMq.open(AmqpConfig.of(args[0])));
        RedisEvents redis = right(RedisEvents.open(RedisConfig.of(URI.create(args[1]))));
        List<NodeAddress> join = Arrays.stream(args[3].split(",", -1))
                .flatMap(text -> NodeAddress.read(text).stream())
                .toList();
        ProcessManager manager = right(ProcessManager.start(
                ProcessManagerConfig.defaults(DataRoots.none())
                        .withCluster(ClusterConfig.local(Integer.parseInt(args[2]), join)),
                Ports.of(rabbitMq, redis)));
        Runtime.getRuntime().addShutdownHook(new Thread(manager::close, "leave"));
        System.out.write("ready\n".getBytes(StandardCharsets.UTF_8), 0, 6);
        System.out.flush();
        if (manager.ended().toCompletableFuture().join()) {
            // Shut out by the others: that is what the caller wants to see.
            System.exit(3);
        }
        new CountDownLatch(1).await();
    }

    private static <T> T right(Either<Failure, T> either) {
        return either.fold(
                failure -> {
                    throw new IllegalStateException(failure.code() + ": " + failure.message());
                },
                pending -> {
                    throw new IllegalStateException("pending");
                },
                value -> value);
    }
}
