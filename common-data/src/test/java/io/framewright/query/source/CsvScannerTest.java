package io.framewright.query.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FilterReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CsvScannerTest {
    private record Cell(String text, boolean quoted) {}

    private record Row(List<Cell> cells, long line, boolean blank) {}

    @Property(tries = 500)
    void cellsComeOutAsTheyWentInHoweverTheTextArrives(
            @ForAll("tables") List<List<Cell>> table,
            @ForAll("lineEnds") String lineEnd,
            @ForAll boolean endsWithLineEnd,
            @ForAll @IntRange(min = 1, max = 7) int atOnce)
            throws IOException {
        StringBuilder text = new StringBuilder();
        List<Row> expected = new ArrayList<>();
        long line = 1;
        for (List<Cell> cells : table) {
            expected.add(new Row(cells, line, cells.equals(List.of(new Cell("", false)))));
            for (int i = 0; i < cells.size(); i++) {
                Cell cell = cells.get(i);
                text.append(i > 0 ? "," : "")
                        .append(cell.quoted() ? '"' + cell.text().replace("\"", "\"\"") + '"' : cell.text());
                line += lineEndsIn(cell.text());
            }
            text.append(lineEnd);
            line++;
        }
        boolean lastIsBlank =
                !expected.isEmpty() && expected.get(expected.size() - 1).blank();
        if (!endsWithLineEnd && !expected.isEmpty() && !lastIsBlank) {
            text.setLength(text.length() - lineEnd.length());
        }

        assertThat(scan(text.toString(), atOnce)).isEqualTo(expected);
    }

    private static long lineEndsIn(String text) {
        return text.replace("\r\n", "\n")
                .chars()
                .filter(c -> c == '\n' || c == '\r')
                .count();
    }

    @Test
    void cellsLongerThanTheBufferAreRead() throws IOException {
        String plain = "x".repeat(300_000);
        String quotes = "\"".repeat(200_000);

        List<Row> rows = scan(plain + ",\"" + quotes.replace("\"", "\"\"") + "\",b\nc,d,e", 50_000);

        assertThat(rows.get(0).cells())
                .containsExactly(new Cell(plain, false), new Cell(quotes, true), new Cell("b", false));
        assertThat(rows.get(1).cells()).hasSize(3);
    }

    private static List<Row> scan(String text, int atOnce) throws IOException {
        List<Row> rows = new ArrayList<>();
        List<Cell> cells = new ArrayList<>();
        new CsvScanner(',', '"', 1 << 20).read(new Trickle(text, atOnce), new CsvTokenizer.CsvCells() {
            @Override
            public void cell(int column, char[] buffer, int from, int to, boolean quoted, long line) {
                assertThat(column).isEqualTo(cells.size());
                cells.add(new Cell(new String(buffer, from, to - from), quoted));
            }

            @Override
            public void endRow(int cellCount, boolean blank, long line) {
                assertThat(cellCount).isEqualTo(cells.size());
                rows.add(new Row(List.copyOf(cells), line, blank));
                cells.clear();
            }
        });
        return rows;
    }

    /** Hands out a few characters at a time. */
    private static final class Trickle extends FilterReader {
        private final int atOnce;

        Trickle(String text, int atOnce) {
            super(new StringReader(text));
            this.atOnce = atOnce;
        }

        @Override
        public int read(char[] buffer, int offset, int length) throws IOException {
            return super.read(buffer, offset, Math.min(length, atOnce));
        }
    }

    @Provide
    Arbitrary<String> lineEnds() {
        return Arbitraries.of("\n", "\r\n", "\r");
    }

    @Provide
    Arbitrary<List<List<Cell>>> tables() {
        Arbitrary<Cell> plain = Arbitraries.strings()
                .withChars("ab \"é")
                .ofMaxLength(4)
                .filter(text -> !text.startsWith("\""))
                .map(text -> new Cell(text, false));
        Arbitrary<Cell> quoted =
                Arbitraries.strings().withChars("ab \"é,\r\n").ofMaxLength(6).map(text -> new Cell(text, true));
        return Arbitraries.oneOf(plain, quoted)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .list()
                .ofMaxSize(5);
    }
}
