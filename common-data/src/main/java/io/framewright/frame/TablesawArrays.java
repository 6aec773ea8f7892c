package io.framewright.frame;

import it.unimi.dsi.fastutil.doubles.DoubleArrayList;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.DateTimeColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.InstantColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.TimeColumn;
import tech.tablesaw.columns.Column;

/**
 * The array list inside a kind of Tablesaw column. Tablesaw's public factories copy; its fields and constructors do
 * not, so these are reached through method handles. The version of Tablesaw is pinned, and a test holds every kind.
 */
final class TablesawArrays<L> {
    static final TablesawArrays<IntArrayList> INTEGER = of(IntColumn.class, IntArrayList.class);
    static final TablesawArrays<IntArrayList> LOCAL_DATE = of(DateColumn.class, IntArrayList.class);
    static final TablesawArrays<IntArrayList> LOCAL_TIME = of(TimeColumn.class, IntArrayList.class);
    static final TablesawArrays<LongArrayList> LONG = of(LongColumn.class, LongArrayList.class);
    static final TablesawArrays<LongArrayList> LOCAL_DATE_TIME = of(DateTimeColumn.class, LongArrayList.class);
    static final TablesawArrays<LongArrayList> INSTANT = of(InstantColumn.class, LongArrayList.class);
    static final TablesawArrays<DoubleArrayList> DOUBLE = of(DoubleColumn.class, DoubleArrayList.class);

    private final Class<L> list;
    private final MethodHandle values;
    private final MethodHandle column;

    private TablesawArrays(Class<L> list, MethodHandle values, MethodHandle column) {
        this.list = list;
        this.values = values;
        this.column = column;
    }

    private static <L> TablesawArrays<L> of(Class<?> column, Class<L> list) {
        try {
            MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(column, MethodHandles.lookup());
            return new TablesawArrays<>(
                    list,
                    lookup.findGetter(column, "data", list),
                    lookup.findConstructor(column, MethodType.methodType(void.class, String.class, list)));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Another version of Tablesaw than the one Framewright is built for", e);
        }
    }

    L values(Column<?> of) {
        try {
            return list.cast(values.invoke(of));
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    Column<?> column(String name, L over) {
        try {
            return (Column<?>) column.invoke(name, over);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
