package io.framewright.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BarChartTest {
    @Test
    void barsAreAsLongAsTheirShareOfTheLargest() {
        BarChart chart = new BarChart(false);
        chart.add("SFO", 20);
        chart.add("OAK", 5.25);

        assertThat(chart.lines()).containsExactly("SFO  " + "#".repeat(40) + " 20", "OAK  " + "#".repeat(11) + " 5.25");
    }

    @Test
    void blocksShowEighths() {
        BarChart chart = new BarChart(true);
        chart.add("a", 40);
        chart.add("b", 1.5);

        assertThat(chart.lines()).containsExactly("a  " + "█".repeat(40) + " 40", "b  █▌ 1.50");
    }

    @Test
    void valuesBelowZeroAreDrawnLighterAndThoseThatAreNoNumbersNotAtAll() {
        BarChart chart = new BarChart(false);
        chart.add("down", -4);
        chart.add("up", 8);
        chart.add("none", Double.NaN);

        assertThat(chart.lines())
                .containsExactly("down  " + "-".repeat(20) + " -4", "up    " + "#".repeat(40) + " 8", "none  -");
    }

    @Test
    void allZeroHasNoBars() {
        BarChart chart = new BarChart(false);
        chart.add("a", 0);

        assertThat(chart.lines()).containsExactly("a  0");
    }

    @Test
    void labelsAreShortenedAndHarmless() {
        BarChart chart = new BarChart(false);
        chart.add("\u001b[31mred", 1);
        chart.add("x".repeat(100), 1);
        chart.add("", 1);

        assertThat(chart.lines().get(0)).startsWith(" [31mred ");
        assertThat(chart.lines().get(1)).startsWith("x".repeat(21) + "...  ");
        assertThat(chart.lines().get(2)).startsWith("(empty)");
    }
}
