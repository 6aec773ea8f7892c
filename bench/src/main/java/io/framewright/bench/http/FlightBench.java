package io.framewright.bench.http;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The same rows by our Flight, by Arrow's own Flight server that has them prepared, and as Arrow over HTTP: turn by
 * turn in each round, read by the same client.
 */
final class FlightBench {
    private static final String ARROW = "application/vnd.apache.arrow.stream";
    private static final int PARTS = 2;
    private static final int WARM = 3;

    private FlightBench() {}

    static void run(UpProcess up, String worker, int rows, int rounds) throws Exception {
        List<Reading.Took> ours = new ArrayList<>();
        List<Reading.Took> bare = new ArrayList<>();
        List<Reading.Took> oursInParts = new ArrayList<>();
        List<Reading.Took> bareInParts = new ArrayList<>();
        List<Reading.Took> http = new ArrayList<>();
        List<Reading.Took> curl = new ArrayList<>();
        try (BareProcess peer = BareProcess.start(rows);
                FlightReading one = FlightReading.ours(up, worker, rows, 1);
                FlightReading two = FlightReading.ours(up, worker, rows, PARTS);
                FlightReading bareOne = FlightReading.bare(peer, rows, 1);
                FlightReading bareTwo = FlightReading.bare(peer, rows, PARTS)) {
            for (int round = -WARM; round < rounds; round++) {
                List<Reading.Took> took = List.of(
                        one.read(),
                        bareOne.read(),
                        two.read(),
                        bareTwo.read(),
                        Reading.overHttp(up, worker + "/?limit=" + rows, ARROW),
                        Reading.byCurl(up, worker + "/?limit=" + rows, ARROW));
                if (round >= 0) {
                    ours.add(took.get(0));
                    bare.add(took.get(1));
                    oursInParts.add(took.get(2));
                    bareInParts.add(took.get(3));
                    http.add(took.get(4));
                    curl.add(took.get(5));
                }
            }
        }
        System.out.println("| " + rows + " rows of 9 columns | rows/s | MB/s | requests |");
        System.out.println("| --- | --- | --- | --- |");
        HttpBench.row("Flight, one endpoint", ours, rows);
        HttpBench.row("bare FlightServer, one endpoint", bare, rows);
        HttpBench.row("Flight, two endpoints at once", oursInParts, rows);
        HttpBench.row("bare FlightServer, two endpoints at once", bareInParts, rows);
        HttpBench.row("Arrow over HTTP, in one request", http, rows);
        HttpBench.row("Arrow over HTTP, in one request of curl", curl, rows);
        System.out.println();
        ratio("Flight ÷ bare, one endpoint", ours, bare);
        ratio("Flight ÷ bare, two endpoints at once", oursInParts, bareInParts);
        ratio("Arrow over HTTP ÷ bare, one endpoint", http, bare);
        ratio("Arrow over HTTP, read by curl ÷ bare, one endpoint", curl, bare);
        System.out.println();
    }

    /** Of rows a second, in each round: what slows a round slows both sides. */
    private static void ratio(String what, List<Reading.Took> these, List<Reading.Took> those) {
        double[] ratios = new double[these.size()];
        Arrays.setAll(ratios, i -> (double) those.get(i).nanos() / these.get(i).nanos());
        Arrays.sort(ratios);
        System.out.printf(
                Locale.ROOT,
                "%s: %.2f (%.2f – %.2f)%n",
                what,
                ratios[ratios.length / 2],
                ratios[0],
                ratios[ratios.length - 1]);
    }
}
