package io.framewright.bench.faults;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.manager.ProcessManager;
import io.framewright.transport.rabbitmq.AmqpConfig;
import io.framewright.transport.rabbitmq.RabbitMq;
import io.framewright.transport.redis.RedisEvents;
import io.framewright.worker.Handlers;
import io.framewright.worker.snapshot.SnapshotDirectory;
import io.framewright.worker.snapshot.Snapshots;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * A process manager with its workers, in a process that exists to be killed. It says {@code ready} on its standard
 * output when it is; see {@link HostOrders} for what it can be told. It ends when its input does, so none outlives the
 * harness.
 */
public final class Host {
    private Host() {}

    /** See {@link HostConfig} for the arguments. */
    public static void main(String[] arguments) {
        HostConfig config = HostConfig.of(arguments);
        FaultPoints points = new FaultPoints();
        HostOrders orders = new HostOrders(points, System.in, System.out);
        orders.start();
        RabbitMq broker = untilRight(() -> RabbitMq.open(AmqpConfig.of(config.amqp())));
        RedisEvents redis = untilRight(() -> RedisEvents.open(config.redisConfig()));
        Snapshots snapshots = untilRight(() -> SnapshotDirectory.of(
                config.snapshots(),
                file -> points.pass(file.endsWith(".json") ? FaultPoint.BEFORE_MANIFEST : FaultPoint.FRAME_FILE)));
        orders.serve(untilRight(() -> ProcessManager.start(
                config.managerConfig(WatchedPorts.snapshots(snapshots, points)),
                WatchedPorts.of(broker, redis, points),
                Handlers.with(List.of(new HashFrames(points), new Crash())))));
    }

    /** The servers may be away just now: that is what this is about. */
    private static <T> T untilRight(Supplier<Either<Failure, T>> step) {
        while (true) {
            Either<Failure, T> tried = step.get();
            if (tried.isRight()) {
                return Expect.right(tried);
            }
            System.err.println("not yet: " + tried);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
    }
}
