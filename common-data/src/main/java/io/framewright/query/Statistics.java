package io.framewright.query;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.frame.Column;
import io.framewright.frame.ColumnData;
import io.framewright.frame.ColumnStatistics;
import io.framewright.frame.ColumnStatistics.Quantile;
import io.framewright.frame.ColumnType;
import io.framewright.frame.DoubleData;
import io.framewright.frame.Frame;
import io.framewright.frame.TextData;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Computes what the values of columns are like, on several cores. What is known of a column's values is remembered as
 * long as something holds them, so versions of a frame that share a column share its statistics; they take a few
 * hundred bytes a column beside texts that the column holds anyway. Thread-safe.
 */
public final class Statistics {
    private static final Map<ColumnData, ColumnStatistics> KNOWN = Collections.synchronizedMap(new WeakHashMap<>());

    /** Codes and numbers of a row while a column is counted. */
    private static final int ROW_BYTES = 16;
    /** What counting takes for each different value. */
    private static final int VALUE_BYTES = 40;

    private static final String VALUE = "value";

    private Statistics() {}

    /** Those of all columns, by their names, in order; watched by nobody. Left: MEMORY_LIMIT. */
    public static Either<Failure, Map<String, ColumnStatistics>> of(Frame frame) {
        return of(frame, frame.columnNames(), FrameLookup.NONE.maxFrameBytes(), WorkMonitor.NONE);
    }

    /**
     * Those of some columns, by their names, in the order given.
     *
     * @param maxBytes how much heap the work may take, by an estimate made before it begins
     * @return or COLUMN_NOT_FOUND, MEMORY_LIMIT, COMMAND_CANCELLED
     */
    public static Either<Failure, Map<String, ColumnStatistics>> of(
            Frame frame, List<String> columns, long maxBytes, WorkMonitor monitor) {
        return Chosen.columns(frame, columns).flatMap(chosen -> {
            Either<Failure, Map<String, ColumnStatistics>> all = Either.right(new LinkedHashMap<>());
            for (Column column : chosen) {
                all = all.flatMap(before -> of(column, maxBytes, monitor).map(one -> {
                    before.put(column.name(), one);
                    return before;
                }));
            }
            return all.map(Collections::unmodifiableMap);
        });
    }

    /** The same of one column. Left: MEMORY_LIMIT, COMMAND_CANCELLED. */
    public static Either<Failure, ColumnStatistics> of(Column column, long maxBytes, WorkMonitor monitor) {
        ColumnStatistics known = KNOWN.get(column.data());
        if (known != null) {
            return Either.right(known);
        }
        try {
            return fits(column, maxBytes)
                    .flatMap(fit -> compute(column.data(), monitor))
                    .peek(computed -> KNOWN.put(column.data(), computed));
        } catch (Watch.Cancelled cancelled) {
            return Either.left(cancelled.failure());
        }
    }

    private static Either<Failure, Boolean> fits(Column column, long maxBytes) {
        ColumnData data = column.data();
        long values = data instanceof TextData texts ? Math.min(texts.words().length, data.size()) : data.size();
        long bytes = (long) ROW_BYTES * data.size() + VALUE_BYTES * values;
        return ResultSize.check(
                "Counting the values of column " + column.name(),
                data.size(),
                data.size() == 0 ? 0 : (bytes + data.size() - 1) / data.size(),
                maxBytes,
                "Ask for the statistics of other columns, or of fewer rows.");
    }

    private static Either<Failure, ColumnStatistics> compute(ColumnData data, WorkMonitor monitor) {
        RowChunks chunks = RowChunks.of(monitor);
        Frame rows = Frame.ofColumns(List.of(new Column(VALUE, data)));
        return group(rows, List.of(VALUE), monitor, AggregateFunction.COUNT)
                .map(ValueCounts::of)
                .flatMap(counts -> extremes(counts, monitor)
                        .flatMap(extremes -> mean(data, monitor)
                                .map(mean -> new ColumnStatistics(
                                        data.type(),
                                        data.size(),
                                        data.missing(),
                                        counts.distinct(),
                                        extremes.least(),
                                        extremes.greatest(),
                                        mean.orElse(null),
                                        quantiles(data, chunks),
                                        counts.top(ColumnStatistics.MOST_TOP),
                                        counts.histogram(ColumnStatistics.MOST_BINS, chunks)))));
    }

    private record Extremes(
            @Nullable Object least, @Nullable Object greatest) {}

    private static Either<Failure, Frame> group(
            Frame rows, List<String> keys, WorkMonitor monitor, AggregateFunction... functions) {
        List<Aggregate> aggregates = Arrays.stream(functions)
                .map(function -> new Aggregate(
                        function == AggregateFunction.COUNT ? null : VALUE, function, 0, function.shown()))
                .toList();
        return new GroupBy(keys, aggregates).apply(rows, monitor);
    }

    /** The least and the greatest of the different values, which are fewer than the rows. */
    private static Either<Failure, Extremes> extremes(ValueCounts counts, WorkMonitor monitor) {
        if (counts.values() instanceof TextData texts) {
            return Either.right(extremes(texts));
        }
        return group(
                        Frame.ofColumns(List.of(new Column(VALUE, counts.values()))),
                        List.of(),
                        monitor,
                        AggregateFunction.MIN,
                        AggregateFunction.MAX)
                .map(made -> new Extremes(
                        made.data().get(0).data().get(0),
                        made.data().get(1).data().get(0)));
    }

    /** Without the ranks of all words, as a column of few rows may share the words of one of many. */
    private static Extremes extremes(TextData texts) {
        @Nullable String least = null;
        @Nullable String greatest = null;
        for (int i = 0; i < texts.size(); i++) {
            String text = texts.text(i);
            if (text != null) {
                least = least == null || text.compareTo(least) < 0 ? text : least;
                greatest = greatest == null || text.compareTo(greatest) > 0 ? text : greatest;
            }
        }
        return new Extremes(least, greatest);
    }

    /** None if there is no value, or values of this type have no mean. */
    static Either<Failure, Optional<Double>> mean(ColumnData data, WorkMonitor monitor) {
        if (!data.type().isNumber() && data.type() != ColumnType.BOOLEAN) {
            return Either.right(Optional.empty());
        }
        return group(Frame.ofColumns(List.of(new Column(VALUE, data))), List.of(), monitor, AggregateFunction.MEAN)
                .map(made ->
                        Optional.ofNullable((Double) made.data().get(0).data().get(0)));
    }

    private static List<Quantile> quantiles(ColumnData data, RowChunks chunks) {
        if (!data.type().isNumber() || data.missing() == data.size()) {
            return List.of();
        }
        DoubleData present = present(data, chunks);
        Quantile[] quantiles = new Quantile[ColumnStatistics.SHARES.size()];
        chunks.share(quantiles.length, present.size(), i -> {
            double share = ColumnStatistics.SHARES.get(i);
            QuantileTally tally = new QuantileTally(present, false, share, 1);
            tally.over(new int[0], 0, present.size(), 0, 1);
            quantiles[i] = new Quantile(share, ((DoubleData) tally.values(new int[1])).values()[0]);
        });
        return List.of(quantiles);
    }

    /** The values that are there. */
    private static DoubleData present(ColumnData data, RowChunks chunks) {
        double[] numbers = NumberLine.of(data, chunks);
        if (data.missing() == 0) {
            return DoubleData.of(numbers, data.size());
        }
        double[] present = new double[data.size() - data.missing()];
        int count = 0;
        for (int row = 0; row < data.size(); row++) {
            double number = numbers[row];
            if (!Double.isNaN(number)) {
                present[count++] = number;
            }
        }
        return DoubleData.of(present);
    }
}
