package io.framewright.bench.frame;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.client.ClientConfig;
import io.framewright.client.Framewright;
import io.framewright.client.Worker;
import io.framewright.client.query.Sources;
import io.framewright.command.Command;
import io.framewright.command.CommandTypes;
import io.framewright.either.Either;
import io.framewright.event.Event;
import io.framewright.event.Failure;
import io.framewright.frame.Frame;
import io.framewright.frame.Frames;
import io.framewright.manager.ProcessManager;
import io.framewright.manager.ProcessManagerConfig;
import io.framewright.query.FrameHash;
import io.framewright.query.source.DataLimits;
import io.framewright.query.source.DataRoots;
import io.framewright.transport.StepId;
import io.framewright.transport.rabbitmq.AmqpConfig;
import io.framewright.transport.rabbitmq.RabbitMq;
import io.framewright.transport.redis.RedisConfig;
import io.framewright.transport.redis.RedisEvents;
import io.framewright.worker.Ports;
import io.framewright.worker.snapshot.Snapshot;
import io.framewright.worker.snapshot.SnapshotDirectory;
import io.framewright.worker.snapshot.SnapshotPolicy;
import io.framewright.worker.snapshot.SnapshotRef;
import io.framewright.worker.snapshot.Snapshots;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What it costs that frames come back: the hash of a large frame, a snapshot of it and the way back, and a small change
 * through the broker to a worker whose changes are kept and to one whose are not: bench/README.md, section Snapshots.
 * Usage: {@code SnapshotBench AMQP_URL REDIS_URL DIRECTORY [ROWS [ROUNDS]]}.
 */
public final class SnapshotBench {
    private static final int TRIPS_A_ROUND = 200;
    private static final int WARM_UP = 3;

    private final int rounds;

    private SnapshotBench(int rounds) {
        this.rounds = rounds;
    }

    public static void main(String[] args) throws Exception {
        int rows = args.length > 3 ? (int) Double.parseDouble(args[3]) : 10_000_000;
        SnapshotBench bench = new SnapshotBench(args.length > 4 ? Integer.parseInt(args[4]) : 7);
        Snapshots snapshots = right(SnapshotDirectory.of(Path.of(args[2])));
        System.out.printf(
                "%,d rows, %d rounds after %d to warm up, JDK %s%n%n", rows, bench.rounds, WARM_UP, Runtime.version());
        bench.large(new DbBenchmark(rows).table("g1").frame(), snapshots);
        try (RabbitMq rabbitMq = right(RabbitMq.open(AmqpConfig.of(args[0])));
                RedisEvents redis = right(RedisEvents.open(RedisConfig.of(URI.create(args[1]))));
                ProcessManager manager = right(ProcessManager.start(config(snapshots), Ports.of(rabbitMq, redis)));
                Framewright client =
                        right(Framewright.connect(ClientConfig.of(URI.create(args[0]), URI.create(args[1]))))) {
            Worker keeping = worker(manager, client, true);
            Worker forgetful = worker(manager, client, false);
            bench.small(keeping, forgetful);
            right(manager.kill(keeping.id(), false).toCompletableFuture().join());
            right(manager.kill(forgetful.id(), false).toCompletableFuture().join());
        }
    }

    private void large(Frame frame, Snapshots snapshots) {
        UUID worker = UUID.randomUUID();
        List<Double> hashes = new ArrayList<>();
        List<Double> kept = new ArrayList<>();
        List<Double> again = new ArrayList<>();
        List<Double> read = new ArrayList<>();
        long bytes = 0;
        long cpu = 0;
        for (int round = 0; round < WARM_UP + rounds; round++) {
            Snapshot snapshot =
                    new Snapshot(StepId.ofCommand(1), 1, Instant.now(), Frames.EMPTY.with("g1", frame), List.of());
            right(snapshots.remove(worker));
            long cpuBefore = cpuNanos();
            double hash = millis(() -> FrameHash.of(frame));
            long cpuOfHash = cpuNanos() - cpuBefore;
            long began = System.nanoTime();
            bytes = right(snapshots.keep(worker, snapshot));
            double keep = (System.nanoTime() - began) / 1e6;
            double keepAgain = millis(() -> right(snapshots.keep(worker, snapshot)));
            double readBack = millis(() ->
                    right(snapshots.read(worker, new SnapshotRef(StepId.ofCommand(1), 1), DataLimits.defaults())));
            if (round >= WARM_UP) {
                cpu += cpuOfHash;
                hashes.add(hash);
                kept.add(keep);
                again.add(keepAgain);
                read.add(readBack);
            }
        }
        right(snapshots.remove(worker));
        double values = (double) frame.rowCount() * frame.data().size();
        System.out.println("| g1 | ms |");
        System.out.println("| --- | --- |");
        System.out.printf(
                "| hash (%.2f ns a value; %.2f ns of CPU) | %s |%n",
                Spread.of(hashes).median() * 1e6 / values, cpu / (rounds * values), Spread.of(hashes));
        System.out.printf("| snapshot, %,d bytes, on the disk | %s |%n", bytes, Spread.of(kept));
        System.out.printf("| snapshot of a frame that is kept already | %s |%n", Spread.of(again));
        System.out.printf("| read and checked | %s |%n%n", Spread.of(read));
    }

    private void small(Worker keeping, Worker forgetful) throws Exception {
        ObjectNode data = (ObjectNode) new ObjectMapper().readTree("""
                {"frame": "small", "into": "out", "operations": [{"op": "filter", "where": "n > 1"}]}""");
        List<Double> kept = new ArrayList<>();
        List<Double> forgotten = new ArrayList<>();
        for (int round = 0; round < WARM_UP + rounds; round++) {
            double with = trip(keeping, data);
            double without = trip(forgetful, data);
            if (round >= WARM_UP) {
                kept.add(with);
                forgotten.add(without);
            }
        }
        System.out.println("| MODIFY of three rows, one at a time | ms a round trip |");
        System.out.println("| --- | --- |");
        System.out.printf("| kept: a step with each outcome, snapshots beside | %s |%n", Spread.of(kept));
        System.out.printf("| restore none | %s |%n", Spread.of(forgotten));
    }

    private static double trip(Worker worker, ObjectNode data) {
        return millis(() -> {
                    for (int i = 0; i < TRIPS_A_ROUND; i++) {
                        Event done = right(worker.send(Command.of(CommandTypes.MODIFY_WORKER_FRAME_MANAGER, data)));
                        if (!done.eventType().endsWith("_SUCCEEDED")) {
                            throw new IllegalStateException(done.toString());
                        }
                    }
                })
                / TRIPS_A_ROUND;
    }

    /** Spawned here: other managers may take commands from the same queue. */
    private static Worker worker(ProcessManager manager, Framewright client, boolean restore) {
        UUID id = UUID.randomUUID();
        right(manager.spawn("bench:" + id, id, restore).toCompletableFuture().join());
        Worker worker = client.worker(id);
        right(worker.frame("small").load(Sources.rows(List.of(Map.of("n", 1), Map.of("n", 2), Map.of("n", 3)))));
        return worker;
    }

    private static ProcessManagerConfig config(Snapshots snapshots) {
        ProcessManagerConfig defaults = ProcessManagerConfig.defaults(DataRoots.of(List.of()));
        return defaults.withWorker(defaults.worker().withSnapshots(snapshots, SnapshotPolicy.defaults()));
    }

    private static long cpuNanos() {
        return ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .map(Duration::toNanos)
                .orElse(0L);
    }

    private static double millis(Runnable work) {
        long began = System.nanoTime();
        work.run();
        return (System.nanoTime() - began) / 1e6;
    }

    /** Waits for what is pending. */
    private static <T> T right(Either<Failure, T> either) {
        return either.await()
                .fold(
                        failure -> {
                            throw new IllegalStateException(failure.code() + ": " + failure.message());
                        },
                        pending -> {
                            throw new IllegalStateException(pending.message());
                        },
                        value -> value);
    }
}
