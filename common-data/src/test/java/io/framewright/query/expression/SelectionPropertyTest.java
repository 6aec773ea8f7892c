package io.framewright.query.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.frame.BooleanData;
import io.framewright.frame.Column;
import io.framewright.frame.ColumnData;
import io.framewright.frame.ColumnType;
import io.framewright.frame.DoubleData;
import io.framewright.frame.Frame;
import io.framewright.frame.IntData;
import io.framewright.frame.LongData;
import io.framewright.frame.TextData;
import io.framewright.query.Cores;
import io.framewright.query.RowChunks;
import io.framewright.query.WorkMonitor;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** Compares the rows a condition selects with the rows for which plain Java says so, one by one. */
class SelectionPropertyTest {
    private static final Cores ONE = Cores.of(1);
    private static final Cores THREE = Cores.of(3);

    private static final long[] LONGS = {
        0,
        1,
        -1,
        7,
        40,
        1L << 53,
        (1L << 53) + 1,
        -(1L << 53) - 1,
        Integer.MAX_VALUE,
        -Integer.MAX_VALUE,
        Integer.MIN_VALUE,
        1L << 31,
        Long.MAX_VALUE,
        -Long.MAX_VALUE
    };
    private static final double[] DOUBLES = {
        0.0, -0.0, 1, -1, 0.5, 7, Double.MIN_VALUE, Double.MAX_VALUE, 9007199254740992.0, 9007199254740994.0
    };
    private static final String[] TEXTS = {"", "a", "b", "~~~"};

    /** A condition, and what it is for a row. */
    private record Question(String text, Row holds) {
        interface Row {
            boolean test(Frame frame, int row);
        }
    }

    @Provide
    Arbitrary<RowChunks> chunks() {
        return Arbitraries.of(
                RowChunks.of(WorkMonitor.NONE),
                RowChunks.of(THREE, 7, WorkMonitor.NONE),
                RowChunks.of(ONE, 5, WorkMonitor.NONE),
                RowChunks.of(THREE, 2100, WorkMonitor.NONE));
    }

    @Property(tries = 1500)
    void selectionIsWhatEachRowByItselfSays(@ForAll("chunks") RowChunks chunks, @ForAll long seed) {
        Random random = new Random(seed);
        Frame frame = frame(List.of(0, 1, 2, 40, 500, 5000).get(random.nextInt(6)), random);
        Question question = question(random, 2);
        int[] expected = IntStream.range(0, frame.rowCount())
                .filter(row -> question.holds().test(frame, row))
                .toArray();
        assertThat(right(evaluation(question.text(), frame).selection(chunks)).rows())
                .as(question.text())
                .isEqualTo(expected);
    }

    @Property(tries = 300)
    void valuesAreTheSameInWhateverChunks(@ForAll("chunks") RowChunks chunks, @ForAll long seed) {
        Random random = new Random(seed);
        Frame frame = frame(random.nextInt(6000), random);
        for (String text : List.of("i + 1", "d * 2", "upper(s)", "l > 7", "text(i)")) {
            ColumnData made = right(evaluation(text, frame).values(chunks));
            ColumnData plain = right(evaluation(text, frame).values(WorkMonitor.NONE));
            assertThat(IntStream.range(0, made.size()).mapToObj(made::get).toList())
                    .isEqualTo(IntStream.range(0, plain.size())
                            .mapToObj(plain::get)
                            .toList());
        }
    }

    @Property(tries = 300)
    void rowsAreWholeIfNoneOfTheColumnsMissesAValue(@ForAll("chunks") RowChunks chunks, @ForAll long seed) {
        Random random = new Random(seed);
        Frame frame = frame(random.nextInt(3000), random);
        List<ColumnData> some = frame.data().stream()
                .map(Column::data)
                .limit(1 + random.nextInt(frame.data().size()))
                .toList();
        int[] expected = IntStream.range(0, frame.rowCount())
                .filter(row -> some.stream().noneMatch(column -> column.isMissing(row)))
                .toArray();
        assertThat(right(Evaluation.present(some).selection(chunks)).rows()).isEqualTo(expected);
    }

    @Example
    void aCancelledSelectionEndsAndTellsProgressFromItsOwnThreadOnly() {
        AtomicInteger asked = new AtomicInteger();
        Set<Thread> told = ConcurrentHashMap.newKeySet();
        WorkMonitor monitor = new WorkMonitor() {
            @Override
            public boolean cancelled() {
                return asked.incrementAndGet() > 100;
            }

            @Override
            public void progress(long done, long total, String unit) {
                told.add(Thread.currentThread());
            }
        };
        Frame frame = frame(5000, new Random(1));
        assertThat(evaluation("i > 0", frame)
                        .selection(RowChunks.of(THREE, 10, monitor))
                        .<Boolean>fold(
                                failure -> failure.is(FailureCode.COMMAND_CANCELLED), pending -> false, rows -> false))
                .isTrue();
        assertThat(told).isSubsetOf(Thread.currentThread());
        assertThat(asked.get()).as("chunks that began, of 500").isLessThan(110);
    }

    private static Question question(Random random, int depth) {
        if (depth > 0 && random.nextInt(3) > 0) {
            Question one = question(random, depth - 1);
            Question other = question(random, depth - 1);
            return switch (random.nextInt(3)) {
                case 0 ->
                    new Question(
                            "(" + one.text() + " and " + other.text() + ")",
                            (frame, row) -> one.holds().test(frame, row)
                                    && other.holds().test(frame, row));
                case 1 ->
                    new Question(
                            "(" + one.text() + " or " + other.text() + ")",
                            (frame, row) -> one.holds().test(frame, row)
                                    || other.holds().test(frame, row));
                default ->
                    new Question(
                            "not (" + one.text() + ")",
                            (frame, row) -> !one.holds().test(frame, row));
            };
        }
        return switch (random.nextInt(5)) {
            case 0 -> {
                String column = List.of("i", "l", "d", "s", "b").get(random.nextInt(5));
                yield new Question(
                        column + " is missing",
                        (frame, row) -> data(frame, column).isMissing(row));
            }
            case 1 ->
                new Question(
                        "b",
                        (frame, row) -> Boolean.TRUE.equals(data(frame, "b").get(row)));
            case 2 -> in(random);
            default -> comparison(random);
        };
    }

    private static Question in(Random random) {
        String column = random.nextBoolean() ? "i" : "l";
        List<Long> wanted = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            wanted.add(random.nextBoolean() ? random.nextInt(20) - 10L : LONGS[random.nextInt(LONGS.length)]);
        }
        return new Question(
                column + " in " + wanted,
                (frame, row) ->
                        data(frame, column).get(row) instanceof Number number && wanted.contains(number.longValue()));
    }

    private static Question comparison(Random random) {
        ComparisonOperator operator = ComparisonOperator.values()[random.nextInt(ComparisonOperator.values().length)];
        boolean turned = random.nextBoolean();
        if (random.nextInt(4) == 0) {
            String literal = TEXTS[random.nextInt(TEXTS.length)];
            return comparison("s", operator, "'" + literal + "'", turned, value -> ((String) value).compareTo(literal));
        }
        String column = List.of("i", "l", "d").get(random.nextInt(3));
        BigDecimal literal = random.nextBoolean()
                ? BigDecimal.valueOf(LONGS[random.nextInt(LONGS.length)])
                : new BigDecimal(DOUBLES[random.nextInt(DOUBLES.length)]).setScale(1, RoundingMode.FLOOR);
        String text = literal.toPlainString();
        BigDecimal exact = literal.scale() == 0 ? literal : new BigDecimal(Double.parseDouble(text));
        return comparison(column, operator, text, turned, value -> compare((Number) value, exact));
    }

    private interface Compared {
        int to(Object value);
    }

    private static Question comparison(
            String column, ComparisonOperator operator, String literal, boolean turned, Compared compared) {
        String text = turned
                ? literal + " " + operator.symbol() + " " + column
                : column + " " + operator.symbol() + " " + literal;
        return new Question(text, (frame, row) -> {
            @Nullable Object value = data(frame, column).get(row);
            if (value == null) {
                return operator == ComparisonOperator.NOT_EQUAL;
            }
            int comparison = turned ? -compared.to(value) : compared.to(value);
            return switch (operator) {
                case EQUAL -> comparison == 0;
                case NOT_EQUAL -> comparison != 0;
                case LESS -> comparison < 0;
                case LESS_OR_EQUAL -> comparison <= 0;
                case GREATER -> comparison > 0;
                case GREATER_OR_EQUAL -> comparison >= 0;
            };
        });
    }

    /** Exact. */
    private static int compare(Number value, BigDecimal literal) {
        if (value instanceof Double number) {
            return number.isInfinite() ? number > 0 ? 1 : -1 : new BigDecimal(number).compareTo(literal);
        }
        return BigDecimal.valueOf(value.longValue()).compareTo(literal);
    }

    private static Frame frame(int size, Random random) {
        int[] ints = new int[size];
        long[] longs = new long[size];
        double[] doubles = new double[size];
        byte[] truths = new byte[size];
        List<@Nullable String> texts = new ArrayList<>();
        for (int row = 0; row < size; row++) {
            int few = random.nextInt(30) - 15;
            long any = LONGS[random.nextInt(LONGS.length)];
            ints[row] = random.nextBoolean() || any < Integer.MIN_VALUE || any > Integer.MAX_VALUE ? few : (int) any;
            longs[row] = random.nextInt(6) == 0 ? LongData.MISSING : random.nextBoolean() ? few : any;
            doubles[row] = switch (random.nextInt(8)) {
                case 0 -> Double.NaN;
                case 1 -> Double.longBitsToDouble(0xfff8000000000001L);
                case 2 -> Double.POSITIVE_INFINITY;
                case 3 -> Double.NEGATIVE_INFINITY;
                case 4 -> few / 2.0;
                default -> DOUBLES[random.nextInt(DOUBLES.length)];
            };
            truths[row] = random.nextInt(4) == 0 ? BooleanData.MISSING : (byte) random.nextInt(2);
            texts.add(random.nextInt(4) == 0 ? null : TEXTS[random.nextInt(TEXTS.length)]);
        }
        return Frame.ofColumns(List.of(
                new Column("i", IntData.of(ColumnType.INTEGER, ints)),
                new Column("l", LongData.of(ColumnType.LONG, longs)),
                new Column("d", DoubleData.of(doubles)),
                new Column("s", TextData.of(texts)),
                new Column("b", BooleanData.of(truths))));
    }

    private static ColumnData data(Frame frame, String column) {
        return right(frame.find(column)).data();
    }

    private static Evaluation evaluation(String text, Frame frame) {
        return right(Expression.parse(text).flatMap(expression -> Evaluation.of(expression, frame)));
    }

    private static <T> T right(Either<Failure, T> either) {
        return either.fold(
                failure -> {
                    throw new AssertionError(failure.message());
                },
                pending -> {
                    throw new AssertionError("pending");
                },
                value -> value);
    }
}
