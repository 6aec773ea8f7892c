package io.framewright.bench.faults;

import java.util.Map;
import java.util.TreeMap;

/** What a run has done so far. Thread-safe. */
final class Tally {
    private final Map<String, Long> counts = new TreeMap<>();
    private long kills;

    /** Something was killed. */
    synchronized void kill(String what) {
        kills++;
        count("killed: " + what, 1);
    }

    synchronized void count(String what, long many) {
        counts.merge(what, many, Long::sum);
    }

    synchronized long kills() {
        return kills;
    }

    /** A Markdown table. */
    @Override
    public synchronized String toString() {
        StringBuilder table = new StringBuilder("| what | count |\n| --- | --- |\n");
        counts.forEach((what, many) ->
                table.append("| ").append(what).append(" | ").append(many).append(" |\n"));
        return table.append("| kills in all | ").append(kills).append(" |\n").toString();
    }
}
