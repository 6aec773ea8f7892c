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
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Frames with columns of all nine types: missing values, duplicates, extremes. The numbers of {@code m} and {@code k}
 * are small, so that sums of them are exact in whatever order; {@code n} has few equal values.
 */
final class NineTypes {
    private static final int[] INTS = {0, 1, -1, 7, Integer.MAX_VALUE, -Integer.MAX_VALUE};
    private static final long[] LONGS = {
        0, 1, -1, 3, 1L << 53, (1L << 53) + 1, Long.MAX_VALUE, -Long.MAX_VALUE, 4_000_000_000L
    };
    private static final double[] DOUBLES = {
        0,
        -0.0,
        1.5,
        -1.5,
        0.1,
        7,
        0x1p53,
        0x1p63,
        1e300,
        -1e300,
        Double.MIN_VALUE,
        Double.MAX_VALUE,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY
    };
    private static final String[] TEXTS = {
        "",
        "a",
        "A",
        "ab",
        "b",
        "a%",
        " a\t",
        "12",
        "-7.5",
        "1_0",
        "stra\u00dfe",
        "\u00e9",
        "\uD83D\uDE00",
        "\uFFFD",
        "long ".repeat(60)
    };
    private static final LocalDate[] DATES = {
        LocalDate.of(-32767, 1, 1),
        LocalDate.of(-1, 2, 28),
        LocalDate.of(1969, 12, 31),
        LocalDate.of(2000, 2, 29),
        LocalDate.of(2001, 1, 31),
        LocalDate.of(32767, 12, 31)
    };
    private static final LocalTime[] TIMES = {
        LocalTime.MIDNIGHT, LocalTime.of(18, 20, 5, 123_000_000), LocalTime.of(23, 59, 59, 999_000_000)
    };

    private NineTypes() {}

    static Frame frame(int size, long seed) {
        Random random = new Random(seed);
        int[][] ints = new int[4][size];
        long[][] longs = new long[4][size];
        double[][] doubles = new double[2][size];
        byte[] truths = new byte[size];
        List<@Nullable String> texts = new ArrayList<>();
        for (int row = 0; row < size; row++) {
            ints[0][row] = missing(random) ? IntData.MISSING : INTS[random.nextInt(INTS.length)];
            ints[1][row] = missing(random) ? IntData.MISSING : random.nextInt(5) - 1;
            ints[2][row] = missing(random) ? IntData.MISSING : Packed.of(date(random));
            ints[3][row] = missing(random) ? IntData.MISSING : Packed.of(time(random));
            longs[0][row] = missing(random) ? LongData.MISSING : LONGS[random.nextInt(LONGS.length)];
            longs[1][row] = missing(random) ? LongData.MISSING : random.nextInt(Math.max(1, size)) * 1_000_003L;
            longs[2][row] =
                    missing(random) ? LongData.MISSING : Packed.of(LocalDateTime.of(date(random), time(random)));
            longs[3][row] =
                    missing(random) ? LongData.MISSING : Packed.of(LocalDateTime.of(date(random), time(random)));
            doubles[0][row] = missing(random) ? Double.NaN : DOUBLES[random.nextInt(DOUBLES.length)];
            doubles[1][row] = missing(random) ? Double.NaN : (random.nextInt(41) - 20) / 4.0;
            truths[row] = missing(random) ? BooleanData.MISSING : (byte) random.nextInt(2);
            texts.add(missing(random) ? null : TEXTS[random.nextInt(TEXTS.length)]);
        }
        return Frame.ofColumns(List.of(
                column("i", IntData.of(ColumnType.INTEGER, ints[0])),
                column("k", IntData.of(ColumnType.INTEGER, ints[1])),
                column("l", LongData.of(ColumnType.LONG, longs[0])),
                column("n", LongData.of(ColumnType.LONG, longs[1])),
                column("d", DoubleData.of(doubles[0])),
                column("m", DoubleData.of(doubles[1])),
                column("s", TextData.of(texts)),
                column("b", BooleanData.of(truths)),
                column("day", IntData.of(ColumnType.LOCAL_DATE, ints[2])),
                column("time", IntData.of(ColumnType.LOCAL_TIME, ints[3])),
                column("at", LongData.of(ColumnType.LOCAL_DATE_TIME, longs[2])),
                column("instant", LongData.of(ColumnType.INSTANT, longs[3]))));
    }

    private static LocalDate date(Random random) {
        return DATES[random.nextInt(DATES.length)];
    }

    private static LocalTime time(Random random) {
        return TIMES[random.nextInt(TIMES.length)];
    }

    private static boolean missing(Random random) {
        return random.nextInt(6) == 0;
    }

    private static Column column(String name, ColumnData data) {
        return new Column(name, data);
    }
}
