package io.framewright.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.DateTimeColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.InstantColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.ShortColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.api.TimeColumn;

class FrameTest {
    private static final Instant NOW = Instant.parse("2001-01-31T18:20:05.123Z");

    private static Table everyType() {
        return Table.create(
                "all",
                IntColumn.create("i", new int[] {7}).appendMissing(),
                LongColumn.create("l", 1L << 60).appendMissing(),
                DoubleColumn.create("d", 1.5).appendMissing(),
                BooleanColumn.create("b", true).appendMissing(),
                StringColumn.create("s", "x").appendMissing(),
                DateColumn.create("date", LocalDate.of(-5, 2, 28)).appendMissing(),
                TimeColumn.create("time", LocalTime.of(23, 59, 59, 999_000_000)).appendMissing(),
                DateTimeColumn.create("dateTime", LocalDateTime.of(2001, 1, 31, 18, 20, 5, 123_000_000))
                        .appendMissing(),
                InstantColumn.create("instant", NOW).appendMissing());
    }

    @Test
    void everyTypeOfTablesawIsReadAndWrittenWithItsMissingValues() {
        Frame frame = Frame.of(everyType());
        List<Object> first =
                frame.data().stream().map(column -> column.data().get(0)).toList();
        assertThat(first)
                .containsExactly(
                        7,
                        1L << 60,
                        1.5,
                        true,
                        "x",
                        LocalDate.of(-5, 2, 28),
                        LocalTime.of(23, 59, 59, 999_000_000),
                        LocalDateTime.of(2001, 1, 31, 18, 20, 5, 123_000_000),
                        NOW);
        assertThat(frame.columns()).allMatch(column -> column.missing() == 1);
        Table back = frame.take(new int[] {1, 0}, 2).table();
        for (int i = 0; i < first.size(); i++) {
            assertThat(back.column(i).isMissing(0)).isTrue();
            assertThat(back.get(1, i)).isEqualTo(first.get(i));
            assertThat(back.column(i).type()).isEqualTo(everyType().column(i).type());
            assertThat(back.column(i).type().name())
                    .isEqualTo(frame.columns().get(i).type().name());
        }
    }

    @Test
    void arraysAreSharedWithTablesawAndNotCopied() {
        Table table = everyType();
        Frame frame = Frame.of(table);
        assertThat(frame.table()).isSameAs(table);
        int[] ints = ((IntData) frame.data().get(0).data()).values();
        Frame again = Frame.of(frame.withColumns(frame.data()).table());
        assertThat(((IntData) again.data().get(0).data()).values()).isSameAs(ints);
    }

    @Test
    void shortAndFloatAreWidened() {
        Frame frame = Frame.of(Table.create(
                ShortColumn.create("s", new short[] {3}).appendMissing(),
                FloatColumn.create("f", new float[] {0.5f}).appendMissing()));
        assertThat(frame.columns().stream().map(ColumnInfo::type))
                .containsExactly(ColumnType.INTEGER, ColumnType.DOUBLE);
        assertThat(frame.data().get(0).data().get(0)).isEqualTo(3);
        assertThat(frame.data().get(1).data().get(0)).isEqualTo(0.5);
        assertThat(frame.columns()).allMatch(column -> column.missing() == 1);
        assertThat(frame.table().column("s").type().name()).isEqualTo("INTEGER");
    }

    @Test
    void typesAreReadInAnyCase() {
        assertThat(ColumnType.read("local_Date")).contains(ColumnType.LOCAL_DATE);
        assertThat(ColumnType.read("short")).contains(ColumnType.INTEGER);
        assertThat(ColumnType.read("decimal")).isEmpty();
    }

    @Test
    void rowsAreDictionariesWithColumnsKeptOrExcluded() {
        Frame frame = Frame.of(everyType());
        assertThat(frame.rows()).hasSize(2);
        assertThat(frame.rows().get(0))
                .containsExactlyEntriesOf(frame.rows(0, 1).get(0));
        assertThat(frame.rows(0, 1).get(0).keySet()).containsExactlyElementsOf(frame.columnNames());
        assertThat(frame.rows().get(0)).containsEntry("i", 7).containsEntry("instant", NOW);
        assertThat(frame.rows().get(1).values()).hasSize(9).containsOnlyNulls();
        assertThat(right(frame.keeping(List.of("s", "i"))).rows(1, 5))
                .hasSize(1)
                .first()
                .satisfies(row -> assertThat(row.keySet()).containsExactly("s", "i"));
        assertThat(right(frame.excluding(List.of("i", "l", "d", "b", "instant", "time")))
                        .rows()
                        .get(0))
                .isEqualTo(Map.of(
                        "s",
                        "x",
                        "date",
                        frame.rows().get(0).get("date"),
                        "dateTime",
                        LocalDateTime.of(2001, 1, 31, 18, 20, 5, 123_000_000)));
        assertThat(frame.rows(2, 1)).isEmpty();
        assertThatThrownBy(() -> frame.rows().get(2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> frame.rows().get(0).put("i", 8)).isInstanceOf(UnsupportedOperationException.class);
        assertThat(frame.keeping(List.of("x")).isLeft()).isTrue();
        assertThat(frame.excluding(List.of("x")).isLeft()).isTrue();
    }

    @Test
    void rowsAreAppendedByColumnNameAndTypesAreWidened() {
        Frame above = frame("a", ints(1, 2), "b", ints(1, 2), "c", texts("x", "y"));
        Frame below =
                frame("c", texts("y", "z"), "a", LongData.of(ColumnType.LONG, 1L << 40, 3), "d", DoubleData.of(1, 2));
        Frame made = right(above.append(below));
        assertThat(made.columnNames()).containsExactly("a", "b", "c", "d");
        assertThat(made.columns().get(0).type()).isEqualTo(ColumnType.LONG);
        assertThat(values(made, "a")).containsExactly(1L, 2L, 1L << 40, 3L);
        assertThat(values(made, "b")).containsExactly(1, 2, null, null);
        assertThat(values(made, "c")).containsExactly("x", "y", "y", "z");
        assertThat(values(made, "d")).containsExactly(null, null, 1.0, 2.0);
        assertThat(values(right(above.append(frame("a", DoubleData.of(0.5)))), "a"))
                .containsExactly(1.0, 2.0, 0.5);
        assertThat(values(right(Frame.empty().append(below)), "c")).containsExactly("y", "z");
        assertThat(right(above.append(Frame.empty())).rowCount()).isEqualTo(2);
    }

    @Test
    void rowsOfAnotherTypeAreNotAppended() {
        Frame above = frame("a", ints(1, 2));
        Failure failure = left(above.append(frame("a", texts("x"))));
        assertThat(failure.code()).isEqualTo("TYPE_MISMATCH");
        assertThat(failure.detail())
                .containsEntry("column", "a")
                .containsEntry("type", "INTEGER")
                .containsEntry("appended", "STRING");
        assertThat(values(right(above.append(frame("a", ColumnData.missing(ColumnType.STRING, 1)))), "a"))
                .containsExactly(1, 2, null);
        assertThat(left(above.append(frame("A", ints(1)))).code()).isEqualTo("COLUMN_EXISTS");
    }

    @Test
    void aWindowKeepsTheLastRows() {
        Frame frame = frame("a", ints(1, 2, 3, 4));
        assertThat(values(frame.window(3), "a")).containsExactly(2, 3, 4);
        assertThat(frame.window(9)).isSameAs(frame);
        assertThat(values(frame.slice(3, Long.MAX_VALUE), "a")).containsExactly(4);
        assertThat(frame.slice(Long.MAX_VALUE, 5).rowCount()).isZero();
    }

    @Test
    void versionsShareColumnsViewsFeaturesAndLineage() {
        Frame first = frame("a", ints(1, 2), "b", texts("x", "y"))
                .withView("v", new View(JsonNodeFactory.instance.arrayNode()))
                .withFeatures(Map.of("a", new Feature("id", null, null)))
                .withStep(JsonNodeFactory.instance.textNode("load"));
        Frame second =
                first.withColumn(new Column("c", ints(3, 4))).withStep(JsonNodeFactory.instance.textNode("modify"));
        assertThat(second.data().get(1)).isSameAs(first.data().get(1));
        assertThat(second.views()).containsOnlyKeys("v");
        assertThat(second.feature("a").role()).isEqualTo("id");
        assertThat(second.lineage().stream().map(Object::toString)).containsExactly("\"load\"", "\"modify\"");
        assertThat(first.lineage()).hasSize(1);
        assertThat(first.columnNames()).containsExactly("a", "b");
        assertThat(second.memoryBytesByColumn().values().stream()
                        .mapToLong(bytes -> bytes)
                        .sum())
                .isEqualTo(second.memoryBytes());
        assertThat(second.memoryBytesByColumn().get("a")).isBetween(8L, 64L);
    }

    @Test
    void columnsOfOneNameOrOfOtherLengthsAreABug() {
        assertThatThrownBy(() -> frame("a", ints(1), "a", ints(2))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> frame("a", ints(1), "b", ints(2, 3))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void textsOfNoRowAreForgottenWhenThereAreMany() {
        List<String> many = new ArrayList<>();
        for (int i = 0; i < 5000; i++) {
            many.add("word" + i);
        }
        TextData all = TextData.of(List.copyOf(many));
        TextData few = all.take(new int[] {4999, 7, 4999}, 3);
        assertThat(few.words()).containsExactly("word4999", "word7");
        assertThat(few.text(2)).isEqualTo("word4999");
        assertThat(all.slice(10, 12).words()).hasSize(2);
    }

    @Test
    void framesAreFoundByNameAndTheOnlyOneWithout() {
        Frame frame = frame("a", ints(1));
        Frames none = Frames.EMPTY;
        assertThat(left(none.resolve(Optional.empty())).code()).isEqualTo("FRAME_NOT_FOUND");
        Frames one = none.with("flights", frame);
        assertThat(one.resolve(Optional.empty())).isEqualTo(Either.right("flights"));
        assertThat(one.resolve(Optional.of("other"))).isEqualTo(Either.right("other"));
        Frames two = one.with("weather", frame);
        Failure failure = left(two.find("wether"));
        assertThat(failure.detail())
                .containsEntry("frames", List.of("flights", "weather"))
                .containsEntry("frame", "wether");
        assertThat(left(two.resolve(Optional.empty())).message()).contains("flights, weather");
        assertThat(two.with(Frames.DEFAULT_NAME, frame).resolve(Optional.empty()))
                .isEqualTo(Either.right("default"));
        assertThat(two.without("flights").names()).containsExactly("weather");
        assertThat(right(two.find("flights"))).isSameAs(frame);
        assertThat(two.memoryBytes()).isEqualTo(2 * frame.memoryBytes());
    }

    private static Frame frame(Object... namesAndData) {
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < namesAndData.length; i += 2) {
            columns.add(new Column((String) namesAndData[i], (ColumnData) namesAndData[i + 1]));
        }
        return Frame.ofColumns(columns);
    }

    private static IntData ints(int... values) {
        return IntData.of(ColumnType.INTEGER, values);
    }

    private static TextData texts(String... values) {
        return TextData.of(Arrays.asList(values));
    }

    private static List<Object> values(Frame frame, String column) {
        List<Object> values = new ArrayList<>();
        ColumnData data = frame.column(column).orElseThrow().data();
        for (int row = 0; row < frame.rowCount(); row++) {
            values.add(data.get(row));
        }
        return values;
    }

    private static <T> T right(Either<Failure, T> either) {
        return either.toOptional().orElseThrow(() -> new AssertionError(either.toString()));
    }

    private static Failure left(Either<Failure, ?> either) {
        return either.fold(
                failure -> failure,
                pending -> {
                    throw new AssertionError("pending");
                },
                value -> {
                    throw new AssertionError("no failure but " + value);
                });
    }
}
