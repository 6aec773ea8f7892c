package io.framewright.app;

import io.framewright.client.ColumnSchema;
import io.framewright.event.Event;
import io.framewright.event.Outcome;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What the demo shows, for a person or as the bare events for a script. Thread-safe. */
final class DemoStage {
    private final Console console;
    private final long startNanos = System.nanoTime();

    DemoStage(Console console) {
        this.console = console;
    }

    void step(String title) {
        if (!console.isJson()) {
            console.line(style("1", title));
        }
    }

    /** Shows an event as it arrives. */
    void event(Event event) {
        if (console.isJson()) {
            console.json(event);
            return;
        }
        String line = String.format(
                Locale.ROOT,
                "  %6.2f s  #%-3d %-41s %s",
                (System.nanoTime() - startNanos) / 1e9,
                event.sequence(),
                event.eventType(),
                EventLine.summary(event));
        console.line(event.outcome() == Outcome.FAILED ? style("31", line) : style("2", line.stripTrailing()));
    }

    void columns(List<ColumnSchema> columns) {
        if (console.isJson()) {
            return;
        }
        String described = columns.stream().map(DemoStage::described).collect(Collectors.joining(", "));
        console.line("  " + EventLine.shortened(described));
    }

    private static String described(ColumnSchema column) {
        return column.name() + " " + column.type().toLowerCase(Locale.ROOT)
                + (column.missing() > 0 ? " (" + column.missing() + " missing)" : "");
    }

    /** The table, the chart, and what to do next. */
    void result(DemoResult result) {
        if (console.isJson()) {
            return;
        }
        console.line("");
        result.rows().lines().forEach(line -> console.line("  " + line));
        result.summary().columns().key().ifPresent(key -> {
            console.line("");
            console.line(style("1", result.summary().columns().title()));
            BarChart chart = new BarChart();
            String measure = result.summary().measure();
            result.rows()
                    .forEach(row -> chart.add(
                            row.text(key).orElse("(missing)"),
                            row.number(measure).orElse(Double.NaN)));
            chart.lines().forEach(line -> console.line("  " + line));
        });
        console.line("");
        console.line("Done in " + String.format(Locale.ROOT, "%.1f", (System.nanoTime() - startNanos) / 1e9)
                + " s; everything is cleaned up. What to try next:");
        console.line("  framewright demo --csv FILE          the same with a file of yours");
        console.line("  framewright up --data-root .         run the platform; then, from another terminal:");
        console.line("  framewright spawn --channel events   a worker of your own");
        console.line("  framewright --help                   everything else");
    }

    private static String style(String code, String text) {
        return Terminal.isColoured() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
