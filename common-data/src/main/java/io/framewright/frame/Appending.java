package io.framewright.frame;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts the rows of one frame below those of another. */
final class Appending {
    private Appending() {}

    static Either<Failure, Frame> append(Frame above, Frame below) {
        Set<String> names = new LinkedHashSet<>(above.columnNames());
        names.addAll(below.columnNames());
        List<Column> columns = new ArrayList<>();
        for (String name : names) {
            if (above.columnLike(name).or(() -> below.columnLike(name)).isPresent()) {
                return Either.left(ColumnNames.exists(
                        name,
                        above.columnLike(name).or(() -> below.columnLike(name)).orElseThrow()));
            }
            Optional<ColumnData> first = above.column(name).map(Column::data);
            Optional<ColumnData> second = below.column(name).map(Column::data);
            ColumnType firstType = type(first, second);
            ColumnType secondType = type(second, first);
            @Nullable ColumnType type = common(firstType, secondType);
            if (type == null) {
                return Either.left(clash(name, firstType, secondType));
            }
            columns.add(new Column(
                    name, join(convert(first, type, above.rowCount()), convert(second, type, below.rowCount()))));
        }
        return Either.right(above.withColumns(columns));
    }

    /** The type of a column, or the other's if it is not there or has no value. */
    private static ColumnType type(Optional<ColumnData> one, Optional<ColumnData> other) {
        return one.filter(data -> data.missing() < data.size())
                .or(() -> other)
                .or(() -> one)
                .orElseThrow()
                .type();
    }

    private static @Nullable ColumnType common(ColumnType one, ColumnType other) {
        if (one == other) {
            return one;
        }
        if (one.isNumber() && other.isNumber()) {
            return one.ordinal() > other.ordinal() ? one : other;
        }
        boolean dates = one == ColumnType.LOCAL_DATE && other == ColumnType.LOCAL_DATE_TIME
                || one == ColumnType.LOCAL_DATE_TIME && other == ColumnType.LOCAL_DATE;
        return dates ? ColumnType.LOCAL_DATE_TIME : null;
    }

    private static Failure clash(String name, ColumnType have, ColumnType got) {
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("column", name);
        detail.put("type", have.name());
        detail.put("appended", got.name());
        return Failure.of(
                FailureCode.TYPE_MISMATCH,
                "Column " + name + " is " + have + "; rows of type " + got
                        + " cannot be appended to it. Transform one of the two first.",
                detail);
    }

    private static ColumnData convert(Optional<ColumnData> data, ColumnType type, int rows) {
        if (data.isEmpty() || data.get().type() != type && data.get().missing() == rows) {
            return ColumnData.missing(type, rows);
        }
        ColumnData given = data.get();
        if (given.type() == type) {
            return given;
        }
        if (type == ColumnType.DOUBLE) {
            return toDoubles(given);
        }
        int[] ints = ((IntData) given).values();
        long[] longs = new long[rows];
        for (int row = 0; row < rows; row++) {
            longs[row] = ints[row] == IntData.MISSING
                    ? LongData.MISSING
                    : type == ColumnType.LONG ? ints[row] : Packed.join(ints[row], 0);
        }
        return LongData.of(type, longs);
    }

    private static ColumnData toDoubles(ColumnData given) {
        double[] doubles = new double[given.size()];
        for (int row = 0; row < doubles.length; row++) {
            if (given.isMissing(row)) {
                doubles[row] = Double.NaN;
            } else {
                doubles[row] = given instanceof IntData ints ? ints.values()[row] : ((LongData) given).values()[row];
            }
        }
        return DoubleData.of(doubles);
    }

    private static ColumnData join(ColumnData above, ColumnData below) {
        int rows = above.size() + below.size();
        if (above instanceof IntData ints) {
            int[] all = Arrays.copyOf(ints.values(), rows);
            System.arraycopy(((IntData) below).values(), 0, all, above.size(), below.size());
            return IntData.of(above.type(), all);
        }
        if (above instanceof LongData longs) {
            long[] all = Arrays.copyOf(longs.values(), rows);
            System.arraycopy(((LongData) below).values(), 0, all, above.size(), below.size());
            return LongData.of(above.type(), all);
        }
        if (above instanceof DoubleData doubles) {
            double[] all = Arrays.copyOf(doubles.values(), rows);
            System.arraycopy(((DoubleData) below).values(), 0, all, above.size(), below.size());
            return DoubleData.of(all);
        }
        if (above instanceof BooleanData booleans) {
            byte[] all = Arrays.copyOf(booleans.values(), rows);
            System.arraycopy(((BooleanData) below).values(), 0, all, above.size(), below.size());
            return BooleanData.of(all);
        }
        return ((TextData) above).followedBy((TextData) below);
    }
}
