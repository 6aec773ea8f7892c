package io.framewright.client;

import static org.assertj.core.api.Assertions.assertThat;

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
}
