package io.framewright.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.event.FailureCode;
import io.framewright.frame.BooleanData;
import io.framewright.frame.Column;
import io.framewright.frame.ColumnData;
import io.framewright.frame.ColumnStatistics;
import io.framewright.frame.ColumnStatistics.Frequency;
import io.framewright.frame.ColumnStatistics.Histogram;
import io.framewright.frame.ColumnStatistics.Quantile;
import io.framewright.frame.ColumnType;
import io.framewright.frame.DoubleData;
import io.framewright.frame.Frame;
import io.framewright.frame.IntData;
import io.framewright.frame.LongData;
import io.framewright.frame.Packed;
import io.framewright.frame.TextData;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;

class StatisticsTest {
    private static final long PLENTY = Long.MAX_VALUE;

    private static ColumnStatistics of(ColumnData data) {
        return PipelineTest.right(Statistics.of(new Column("c", data), PLENTY, WorkMonitor.NONE));
    }

    @Example
    void numbersAreCountedMeasuredAndBinned() {
        assertThat(of(IntData.of(ColumnType.INTEGER, 4, 1, IntData.MISSING, 4, 3)))
                .isEqualTo(new ColumnStatistics(
                        ColumnType.INTEGER,
                        5,
                        1,
                        3,
                        1,
                        4,
                        3.0,
                        List.of(
                                new Quantile(0.05, 1.3),
                                new Quantile(0.25, 2.5),
                                new Quantile(0.5, 3.5),
                                new Quantile(0.75, 4),
                                new Quantile(0.95, 4)),
                        List.of(new Frequency(4, 2), new Frequency(1, 1), new Frequency(3, 1)),
                        new Histogram(1, 4, List.of(1, 0, 1, 2))));
    }

    @Example
    void textsHaveNeitherMeanNorBins() {
        assertThat(of(TextData.of(Arrays.asList("b", null, "", "b"))))
                .isEqualTo(new ColumnStatistics(
                        ColumnType.STRING,
                        4,
                        1,
                        2,
                        "",
                        "b",
                        null,
                        List.of(),
                        List.of(new Frequency("b", 2), new Frequency("", 1)),
                        null));
    }

    @Example
    void theMeanOfTruthsIsTheShareOfTrue() {
        ColumnStatistics truths = of(BooleanData.of((byte) 1, (byte) 0, (byte) 1, BooleanData.MISSING));
        assertThat(truths.mean()).isEqualTo(2 / 3.0);
        assertThat(truths.min()).isEqualTo(false);
        assertThat(truths.quantiles()).isEmpty();
        assertThat(truths.histogram()).isNull();
    }

    @Example
    void datesAreBinnedByTheirDays() {
        int first = Packed.of(LocalDate.of(1970, 1, 2));
        ColumnStatistics days =
                of(IntData.of(ColumnType.LOCAL_DATE, first, Packed.of(LocalDate.of(1970, 1, 4)), first));
        assertThat(days.min()).isEqualTo(LocalDate.of(1970, 1, 2));
        assertThat(days.mean()).isNull();
        assertThat(days.histogram()).isEqualTo(new Histogram(1, 3, List.of(2, 0, 1)));
    }

    @Example
    void ofNothingThereIsNothing() {
        for (ColumnType type : ColumnType.values()) {
            assertThat(of(ColumnData.missing(type, 3)))
                    .isEqualTo(new ColumnStatistics(type, 3, 3, 0, null, null, null, List.of(), List.of(), null));
        }
    }

    @Example
    void infiniteNumbersAreInNoBin() {
        ColumnStatistics wide =
                of(DoubleData.of(Double.NEGATIVE_INFINITY, -Double.MAX_VALUE, Double.MAX_VALUE, Double.MAX_VALUE));
        assertThat(wide.min()).isEqualTo(Double.NEGATIVE_INFINITY);
        Histogram histogram = Objects.requireNonNull(wide.histogram());
        assertThat(histogram.counts())
                .hasSize(ColumnStatistics.MOST_BINS)
                .startsWith(1)
                .endsWith(2);
        assertThat(of(DoubleData.of(Double.POSITIVE_INFINITY)).histogram()).isNull();
    }

    @Example
    void theMostFrequentTenAreToldTheEarlierOfTwo() {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            texts.add("t" + i);
        }
        texts.add("t11");
        assertThat(of(TextData.of(List.copyOf(texts))).top())
                .extracting(Frequency::value)
                .containsExactly("t11", "t0", "t1", "t2", "t3", "t4", "t5", "t6", "t7", "t8");
    }

    @Example
    void aColumnIsCountedOnceHoweverManyVersionsShareIt() {
        Frame frame = Frame.ofColumns(List.of(new Column("a", IntData.of(ColumnType.INTEGER, 1, 2))));
        ColumnStatistics first = PipelineTest.right(Statistics.of(frame)).get("a");
        assertThat(PipelineTest.right(Statistics.of(frame.withColumn(
                                new Column("b", frame.column("a").orElseThrow().data()))))
                        .get("b"))
                .isSameAs(first);
        assertThat(PipelineTest.right(Statistics.of(frame.slice(0, 1))).get("a"))
                .isNotEqualTo(first);
    }

    @Example
    void whatWouldNotFitIsRefusedAndSoIsAColumnThatIsNotThere() {
        Frame frame = Frame.ofColumns(List.of(new Column("a", DoubleData.of(1, 2, 3))));
        assertThat(PipelineTest.left(Statistics.of(frame, List.of("a"), 100, WorkMonitor.NONE))
                        .is(FailureCode.MEMORY_LIMIT))
                .isTrue();
        assertThat(PipelineTest.left(Statistics.of(frame, List.of("b"), 100, WorkMonitor.NONE))
                        .is(FailureCode.COLUMN_NOT_FOUND))
                .isTrue();
    }

    @Example
    void itCanBeCancelled() {
        WorkMonitor cancelled = new WorkMonitor() {
            @Override
            public boolean cancelled() {
                return true;
            }

            @Override
            public void progress(long done, long total, String unit) {}
        };
        assertThat(PipelineTest.left(Statistics.of(new Column("a", DoubleData.of(1, 2)), PLENTY, cancelled))
                        .is(FailureCode.COMMAND_CANCELLED))
                .isTrue();
    }

    @Example
    void datesAndTimesLieOnTheLineOfNumbers() {
        RowChunks chunks = RowChunks.of(WorkMonitor.NONE);
        LocalDateTime before = LocalDateTime.of(1912, 6, 23, 23, 59, 59, 1_000_000);
        double seconds = before.toEpochSecond(ZoneOffset.UTC) + 0.001;
        assertThat(NumberLine.of(LongData.of(ColumnType.INSTANT, Packed.of(before), LongData.MISSING), chunks))
                .containsExactly(seconds, Double.NaN);
        assertThat(NumberLine.of(
                        IntData.of(ColumnType.LOCAL_TIME, Packed.of(LocalTime.of(13, 2, 3, 4_000_000))), chunks))
                .containsExactly(13 * 3600 + 2 * 60 + 3.004);
        assertThat(NumberLine.of(IntData.of(ColumnType.LOCAL_DATE, Packed.of(before.toLocalDate())), chunks))
                .containsExactly(before.toLocalDate().toEpochDay());
    }

    @Provide
    Arbitrary<Frame> frames() {
        return RandomFrames.frames();
    }

    @Property(tries = 300)
    void theyAreWhatOneCountsByHand(@ForAll("frames") Frame frame) {
        Map<String, ColumnStatistics> all = PipelineTest.right(Statistics.of(frame));
        assertThat(all.keySet()).containsExactlyElementsOf(frame.columnNames());
        frame.data().forEach(column -> check(column.data(), Objects.requireNonNull(all.get(column.name()))));
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static void check(ColumnData data, ColumnStatistics found) {
        Map<Object, Integer> counts = new LinkedHashMap<>();
        List<Double> numbers = new ArrayList<>();
        for (int row = 0; row < data.size(); row++) {
            @Nullable Object value = NaiveGroups.key(data.get(row));
            if (value != null) {
                counts.merge(value, 1, Integer::sum);
                numbers.add(value instanceof Number number ? number.doubleValue() : Double.NaN);
            }
        }
        List<Object> sorted = new ArrayList<>(counts.keySet());
        sorted.sort((Comparator) Comparator.naturalOrder());
        assertThat(found.type()).isEqualTo(data.type());
        assertThat(found.distinct()).isEqualTo(counts.size());
        assertThat(found.rowCount() - found.missing()).isEqualTo(numbers.size());
        assertThat(NaiveGroups.key(found.min())).isEqualTo(sorted.isEmpty() ? null : sorted.get(0));
        assertThat(NaiveGroups.key(found.max())).isEqualTo(sorted.isEmpty() ? null : sorted.get(sorted.size() - 1));
        assertThat(found.top().stream()
                        .map(one -> Map.entry(Objects.requireNonNull(NaiveGroups.key(one.value())), one.count()))
                        .toList())
                .isEqualTo(counts.entrySet().stream()
                        .sorted(Comparator.comparing(entry -> -entry.getValue()))
                        .limit(10)
                        .map(entry -> Map.entry(entry.getKey(), entry.getValue()))
                        .toList());
        if (data.type().isNumber() && !numbers.isEmpty()) {
            numbers.sort(Comparator.naturalOrder());
            found.quantiles().forEach(quantile -> quantile(quantile, numbers));
            assertThat(found.quantiles()).extracting(Quantile::share).isEqualTo(ColumnStatistics.SHARES);
            mean(found, numbers);
        } else {
            assertThat(found.quantiles()).isEmpty();
        }
        bins(data, found.histogram());
    }

    private static void mean(ColumnStatistics found, List<Double> numbers) {
        if (numbers.stream().allMatch(Double::isFinite)) {
            BigDecimal sum = numbers.stream().map(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add);
            double magnitude = numbers.stream().mapToDouble(Math::abs).sum();
            assertThat(Objects.requireNonNull(found.mean()))
                    .isCloseTo(sum.doubleValue() / numbers.size(), Offset.offset(1e-12 * magnitude + 1e-300));
        }
    }

    private static void quantile(Quantile found, List<Double> sorted) {
        double place = found.share() * (sorted.size() - 1);
        double below = sorted.get((int) Math.floor(place));
        double above = sorted.get((int) Math.ceil(place));
        if (below == above) {
            assertThat(found.value() + 0.0).isEqualTo(below);
        } else if (Double.isFinite(below) && Double.isFinite(above)) {
            assertThat(found.value() + 0.0).isBetween(below, above);
            double share = place - Math.floor(place);
            assertThat(found.value())
                    .isCloseTo(
                            below * (1 - share) + above * share,
                            Offset.offset(1e-12 * (Math.abs(below) + Math.abs(above)) + 1e-300));
        }
    }

    /** Every value is in the bin whose bounds it lies between, but for rounding. */
    private static void bins(ColumnData data, @Nullable Histogram found) {
        if (!data.type().isNumber() && !data.type().isTemporal()) {
            assertThat(found).isNull();
            return;
        }
        List<Double> finite = new ArrayList<>();
        for (double number : NumberLine.of(data, RowChunks.of(WorkMonitor.NONE))) {
            if (Double.isFinite(number)) {
                finite.add(number);
            }
        }
        if (finite.isEmpty()) {
            assertThat(found).isNull();
            return;
        }
        Histogram histogram = Objects.requireNonNull(found);
        finite.sort(Comparator.naturalOrder());
        assertThat(histogram.from()).isEqualTo(finite.get(0) + 0.0);
        assertThat(histogram.to()).isEqualTo(finite.get(finite.size() - 1) + 0.0);
        assertThat(histogram.counts().stream().mapToInt(Integer::intValue).sum())
                .isEqualTo(finite.size());
        int bins = histogram.counts().size();
        int before = 0;
        for (int bin = 0; bin < bins; bin++) {
            double end = histogram.from() + (histogram.to() - histogram.from()) * (bin + 1) / bins;
            double slack = 1e-9 * (Math.abs(histogram.from()) + Math.abs(histogram.to()));
            before += histogram.counts().get(bin);
            assertThat(before)
                    .isBetween(
                            (int) finite.stream()
                                    .filter(number -> number < end - slack)
                                    .count(),
                            (int) finite.stream()
                                    .filter(number -> number <= end + slack)
                                    .count());
        }
    }
}
