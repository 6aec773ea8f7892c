package io.framewright.bench.frame;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The Markdown table: a row a question, a column an engine, and how ours stands to the fastest of the others.
 *
 * @param judged whether the goals, which are those of warm runs, are held against what was measured
 */
record Report(List<String> engines, boolean judged) {
    private static final String TABLESAW = "Tablesaw";

    Report {
        engines = List.copyOf(engines);
    }

    String header() {
        List<String> cells = new ArrayList<>(List.of("case", "what"));
        engines.forEach(engine -> cells.add(engine + ", ms"));
        cells.addAll(List.of("first of each, ms", "ours ÷ fastest peer", "goal", "Tablesaw's ÷ ours", "goal", "met"));
        String line = "| " + String.join(" | ", cells) + " |";
        return line + System.lineSeparator() + "| "
                + "--- | ".repeat(cells.size()).strip();
    }

    String row(Question question, List<Measured> measured) {
        List<String> cells = new ArrayList<>(List.of(question.name(), question.shown()));
        measured.forEach(one -> cells.add(cell(one)));
        cells.add(String.join(
                " / ",
                measured.stream()
                        .map(one -> one.hasTimes() ? Spread.shown(one.first()) : "–")
                        .toList()));
        Optional<Spread> toPeer = toFastestPeer(measured);
        Optional<Spread> tablesaw = tablesawToOurs(measured);
        Question.Goal goal = question.goal();
        cells.add(toPeer.map(Spread::toString).orElse("–"));
        cells.add(judged ? "≤ " + Spread.shown(goal.ofFastestPeer()) : "–");
        cells.add(tablesaw.map(Spread::toString).orElse("–"));
        cells.add(goal.timesTablesaw()
                .filter(times -> judged)
                .map(times -> String.format(Locale.ROOT, "≥ %.0f", times))
                .orElse("–"));
        cells.add(met(goal, toPeer, tablesaw));
        return "| " + String.join(" | ", cells) + " |";
    }

    private static String cell(Measured measured) {
        if (!measured.hasTimes()) {
            return measured.why().replace('|', '/').lines().findFirst().orElse("–");
        }
        return measured.millis().size() == 1
                ? Spread.shown(measured.millis().get(0)) + ", one run"
                : Spread.of(measured.millis()).toString();
    }

    private static Optional<Spread> toFastestPeer(List<Measured> measured) {
        Measured ours = measured.get(0);
        return measured.stream()
                .skip(1)
                .filter(peer -> peer.hasTimes() && !peer.engine().equals(TABLESAW))
                .min(Comparator.comparingDouble(peer -> Spread.of(peer.millis()).median()))
                .filter(peer -> ours.hasTimes())
                .map(peer -> Spread.ratios(ours.millis(), peer.millis()));
    }

    private static Optional<Spread> tablesawToOurs(List<Measured> measured) {
        Measured ours = measured.get(0);
        return measured.stream()
                .filter(peer -> peer.hasTimes() && peer.engine().equals(TABLESAW) && ours.hasTimes())
                .findFirst()
                .map(tablesaw -> Spread.ratios(tablesaw.millis(), ours.millis()));
    }

    /** By the medians; what was not measured is not judged. */
    private String met(Question.Goal goal, Optional<Spread> toPeer, Optional<Spread> tablesaw) {
        List<Boolean> met = new ArrayList<>();
        toPeer.ifPresent(ratio -> met.add(ratio.median() <= goal.ofFastestPeer()));
        tablesaw.ifPresent(ratio -> goal.timesTablesaw().ifPresent(times -> met.add(ratio.median() >= times)));
        return met.isEmpty() || !judged ? "–" : met.contains(false) ? "no" : "yes";
    }
}
