package io.framewright.bench.frame;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
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
import io.framewright.manager.ProcessManager;
import io.framewright.manager.ProcessManagerConfig;
import io.framewright.query.FrameLookup;
import io.framewright.query.Operation;
import io.framewright.query.Pipeline;
import io.framewright.query.WorkMonitor;
import io.framewright.query.source.DataRoots;
import io.framewright.transport.rabbitmq.AmqpConfig;
import io.framewright.transport.rabbitmq.RabbitMq;
import io.framewright.transport.redis.RedisConfig;
import io.framewright.transport.redis.RedisEvents;
import io.framewright.worker.Ports;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a query costs that travels through the broker to a worker with the table g1 of the db-benchmark, beside its
 * kernel called directly and a query of a frame of one row: bench/README.md, section Queries through the broker. Usage:
 * {@code QueryBench AMQP_URL REDIS_URL DIRECTORY [ROWS [ROUNDS]]}. Exits 1 if a goal is missed.
 */
public final class QueryBench {
    /** What a query may cost above the time of its kernel and of a round trip. */
    private static final double GOAL_MILLIS = 10;

    private static final int WARM_UP = 3;
    private static final Set<String> ASKED = Set.of("q1", "q3", "q5", "q6", "range20", "text", "compound", "sort1");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Worker worker;
    private final Frame frame;
    private final int rounds;

    private QueryBench(Worker worker, Frame frame, int rounds) {
        this.worker = worker;
        this.frame = frame;
        this.rounds = rounds;
    }

    public static void main(String[] args) throws Exception {
        DbBenchmark data = new DbBenchmark(args.length > 3 ? (int) Double.parseDouble(args[3]) : 10_000_000);
        int rounds = args.length > 4 ? Integer.parseInt(args[4]) : 11;
        Path file = data.file(Files.createDirectories(Path.of(args[2])), "g1").toAbsolutePath();
        boolean met;
        try (RabbitMq rabbitMq = right(RabbitMq.open(AmqpConfig.of(args[0])));
                RedisEvents redis = right(RedisEvents.open(RedisConfig.of(URI.create(args[1]))));
                ProcessManager manager = right(ProcessManager.start(
                        ProcessManagerConfig.defaults(DataRoots.of(List.of(file.resolveSibling(".")))),
                        Ports.of(rabbitMq, redis)));
                Framewright client =
                        right(Framewright.connect(ClientConfig.of(URI.create(args[0]), URI.create(args[1]))))) {
            Worker worker = right(client.spawn()).withTimeout(Duration.ofMinutes(5));
            right(worker.frame("g1").load(Sources.csv(String.valueOf(file.getFileName()))));
            right(worker.frame("one").load(Sources.rows(List.of(Map.of("id", 1)))));
            met = new QueryBench(worker, FileLoad.load(FileFormat.CSV, file), rounds).compare();
            right(worker.kill());
        }
        System.exit(met ? 0 : 1);
    }

    private boolean compare() throws Exception {
        System.out.printf(
                "%,d rows, %d rounds after %d to warm up, JDK %s%n%n",
                frame.rowCount(), rounds, WARM_UP, Runtime.version());
        System.out.println(
                "| query | kernel, ms | round trip, ms | through the broker, ms | above both, ms | goal | met |");
        System.out.println("| --- | --- | --- | --- | --- | --- | --- |");
        boolean met = compare("first page", JsonNodeFactory.instance.arrayNode());
        for (Question question : Questions.ALL) {
            if (ASKED.contains(question.name())) {
                met &= compare(question.shown(), JSON.readTree(question.asked().operations()));
            }
        }
        return met;
    }

    private boolean compare(String shown, JsonNode operations) {
        List<Double> kernels = new ArrayList<>();
        List<Double> trips = new ArrayList<>();
        List<Double> queries = new ArrayList<>();
        List<Double> above = new ArrayList<>();
        ObjectNode asked = query("g1").set("operations", operations);
        for (int round = 0; round < WARM_UP + rounds; round++) {
            double kernel = millis(() -> right(Operation.parse(operations)
                    .flatMap(parsed -> Pipeline.apply(frame, parsed, FrameLookup.NONE, WorkMonitor.NONE))));
            double trip = millis(() -> ask(query("one")));
            double query = millis(() -> ask(asked));
            if (round >= WARM_UP) {
                kernels.add(kernel);
                trips.add(trip);
                queries.add(query);
                above.add(query - kernel - trip);
            }
        }
        Spread cost = Spread.of(above);
        boolean met = cost.median() <= GOAL_MILLIS;
        System.out.printf(
                "| %s | %s | %s | %s | %s | ≤ %.0f | %s |%n",
                shown, Spread.of(kernels), Spread.of(trips), Spread.of(queries), cost, GOAL_MILLIS, met ? "yes" : "no");
        return met;
    }

    private static ObjectNode query(String frame) {
        return JsonNodeFactory.instance.objectNode().put("frame", frame).put("limit", 100);
    }

    private Event ask(ObjectNode query) {
        return right(worker.send(Command.of(CommandTypes.QUERY_WORKER_FRAME_MANAGER, query)));
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
