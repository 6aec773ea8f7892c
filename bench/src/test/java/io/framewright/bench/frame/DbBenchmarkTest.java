package io.framewright.bench.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.framewright.frame.Column;
import io.framewright.frame.ColumnType;
import io.framewright.frame.Frame;
import io.framewright.query.WorkMonitor;
import io.framewright.query.source.CsvSource;
import io.framewright.query.source.DataLimits;
import io.framewright.query.source.DataRoots;
import io.framewright.query.source.LoadContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DbBenchmarkTest {
    private static final DbBenchmark DATA = new DbBenchmark(20_000);

    @TempDir
    Path directory;

    @Test
    void theFirstRowsAreTheOnesThatFiguresWereMeasuredOn() throws IOException {
        assertThat(Files.readAllLines(DATA.file(directory, "g1")).subList(0, 3))
                .containsExactly(
                        "id1,id2,id3,id4,id5,id6,v1,v2,v3",
                        "id030,id072,id0000000076,65,80,116,3,15,32.645241",
                        "id009,id033,id0000000143,68,17,200,1,11,3.407753");
        assertThat(Files.readAllLines(DATA.file(directory, "x")).subList(0, 2))
                .containsExactly("id1,id2,id3,id4,id5,id6,v1", "4,60,9054,id4,id60,id9054,47.01869");
    }

    @ParameterizedTest
    @ValueSource(strings = {"g1", "x", "small", "medium", "big"})
    void aFrameMadeDirectlyIsTheOneThatItsFileIsLoadedAs(String table) throws IOException {
        Path file = DATA.file(directory, table);

        Frame made = DATA.table(table).frame();

        Frame loaded = load(file);
        assertThat(loaded.columnNames()).isEqualTo(made.columnNames());
        for (Column column : made.data()) {
            assertThat(values(loaded, column.name())).as(column.name()).isEqualTo(values(made, column.name()));
        }
    }

    @Test
    void aFileThatIsThereIsNotWrittenAgain() throws IOException {
        Path file = DATA.file(directory, "small");
        Files.writeString(file, "kept");

        assertThat(DATA.file(directory, "small")).isEqualTo(file).hasContent("kept");
    }

    @Test
    void theGroupByColumnsHaveTheValuesOfTheBenchmark() {
        Frame frame = DATA.table("g1").frame();

        assertThat(frame.columns().stream().map(column -> column.type()))
                .containsExactly(
                        ColumnType.STRING,
                        ColumnType.STRING,
                        ColumnType.STRING,
                        ColumnType.INTEGER,
                        ColumnType.INTEGER,
                        ColumnType.INTEGER,
                        ColumnType.INTEGER,
                        ColumnType.INTEGER,
                        ColumnType.DOUBLE);
        assertThat(different(frame, "id1")).hasSize(100).contains("id001", "id100");
        assertThat(different(frame, "id3")).hasSize(200).contains("id0000000001", "id0000000200");
        assertThat(different(frame, "id6"))
                .isEqualTo(new HashSet<Object>(
                        IntStream.rangeClosed(1, 200).boxed().toList()));
        assertThat(different(frame, "v1")).hasSize(5);
        assertThat(different(frame, "v2")).hasSize(15);
    }

    @ParameterizedTest
    @ValueSource(strings = {"small", "medium", "big"})
    void nineInTenKeysOfARightTableAreOnTheLeft(String table) {
        Frame right = DATA.table(table).frame();
        String key = table.equals("small") ? "id1" : table.equals("medium") ? "id2" : "id3";

        Set<Object> keys = different(right, key);

        assertThat(keys).hasSize(right.rowCount());
        keys.retainAll(different(DATA.table("x").frame(), key));
        assertThat(keys).hasSize(right.rowCount() * 9 / 10);
    }

    @Test
    void textKeysOfAJoinAreTheNumbersBehindId() {
        Frame big = DATA.table("big").frame();

        for (int i = 0; i < 3; i++) {
            List<Object> texts = values(big, "id" + (i + 4));
            assertThat(texts)
                    .isEqualTo(values(big, "id" + (i + 1)).stream()
                            .map(id -> "id" + id)
                            .toList());
        }
    }

    @Test
    void tooFewRowsAreRefused() {
        assertThatThrownBy(() -> new DbBenchmark(999)).hasMessageContaining("999");
    }

    private Frame load(Path file) {
        CsvSource source = new CsvSource(
                file.getFileName().toString(),
                Optional.empty(),
                true,
                Optional.empty(),
                Map.of(),
                Optional.empty(),
                Optional.of('"'));
        return source.load(new LoadContext(DataRoots.of(List.of(directory)), DataLimits.defaults(), WorkMonitor.NONE))
                .fold(
                        failure -> {
                            throw new AssertionError(failure.message());
                        },
                        pending -> {
                            throw new AssertionError("pending");
                        },
                        frame -> frame);
    }

    private static Set<Object> different(Frame frame, String column) {
        return new HashSet<>(values(frame, column));
    }

    private static List<Object> values(Frame frame, String name) {
        Column column = frame.column(name).orElseThrow();
        return IntStream.range(0, frame.rowCount())
                .mapToObj(row -> (Object) column.data().get(row))
                .toList();
    }
}
