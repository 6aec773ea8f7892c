package io.framewright.bench;

import io.framewright.command.Command;
import io.framewright.command.CommandTypes;
import io.framewright.either.Either;
import io.framewright.event.Event;
import io.framewright.event.Failure;
import io.framewright.manager.ProcessManager;
import io.framewright.manager.ProcessManagerConfig;
import io.framewright.query.source.DataRoots;
import io.framewright.serialize.CommandCodec;
import io.framewright.transport.DestinationNames;
import io.framewright.transport.EventListener;
import io.framewright.transport.OutgoingMessage;
import io.framewright.transport.rabbitmq.AmqpConfig;
import io.framewright.transport.rabbitmq.RabbitMq;
import io.framewright.transport.redis.RedisConfig;
import io.framewright.transport.redis.RedisEvents;
import io.framewright.worker.Ports;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import redis.clients.jedis.Jedis;

/**
 * Spawns many workers in one process, asks each for its info, and tells spawns a second, memory per idle worker and
 * what their heartbeats cost Redis. Usage: {@code IdleWorkersBench AMQP_URL REDIS_URL [WORKERS]}.
 */
public final class IdleWorkersBench {
    private static final int SPAWNING_AT_A_TIME = 64;

    /** Two heartbeats. */
    private static final int IDLE_SECONDS = 10;

    private IdleWorkersBench() {}

    /** One line a figure on standard output; exits 1 if a worker did not answer. */
    public static void main(String[] args) throws Exception {
        int count = args.length > 2 ? Integer.parseInt(args[2]) : 1_000;
        try (RabbitMq rabbitMq = right(RabbitMq.open(AmqpConfig.of(args[0])));
                RedisEvents redis = right(RedisEvents.open(RedisConfig.of(URI.create(args[1]))));
                ProcessManager manager = right(ProcessManager.start(
                        ProcessManagerConfig.defaults(DataRoots.none()), Ports.of(rabbitMq, redis)))) {
            warmUp(manager);
            long heapBefore = heapBytes();
            long residentBefore = residentBytes();
            long began = System.nanoTime();
            List<UUID> workers = spawn(manager, count);
            double seconds = (System.nanoTime() - began) / 1e9;
            System.out.printf("workers %d%n", count);
            System.out.printf("spawns a second %.0f%n", count / seconds);
            System.out.printf("heap a worker %.1f KiB%n", (heapBytes() - heapBefore) / 1024.0 / count);
            System.out.printf("resident a worker %.1f KiB%n", (residentBytes() - residentBefore) / 1024.0 / count);
            began = System.nanoTime();
            boolean allAnswered = askAll(rabbitMq, redis, workers);
            System.out.printf(
                    "all answered GET_INFO_WORKER in %.2f s: %b%n", (System.nanoTime() - began) / 1e9, allAnswered);
            tellHeartbeats(args[1]);
            killAll(manager, workers);
            if (!allAnswered) {
                System.exit(1);
            }
        }
    }

    private static void warmUp(ProcessManager manager) throws Exception {
        killAll(manager, spawn(manager, 100));
    }

    private static List<UUID> spawn(ProcessManager manager, int count) throws Exception {
        Semaphore room = new Semaphore(SPAWNING_AT_A_TIME);
        List<CompletableFuture<UUID>> spawning = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            room.acquire();
            spawning.add(manager.spawn("bench:idle-workers")
                    .thenApply(spawned -> {
                        room.release();
                        return right(spawned).workerId();
                    })
                    .toCompletableFuture());
        }
        List<UUID> workers = new ArrayList<>(count);
        for (CompletableFuture<UUID> each : spawning) {
            workers.add(each.get(60, TimeUnit.SECONDS));
        }
        return workers;
    }

    /** Nobody asks for anything: what Redis has to do for heartbeats alone. */
    private static void tellHeartbeats(String redisUrl) throws InterruptedException {
        try (Jedis redis = new Jedis(URI.create(redisUrl))) {
            double cpu = info(redis, "used_cpu_user") + info(redis, "used_cpu_sys");
            double commands = info(redis, "total_commands_processed");
            TimeUnit.SECONDS.sleep(IDLE_SECONDS);
            System.out.printf(
                    "heartbeats: Redis does %.0f commands a second, with %.2f %% of a processor%n",
                    (info(redis, "total_commands_processed") - commands) / IDLE_SECONDS,
                    (info(redis, "used_cpu_user") + info(redis, "used_cpu_sys") - cpu) / IDLE_SECONDS * 100);
        }
    }

    private static double info(Jedis redis, String field) {
        return redis.info()
                .lines()
                .filter(line -> line.startsWith(field + ":"))
                .mapToDouble(line -> Double.parseDouble(line.substring(field.length() + 1)))
                .sum();
    }

    private static void killAll(ProcessManager manager, List<UUID> workers) throws Exception {
        List<CompletableFuture<Either<Failure, Boolean>>> killing = new ArrayList<>();
        for (UUID worker : workers) {
            killing.add(manager.kill(worker, false).toCompletableFuture());
        }
        for (CompletableFuture<Either<Failure, Boolean>> each : killing) {
            right(each.get(300, TimeUnit.SECONDS));
        }
    }

    private static boolean askAll(RabbitMq rabbitMq, RedisEvents redis, List<UUID> workers) throws Exception {
        Set<UUID> answered = ConcurrentHashMap.newKeySet();
        CountDownLatch open = new CountDownLatch(workers.size());
        EventListener listener = new EventListener() {
            @Override
            public void onEvent(Event event) {
                if (event.workerId() != null && answered.add(event.workerId())) {
                    open.countDown();
                }
            }
        };
        right(redis.subscriber().follow("bench:idle-workers", listener));
        for (UUID worker : workers) {
            Command command = Command.of(CommandTypes.GET_INFO_WORKER);
            rabbitMq.publisher()
                    .publish(
                            DestinationNames.workQueue(worker),
                            OutgoingMessage.json(
                                    CommandCodec.write(command),
                                    command.commandId().toString()))
                    .thenAccept(IdleWorkersBench::right);
        }
        return open.await(60, TimeUnit.SECONDS);
    }

    private static long heapBytes() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** Linux tells; elsewhere 0. */
    private static long residentBytes() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .findFirst()
                .orElse(0);
    }

    private static <T> T right(Either<Failure, T> either) {
        return either.<T>fold(
                failure -> {
                    throw new IllegalStateException(failure.code() + ": " + failure.message());
                },
                pending -> {
                    throw new IllegalStateException("pending");
                },
                value -> value);
    }
}
