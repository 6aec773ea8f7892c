package io.framewright.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.client.ColumnSchema;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DemoColumnsTest {
    @Test
    void textOfFewValuesIsTheKeyAndTheFirstRealNumberIsAveraged() {
        List<ColumnSchema> columns = columns("id INTEGER", "name STRING", "city STRING", "amount DOUBLE");

        assertThat(DemoColumns.choose(columns, 1000, Map.of("name", 990L, "city", 9L, "id", 1000L)))
                .isEqualTo(new DemoColumns(Optional.of("city"), Optional.of("amount")));
    }

    @Test
    void withoutATextTruthValuesAndSmallWholeNumbersServe() {
        assertThat(DemoColumns.choose(columns("ok BOOLEAN", "n INTEGER"), 100, Map.of("ok", 2L, "n", 5L)))
                .isEqualTo(new DemoColumns(Optional.of("ok"), Optional.of("n")));
        assertThat(DemoColumns.choose(columns("n INTEGER"), 100, Map.of("n", 5L)))
                .isEqualTo(new DemoColumns(Optional.of("n"), Optional.empty()));
    }

    @Test
    void withoutAKeyTheWholeFrameIsSummedUp() {
        assertThat(DemoColumns.choose(columns("x DOUBLE"), 100, Map.of()))
                .isEqualTo(new DemoColumns(Optional.empty(), Optional.of("x")));
    }

    @Test
    void withoutNumbersRowsAreCounted() {
        DemoColumns chosen = DemoColumns.choose(columns("s STRING"), 100, Map.of("s", 3L));

        assertThat(chosen).isEqualTo(new DemoColumns(Optional.of("s"), Optional.empty()));
        assertThat(new DemoSummary(chosen, Optional.empty(), 100).measure()).isEqualTo("rows");
    }

    @Test
    void columnWithOneValueOrOneForEachRowIsNoKey() {
        List<ColumnSchema> columns = columns("constant STRING", "unique STRING");

        assertThat(DemoColumns.choose(columns, 40, Map.of("constant", 1L, "unique", 40L))
                        .key())
                .isEmpty();
    }

    @Test
    void identifierIsAveragedOnlyIfThereIsNothingElse() {
        assertThat(DemoColumns.choose(columns("user_id LONG"), 9, Map.of()).number())
                .contains("user_id");
    }

    private static List<ColumnSchema> columns(String... described) {
        return Stream.of(described)
                .map(column -> column.split(" ", 2))
                .map(parts -> new ColumnSchema(parts[0], parts[1], 0, "", "", ""))
                .toList();
    }
}
