package io.framewright.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.framewright.serialize.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextTableTest {
    @Test
    void columnsAreAsWideAsTheirWidestCellAndNumbersStandToTheRight() {
        TextTable table = new TextTable(List.of("name", "n"), List.of(1));
        table.add(List.of("Zürich", "7"));
        table.add(List.of("Bern", "1234"));

        assertThat(table.lines()).containsExactly("NAME       N", "Zürich     7", "Bern    1234");
    }

    @Test
    void cellsNeitherBreakLinesNorMoveTheCursorNorFillTheScreen() {
        TextTable table = new TextTable(List.of("c"), List.of());
        table.add(List.of("a\nb\u001b[2J"));
        table.add(List.of("𝛼".repeat(60)));

        assertThat(table.lines()).containsExactly("C", "a b [2J", "𝛼".repeat(45) + "...");
    }

    @Test
    void rowsComeInTheOrderOfTheirColumns() throws JsonProcessingException {
        TextTable table = Rows.table(Json.mapper().readTree("""
                                {"rows": [{"b": 1.5, "a": "x"}, {"b": null, "a": true}], "rowCount": 2,
                                 "columns": [{"name": "a"}, {"name": "b"}]}"""));

        assertThat(table.lines()).containsExactly("A       B", "x     1.5", "true");
    }
}
