package io.framewright.bench.faults;

import io.framewright.transport.embedded.EmbeddedRedisConfig.Fsync;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Rounds of commands and faults for as long as is wanted; one host is never killed and is watched, as are the servers.
 * Usage: {@code SoakBench [--minutes 30] [--seed N] [--csv FILE]}. Writes a line every ten seconds to the file, and a
 * table at the end. Exits 1 if a promise was broken or something grew.
 */
public final class SoakBench {
    private static final int FAULTS = 10;
    private static final Duration EVENTS_KEPT = Duration.ofMinutes(3);

    private SoakBench() {}

    /** See the class. */
    public static void main(String[] arguments) throws IOException {
        double minutes = 30;
        long seed = ThreadLocalRandom.current().nextLong(1, 1_000_000);
        Path csv = Path.of("soak.csv");
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            switch (arguments[i]) {
                case "--minutes" -> minutes = Double.parseDouble(arguments[i + 1]);
                case "--seed" -> seed = Long.parseLong(arguments[i + 1]);
                case "--csv" -> csv = Path.of(arguments[i + 1]);
                default ->
                    throw new IllegalArgumentException("usage: SoakBench [--minutes 30] [--seed N] [--csv FILE]");
            }
        }
        System.exit(run(minutes, seed, csv, System.out) ? 0 : 1);
    }

    /** Whether every promise was kept and nothing grew. */
    static boolean run(double minutes, long seed, Path csv, PrintStream out) throws IOException {
        out.println("seed " + seed + ", " + minutes + " minutes");
        long end = System.nanoTime() + (long) (minutes * TimeUnit.MINUTES.toNanos(1));
        Tally tally = new Tally();
        List<String> wrong = new ArrayList<>();
        List<Sample> samples = new CopyOnWriteArrayList<>();
        ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor();
        try (Lab lab = new Lab(Fsync.ALWAYS, 3, true, Lab.BLAMELESS, EVENTS_KEPT)) {
            lab.fleet().awaitReady(3);
            Probe probe = new Probe(lab);
            ScheduledFuture<?> watching =
                    watch.scheduleWithFixedDelay(() -> probe.look().ifPresent(samples::add), 5, 10, TimeUnit.SECONDS);
            for (long round = 0; System.nanoTime() < end; round++) {
                List<String> found = new Round(lab, Fsync.ALWAYS, tally, seed * 1_000_003L + round).run(FAULTS);
                for (String one : found) {
                    out.println("WRONG in round " + round + ": " + one);
                }
                wrong.addAll(found);
                out.printf(
                        "round %d: %d kills, %d samples, %d wrong%n",
                        round, tally.kills(), samples.size(), wrong.size());
            }
            watching.cancel(false);
            watch.shutdown();
            watch.awaitTermination(30, TimeUnit.SECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } finally {
            watch.shutdownNow();
        }
        List<String> lines = new ArrayList<>(List.of("seconds," + String.join(",", Sample.NAMES)));
        samples.forEach(sample -> lines.add(sample.csv()));
        Files.write(csv, lines);
        Flatness flatness = new Flatness(samples);
        out.println(tally);
        out.println(flatness);
        return wrong.isEmpty() && flatness.isFlat();
    }
}
