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
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;

/** Compares joins with two nested loops, on every path, on one core and on three. */
class JoinOracleTest {
    private static final Cores THREE = Cores.of(3);

    private static final List<JoinPaths> PATHS = List.of(
            JoinPaths.USUAL,
            new JoinPaths(0, 0, 1L << 62),
            new JoinPaths(2, 1, 1L << 62),
            new JoinPaths(0, 1, 5),
            new JoinPaths(1 << 16, 4, 5));

    /** Columns of different types that can be equal nonetheless. */
    private static final List<Join.On> MIXED = List.of(
            new Join.On("i", "l"),
            new Join.On("l", "i"),
            new Join.On("i", "d"),
            new Join.On("d", "i"),
            new Join.On("l", "d"),
            new Join.On("d", "l"));

    record Case(Join join, Frame left, Frame right, JoinPaths paths, boolean parallel) {}

    @Provide
    Arbitrary<Case> cases() {
        Arbitrary<Join.On> same = Arbitraries.of(RandomFrames.COLUMNS).map(name -> new Join.On(name, name));
        Arbitrary<List<Join.On>> on = Arbitraries.frequencyOf(Tuple.of(4, same), Tuple.of(1, Arbitraries.of(MIXED)))
                .list()
                .ofMinSize(1)
                .ofMaxSize(3)
                .filter(keys -> keys.stream().map(Join.On::left).distinct().count() == keys.size()
                        && keys.stream().map(Join.On::right).distinct().count() == keys.size());
        Arbitrary<Join> joins = Combinators.combine(on, Arbitraries.of(Join.How.values()), Arbitraries.of(false, true))
                .as((keys, how, missing) -> new Join("other", keys, how, "_right", missing));
        Arbitrary<Frame> frames = Arbitraries.oneOf(RandomFrames.frames(), smallFrames());
        return Combinators.combine(joins, frames, frames, Arbitraries.of(PATHS), Arbitraries.of(false, true))
                .as(Case::new);
    }

    /** Few different keys, each often; sometimes none twice. */
    private static Arbitrary<Frame> smallFrames() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 40),
                        Arbitraries.longs(),
                        Arbitraries.integers().between(1, 50))
                .as((rows, seed, range) -> {
                    Random random = new Random(seed);
                    int[] ints = new int[rows];
                    long[] longs = new long[rows];
                    double[] doubles = new double[rows];
                    byte[] truths = new byte[rows];
                    int[] days = new int[rows];
                    long[] wide = new long[rows];
                    List<@Nullable String> texts = new ArrayList<>();
                    for (int row = 0; row < rows; row++) {
                        boolean missing = random.nextInt(8) == 0;
                        int value = random.nextInt(range) - range / 2;
                        ints[row] = missing ? IntData.MISSING : range == 50 ? row : value;
                        longs[row] = random.nextInt(8) == 0 ? LongData.MISSING : value;
                        doubles[row] = random.nextInt(8) == 0 ? Double.NaN : value / 2.0;
                        truths[row] = missing ? BooleanData.MISSING : (byte) random.nextInt(2);
                        days[row] = (2000 << 16) + (1 << 8) + 1 + random.nextInt(20);
                        wide[row] = value * 0x9E3779B97F4A7C15L;
                        texts.add(random.nextInt(8) == 0 ? null : "t" + value);
                    }
                    return Frame.ofColumns(List.of(
                            new Column("i", IntData.of(ColumnType.INTEGER, ints)),
                            new Column("l", LongData.of(ColumnType.LONG, longs)),
                            new Column("d", DoubleData.of(doubles)),
                            new Column("s", TextData.of(texts)),
                            new Column("b", BooleanData.of(truths)),
                            new Column("day", IntData.of(ColumnType.LOCAL_DATE, days)),
                            new Column("w", LongData.of(ColumnType.LONG, wide))));
                });
    }

    @Property(tries = 2000)
    void joinGivesWhatTwoNestedLoopsGive(@ForAll("cases") Case one) {
        Frame made = join(one);

        List<String> names = new ArrayList<>(one.left().columnNames());
        if (one.join().how().takesColumns()) {
            others(one).forEach(column -> names.add(column.name() + (names.contains(column.name()) ? "_right" : "")));
        }
        assertThat(made.columnNames()).isEqualTo(names);
        assertThat(PipelineTest.rows(made)).isEqualTo(expected(one, made));
    }

    private static Frame join(Case one) {
        RowChunks chunks =
                RowChunks.of(one.parallel() ? THREE : Cores.of(1), one.parallel() ? 3 : 1 << 16, WorkMonitor.NONE);
        return PipelineTest.right(JoinColumns.of(one.join(), one.left(), one.right())
                .flatMap(columns -> new Joining(one.join(), columns, one.paths(), chunks, Long.MAX_VALUE).run()));
    }

    private static List<Column> others(Case one) {
        return one.right().data().stream()
                .filter(column ->
                        one.join().on().stream().noneMatch(key -> key.right().equals(column.name())))
                .toList();
    }

    private static boolean equal(Case one, int leftRow, int rightRow) {
        for (Join.On key : one.join().on()) {
            @Nullable Object left = value(one.left(), key.left(), leftRow);
            @Nullable Object right = value(one.right(), key.right(), rightRow);
            if (left == null || right == null) {
                if (left != right || !one.join().matchMissing()) {
                    return false;
                }
            } else if (left instanceof Number here && right instanceof Number there) {
                if (!equal(here, there)) {
                    return false;
                }
            } else if (!left.equals(right)) {
                return false;
            }
        }
        return true;
    }

    private static boolean equal(Number one, Number other) {
        if (infinite(one) || infinite(other)) {
            return one.doubleValue() == other.doubleValue() && infinite(one) && infinite(other);
        }
        return exact(one).compareTo(exact(other)) == 0;
    }

    private static boolean infinite(Number number) {
        return number instanceof Double && Double.isInfinite(number.doubleValue());
    }

    private static java.math.BigDecimal exact(Number number) {
        return number instanceof Double
                ? new java.math.BigDecimal(number.doubleValue())
                : java.math.BigDecimal.valueOf(number.longValue());
    }

    private static @Nullable Object value(Frame frame, String column, int row) {
        return frame.column(column).orElseThrow().data().get(row);
    }

    private static List<List<@Nullable Object>> expected(Case one, Frame made) {
        int lefts = one.left().rowCount();
        int rights = one.right().rowCount();
        List<List<@Nullable Object>> rows = new ArrayList<>();
        boolean[] seen = new boolean[rights];
        if (one.join().how() == Join.How.RIGHT) {
            for (int right = 0; right < rights; right++) {
                boolean found = false;
                for (int left = 0; left < lefts; left++) {
                    if (equal(one, left, right)) {
                        rows.add(row(one, left, right, made));
                        found = true;
                    }
                }
                if (!found) {
                    rows.add(row(one, -1, right, made));
                }
            }
            return rows;
        }
        for (int left = 0; left < lefts; left++) {
            boolean found = false;
            for (int right = 0; right < rights; right++) {
                if (equal(one, left, right)) {
                    if (one.join().how().takesColumns()) {
                        rows.add(row(one, left, right, made));
                    }
                    found = true;
                    seen[right] = true;
                }
            }
            boolean alone = switch (one.join().how()) {
                case LEFT, FULL, ANTI -> !found;
                case SEMI -> found;
                case INNER, RIGHT -> false;
            };
            if (alone) {
                rows.add(row(one, left, -1, made));
            }
        }
        for (int right = 0; right < rights && one.join().how() == Join.How.FULL; right++) {
            if (!seen[right]) {
                rows.add(row(one, -1, right, made));
            }
        }
        return rows;
    }

    private static List<@Nullable Object> row(Case one, int left, int right, Frame made) {
        List<@Nullable Object> row = new ArrayList<>();
        for (Column column : one.left().data()) {
            @Nullable Object value = left < 0 ? null : column.data().get(left);
            for (Join.On key : one.join().on()) {
                boolean ofRight = left < 0 || one.join().how() == Join.How.RIGHT;
                if (key.left().equals(column.name()) && ofRight) {
                    value = value(one.right(), key.right(), right);
                }
            }
            ColumnType type = made.column(column.name()).orElseThrow().type();
            row.add(value instanceof Number number ? of(type, number) : value);
        }
        if (one.join().how().takesColumns()) {
            others(one)
                    .forEach(column -> row.add(right < 0 ? null : column.data().get(right)));
        }
        return row;
    }

    /** The number as the column of the result has it. */
    private static Object of(ColumnType type, Number number) {
        return switch (type) {
            case INTEGER -> number.intValue();
            case LONG -> number.longValue();
            default -> (Object) number.doubleValue();
        };
    }

    @Property(tries = 300)
    void takingWithHolesGivesMissingValuesThere(@ForAll("frames") Frame frame, @ForAll long seed) {
        Random random = new Random(seed);
        int[] rows = new int[random.nextInt(30)];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = random.nextInt(frame.rowCount() + 1) - 1;
        }
        for (Column column : frame.data()) {
            ColumnData taken = column.data().takeOrMissing(rows, rows.length);
            assertThat(taken.type()).isEqualTo(column.type());
            assertThat(taken.size()).isEqualTo(rows.length);
            for (int i = 0; i < rows.length; i++) {
                assertThat(taken.get(i))
                        .isEqualTo(rows[i] < 0 ? null : column.data().get(rows[i]));
            }
        }
    }

    @Provide
    Arbitrary<Frame> frames() {
        return RandomFrames.frames();
    }
}
