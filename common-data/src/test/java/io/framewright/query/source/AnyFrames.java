package io.framewright.query.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.frame.BooleanData;
import io.framewright.frame.Column;
import io.framewright.frame.ColumnData;
import io.framewright.frame.ColumnType;
import io.framewright.frame.DoubleData;
import io.framewright.frame.Frame;
import io.framewright.frame.IntData;
import io.framewright.frame.LongData;
import io.framewright.frame.Packed;
import io.framewright.frame.TextData;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.jspecify.annotations.Nullable;

/** Frames with columns of every type, missing values and none, few rows and none. */
record AnyFrames(int firstYear, int lastYear, boolean infinities) {
    Arbitrary<Frame> frames() {
        return Arbitraries.integers()
                .between(0, 12)
                .flatMap(rows -> Combinators.combine(Arrays.stream(ColumnType.values())
                                .map(type -> column(type, rows))
                                .toList())
                        .as(AnyFrames::frame));
    }

    /** The same names, types and values. */
    static void assertSame(Frame back, Frame frame) {
        assertThat(Loading.columns(back)).isEqualTo(Loading.columns(frame));
        for (String name : frame.columnNames()) {
            assertThat(Loading.values(back, name)).as(name).isEqualTo(Loading.values(frame, name));
        }
    }

    static Frame frame(List<ColumnData> columns) {
        List<Column> named = new ArrayList<>();
        for (ColumnData data : columns) {
            named.add(new Column("c " + data.type(), data));
        }
        return Frame.ofColumns(named);
    }

    private Arbitrary<ColumnData> column(ColumnType type, int rows) {
        return values(type).injectNull(0.2).list().ofSize(rows).map(values -> column(type, values));
    }

    private static ColumnData column(ColumnType type, List<@Nullable Object> values) {
        return switch (type) {
            case INTEGER, LOCAL_DATE, LOCAL_TIME ->
                IntData.of(
                        type,
                        values.stream()
                                .mapToInt(value -> value == null ? IntData.MISSING : (Integer) value)
                                .toArray());
            case LONG, LOCAL_DATE_TIME, INSTANT ->
                LongData.of(
                        type,
                        values.stream()
                                .mapToLong(value -> value == null ? LongData.MISSING : (Long) value)
                                .toArray());
            case DOUBLE ->
                DoubleData.of(values.stream()
                        .mapToDouble(value -> value == null ? Double.NaN : (Double) value)
                        .toArray());
            case BOOLEAN -> {
                byte[] bytes = new byte[values.size()];
                for (int row = 0; row < bytes.length; row++) {
                    Object value = values.get(row);
                    bytes[row] = value == null ? BooleanData.MISSING : (byte) ((Boolean) value ? 1 : 0);
                }
                yield BooleanData.of(bytes);
            }
            case STRING ->
                TextData.of(values.stream().map(value -> (String) value).toList());
        };
    }

    private Arbitrary<Object> values(ColumnType type) {
        return switch (type) {
            case INTEGER ->
                Arbitraries.integers().greaterOrEqual(Integer.MIN_VALUE + 1).asGeneric();
            case LONG -> Arbitraries.longs().greaterOrEqual(Long.MIN_VALUE + 1).asGeneric();
            case DOUBLE ->
                Arbitraries.oneOf(
                                Arbitraries.doubles(),
                                Arbitraries.of(
                                        0.1,
                                        infinities ? Double.POSITIVE_INFINITY : 1e300,
                                        infinities ? Double.NEGATIVE_INFINITY : -5.5,
                                        Double.MAX_VALUE))
                        // Zero has one sign in most places.
                        .map(value -> value + 0.0)
                        .asGeneric();
            case BOOLEAN -> Arbitraries.of(true, false).asGeneric();
            case LOCAL_DATE -> dates().map(Packed::of).asGeneric();
            case LOCAL_TIME -> times().map(Packed::of).asGeneric();
            case LOCAL_DATE_TIME -> dateTimes().map(Packed::of).asGeneric();
            case INSTANT ->
                dateTimes().map(at -> Packed.of(at.toInstant(ZoneOffset.UTC))).asGeneric();
            case STRING ->
                Arbitraries.oneOf(
                                Arbitraries.of(
                                        "", " ", "NA", "null", "007", "'", "\"", "\\", "é", "日本", "\uD83D\uDE00"),
                                Arbitraries.strings()
                                        .ofMaxLength(8)
                                        .filter(text -> text.indexOf('\0') < 0
                                                && text.chars().noneMatch(c -> Character.isSurrogate((char) c))))
                        .asGeneric();
        };
    }

    private Arbitrary<LocalDate> dates() {
        return Arbitraries.longs()
                .between(
                        LocalDate.of(firstYear, 1, 2).toEpochDay(),
                        LocalDate.of(lastYear, 12, 30).toEpochDay())
                .map(LocalDate::ofEpochDay);
    }

    private static Arbitrary<LocalTime> times() {
        return Arbitraries.integers()
                .between(0, 86_400_000 - 1)
                .map(millis -> LocalTime.ofNanoOfDay(millis * 1_000_000L));
    }

    private Arbitrary<LocalDateTime> dateTimes() {
        return Combinators.combine(dates(), times()).as(LocalDate::atTime);
    }
}
