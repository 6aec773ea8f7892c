package io.framewright.bench.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.bench.cluster.Asking.Answered;
import io.framewright.client.ClientConfig;
import io.framewright.client.Framewright;
import io.framewright.command.CommandTypes;
import io.framewright.either.Either;
import io.framewright.event.Event;
import io.framewright.event.Failure;
import io.framewright.serialize.Json;
import io.framewright.transport.testing.FreePorts;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Nodes that share workers with frames. One node, the one that coordinates, is killed with SIGKILL: when do all workers
 * answer again, and with equal frames? Another one is stopped with SIGSTOP and goes on when its workers run elsewhere:
 * does it end, and is nothing heard of it? Then all nodes are restarted, one after the other, under load: is anything
 * lost, and how long does the slowest command wait?
 *
 * <p>Usage: {@code ClusterBench AMQP_URL REDIS_URL [WORKERS [NODES [ROWS]]]}. One line a figure; exits 1 if a promise
 * is not kept: all within the lease plus 10 s, no command longer than 10 s, everything answered, all frames equal.
 */
public final class ClusterBench {
    private static final double AGAIN_WITHIN_SECONDS = 20 + 10;
    private static final double SLOWEST_SECONDS = 10;
    private static final int SPAWNING_AT_A_TIME = 64;

    private final String amqp;
    private final String redis;
    private final int rows;
    private final List<Integer> ports = new ArrayList<>();
    private final List<NodeProcess> nodes = new ArrayList<>();
    private boolean kept = true;

    private ClusterBench(String amqp, String redis, int rows) {
        this.amqp = amqp;
        this.redis = redis;
        this.rows = rows;
    }

    /** Exits 0 if all promises were kept. */
    public static void main(String[] args) throws Exception {
        int workers = args.length > 2 ? Integer.parseInt(args[2]) : 300;
        int nodes = args.length > 3 ? Integer.parseInt(args[3]) : 3;
        int rows = args.length > 4 ? Integer.parseInt(args[4]) : 100;
        System.exit(new ClusterBench(args[0], args[1], rows).run(workers, nodes) ? 0 : 1);
    }

    private boolean run(int count, int nodeCount) throws Exception {
        for (int i = 0; i < nodeCount; i++) {
            ports.add(FreePorts.find(1).get(0));
        }
        try {
            for (int i = 0; i < nodeCount; i++) {
                nodes.add(start(i));
            }
            ClientConfig config =
                    ClientConfig.of(URI.create(amqp), URI.create(redis)).withCallTimeout(Duration.ofMinutes(3));
            try (Framewright client = right(Framewright.connect(config))) {
                measure(client, count);
            }
        } finally {
            for (NodeProcess node : nodes) {
                node.kill();
            }
        }
        return kept;
    }

    private NodeProcess start(int index) throws Exception {
        String join = ports.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(","));
        return NodeProcess.start(amqp, redis, ports.get(index), join);
    }

    private void measure(Framewright client, int count) throws Exception {
        Asking asking = new Asking(client);
        long began = System.nanoTime();
        List<UUID> workers = spawn(client, count);
        tell("spawns a second", count / seconds(began));
        Map<UUID, Answered> loaded = asking.askAll(workers, CommandTypes.LOAD_WORKER_FRAME_MANAGER, this::frame);
        check(
                "frames loaded",
                loaded.values().stream().allMatch(answer -> answer.text().contains("rowCount")));
        Map<UUID, String> before = content(asking, workers);

        nodes.get(0).kill();
        Map<UUID, Answered> again = asking.askAll(workers, CommandTypes.GET_INFO_WORKER, worker -> empty());
        tell("after SIGKILL all answered within seconds", Asking.slowestSeconds(again));
        check("that is within lease + 10 s", Asking.slowestSeconds(again) <= AGAIN_WITHIN_SECONDS);
        check("frames equal after SIGKILL", content(asking, workers).equals(before));
        nodes.set(0, start(0));

        pauseOne(client, asking, workers);
        check("frames equal after SIGSTOP", content(asking, workers).equals(before));

        restartAll(asking, workers);
        check("frames equal after the rolling restart", content(asking, workers).equals(before));
        began = System.nanoTime();
        List<Either<Failure, Boolean>> killing =
                workers.stream().map(worker -> client.kill(worker, false)).toList();
        check("all killed", killing.stream().map(Either::await).allMatch(Either::isRight));
        tell("kills a second", count / seconds(began));
    }

    /** A node that does nothing for longer than the others wait, and then goes on. */
    private void pauseOne(Framewright client, Asking asking, List<UUID> workers) throws Exception {
        NodeProcess paused = nodes.get(1);
        paused.pause();
        Map<UUID, Answered> again = asking.askAll(workers, CommandTypes.GET_INFO_WORKER, worker -> empty());
        tell("after SIGSTOP all answered within seconds", Asking.slowestSeconds(again));
        paused.resume();
        check("after SIGCONT it finds itself shut out and ends", paused.endsWithin(90));
        paused.kill();
        nodes.set(1, start(1));
        check(
                "no event of an old epoch after one of a new",
                workers.stream().allMatch(worker -> isInOrder(client, worker)));
    }

    private static boolean isInOrder(Framewright client, UUID worker) {
        List<Event> events = right(client.recorded(worker, 0, 1_000)).events();
        for (int i = 1; i < events.size(); i++) {
            if (events.get(i).epoch() < events.get(i - 1).epoch()) {
                return false;
            }
        }
        return !events.isEmpty();
    }

    private void restartAll(Asking asking, List<UUID> workers) throws Exception {
        List<Answered> answers;
        long began = System.nanoTime();
        try (Asking.Load load =
                asking.new Load(workers, CommandTypes.GET_INFO_WORKER, empty(), Duration.ofMillis(20))) {
            for (int i = 0; i < nodes.size(); i++) {
                nodes.get(i).leave();
                nodes.set(i, start(i));
            }
            tell("rolling restart seconds", seconds(began));
            answers = load.answers();
        }
        long lost = answers.stream()
                .filter(answer -> !answer.text().contains("uptimeMillis"))
                .peek(answer -> System.out.println("  " + answer.text()))
                .count();
        double slowest = answers.stream().mapToLong(Answered::nanos).max().orElse(0) / 1e9;
        tell("commands meanwhile", answers.size());
        tell("slowest of them, seconds", slowest);
        check("nothing lost", lost == 0);
        check("none waited longer than 10 s", slowest <= SLOWEST_SECONDS);
    }

    private List<UUID> spawn(Framewright client, int count) {
        List<UUID> workers = new ArrayList<>();
        String channel = "bench:cluster:" + UUID.randomUUID();
        for (int from = 0; from < count; from += SPAWNING_AT_A_TIME) {
            List<UUID> some = new ArrayList<>();
            List<Either<Failure, ?>> spawning = new ArrayList<>();
            for (int i = from; i < Math.min(count, from + SPAWNING_AT_A_TIME); i++) {
                UUID worker = UUID.randomUUID();
                some.add(worker);
                spawning.add(client.spawn(channel, worker));
            }
            spawning.forEach(each -> right(each.await()));
            workers.addAll(some);
        }
        return workers;
    }

    /** A frame of each worker's own. */
    private JsonNode frame(UUID worker) {
        ObjectNode data = Json.mapper().createObjectNode().put("frame", "f");
        ObjectNode source = data.putObject("source").put("type", "rows");
        ArrayNode list = source.putArray("rows");
        for (int i = 0; i < rows; i++) {
            list.addObject().put("n", i).put("text", worker + "/" + i);
        }
        return data;
    }

    private Map<UUID, String> content(Asking asking, List<UUID> workers) {
        ObjectNode query = Json.mapper().createObjectNode().put("frame", "f").put("limit", 50);
        return asking.askAll(workers, CommandTypes.QUERY_WORKER_FRAME_MANAGER, worker -> query).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, answer -> answer.getValue().text()));
    }

    private static JsonNode empty() {
        return Json.mapper().createObjectNode();
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    private static void tell(String what, double figure) {
        System.out.printf("%s %.1f%n", what, figure);
    }

    private void check(String what, boolean holds) {
        System.out.println(what + ": " + (holds ? "yes" : "NO"));
        kept &= holds;
    }

    private static <T> T right(Either<Failure, T> either) {
        return either.fold(
                failure -> {
                    throw new IllegalStateException(failure.code() + ": " + failure.message());
                },
                pending -> {
                    throw new IllegalStateException("no answer");
                },
                value -> value);
    }
}
