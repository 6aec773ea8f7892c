package io.framewright.bench.faults;

import java.util.List;

/** What takes room at one moment, each with a name. Immutable. */
record Sample(long seconds, List<Long> values) {
    /** In the order of the values; bytes but for those that end in another word. */
    static final List<String> NAMES = List.of(
            "host heap after collection",
            "host resident",
            "Redis memory",
            "Redis resident",
            "RabbitMQ resident",
            "snapshot files",
            "Redis keys",
            "messages ready");

    /** So much more than in the first third is still flat: what comes and goes between two collections or rounds. */
    static final List<Long> ALLOWANCES =
            List.of(8L << 20, 32L << 20, 8L << 20, 16L << 20, 64L << 20, 16L << 20, 200L, 100L);

    String csv() {
        StringBuilder line = new StringBuilder().append(seconds);
        values.forEach(value -> line.append(',').append(value));
        return line.toString();
    }
}
