package io.framewright.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Bars of text, one a value, with eighths of a block where the terminal can show them. */
final class BarChart {
    private static final String EIGHTHS = "▏▎▍▌▋▊▉█";
    private static final int WIDTH = 40;
    private static final int LONGEST_LABEL = 24;

    private final boolean unicode;
    private final List<Bar> bars = new ArrayList<>();

    private record Bar(String label, double value) {}

    /** For this terminal. */
    BarChart() {
        this(Terminal.canShow(EIGHTHS));
    }

    BarChart(boolean unicode) {
        this.unicode = unicode;
    }

    /** Adds a bar; values that are no finite numbers have none. */
    void add(String label, double value) {
        bars.add(new Bar(shortened(label), value));
    }

    /** One line a bar: label, bar, value. Values below zero are drawn lighter. */
    List<String> lines() {
        int labels = bars.stream()
                .mapToInt(bar -> bar.label().codePointCount(0, bar.label().length()))
                .max()
                .orElse(0);
        double largest = bars.stream()
                .mapToDouble(bar -> Math.abs(bar.value()))
                .filter(Double::isFinite)
                .max()
                .orElse(0);
        return bars.stream().map(bar -> line(bar, labels, largest)).toList();
    }

    private String line(Bar bar, int labels, double largest) {
        String blanks =
                " ".repeat(labels - bar.label().codePointCount(0, bar.label().length()));
        if (!Double.isFinite(bar.value())) {
            return bar.label() + blanks + "  -";
        }
        String drawn = drawn(bar.value(), largest);
        return bar.label() + blanks + "  " + drawn + (drawn.isEmpty() ? "" : " ") + number(bar.value());
    }

    private String drawn(double value, double largest) {
        double length = largest == 0 ? 0 : Math.abs(value) / largest * WIDTH;
        if (value < 0) {
            return (unicode ? "░" : "-").repeat((int) Math.round(length));
        }
        if (!unicode) {
            return "#".repeat((int) Math.round(length));
        }
        int eighths = (int) Math.round(length * 8);
        String whole = "█".repeat(eighths / 8);
        return eighths % 8 == 0 ? whole : whole + EIGHTHS.charAt(eighths % 8 - 1);
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? String.format(Locale.ROOT, "%.0f", value)
                : String.format(Locale.ROOT, "%.2f", value);
    }

    private static String shortened(String label) {
        String printable = label.isEmpty() ? "(empty)" : label.replaceAll("\\p{Cntrl}", " ");
        return printable.codePointCount(0, printable.length()) <= LONGEST_LABEL
                ? printable
                : printable.substring(0, printable.offsetByCodePoints(0, LONGEST_LABEL - 3)) + "...";
    }
}
