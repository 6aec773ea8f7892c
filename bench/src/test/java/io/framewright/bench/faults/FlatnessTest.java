package io.framewright.bench.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FlatnessTest {
    @Test
    void whatGoesUpAndDownIsFlat() {
        assertThat(samples(second -> (500L << 20) + (second % 3 << 20)).isFlat())
                .isTrue();
    }

    @Test
    void whatGrowsIsNot() {
        Flatness growing = samples(second -> second << 20);

        assertThat(growing.isFlat()).isFalse();
        assertThat(growing.toString()).contains("| Redis keys |").contains("| no |");
    }

    private static Flatness samples(LongUnaryOperator value) {
        return new Flatness(LongStream.range(0, 300)
                .mapToObj(second -> new Sample(second, list(value.applyAsLong(second))))
                .toList());
    }

    private static List<Long> list(long value) {
        return Collections.nCopies(Sample.NAMES.size(), value);
    }
}
