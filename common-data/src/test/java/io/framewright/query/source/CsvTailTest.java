package io.framewright.query.source;

import static io.framewright.query.source.Loading.assertCode;
import static io.framewright.query.source.Loading.left;
import static io.framewright.query.source.Loading.right;
import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.event.FailureCode;
import io.framewright.frame.ColumnType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTailTest {
    private static final CsvTail TAIL = new CsvTail("f.csv", Optional.empty(), true, Map.of());

    @TempDir
    Path root;

    private Path file = Path.of("f.csv");

    @BeforeEach
    void name() {
        file = root.resolve("f.csv");
    }

    private CsvTail.Rows after(CsvTail tail, long position, boolean ends) {
        return right(tail.after(position, ends, DataRoots.of(List.of(root)), DataLimits.defaults()));
    }

    private void append(String text) throws IOException {
        Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    @Test
    void aRowCountsOnceItsLineHasEnded() throws IOException {
        append("name,n");
        assertThat(after(TAIL, 0, false)).isEqualTo(new CsvTail.Rows(List.of(), 0, 0));

        append("\na,1\nb,");
        CsvTail.Rows first = after(TAIL, 0, false);
        assertThat(first.rows()).hasToString("[{\"name\":\"a\",\"n\":1}]");

        append("2\r\n\"c\nd\",3\n");
        CsvTail.Rows second = after(TAIL, first.position(), false);
        assertThat(second.rows()).hasToString("[{\"name\":\"b\",\"n\":2}, {\"name\":\"c\\nd\",\"n\":3}]");
        assertThat(second.position()).isEqualTo(Files.size(file));
        assertThat(after(TAIL, second.position(), false).rows()).isEmpty();
    }

    @Test
    void whatStandsBehindTheLastLineEndIsARowOfAFileThatEnds() throws IOException {
        append("name,n\na,1\nb,2");

        assertThat(after(TAIL, 0, true).rows()).hasSize(2);
        assertThat(after(TAIL, 0, false).rows()).hasSize(1);
    }

    @Test
    void cellsAreWhatTheSourceTakesThemFor() throws IOException {
        append("\uFEFFi;d;b;day;zip;gone;text\n7;1.5;true;2001-01-31;00707;;\"a;b \"\"c\"\"\"\nNA; 8 ;FALSE;;;x;é\n");

        assertThat(after(TAIL, 0, true).rows())
                .hasToString("[{\"i\":7,\"d\":1.5,\"b\":true,\"day\":\"2001-01-31\",\"zip\":\"00707\","
                        + "\"text\":\"a;b \\\"c\\\"\"}, {\"d\":8,\"b\":false,\"gone\":\"x\",\"text\":\"é\"}]");
    }

    @Test
    void typesThatAreToldAreKeptTo() throws IOException {
        CsvTail typed = new CsvTail(
                "f.csv",
                Optional.of(','),
                true,
                Map.of("zip", ColumnType.STRING, "n", ColumnType.LONG, "day", ColumnType.LOCAL_DATE));
        append("zip,n,day\n17012,+5,2001-01-31\n\"\",NA,\n1,x,2001-01-31\n");

        CsvTail.Rows rows = after(typed, 0, true);

        assertThat(rows.rows())
                .hasToString("[{\"zip\":\"17012\",\"n\":\"+5\",\"day\":\"2001-01-31\"}, {\"zip\":\"\"}]");
        assertThat(rows.refused()).isOne();
    }

    @Test
    void whatIsNoRowIsCountedAndPassedOver() throws IOException {
        append("a,b\n1,2\n1\n\n1,2,3\n\"x\"y,2\n");
        Files.write(file, new byte[] {'1', ',', (byte) 0xFF, '\n'}, StandardOpenOption.APPEND);
        append("3,4\n");

        CsvTail.Rows rows = after(TAIL, 0, true);

        assertThat(rows.rows()).hasToString("[{\"a\":1,\"b\":2}, {\"a\":3,\"b\":4}]");
        assertThat(rows.refused()).isEqualTo(4);
    }

    @Test
    void withoutAHeaderColumnsAreNamedByTheirPlaces() throws IOException {
        append("1\n\n2\n");

        assertThat(after(new CsvTail("f.csv", Optional.empty(), false, Map.of()), 0, true)
                        .rows())
                .hasToString("[{\"column1\":1}, {}, {\"column1\":2}]");
    }

    @Test
    void aShorterFileIsAnotherOneAndReadFromItsBeginning() throws IOException {
        append("a\n1\n2\n3\n");
        long position = after(TAIL, 0, false).position();
        Files.writeString(file, "b\n9\n");

        assertThat(after(TAIL, position, false).rows()).hasToString("[{\"b\":9}]");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 40_000})
    void aLongFileComesInPieces(int length) throws IOException {
        String text = "x".repeat(length);
        StringBuilder lines = new StringBuilder("n,text\n");
        for (int i = 0; i < 30; i++) {
            lines.append(i).append(",\"").append(text).append("\n\"\n");
        }
        Files.write(file, lines.toString().getBytes(StandardCharsets.UTF_8));
        List<Integer> seen = new ArrayList<>();
        long position = 0;
        for (CsvTail.Rows rows = after(TAIL, 0, false); !rows.rows().isEmpty(); rows = after(TAIL, position, false)) {
            position = rows.position();
            rows.rows().forEach(row -> seen.add(row.path("n").asInt()));
        }

        assertThat(seen).hasSize(30).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void whatCannotBeReadIsSaid() throws IOException {
        DataRoots roots = DataRoots.of(List.of(root));
        assertCode(left(TAIL.after(0, false, roots, DataLimits.defaults())), FailureCode.FILE_NOT_FOUND);
        assertCode(left(TAIL.after(0, false, DataRoots.none(), DataLimits.defaults())), FailureCode.PATH_NOT_ALLOWED);
        append("a\n\"" + "x".repeat(300_000));
        assertCode(
                left(TAIL.after(0, false, roots, DataLimits.defaults().withMaxCellLength(1_000))),
                FailureCode.MEMORY_LIMIT);
        Files.write(file, new byte[] {(byte) 0xFF, '\n'});
        assertCode(left(TAIL.after(0, false, roots, DataLimits.defaults())), FailureCode.FILE_ENCODING);
    }
}
