package io.framewright.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.framewright.frame.Column;
import io.framewright.frame.ColumnData;
import io.framewright.frame.ColumnType;
import io.framewright.frame.DoubleData;
import io.framewright.frame.Frame;
import io.framewright.frame.IntData;
import io.framewright.frame.LongData;
import io.framewright.frame.Packed;
import io.framewright.frame.TextData;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Compares group-by, on each of its paths, with rows grouped one by one. */
class GroupByTest {
    private static final String[] WORDS = {"never", "a", "", "z", "nowhere", "b"};

    /** How small frames come to go where large ones go. */
    enum Path {
        AS_EVER(GroupLimits.DEFAULT),
        DIRECT_IN_CHUNKS(new GroupLimits(5000, 1e9, 3, 1 << 15, 1L << 62)),
        HASHED_IN_ONE_TABLE(new GroupLimits(0, 0, 1 << 14, 1 << 15, 1L << 62)),
        HASHED_IN_PARTITIONS(new GroupLimits(0, 0, 7, 4, 1L << 62)),
        KEYS_NUMBERED_FIRST(new GroupLimits(0, 0, 5, 8, 10));

        final GroupLimits limits;

        Path(GroupLimits limits) {
            this.limits = limits;
        }

        GroupWork on(int cores) {
            return new GroupWork(Cores.of(cores), limits, new Watch(WorkMonitor.NONE));
        }
    }

    @Provide
    Arbitrary<Frame> frames() {
        return RandomFrames.frames().map(GroupByTest::withSmallRanges);
    }

    @Provide
    Arbitrary<List<String>> keys() {
        return Arbitraries.of("k", "t", "u", "i", "l", "d", "s", "b", "day", "w")
                .list()
                .uniqueElements()
                .ofMaxSize(5);
    }

    /** Keys of few values, some with words that stand in no row: they are grouped without hashing. */
    private static Frame withSmallRanges(Frame frame) {
        int rows = frame.rowCount();
        long[] seeds = ((LongData) frame.column("w").orElseThrow().data()).values();
        int[] few = new int[rows];
        long[] times = new long[rows];
        int[] codes = new int[rows];
        for (int row = 0; row < rows; row++) {
            int seed = (int) (seeds[row] >>> 33);
            few[row] = seed % 5 == 0 ? IntData.MISSING : seed % 4 - 7;
            times[row] = seed % 7 == 0
                    ? LongData.MISSING
                    : Packed.of(LocalDateTime.of(2020, 2, 28, 23, 59).plusSeconds(seed % 3));
            codes[row] = seed % 6 == 0 ? TextData.MISSING : new int[] {1, 2, 3, 5}[seed % 4];
        }
        return frame.withColumn(new Column("k", IntData.of(ColumnType.INTEGER, few)))
                .withColumn(new Column("t", LongData.of(ColumnType.INSTANT, times)))
                .withColumn(new Column("u", TextData.of(WORDS, codes, rows)));
    }

    @Property(tries = 1000)
    void eachPathGivesWhatRowsGroupedOneByOneGive(
            @ForAll("frames") Frame frame,
            @ForAll("keys") List<String> keys,
            @ForAll Path path,
            @ForAll boolean alone,
            @ForAll boolean whole) {
        List<Aggregate> aggregates = aggregates(frame, whole);
        Frame made = run(new GroupBy(keys, aggregates), frame, path.on(alone ? 1 : 3));

        Map<List<@Nullable Object>, List<Integer>> groups = NaiveGroups.of(frame, keys);
        assertThat(made.rowCount()).isEqualTo(groups.size());
        int at = 0;
        for (Map.Entry<List<@Nullable Object>, List<Integer>> group : groups.entrySet()) {
            for (int key = 0; key < keys.size(); key++) {
                ColumnData found = made.data().get(key).data();
                assertThat(NaiveGroups.key(found.get(at)))
                        .isEqualTo(group.getKey().get(key));
            }
            for (int i = 0; i < aggregates.size(); i++) {
                ColumnData found = made.data().get(keys.size() + i).data();
                NaiveGroups.check(aggregates.get(i), frame, group.getValue(), found, at);
            }
            at++;
        }
    }

    /** Every function of every column that it takes; those that need all rows of a group at once only on demand. */
    private static List<Aggregate> aggregates(Frame frame, boolean whole) {
        List<Aggregate> aggregates = new ArrayList<>();
        aggregates.add(new Aggregate(null, AggregateFunction.COUNT, 0.5, "#rows"));
        for (Column column : frame.data()) {
            for (AggregateFunction function : AggregateFunction.values()) {
                boolean needsAll = List.of(
                                AggregateFunction.MEDIAN, AggregateFunction.QUANTILE, AggregateFunction.NUNIQUE)
                        .contains(function);
                if (function.refuses(column.type()) == null && (whole || !needsAll)) {
                    double q = function == AggregateFunction.QUANTILE ? 0.3 : 0.5;
                    aggregates.add(new Aggregate(column.name(), function, q, "#" + function.shown() + column.name()));
                }
            }
        }
        return aggregates;
    }

    private static Frame run(GroupBy groupBy, Frame frame, GroupWork work) {
        return PipelineTest.right(groupBy.apply(frame, work, Long.MAX_VALUE));
    }

    @ParameterizedTest
    @EnumSource(Path.class)
    void manyRowsAreGroupedAsOneByOne(Path path) {
        int rows = 50_000;
        Frame frame = large(rows, 20_000);
        List<String> keys = List.of("id", "text");
        Frame made = run(
                new GroupBy(
                        keys,
                        List.of(
                                new Aggregate("id", AggregateFunction.SUM, 0.5, "sum"),
                                new Aggregate("value", AggregateFunction.MAX, 0.5, "max"),
                                new Aggregate("value", AggregateFunction.FIRST, 0.5, "first"))),
                frame,
                path.on(3));

        Map<List<@Nullable Object>, long[]> sums = new LinkedHashMap<>();
        int[] ids = ((IntData) frame.column("id").orElseThrow().data()).values();
        NaiveGroups.of(frame, keys)
                .forEach((key, group) -> sums.put(key, new long[] {(long) ids[group.get(0)] * group.size()}));
        assertThat(((LongData) made.column("sum").orElseThrow().data()).values())
                .isEqualTo(sums.values().stream().mapToLong(sum -> sum[0]).toArray());
        assertThat(made.column("max").orElseThrow().data().missing()).isZero();
        assertThat(made.column("first").orElseThrow().data().get(0))
                .isEqualTo(frame.column("value").orElseThrow().data().get(0));
    }

    private static Frame large(int rows, int groups) {
        Random random = new Random(17);
        int[] ids = new int[rows];
        int[] codes = new int[rows];
        double[] values = new double[rows];
        for (int row = 0; row < rows; row++) {
            ids[row] = random.nextInt(groups);
            codes[row] = ids[row] % 3 + 1;
            values[row] = random.nextDouble();
        }
        return Frame.ofColumns(List.of(
                new Column("id", IntData.of(ColumnType.INTEGER, ids)),
                new Column("text", TextData.of(WORDS, codes, rows)),
                new Column("value", DoubleData.of(values))));
    }

    @ParameterizedTest
    @EnumSource(Path.class)
    void sumsAreTheSameToTheLastBitOnAnyNumberOfCores(Path path) {
        Frame frame = large(300_000, 50);
        GroupBy sums = new GroupBy(
                List.of("id"),
                List.of(
                        new Aggregate("value", AggregateFunction.SUM, 0.5, "sum"),
                        new Aggregate("value", AggregateFunction.SD, 0.5, "sd")));

        Frame alone = run(sums, frame, path.on(1));

        assertThat(PipelineTest.rows(run(sums, frame, path.on(2)))).isEqualTo(PipelineTest.rows(alone));
        assertThat(PipelineTest.rows(run(sums, frame, path.on(5)))).isEqualTo(PipelineTest.rows(alone));
    }

    @ParameterizedTest
    @EnumSource(Path.class)
    void groupingStopsWhereItIsCancelled(Path path) {
        AtomicInteger asked = new AtomicInteger();
        WorkMonitor soon = new WorkMonitor() {
            @Override
            public boolean cancelled() {
                return asked.incrementAndGet() > 4;
            }

            @Override
            public void progress(long done, long total, String unit) {}
        };
        Frame frame = large(200_000, 1000);
        GroupBy groupBy =
                new GroupBy(List.of("id"), List.of(new Aggregate("value", AggregateFunction.SUM, 0.5, "sum")));
        GroupWork work = new GroupWork(Cores.of(2), path.limits, new Watch(soon));

        assertThatThrownBy(() -> groupBy.apply(frame, work, Long.MAX_VALUE)).isInstanceOf(Watch.Cancelled.class);
        // Both threads may have asked once more before they stopped.
        assertThat(asked.get()).isLessThanOrEqualTo(8);
    }

    @Test
    void theFrameOfOneRowPerGroupSharesItsKeys() {
        Frame frame = large(1000, 1 << 30);
        Frame made = run(
                new GroupBy(List.of("id"), List.of(new Aggregate("value", AggregateFunction.MAX, 0.5, "max"))),
                frame,
                Path.AS_EVER.on(1));

        assertThat(made.rowCount()).isEqualTo(1000);
        assertThat(made.data().get(0).data())
                .isSameAs(frame.column("id").orElseThrow().data());
    }

    @Property(tries = 500)
    void aSelectedValueStandsWhereSortingWouldPutIt(@ForAll List<Integer> wanted, @ForAll long seed) {
        Random random = new Random(seed);
        double[] values = new double[wanted.size() * 7 + 1];
        for (int i = 0; i < values.length; i++) {
            // Some far away, some in all places, many in a few.
            values[i] =
                    i < wanted.size() ? wanted.get(i) : i % 2 == 0 ? random.nextDouble() : random.nextInt(1 + i % 50);
        }
        if (seed % 3 == 0) {
            values[random.nextInt(values.length)] = Double.POSITIVE_INFINITY;
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int place = random.nextInt(values.length);

        OrderStatistic.Pair pair = new OrderStatistic().select(values, 0, values.length, place);
        assertThat(pair.at()).isEqualTo(sorted[place]);
        assertThat(pair.next()).isEqualTo(sorted[Math.min(place + 1, values.length - 1)]);
    }
}
