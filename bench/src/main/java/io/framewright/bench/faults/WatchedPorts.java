package io.framewright.bench.faults;

import io.framewright.transport.CommandConsumer;
import io.framewright.transport.Delivery;
import io.framewright.transport.DeliveryListener;
import io.framewright.transport.EventPublisher;
import io.framewright.transport.StepJournal;
import io.framewright.transport.WorkerRegistry;
import io.framewright.transport.rabbitmq.RabbitMq;
import io.framewright.transport.redis.RedisEvents;
import io.framewright.worker.Ports;
import io.framewright.worker.snapshot.Snapshots;

/** The ports of a host with {@link FaultPoint}s in them. */
final class WatchedPorts {
    private WatchedPorts() {}

    static Ports of(RabbitMq broker, RedisEvents redis, FaultPoints points) {
        return Ports.of(broker, redis)
                .withConsumer(new Watched<>(CommandConsumer.class, broker.consumer(), points)
                        .before("consume", FaultPoint.CONSUMING)
                        .lastArgument("consume", listener -> listener((DeliveryListener) listener, points))
                        .proxy())
                .withEvents(new Watched<>(EventPublisher.class, redis.publisher(), points)
                        .before("commit", FaultPoint.BEFORE_COMMIT)
                        .after("commit", FaultPoint.RECORDED)
                        .before("republish", FaultPoint.REPUBLISHING)
                        .proxy())
                .withRegistry(new Watched<>(WorkerRegistry.class, redis.registry(), points)
                        .before("begin", FaultPoint.STARTING)
                        .after("begin", FaultPoint.STARTED)
                        .proxy())
                .withSteps(new Watched<>(StepJournal.class, redis.steps(), points)
                        .before("read", FaultPoint.RECOVERING)
                        .after("dropUpTo", FaultPoint.STEPS_DROPPED)
                        .proxy());
    }

    private static DeliveryListener listener(DeliveryListener listener, FaultPoints points) {
        return new Watched<>(DeliveryListener.class, listener, points)
                .before("onDelivery", FaultPoint.DELIVERED)
                .lastArgument("onDelivery", delivery -> delivery((Delivery) delivery, points))
                .proxy();
    }

    private static Delivery delivery(Delivery delivery, FaultPoints points) {
        return new Watched<>(Delivery.class, delivery, points)
                .before("acknowledge", FaultPoint.SWAPPED)
                .after("acknowledge", FaultPoint.ACKNOWLEDGED)
                .proxy();
    }

    static Snapshots snapshots(Snapshots snapshots, FaultPoints points) {
        return new Watched<>(Snapshots.class, snapshots, points)
                .before("keep", FaultPoint.SNAPSHOT_BEGUN)
                .after("keep", FaultPoint.SNAPSHOT_KEPT)
                .after("tidy", FaultPoint.TIDIED)
                .proxy();
    }
}
