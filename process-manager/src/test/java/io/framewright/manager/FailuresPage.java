package io.framewright.manager;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The tables of docs/failures.md. */
final class FailuresPage {
    private static final String NONE = "none";

    private final String text;

    private FailuresPage(String text) {
        this.text = text;
    }

    static FailuresPage read() {
        try {
            return new FailuresPage(Files.readString(
                    Path.of(System.getProperty("framewright.basedir")).resolve("docs/failures.md")));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** What becomes of a message. */
    enum Fate {
        ANSWERED,
        DEAD_LETTER,
        RETURNED;

        static Fate of(String cell) {
            return switch (cell) {
                case "answered" -> ANSWERED;
                case "dead letter" -> DEAD_LETTER;
                case "returned" -> RETURNED;
                default -> throw new AssertionError("docs/failures.md says that a message is " + cell);
            };
        }
    }

    /**
     * A row of the bad-input table.
     *
     * @param eventType empty if there is no event
     * @param code empty if it is no failure
     */
    record Row(String input, String eventType, String code, Fate fate) {}

    /** A row of the table of codes. */
    record CodeRow(String code, String meaning, String advice) {}

    List<CodeRow> codes() {
        return rows("Codes").stream()
                .map(cells -> new CodeRow(bare(cells.get(0)), cells.get(1), cells.get(2)))
                .toList();
    }

    List<Row> badInput() {
        return rows("Bad input").stream()
                .map(cells -> new Row(cells.get(0), bare(cells.get(1)), bare(cells.get(2)), Fate.of(cells.get(4))))
                .toList();
    }

    /** The rows of all tables of a chapter, without their heads. */
    private List<List<String>> rows(String chapter) {
        int from = text.indexOf("\n## " + chapter + "\n");
        int to = text.indexOf("\n## ", from + 1);
        List<String> lines = (text.substring(from, to < 0 ? text.length() : to) + "\n\n")
                .lines()
                .toList();
        return IntStream.range(0, lines.size() - 1)
                .filter(i -> isRow(lines.get(i)) && !isRule(lines.get(i)) && !isRule(lines.get(i + 1)))
                .mapToObj(lines::get)
                .map(line -> Arrays.stream(
                                line.substring(1, line.lastIndexOf('|')).split("\\|", -1))
                        .map(String::strip)
                        .toList())
                .toList();
    }

    private static boolean isRow(String line) {
        return line.startsWith("| ");
    }

    /** The line between the head of a table and its rows. */
    private static boolean isRule(String line) {
        return line.startsWith("| ---");
    }

    private static String bare(String cell) {
        return cell.equals(NONE) ? "" : cell.replace("`", "");
    }
}
