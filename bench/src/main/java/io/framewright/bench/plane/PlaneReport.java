package io.framewright.bench.plane;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** The table of one number of workers, and the goals. */
final class PlaneReport {
    private final PlaneOptions options;
    private final int workers;

    PlaneReport(PlaneOptions options, int workers) {
        this.options = options;
        this.workers = workers;
    }

    void print(Map<Peer, List<Load>> loads) {
        System.out.printf(
                "%n%d worker%s, %s queues, %d in flight, %d rounds of %.0f s, JDK %s%n%n",
                workers,
                workers == 1 ? "" : "s",
                options.queueType(),
                options.inFlight(),
                options.rounds(),
                options.seconds(),
                Runtime.version());
        System.out.println("| who | round trips/s | worker µs each | Redis µs each | p50 alone, µs |");
        System.out.println("| --- | --- | --- | --- | --- |");
        loads.forEach((peer, rounds) -> System.out.printf(
                "| %s | %s | %s | %s | %s |%n",
                peer.label(),
                spread("%.0f", rounds, Load::perSecond),
                spread("%.1f", rounds, Load::workerMicros),
                spread("%.1f", rounds, Load::redisMicros),
                spread("%.0f", rounds, Load::aloneMicros)));
        System.out.println();
        System.out.println("| ours ÷ | round trips/s | goal | worker µs | goal | p50 alone | goal |");
        System.out.println("| --- | --- | --- | --- | --- | --- | --- |");
        List<Load> ours = loads.get(Peer.OURS);
        if (ours != null) {
            loads.forEach((peer, rounds) -> {
                if (peer != Peer.OURS) {
                    boolean bare = peer == Peer.BARE;
                    System.out.printf(
                            "| %s | %s | %s | %s | %s | %s | %s |%n",
                            peer.label(),
                            ratio(ours, rounds, Load::perSecond),
                            goal(peer),
                            ratio(ours, rounds, Load::workerMicros),
                            bare ? "≤ 1.5" : "–",
                            ratio(ours, rounds, Load::aloneMicros),
                            bare ? "≤ 1.15" : "–");
                }
            });
        }
    }

    private static String goal(Peer peer) {
        return switch (peer) {
            case BARE -> "≥ 0.9";
            case SPRING_TUNED -> "≥ 1.0";
            case SPRING_LISTENER -> "≥ 4";
            case CELERY -> "≥ 10";
            case OURS, OURS_WITHOUT_DEDUPLICATION -> "–";
        };
    }

    /** Taken within each round. */
    private static String ratio(List<Load> ours, List<Load> theirs, ToDoubleFunction<Load> figure) {
        return spread(
                "%.2f",
                IntStream.range(0, Math.min(ours.size(), theirs.size()))
                        .mapToDouble(i -> figure.applyAsDouble(ours.get(i)) / figure.applyAsDouble(theirs.get(i)))
                        .sorted()
                        .toArray());
    }

    private static String spread(String format, List<Load> rounds, ToDoubleFunction<Load> figure) {
        return spread(format, rounds.stream().mapToDouble(figure).sorted().toArray());
    }

    /** Median (least – most). */
    private static String spread(String format, double[] sorted) {
        return sorted.length == 0
                ? "–"
                : String.format(
                        Locale.ROOT,
                        format + " (" + format + "–" + format + ")",
                        sorted[sorted.length / 2],
                        sorted[0],
                        sorted[sorted.length - 1]);
    }
}
