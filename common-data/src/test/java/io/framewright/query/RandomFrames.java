package io.framewright.query;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;

/** Frames with every column type: missing values, duplicates, extremes; often empty or of one row. */
final class RandomFrames {
    static final List<String> COLUMNS = List.of("i", "l", "d", "s", "b", "day", "w");

    private static final int[] INTS = {0, 1, -1, 7, Integer.MAX_VALUE, -Integer.MAX_VALUE};
    private static final long[] LONGS = {0, 1, -1, 1L << 53, (1L << 53) + 1, Long.MAX_VALUE, -Long.MAX_VALUE};
    private static final double[] DOUBLES = {
        0, -0.0, 1.5, -1.5, 0.1, 1e300, -1e300, Double.MIN_VALUE, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY
    };
    private static final String[] TEXTS = {"", "a", "A", "ab", "b", "\u00e9", "\uD83D\uDE00", "\uFFFD", "~~~"};

    private RandomFrames() {}

    static Arbitrary<Frame> frames() {
        Arbitrary<Integer> sizes = Arbitraries.frequencyOf(
                Tuple.of(1, Arbitraries.of(0, 1)),
                Tuple.of(5, Arbitraries.integers().between(2, 60)));
        return sizes.flatMap(size -> Arbitraries.longs().map(seed -> frame(size, new Random(seed))));
    }

    private static Frame frame(int size, Random random) {
        int[] ints = new int[size];
        int[] days = new int[size];
        long[] longs = new long[size];
        long[] wide = new long[size];
        double[] doubles = new double[size];
        byte[] truths = new byte[size];
        List<@Nullable String> texts = new ArrayList<>();
        for (int row = 0; row < size; row++) {
            ints[row] = missing(random) ? IntData.MISSING : INTS[random.nextInt(INTS.length)];
            longs[row] = missing(random) ? LongData.MISSING : LONGS[random.nextInt(LONGS.length)];
            doubles[row] = missing(random) ? Double.NaN : DOUBLES[random.nextInt(DOUBLES.length)];
            truths[row] = missing(random) ? BooleanData.MISSING : (byte) random.nextInt(2);
            days[row] = missing(random)
                    ? IntData.MISSING
                    : Packed.of(LocalDate.of(2001, 1, 1).plusDays(random.nextInt(5) * 400L - 800_000));
            texts.add(missing(random) ? null : TEXTS[random.nextInt(TEXTS.length)]);
            wide[row] = random.nextLong() | 1;
        }
        return Frame.ofColumns(List.of(
                column("i", IntData.of(ColumnType.INTEGER, ints)),
                column("l", LongData.of(ColumnType.LONG, longs)),
                column("d", DoubleData.of(doubles)),
                column("s", TextData.of(texts)),
                column("b", BooleanData.of(truths)),
                column("day", IntData.of(ColumnType.LOCAL_DATE, days)),
                column("w", LongData.of(ColumnType.LONG, wide))));
    }

    private static boolean missing(Random random) {
        return random.nextInt(6) == 0;
    }

    private static Column column(String name, ColumnData data) {
        return new Column(name, data);
    }
}
