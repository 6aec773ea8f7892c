package io.framewright.bench.plane;

import java.util.Arrays;
import java.util.List;

/**
 * What is measured.
 *
 * @param amqpUrl of the broker
 * @param redisUrl of Redis; the database it names is used for records
 * @param workers numbers of workers, each measured on its own
 * @param peers who takes part
 * @param rounds how often each peer has its turn, after two rounds to warm up
 * @param queueType {@code classic} or {@code quorum}
 * @param seconds how long a peer is saturated in a round
 * @param inFlight commands under way while it is
 */
record PlaneOptions(
        String amqpUrl,
        String redisUrl,
        List<Integer> workers,
        List<Peer> peers,
        int rounds,
        String queueType,
        double seconds,
        int inFlight) {
    static final String USAGE = "usage: bench/run PlaneBench AMQP_URL REDIS_URL [--workers 1,10,100,1000]"
            + " [--peers bare,ours,ours-without-deduplication,spring-tuned,spring-listener,celery] [--rounds 5]"
            + " [--queue classic|quorum] [--seconds 3] [--in-flight 1000]";

    /** @throws IllegalArgumentException if an option is not one, or its value makes no sense */
    static PlaneOptions parse(String[] args) {
        if (args.length < 2 || args.length % 2 != 0) {
            throw new IllegalArgumentException(USAGE);
        }
        PlaneOptions options = new PlaneOptions(args[0], args[1], List.of(1), Peer.all(), 5, "classic", 3, 1_000);
        for (int i = 2; i < args.length; i += 2) {
            options = options.with(args[i], args[i + 1]);
        }
        return options;
    }

    private PlaneOptions with(String option, String value) {
        List<Integer> counts = workers;
        List<Peer> who = peers;
        int times = rounds;
        String type = queueType;
        double length = seconds;
        int window = inFlight;
        switch (option) {
            case "--workers" ->
                counts = Arrays.stream(value.split(",")).map(Integer::valueOf).toList();
            case "--peers" ->
                who = Arrays.stream(value.split(",")).map(Peer::of).toList();
            case "--rounds" -> times = Integer.parseInt(value);
            case "--queue" -> type = value;
            case "--seconds" -> length = Double.parseDouble(value);
            case "--in-flight" -> window = Integer.parseInt(value);
            default -> throw new IllegalArgumentException("there is no option " + option + "; " + USAGE);
        }
        if (!type.equals("classic") && !type.equals("quorum")) {
            throw new IllegalArgumentException("--queue is " + type + "; it is classic or quorum");
        }
        return new PlaneOptions(amqpUrl, redisUrl, counts, who, times, type, length, window);
    }
}
