package io.framewright.bench.plane;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Jedis;

/**
 * Round trips of small commands through RabbitMQ and Redis, answered by peers in processes of their own, which take
 * turns under one driver. Prints a table for each number of workers; see {@link PlaneOptions#USAGE}.
 */
public final class PlaneBench {
    private static final int ALONE = 1_500;
    /** Rounds until compilers have seen enough. */
    private static final int WARMING_UP = 2;

    private final PlaneOptions options;
    private final Connection broker;
    private final Jedis redis;
    private final Path directory;

    private PlaneBench(PlaneOptions options, Connection broker, Jedis redis, Path directory) {
        this.options = options;
        this.broker = broker;
        this.redis = redis;
        this.directory = directory;
    }

    /** One table for each number of workers on standard output; exits 2 on options that are none. */
    public static void main(String[] args) throws Exception {
        PlaneOptions options;
        try {
            options = PlaneOptions.parse(args);
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage());
            System.exit(2);
            return;
        }
        ConnectionFactory factory = new ConnectionFactory();
        factory.setUri(options.amqpUrl());
        Path directory = Files.createTempDirectory("plane-bench");
        try (Connection broker = factory.newConnection();
                Jedis redis = new Jedis(URI.create(options.redisUrl()))) {
            PlaneBench bench = new PlaneBench(options, broker, redis, directory);
            for (int workers : options.workers()) {
                new PlaneReport(options, workers).print(bench.measure(workers));
            }
        } finally {
            remove(directory);
        }
    }

    private static void remove(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException left) {
                    throw new UncheckedIOException(left);
                }
            });
        }
    }

    private Map<Peer, List<Load>> measure(int workers) throws Exception {
        List<Turn> turns = new CopyOnWriteArrayList<>();
        // However this ends, nothing stays behind on servers that others use.
        Thread ending = new Thread(() -> turns.forEach(Turn::close));
        Runtime.getRuntime().addShutdownHook(ending);
        try {
            for (Peer peer : options.peers()) {
                if (peer.runsOn(options.queueType()) && (peer != Peer.CELERY || workers == 1)) {
                    Turn turn = new Turn(peer, workers);
                    turns.add(turn);
                    turn.begin();
                }
            }
            for (int round = 1 - WARMING_UP; round <= options.rounds(); round++) {
                for (int i = 0; i < turns.size(); i++) {
                    // Each goes first as often as the others.
                    turns.get((i + round + WARMING_UP) % turns.size()).take(round);
                }
            }
        } finally {
            turns.forEach(Turn::close);
            Runtime.getRuntime().removeShutdownHook(ending);
        }
        Map<Peer, List<Load>> loads = new EnumMap<>(Peer.class);
        turns.forEach(turn -> loads.put(turn.peer, turn.loads));
        return loads;
    }

    /** One peer with its queues, its process and its driver. */
    private final class Turn {
        private final Peer peer;
        private final List<String> queues;
        private final List<Load> loads = new ArrayList<>();
        private @Nullable ServerProcess process;
        private @Nullable Driver driver;

        Turn(Peer peer, int workers) {
            this.peer = peer;
            this.queues = IntStream.range(0, workers)
                    .mapToObj(i -> UUID.randomUUID().toString())
                    .toList();
        }

        void begin() throws Exception {
            String answers = "bench:plane:" + queues.get(0);
            declare();
            process = ServerProcess.start(options, peer, directory, queues, answers);
            driver = new Driver(options, peer, queues, answers);
        }

        private void declare() throws Exception {
            try (Channel channel = broker.createChannel()) {
                for (String queue : queues) {
                    channel.queueDeclare(queue, true, false, false, Map.of("x-queue-type", options.queueType()));
                }
            }
        }

        void take(int round) throws IOException {
            ServerProcess server = Objects.requireNonNull(process);
            Driver load = Objects.requireNonNull(driver);
            long cpu = server.cpu().toNanos();
            double redisCpu = redisSeconds();
            long before = load.completed();
            double perSecond = load.saturate(options.inFlight(), options.seconds());
            double commands = load.completed() - before;
            double workerMicros = (server.cpu().toNanos() - cpu) / 1e3 / commands;
            double redisMicros = (redisSeconds() - redisCpu) * 1e6 / commands;
            Load taken = new Load(perSecond, workerMicros, redisMicros, load.alone(ALONE));
            System.err.printf("%d workers, round %d, %s: %s%n", queues.size(), round, peer.label(), taken);
            if (round > 0) {
                loads.add(taken);
            }
        }

        private double redisSeconds() {
            return redis.info("cpu")
                    .lines()
                    .filter(line -> line.startsWith("used_cpu_sys:") || line.startsWith("used_cpu_user:"))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(':') + 1)))
                    .sum();
        }

        void close() {
            if (driver != null) {
                driver.close();
            }
            if (process != null) {
                process.close();
            }
            try (Channel channel = broker.createChannel()) {
                for (String queue : queues) {
                    channel.queueDelete(queue);
                    if (peer == Peer.CELERY) {
                        channel.exchangeDelete(queue);
                    }
                }
            } catch (IOException | TimeoutException left) {
                System.err.println("queues of " + peer.label() + " stay behind: " + left);
            }
        }
    }
}
