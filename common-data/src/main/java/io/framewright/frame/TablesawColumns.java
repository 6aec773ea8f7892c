package io.framewright.frame;

import it.unimi.dsi.fastutil.doubles.DoubleArrayList;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.util.AbstractList;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
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
import tech.tablesaw.api.TimeColumn;

/** Columns of ours from Tablesaw's and back, without copying the values where Tablesaw keeps them as we do. */
final class TablesawColumns {
    private TablesawColumns() {}

    /** Our column; throws {@link IllegalArgumentException} for a type that frames do not hold. */
    static Column read(tech.tablesaw.columns.Column<?> column) {
        return new Column(column.name(), data(column));
    }

    private static ColumnData data(tech.tablesaw.columns.Column<?> column) {
        if (column instanceof IntColumn) {
            IntArrayList values = TablesawArrays.INTEGER.values(column);
            return IntData.of(ColumnType.INTEGER, values.elements(), values.size());
        }
        if (column instanceof DateColumn) {
            IntArrayList values = TablesawArrays.LOCAL_DATE.values(column);
            return IntData.of(ColumnType.LOCAL_DATE, values.elements(), values.size());
        }
        if (column instanceof TimeColumn) {
            IntArrayList values = TablesawArrays.LOCAL_TIME.values(column);
            return IntData.of(ColumnType.LOCAL_TIME, values.elements(), values.size());
        }
        if (column instanceof LongColumn) {
            LongArrayList values = TablesawArrays.LONG.values(column);
            return LongData.of(ColumnType.LONG, values.elements(), values.size());
        }
        if (column instanceof DateTimeColumn) {
            LongArrayList values = TablesawArrays.LOCAL_DATE_TIME.values(column);
            return LongData.of(ColumnType.LOCAL_DATE_TIME, values.elements(), values.size());
        }
        if (column instanceof InstantColumn) {
            LongArrayList values = TablesawArrays.INSTANT.values(column);
            return LongData.of(ColumnType.INSTANT, values.elements(), values.size());
        }
        if (column instanceof DoubleColumn) {
            DoubleArrayList values = TablesawArrays.DOUBLE.values(column);
            return DoubleData.of(values.elements(), values.size());
        }
        if (column instanceof BooleanColumn booleans) {
            return BooleanData.of(booleans.toByteArrayList().toByteArray());
        }
        if (column instanceof StringColumn strings) {
            return texts(strings);
        }
        if (column instanceof FloatColumn floats) {
            return DoubleData.of(floats.asDoubleArray());
        }
        if (column instanceof ShortColumn shorts) {
            return widened(shorts);
        }
        throw new IllegalArgumentException("A frame holds no column of type " + column.type());
    }

    private static ColumnData widened(ShortColumn column) {
        int[] values = new int[column.size()];
        for (int row = 0; row < values.length; row++) {
            values[row] = column.isMissing(row) ? IntData.MISSING : column.getShort(row);
        }
        return IntData.of(ColumnType.INTEGER, values);
    }

    private static ColumnData texts(StringColumn column) {
        if (column.getDictionary() instanceof Words words) {
            return TextData.of(words.words(), words.codes(), words.size());
        }
        return TextData.of(new AbstractList<>() {
            @Override
            public @Nullable String get(int row) {
                return column.isMissing(row) ? null : column.get(row);
            }

            @Override
            public int size() {
                return column.size();
            }
        });
    }

    /** A Tablesaw column over the same arrays. */
    static tech.tablesaw.columns.Column<?> write(Column column) {
        String name = column.name();
        if (column.data() instanceof IntData ints) {
            IntArrayList values = IntArrayList.wrap(ints.values(), ints.size());
            return switch (ints.type()) {
                case LOCAL_DATE -> TablesawArrays.LOCAL_DATE.column(name, values);
                case LOCAL_TIME -> TablesawArrays.LOCAL_TIME.column(name, values);
                default -> TablesawArrays.INTEGER.column(name, values);
            };
        }
        if (column.data() instanceof LongData longs) {
            LongArrayList values = LongArrayList.wrap(longs.values(), longs.size());
            return switch (longs.type()) {
                case LOCAL_DATE_TIME -> TablesawArrays.LOCAL_DATE_TIME.column(name, values);
                case INSTANT -> TablesawArrays.INSTANT.column(name, values);
                default -> TablesawArrays.LONG.column(name, values);
            };
        }
        if (column.data() instanceof DoubleData doubles) {
            return TablesawArrays.DOUBLE.column(name, DoubleArrayList.wrap(doubles.values(), doubles.size()));
        }
        if (column.data() instanceof BooleanData booleans) {
            BooleanColumn written = BooleanColumn.create(name);
            for (int row = 0; row < booleans.size(); row++) {
                written.append(booleans.values()[row]);
            }
            return written;
        }
        TextData texts = (TextData) column.data();
        int[] codes = texts.codes().length == texts.size() ? texts.codes() : Arrays.copyOf(texts.codes(), texts.size());
        return Words.column(name, texts.words(), codes);
    }
}
