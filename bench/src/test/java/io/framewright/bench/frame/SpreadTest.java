package io.framewright.bench.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadTest {
    @Test
    void theMedianIsTheMiddleOrTheMeanOfTheTwoInTheMiddle() {
        assertThat(Spread.of(List.of(9.0, 1.0, 2.0))).isEqualTo(new Spread(2, 1, 9));
        assertThat(Spread.of(List.of(4.0, 1.0, 9.0, 2.0))).isEqualTo(new Spread(3, 1, 9));
        assertThat(Spread.of(List.of(7.0))).isEqualTo(new Spread(7, 7, 7));
    }

    @Test
    void nothingMeasuredHasNoSpread() {
        assertThatThrownBy(() -> Spread.of(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void ratiosAreTakenWithinEachRound() {
        assertThat(Spread.ratios(List.of(1.0, 2.0, 9.0), List.of(2.0, 1.0, 3.0)))
                .isEqualTo(new Spread(2, 0.5, 3));
    }

    @Test
    void aSideThatRanOnceIsHeldAgainstAllRoundsOfTheOther() {
        assertThat(Spread.ratios(List.of(12.0), List.of(1.0, 2.0, 3.0))).isEqualTo(new Spread(6, 4, 12));
        assertThat(Spread.ratios(List.of(1.0, 2.0, 3.0), List.of(2.0))).isEqualTo(new Spread(1, 0.5, 1.5));
    }

    @Test
    void threeFiguresAreShown() {
        assertThat(new Spread(1.234, 0.5, 23.45)).hasToString("1.23 (0.50–23.5)");
        assertThat(Spread.shown(1234.5)).isEqualTo("1235");
    }
}
