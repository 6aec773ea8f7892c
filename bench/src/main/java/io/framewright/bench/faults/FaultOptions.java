package io.framewright.bench.faults;

import io.framewright.transport.embedded.EmbeddedRedisConfig.Fsync;
import java.util.Locale;

/**
 * What {@link FaultBench} is asked for.
 *
 * @param kills how many there shall be
 * @param faults of a round
 * @param seed of the run
 * @param from the first round, to repeat one of another run
 * @param hosts processes
 * @param fsync when Redis brings its file to the disk
 */
record FaultOptions(int kills, int faults, long seed, int from, int hosts, Fsync fsync) {
    static final String USAGE = "usage: FaultBench [--kills 1000] [--faults 12] [--seed N] [--from ROUND] [--hosts 3]"
            + " [--fsync always|everysec]";

    static FaultOptions parse(String[] arguments, long anySeed) {
        FaultOptions options = new FaultOptions(1_000, 12, anySeed, 0, 3, Fsync.ALWAYS);
        if (arguments.length % 2 != 0) {
            throw new IllegalArgumentException(USAGE);
        }
        for (int i = 0; i < arguments.length; i += 2) {
            options = options.with(arguments[i], arguments[i + 1]);
        }
        return options;
    }

    private FaultOptions with(String name, String value) {
        return switch (name) {
            case "--kills" -> new FaultOptions(Integer.parseInt(value), faults, seed, from, hosts, fsync);
            case "--faults" -> new FaultOptions(kills, Integer.parseInt(value), seed, from, hosts, fsync);
            case "--seed" -> new FaultOptions(kills, faults, Long.parseLong(value), from, hosts, fsync);
            case "--from" -> new FaultOptions(kills, faults, seed, Integer.parseInt(value), hosts, fsync);
            case "--hosts" -> new FaultOptions(kills, faults, seed, from, Integer.parseInt(value), fsync);
            case "--fsync" ->
                new FaultOptions(kills, faults, seed, from, hosts, Fsync.valueOf(value.toUpperCase(Locale.ROOT)));
            default -> throw new IllegalArgumentException(USAGE);
        };
    }

    /** Of a round: any round of a run can be run alone. */
    long seedOf(int round) {
        return seed * 1_000_003L + round;
    }
}
