package io.framewright.bench.http;

import io.framewright.frame.Frame;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What HTTP and Flight cost and hold. Usage: {@code HttpBench [ROWS] [FOLLOWERS] [ROUNDS]}; 1000000, 1000 and 5 unless
 * given. The platform is the embedded one, in a process of its own.
 */
public final class HttpBench {
    private static final String ARROW = "application/vnd.apache.arrow.stream";
    private static final int PAGE = 100_000;
    private static final int COMMANDS = 100;
    private static final int REQUESTS = 2_000;
    private static final double MIB = 1 << 20;

    private HttpBench() {}

    /** Tables on standard output. */
    public static void main(String[] args) throws Exception {
        int rows = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
        int followers = args.length > 1 ? Integer.parseInt(args[1]) : 1_000;
        int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 5;
        Path directory = Files.createTempDirectory("http-bench");
        Path csv = directory.resolve("rows.csv");
        try {
            Frame frame = Data.frame(rows);
            Data.writeCsv(frame, csv);
            try (UpProcess up = UpProcess.start(directory)) {
                String worker = up.load("rows.csv");
                rows(up, worker, frame, rounds);
                FlightBench.run(up, worker, rows, rounds);
                info(up, worker);
                followers(up, followers);
            }
        } finally {
            Files.deleteIfExists(csv);
        }
    }

    private static void rows(UpProcess up, String worker, Frame frame, int rounds) throws Exception {
        String all = worker + "/?limit=" + frame.rowCount();
        String pages = worker + "/?limit=" + PAGE;
        List<Reading.Took> jackson = new ArrayList<>();
        List<Reading.Took> json = new ArrayList<>();
        List<Reading.Took> arrow = new ArrayList<>();
        List<Reading.Took> arrowPages = new ArrayList<>();
        for (int round = -1; round < rounds; round++) {
            List<Reading.Took> took = List.of(
                    Reading.byJackson(frame),
                    Reading.overHttp(up, all, "application/json"),
                    Reading.overHttp(up, all, ARROW),
                    Reading.overHttp(up, pages, ARROW));
            if (round >= 0) {
                jackson.add(took.get(0));
                json.add(took.get(1));
                arrow.add(took.get(2));
                arrowPages.add(took.get(3));
            }
        }
        System.out.println("| " + frame.rowCount() + " rows of 9 columns | rows/s | MB/s | requests |");
        System.out.println("| --- | --- | --- | --- |");
        row("Jackson to memory", jackson, frame.rowCount());
        row("JSON over HTTP, in one request", json, frame.rowCount());
        row("Arrow over HTTP, in one request", arrow, frame.rowCount());
        row("Arrow over HTTP, pages of " + PAGE, arrowPages, frame.rowCount());
        double[] ratios = new double[rounds];
        Arrays.setAll(ratios, i -> (double) jackson.get(i).nanos() / json.get(i).nanos());
        Arrays.sort(ratios);
        System.out.printf(
                Locale.ROOT,
                "%nJSON over HTTP ÷ Jackson to memory: %.2f (%.2f – %.2f)%n%n",
                ratios[rounds / 2],
                ratios[0],
                ratios[rounds - 1]);
    }

    static void row(String what, List<Reading.Took> all, long rows) {
        Reading.Took median = all.stream()
                .sorted((one, other) -> Long.compare(one.nanos(), other.nanos()))
                .toList()
                .get(all.size() / 2);
        System.out.printf(
                Locale.ROOT,
                "| %s | %,.0f | %.0f | %d |%n",
                what,
                median.rowsPerSecond(rows),
                median.megabytesPerSecond(),
                median.requests());
    }

    /** Alone, and while two read all rows as JSON again and again. */
    private static void info(UpProcess up, String worker) throws Exception {
        System.out.println("| `GET /info`, µs | p50 | p99 | most |");
        System.out.println("| --- | --- | --- | --- |");
        quantiles("alone", latencies(up, worker));
        AtomicBoolean over = new AtomicBoolean();
        List<Thread> readers = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            Thread reader = new Thread(() -> readUntil(up, worker, over), "reader");
            reader.start();
            readers.add(reader);
        }
        quantiles("while two read rows", latencies(up, worker));
        over.set(true);
        for (Thread reader : readers) {
            reader.join();
        }
        System.out.println();
    }

    private static void readUntil(UpProcess up, String worker, AtomicBoolean over) {
        try {
            while (!over.get()) {
                Reading.overHttp(up, worker + "/?limit=" + PAGE, "application/json");
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private static double[] latencies(UpProcess up, String worker) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(up.uri(worker + "/info")).build();
        double[] micros = new double[REQUESTS];
        for (int i = -REQUESTS / 4; i < REQUESTS; i++) {
            long began = System.nanoTime();
            up.client().send(request, BodyHandlers.ofString());
            if (i >= 0) {
                micros[i] = (System.nanoTime() - began) / 1e3;
            }
        }
        Arrays.sort(micros);
        return micros;
    }

    private static void quantiles(String what, double[] micros) {
        System.out.printf(
                Locale.ROOT,
                "| %s | %.0f | %.0f | %.0f |%n",
                what,
                micros[micros.length / 2],
                micros[micros.length * 99 / 100],
                micros[micros.length - 1]);
    }

    private static void followers(UpProcess up, int count) throws Exception {
        String worker = "/workers/" + up.post("/workers", "{}").path("workerId").asText();
        long before = up.heap();
        Followers followers = Followers.start(up, worker, count);
        long connected = up.heap();
        long began = System.nanoTime();
        for (int i = 0; i < COMMANDS; i++) {
            up.post(worker + "/commands", "{\"commandType\": \"GET_INFO_WORKER\"}");
        }
        long all = (long) count * COMMANDS;
        while (followers.heard() < all && System.nanoTime() - began < 120_000_000_000L) {
            Thread.onSpinWait();
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        long told = up.heap();
        System.out.printf(
                Locale.ROOT,
                "%d followers: heap %.1f MiB before, %.1f connected (%.1f KiB each), %.1f after %d events each;"
                        + " %d of %d heard in %.1f s%n",
                count,
                before / MIB,
                connected / MIB,
                (connected - before) / 1024.0 / count,
                told / MIB,
                COMMANDS,
                followers.heard(),
                all,
                seconds);
    }
}
