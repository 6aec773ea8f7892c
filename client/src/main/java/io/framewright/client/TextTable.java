package io.framewright.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A table for a terminal: columns as wide as what is in them, two blanks apart, numbers to the right. Not thread-safe.
 *
 * <pre>{@code
 * TextTable table = new TextTable(List.of("city", "amount"), List.of(1));
 * table.add(List.of("Bern", "10"));
 * table.lines().forEach(System.out::println);
 * }</pre>
 */
public final class TextTable {
    private static final int WIDEST = 48;

    private final List<String> header;
    private final List<Integer> rightAligned;
    private final List<List<String>> rows = new ArrayList<>();

    /** @param rightAligned the places of the columns that hold numbers, from 0 */
    public TextTable(List<String> header, List<Integer> rightAligned) {
        this.header = header.stream().map(TextTable::fitting).toList();
        this.rightAligned = List.copyOf(rightAligned);
    }

    /** Adds a row with as many cells as the header has. */
    public void add(List<String> row) {
        rows.add(row.stream().map(TextTable::fitting).toList());
    }

    /** The header in capitals, then the rows. */
    public List<String> lines() {
        int[] widths = new int[header.size()];
        all().forEach(row -> {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], length(row.get(column)));
            }
        });
        List<String> lines = new ArrayList<>();
        lines.add(line(header, widths).toUpperCase(Locale.ROOT));
        rows.forEach(row -> lines.add(line(row, widths)));
        return lines;
    }

    private Stream<List<String>> all() {
        return Stream.concat(Stream.of(header), rows.stream());
    }

    private String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            String cell = row.get(column);
            String blanks = " ".repeat(widths[column] - length(cell));
            line.append(column == 0 ? "" : "  ").append(rightAligned.contains(column) ? blanks + cell : cell + blanks);
        }
        return line.toString().stripTrailing();
    }

    /** Somebody else's text must not move the cursor or break the line. */
    private static String fitting(String cell) {
        String printable = cell.codePoints()
                .map(character -> Character.isISOControl(character) ? ' ' : character)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return length(printable) <= WIDEST
                ? printable
                : printable.substring(0, printable.offsetByCodePoints(0, WIDEST - 3)) + "...";
    }

    private static int length(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}
