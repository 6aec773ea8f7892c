package io.framewright.manager;

import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.query.source.DataRoots;
import io.framewright.transport.DestinationNames;
import io.framewright.transport.Idling;
import io.framewright.transport.Lease;
import io.framewright.transport.WorkerRegistry;
import io.framewright.transport.WorkerStart;
import io.framewright.transport.WorkerStart.Intent;
import io.framewright.transport.WorkerStatus;
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
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** Killing a worker that other hosts want, too. */
@Brokers(BrokerKind.ANY)
class KillTest {
    private final AtomicInteger takenFromUs = new AtomicInteger();
    private UUID worker = UUID.randomUUID();
    private boolean takersKillIt;
    private List<String> declared = List.of();

    @Test
    void aWorkerThatAnotherHostTakesMeanwhileIsKilledAllTheSame(BrokerPair brokers) {
        withManager(brokers, "begin", 2, (manager, redis) -> {
            Platform.right(redis.registry().begin(start(worker, Intent.SPAWN)));
            assertThat(Platform.right(Platform.join(manager.kill(worker, false))))
                    .isTrue();
            assertThat(Platform.right(redis.registry().find(worker))).isEmpty();
        });
    }

    @Test
    void aWorkerOfThisHostThatAnotherTakesInTheMomentOfItsEndIsKilledThere(BrokerPair brokers) {
        for (String call : List.of("status", "remove")) {
            for (boolean drain : new boolean[] {true, false}) {
                withManager(brokers, call, 1, (manager, redis) -> {
                    Platform.right(Platform.join(manager.spawn("test:kill", worker)));
                    assertThat(Platform.right(Platform.join(manager.kill(worker, drain))))
                            .isTrue();
                    assertThat(Platform.right(redis.registry().find(worker))).isEmpty();
                });
            }
        }
    }

    /** Whoever made the queue again and died before it looked whether that was right would leave it to nobody. */
    @Test
    void aWorkerThatIsKilledElsewhereWhileWeTakeItGetsNoQueueAgain(BrokerPair brokers) {
        takersKillIt = true;
        withManager(brokers, "begin", 1, (manager, redis) -> {
            Platform.right(redis.registry().begin(start(worker, Intent.SPAWN)));
            assertThat(Platform.right(Platform.join(manager.kill(worker, false))))
                    .as("there is none any more")
                    .isFalse();
            assertThat(declared).doesNotContain(DestinationNames.workQueue(worker));
        });
    }

    /** @param call to the registry at which another host takes the worker that it is about, so many times */
    private void withManager(BrokerPair brokers, String call, int times, BiConsumer<ProcessManager, RedisEvents> work) {
        takenFromUs.set(0);
        worker = UUID.randomUUID();
        RabbitMq rabbitMq = Platform.right(RabbitMq.open(AmqpConfig.of(brokers.amqpUri())));
        RedisEvents redis = Platform.right(RedisEvents.open(RedisConfig.of(URI.create(brokers.redisUri()))));
        try (rabbitMq;
                redis) {
            BreakableConsumer consumer = new BreakableConsumer(rabbitMq.consumer());
            declared = consumer.declared;
            Ports ports = Ports.of(rabbitMq, redis)
                    .withConsumer(consumer)
                    .withRegistry(snatching(redis.registry(), call, times));
            try (ProcessManager manager = Platform.right(ProcessManager.start(
                    ProcessManagerConfig.defaults(DataRoots.none()), ports, Handlers.with(List.of())))) {
                work.accept(manager, redis);
            }
            assertThat(takenFromUs).hasValue(times);
        }
    }

    private static WorkerStart start(UUID worker, Intent intent) {
        return new WorkerStart(
                worker, Instant.now(), 1, "test:" + worker, "elsewhere", UUID.randomUUID(), intent, 0, Idling.NEVER);
    }

    private WorkerRegistry snatching(WorkerRegistry registry, String call, int times) {
        return (WorkerRegistry) Proxy.newProxyInstance(
                KillTest.class.getClassLoader(), new Class<?>[] {WorkerRegistry.class}, (proxy, method, arguments) -> {
                    boolean meant = method.getName().equals(call) && isMeant(arguments) && takenFromUs.get() < times;
                    if (meant && arguments[0] instanceof Lease lease) {
                        takenFromUs.incrementAndGet();
                        Platform.right(registry.begin(start(lease.workerId(), Intent.TAKE_OVER)));
                    }
                    Object answer;
                    try {
                        answer = method.invoke(registry, arguments);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                    if (meant && arguments[0] instanceof WorkerStart ours) {
                        takenFromUs.incrementAndGet();
                        Platform.right(registry.begin(start(ours.workerId(), Intent.TAKE_OVER)));
                        if (takersKillIt) {
                            Platform.right(registry.remove(ours.workerId(), Duration.ofMinutes(1)));
                        }
                    }
                    return answer;
                });
    }

    /**
     * Whether a call is about the worker, and does not tell that it has come to run: the next one tells that it ends.
     */
    private boolean isMeant(Object[] arguments) {
        boolean ours = arguments != null
                && (arguments[0] instanceof Lease lease && lease.workerId().equals(worker)
                        || arguments[0] instanceof WorkerStart start
                                && start.workerId().equals(worker));
        return ours && !List.of(arguments).contains(WorkerStatus.RUNNING);
    }
}
