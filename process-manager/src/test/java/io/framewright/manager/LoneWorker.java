package io.framewright.manager;

import akka.actor.typed.ActorSystem;
import com.typesafe.config.ConfigFactory;
import io.framewright.transport.WorkerStart.Intent;
import io.framewright.transport.rabbitmq.AmqpConfig;
import io.framewright.transport.rabbitmq.RabbitMq;
import io.framewright.transport.redis.RedisConfig;
import io.framewright.transport.redis.RedisEvents;
import io.framewright.transport.testing.BrokerPair;
import io.framewright.worker.Handlers;
import io.framewright.worker.Pools;
import io.framewright.worker.Ports;
import io.framewright.worker.WorkerActor;
import io.framewright.worker.WorkerConfig;
import io.framewright.worker.WorkerMessage;
import io.framewright.worker.WorkerMessage.StopMode;
import io.framewright.worker.WorkerSession;
import io.framewright.worker.WorkerSpec;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * One worker on a host of its own: connections, threads and actors that can be cut off from one moment to the next, as
 * by a power failure, or left in good order.
 */
final class LoneWorker implements AutoCloseable {
    private final RabbitMq broker;
    private final RedisEvents redis;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "lone-worker");
        thread.setDaemon(true);
        return thread;
    });
    private final WorkerSession session;
    private final ActorSystem<WorkerMessage> actor;

    private LoneWorker(BrokerPair brokers, WorkerSpec spec, WorkerConfig config, Handlers handlers) {
        broker = Platform.right(RabbitMq.open(AmqpConfig.of(brokers.amqpUri())));
        redis = Platform.right(RedisEvents.open(RedisConfig.of(URI.create(brokers.redisUri()))));
        Ports ports = Ports.of(broker, redis);
        session = Platform.right(WorkerSession.open(spec, config, ports));
        actor = ActorSystem.create(
                WorkerActor.create(session, handlers, new Pools(threads, threads), Duration.ofMinutes(1), () -> {}),
                "lone-worker",
                ConfigFactory.parseString("""
                                akka {
                                  loglevel = "WARNING"
                                  stdout-loglevel = "OFF"
                                  log-dead-letters = off
                                  log-dead-letters-during-shutdown = off
                                  coordinated-shutdown.run-by-jvm-shutdown-hook = off
                                  coordinated-shutdown.exit-jvm = off
                                }
                                """).withFallback(ConfigFactory.load()));
    }

    /** Starts the worker, or takes it over from whoever has it. */
    static LoneWorker start(BrokerPair brokers, UUID workerId, String channel, WorkerConfig config, Handlers handlers) {
        return start(
                brokers,
                new WorkerSpec(workerId, channel, UUID.randomUUID(), "test", Intent.TAKE_OVER),
                config,
                handlers);
    }

    static LoneWorker start(BrokerPair brokers, WorkerSpec spec, WorkerConfig config, Handlers handlers) {
        return new LoneWorker(brokers, spec, config, handlers);
    }

    WorkerSession session() {
        return session;
    }

    /** Nothing more of it reaches broker or Redis; what it was doing it may go on doing, to nobody's notice. */
    void cutOff() {
        redis.close();
        broker.close();
        actor.terminate();
    }

    /** Leaves in good order: what runs ends, a snapshot is taken, and the record says that nobody has the worker. */
    void leave() {
        actor.tell(new WorkerMessage.Stop(StopMode.SUSPEND));
        Platform.join(actor.getWhenTerminated());
        close();
    }

    void kill() {
        actor.tell(new WorkerMessage.Stop(StopMode.KILL));
        Platform.join(actor.getWhenTerminated());
        close();
    }

    @Override
    public void close() {
        cutOff();
        threads.shutdown();
    }
}
