package io.framewright.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.frame.BooleanData;
import io.framewright.frame.Column;
import io.framewright.frame.ColumnData;
import io.framewright.frame.ColumnType;
import io.framewright.frame.DoubleData;
import io.framewright.frame.Frame;
import io.framewright.frame.IntData;
import io.framewright.frame.LongData;
import io.framewright.frame.TextData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.StringLength;
import org.jspecify.annotations.Nullable;

/** Compares the order of rows with a stable sort by a comparator, with chunks so small that every path is met. */
class RowOrderPropertyTest {
    private static final Cores ONE = Cores.of(1);
    private static final Cores THREE = Cores.of(3);

    /** What the chunks and the parts sorted at once are to be like. */
    record Sizes(Cores cores, int chunk, int leaf) {
        RowChunks chunks() {
            return RowChunks.of(cores, chunk, WorkMonitor.NONE);
        }
    }

    @Provide
    Arbitrary<Sizes> sizes() {
        return Arbitraries.of(
                new Sizes(ONE, 1 << 16, 1 << 17),
                new Sizes(THREE, 7, 1),
                new Sizes(ONE, 5, 3),
                new Sizes(THREE, 64, 40),
                new Sizes(THREE, 1000, 600));
    }

    @Provide
    Arbitrary<Integer> rowCounts() {
        return Arbitraries.of(0, 1, 2, 3, 13, 14, 60, 500, 5000);
    }

    @Property(tries = 400)
    void orderIsTheStableOrderOfAComparator(
            @ForAll("rowCounts") int rows, @ForAll("sizes") Sizes sizes, @ForAll long seed) {
        Random random = new Random(seed);
        List<RowOrder.Key> keys = new ArrayList<>();
        int count = 1 + random.nextInt(5);
        for (int i = 0; i < count; i++) {
            keys.add(new RowOrder.Key(column(rows, random), random.nextBoolean()));
        }
        int[] expected = IntStream.range(0, rows)
                .boxed()
                .sorted(comparator(keys))
                .mapToInt(Integer::intValue)
                .toArray();
        assertThat(RowOrder.of(keys, rows, sizes.leaf(), sizes.chunks())).isEqualTo(expected);
    }

    @Property(tries = 300)
    void theFirstRowsAreThoseOfTheWholeOrder(
            @ForAll("rowCounts") int rows, @ForAll("sizes") Sizes sizes, @ForAll long seed) {
        Random random = new Random(seed);
        List<RowOrder.Key> keys = new ArrayList<>();
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            keys.add(new RowOrder.Key(column(rows, random), random.nextBoolean()));
        }
        int wanted = random.nextInt(random.nextBoolean() ? 5 : rows + 10);
        int[] all = RowOrder.of(keys, rows, sizes.chunks());
        assertThat(TopRows.of(keys, rows, wanted, sizes.chunks()))
                .isEqualTo(Arrays.copyOf(all, Math.min(wanted, rows)));
    }

    @Property(tries = 60)
    void aSortBeforeALimitOrAPageGivesWhatSortingAllGives(@ForAll long seed) {
        Random random = new Random(seed);
        int rows = 200 + random.nextInt(3000);
        Frame frame = Frame.ofColumns(List.of(
                new Column("a", column(rows, random)),
                new Column("b", column(rows, random)),
                new Column(
                        "row",
                        IntData.of(ColumnType.INTEGER, IntStream.range(0, rows).toArray()))));
        Sort sort = new Sort(List.of(new Sort.Key("a", random.nextBoolean()), new Sort.Key("b", random.nextBoolean())));
        Limit limit = new Limit(random.nextInt(rows / 20), random.nextInt(rows / 20));
        Frame sorted = PipelineTest.right(Pipeline.apply(frame, List.of(sort)));
        List<List<Object>> expected = PipelineTest.rows(sorted.slice(limit.offset(), limit.rows()));
        assertThat(PipelineTest.rows(PipelineTest.right(Pipeline.apply(frame, List.of(sort, limit)))))
                .isEqualTo(expected);
        Query.Page page = PipelineTest.right(
                new Query(frame, Optional.empty(), List.of(sort), limit.offset(), limit.rows()).run(WorkMonitor.NONE));
        assertThat(PipelineTest.rows(page.rows())).isEqualTo(expected);
        assertThat(page.rowCount()).isEqualTo(rows);
        assertThat(page.columns()).isEqualTo(sorted.columns());
    }

    @Property(tries = 300)
    void wordsAreRankedByTheirCodeUnits(
            @ForAll List<@StringLength(max = 12) String> texts,
            @ForAll @StringLength(max = 3) String beginning,
            @ForAll("sizes") Sizes sizes) {
        // Some of them differ only behind the characters that are looked at as numbers.
        String[] words = texts.stream()
                .map(text -> beginning + "a".repeat(text.length() % 2 * 10) + text)
                .distinct()
                .toArray(String[]::new);
        List<String> inOrder = Arrays.stream(words).sorted().toList();
        int[] expected = Arrays.stream(words).mapToInt(inOrder::indexOf).toArray();
        assertThat(WordRanks.of(words, 1, sizes.chunks())).isEqualTo(expected);
        assertThat(WordRanks.of(words, Integer.MAX_VALUE, sizes.chunks())).isEqualTo(expected);
    }

    @Property(tries = 200)
    void rowsAreGatheredInTheirOrder(@ForAll("rowCounts") int rows, @ForAll("sizes") Sizes sizes, @ForAll long seed) {
        Random random = new Random(seed);
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            columns.add(new Column("c" + i, column(rows, random)));
        }
        Frame frame = Frame.ofColumns(columns);
        List<Integer> all = new ArrayList<>(IntStream.range(0, rows).boxed().toList());
        Collections.shuffle(all, random);
        int[] order = all.stream().mapToInt(Integer::intValue).toArray();
        assertThat(PipelineTest.rows(Reordering.of(frame, order, sizes.chunks())))
                .isEqualTo(PipelineTest.rows(frame.take(order, rows)));
        int[] some = random.ints(rows == 0 ? 0 : random.nextInt(2 * rows), 0, Math.max(1, rows))
                .toArray();
        assertThat(PipelineTest.rows(RowGather.scattered(frame, some, some.length, sizes.chunks())))
                .isEqualTo(PipelineTest.rows(frame.take(some, some.length)));
        int[] ascending = Arrays.stream(some).distinct().sorted().toArray();
        assertThat(PipelineTest.rows(RowGather.ascending(frame, ascending, ascending.length, sizes.chunks())))
                .isEqualTo(PipelineTest.rows(frame.take(ascending, ascending.length)));
    }

    private static Comparator<Integer> comparator(List<RowOrder.Key> keys) {
        Comparator<Integer> order = Comparator.comparing(row -> 0);
        for (RowOrder.Key key : keys) {
            order = order.thenComparing(
                    (one, other) -> compare(key.data().get(one), key.data().get(other), key.descending()));
        }
        return order;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static int compare(@Nullable Object one, @Nullable Object other, boolean descending) {
        if (one == null || other == null) {
            return one == other ? 0 : one == null ? 1 : -1;
        }
        Object left = one instanceof Double number ? number + 0.0 : one;
        Object right = other instanceof Double number ? number + 0.0 : other;
        int comparison = ((Comparable) left).compareTo(right);
        return descending ? -comparison : comparison;
    }

    /** Of any type; few values or many, near each other or far apart, in order or not. */
    static ColumnData column(int rows, Random random) {
        long spread = List.of(1L, 2L, 50L, 1L << 20, 1L << 45, Long.MAX_VALUE).get(random.nextInt(6));
        long stride = Math.max(1, List.of(1L, Long.MAX_VALUE / spread).get(random.nextInt(2)));
        boolean holes = random.nextBoolean();
        long[] numbers = new long[rows];
        for (int row = 0; row < rows; row++) {
            numbers[row] = Math.floorMod(random.nextLong(), spread) * stride * (random.nextInt(4) == 0 ? -1 : 1);
        }
        if (random.nextInt(4) == 0) {
            Arrays.sort(numbers);
        }
        return column(numbers, random.nextInt(6), row -> holes && row % 7 == random.nextInt(7));
    }

    private static ColumnData column(long[] numbers, int form, IntPredicate hole) {
        int rows = numbers.length;
        long[] longs = new long[rows];
        int[] ints = new int[rows];
        double[] doubles = new double[rows];
        byte[] truths = new byte[rows];
        List<@Nullable String> texts = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            boolean none = hole.test(row);
            long number = numbers[row];
            longs[row] = none ? LongData.MISSING : number;
            ints[row] = none ? IntData.MISSING : (int) Math.max(number % (1L << 31), -Integer.MAX_VALUE);
            doubles[row] = none ? Double.NaN : number % 5 == 0 ? -0.0 : number / 3.0;
            truths[row] = none ? BooleanData.MISSING : (byte) (number & 1);
            texts.add(none ? null : Long.toString(number, 36));
        }
        return switch (form) {
            case 0 -> IntData.of(ColumnType.INTEGER, ints);
            case 1 -> LongData.of(ColumnType.LONG, longs);
            case 2 -> DoubleData.of(doubles);
            case 3 -> BooleanData.of(truths);
            case 4 -> LongData.of(ColumnType.LONG, longs);
            default -> TextData.of(texts);
        };
    }
}
