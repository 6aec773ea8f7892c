package io.framewright.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class WordsTest {
    private final StringColumn column = Words.column("s", Arrays.asList("b", null, "", "a", "b"));

    @Test
    void anEmptyTextIsNotMissing() {
        assertThat(column.size()).isEqualTo(5);
        assertThat(column.isMissing(1)).isTrue();
        assertThat(column.isMissing(2)).isFalse();
        assertThat(column.get(1)).isEmpty();
        assertThat(column.get(2)).isEmpty();
        assertThat(column.countMissing()).isEqualTo(1);
        assertThat(column.isMissing().toArray()).containsExactly(1);
        assertThat(column.isNotMissing().toArray()).containsExactly(0, 2, 3, 4);
        assertThat(column.isEqualTo("").toArray()).containsExactly(2);
    }

    @Test
    void textsAreFoundAndCounted() {
        assertThat(column.isEqualTo("b").toArray()).containsExactly(0, 4);
        assertThat(column.isIn("a", "b", "zz").toArray()).containsExactly(0, 3, 4);
        assertThat(column.isEqualTo("zz").isEmpty()).isTrue();
        assertThat(column.firstIndexOf("a")).isEqualTo(3);
        assertThat(column.firstIndexOf("zz")).isEqualTo(-1);
        assertThat(column.countOccurrences("b")).isEqualTo(2);
        assertThat(column.countOccurrences("zz")).isZero();
        assertThat(column.countUnique()).isEqualTo(3);
        assertThat(column.asSet()).containsExactlyInAnyOrder("a", "b", "");
        assertThat(column.asList()).containsExactly("b", "", "", "a", "b");
        assertThat(column.asObjectArray()).containsExactly("b", "", "", "a", "b");
        assertThat(column.countByCategory().intColumn("Count").asObjectArray()).containsExactly(2, 1, 1, 1);
        assertThat(column.getDummies()).hasSize(3);
        assertThat(column.getDummies().get(0).asBytes(4)).containsExactly(1);
    }

    @Test
    void tablesawReadsItAsItsOwn() {
        Table table = Table.create("t", column);

        assertThat(table.where(column.isEqualTo("b")).stringColumn("s").asList())
                .containsExactly("b", "b");
        assertThat(table.sortAscendingOn("s").stringColumn("s").asList()).containsExactly("", "", "a", "b", "b");
        assertThat(column.unique().size()).isEqualTo(3);
        assertThat(column.copy().append("c").size()).isEqualTo(6);
    }

    @Test
    void itDoesNotChange() {
        assertThatThrownBy(() -> column.append("c")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> column.set(0, "c")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(column::appendMissing).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(column::clear).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(column::sortAscending).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(column::sortDescending).isInstanceOf(UnsupportedOperationException.class);
    }
}
