package io.framewright.bench.faults;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Kills hosts, RabbitMQ and Redis a thousand times while commands run, and holds the outcome to a run without faults.
 * See bench/README.md. Exits 1 if a promise was broken.
 */
public final class FaultBench {
    private FaultBench() {}

    /** See {@link FaultOptions#USAGE}. */
    public static void main(String[] arguments) {
        FaultOptions options;
        try {
            options = FaultOptions.parse(arguments, ThreadLocalRandom.current().nextLong(1, 1_000_000));
        } catch (IllegalArgumentException wrong) {
            System.err.println(FaultOptions.USAGE);
            System.exit(2);
            return;
        }
        System.exit(run(options, System.out).isEmpty() ? 0 : 1);
    }

    /** Runs rounds until there were so many kills; gives back what went wrong. */
    static List<String> run(FaultOptions options, PrintStream out) {
        out.println("seed " + options.seed() + ", " + options);
        Tally tally = new Tally();
        List<String> wrong = new ArrayList<>();
        long began = System.nanoTime();
        Lab lab = new Lab(options.fsync(), options.hosts());
        try (lab) {
            out.println("logs of the hosts: " + lab.directory());
            lab.fleet().awaitReady(1);
            int round = options.from();
            do {
                List<String> found =
                        new Round(lab, options.fsync(), tally, options.seedOf(round)).run(options.faults());
                for (String one : found) {
                    out.println("WRONG in round " + round + ": " + one);
                }
                wrong.addAll(found);
                out.printf(
                        "round %d: %d kills after %d s, %d wrong%n",
                        round, tally.kills(), (System.nanoTime() - began) / 1_000_000_000, wrong.size());
                round++;
            } while (tally.kills() < options.kills());
        }
        if (wrong.isEmpty()) {
            lab.clean();
        }
        out.println(tally);
        out.println(wrong.isEmpty() ? "Every promise was kept." : wrong.size() + " promises were broken.");
        return wrong;
    }
}
