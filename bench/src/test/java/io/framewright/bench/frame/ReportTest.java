package io.framewright.bench.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static final Report REPORT = new Report(List.of("Framewright", "DuckDB", "Polars", "Tablesaw"), true);
    private static final Question Q1 = Questions.ALL.stream()
            .filter(question -> question.name().equals("q1"))
            .findFirst()
            .orElseThrow();

    @Test
    void aRowHoldsOursAgainstTheFastestPeerAndTablesaw() {
        String row = REPORT.row(
                Q1,
                List.of(
                        measured("Framewright", 1, 2, 3),
                        measured("DuckDB", 8, 8, 8),
                        measured("Polars", 9, 9, 9),
                        measured("Tablesaw", 100, 200, 300)));

        assertThat(row)
                .isEqualTo("| q1 | sum v1 by id1 | 2.00 (1.00–3.00) | 8.00 (8.00–8.00) | 9.00 (9.00–9.00)"
                        + " | 200 (100–300) | 50.0 / 50.0 / 50.0 / 50.0 | 0.25 (0.13–0.38) | ≤ 0.50"
                        + " | 100 (100–100) | ≥ 50 | yes |");
    }

    @Test
    void oneGoalMissedIsMissed() {
        assertThat(REPORT.row(Q1, List.of(measured("Framewright", 5), measured("DuckDB", 8))))
                .endsWith(" no |");
        assertThat(REPORT.row(Q1, List.of(measured("Framewright", 1), measured("DuckDB", 8), measured("Tablesaw", 49))))
                .endsWith(" no |");
    }

    @Test
    void whatWasNotMeasuredIsNotJudged() {
        Measured notThere = new Measured("Framewright", "not there", false, 0, List.of());

        assertThat(REPORT.row(Q1, List.of(notThere, measured("DuckDB", 8))))
                .contains("| not there | 8.00, one run | – / 50.0 | – |")
                .endsWith(" – |");
    }

    @Test
    void goalsOfWarmRunsAreNotHeldAgainstColdOnes() {
        Report cold = new Report(List.of("Framewright", "DuckDB"), false);

        assertThat(cold.row(Q1, List.of(measured("Framewright", 5), measured("DuckDB", 8))))
                .endsWith("| 0.63 (0.63–0.63) | – | – | – | – |");
    }

    @Test
    void theHeaderHasACellForEachOfARow() {
        String row = REPORT.row(
                Q1,
                List.of(
                        measured("Framewright", 1),
                        measured("DuckDB", 8),
                        measured("Polars", 9),
                        measured("Tablesaw", 9)));

        assertThat(REPORT.header().lines())
                .allSatisfy(
                        line -> assertThat(line.chars().filter(c -> c == '|').count())
                                .isEqualTo(row.chars().filter(c -> c == '|').count()));
    }

    private static Measured measured(String engine, double... millis) {
        return new Measured(engine, "", false, 50, Arrays.stream(millis).boxed().toList());
    }
}
