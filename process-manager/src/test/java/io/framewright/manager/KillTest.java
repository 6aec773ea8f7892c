package io.framewright.manager;

import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.query.source.DataRoots;
import io.framewright.transport.Idling;
import io.framewright.transport.WorkerRegistry;
import io.framewright.transport.WorkerStart;
import io.framewright.transport.WorkerStart.Intent;
import io.framewright.transport.rabbitmq.AmqpConfig;
import io.framewright.transport.rabbitmq.RabbitMq;
import io.framewright.transport.redis.RedisConfig;
import io.framewright.transport.redis.RedisEvents;
import io.framewright.transport.testing.BrokerKind;
import io.framewright.transport.testing.BrokerPair;
import io.framewright.transport.testing.Brokers;
import io.framewright.worker.Handlers;
import io.framewright.worker.Ports;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Killing a worker that other hosts want, too. */
@Brokers(BrokerKind.ANY)
class KillTest {
    private final AtomicInteger takenFromUs = new AtomicInteger();

    @Test
    void aWorkerThatAnotherHostTakesMeanwhileIsKilledAllTheSame(BrokerPair brokers) {
        RabbitMq rabbitMq = Platform.right(RabbitMq.open(AmqpConfig.of(brokers.amqpUri())));
        RedisEvents redis = Platform.right(RedisEvents.open(RedisConfig.of(URI.create(brokers.redisUri()))));
        try (rabbitMq;
                redis) {
            UUID worker = UUID.randomUUID();
            Platform.right(redis.registry().begin(start(worker, Intent.SPAWN)));
            Ports ports = new Ports(
                    rabbitMq.consumer(),
                    rabbitMq.publisher(),
                    rabbitMq.deadLetters(),
                    redis.publisher(),
                    redis.subscriber(),
                    redis.records(),
                    redis.keys(),
                    snatching(redis.registry(), 2),
                    redis.steps());
            try (ProcessManager manager = Platform.right(ProcessManager.start(
                    ProcessManagerConfig.defaults(DataRoots.none()), ports, Handlers.with(List.of())))) {
                assertThat(Platform.right(Platform.join(manager.kill(worker, false))))
                        .isTrue();
            }
            assertThat(takenFromUs).hasValue(2);
            assertThat(Platform.right(redis.registry().find(worker))).isEmpty();
        }
    }

    private static WorkerStart start(UUID worker, Intent intent) {
        return new WorkerStart(
                worker, Instant.now(), 1, "test:" + worker, "elsewhere", UUID.randomUUID(), intent, 0, Idling.NEVER);
    }

    /** Another host takes what was just taken over, so many times. */
    private WorkerRegistry snatching(WorkerRegistry registry, int times) {
        return (WorkerRegistry) Proxy.newProxyInstance(
                KillTest.class.getClassLoader(), new Class<?>[] {WorkerRegistry.class}, (proxy, method, arguments) -> {
                    Object answer;
                    try {
                        answer = method.invoke(registry, arguments);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                    if (method.getName().equals("begin") && takenFromUs.get() < times) {
                        takenFromUs.incrementAndGet();
                        WorkerStart ours = (WorkerStart) arguments[0];
                        Platform.right(registry.begin(start(ours.workerId(), Intent.TAKE_OVER)));
                    }
                    return answer;
                });
    }
}
