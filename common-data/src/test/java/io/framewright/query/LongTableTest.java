package io.framewright.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class LongTableTest {
    @Property
    void keysAreNumberedInTheOrderTheyComeAlsoAfterClearing(@ForAll List<Long> keys) {
        LongTable table = new LongTable(1);
        for (int round = 0; round < 2; round++) {
            Map<Long, Integer> numbers = new HashMap<>();
            for (long key : keys) {
                int next = numbers.size();
                assertThat(table.number(key)).isEqualTo(numbers.computeIfAbsent(key, none -> next));
            }
            assertThat(table.size()).isEqualTo(numbers.size());
            table.clear();
            assertThat(table.size()).isZero();
        }
    }

    @Test
    void smallWholeNumbersInFloatingPointDoNotShareSlots() {
        long slots = IntStream.range(0, 1024)
                .mapToLong(number -> LongTable.mixed(Double.doubleToLongBits(number)) & 2047)
                .distinct()
                .count();
        assertThat(slots).isGreaterThan(700);
    }

    @Test
    void multiplesOfAPowerOfTwoDoNotSharePartitions() {
        for (int shift = 0; shift < 54; shift++) {
            int power = shift;
            long partitions = IntStream.range(0, 1024)
                    .mapToLong(number -> LongTable.mixed((long) number << power) >>> 54)
                    .distinct()
                    .count();
            assertThat(partitions).as("shifted by %d", shift).isGreaterThan(500);
        }
    }
}
