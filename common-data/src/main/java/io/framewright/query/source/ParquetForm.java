package io.framewright.query.source;

import io.framewright.event.FailureCode;
import io.framewright.frame.ColumnType;
import io.framewright.frame.IntData;
import io.framewright.frame.LongData;
import io.framewright.frame.Packed;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the values of a column mean, and how they stand in a frame: as the whole number its array holds, a double by its
 * bits.
 *
 * @param perSecond of times: how many units make a second
 * @param scale of decimals
 */
record ParquetForm(Meaning meaning, long perSecond, int scale) {
    private static final long SECONDS_A_DAY = 86_400;
    private static final long NANOS_A_SECOND = 1_000_000_000;
    private static final long JULIAN_DAY_OF_1970 = 2_440_588;
    private static final long EXACT = 1L << 53;
    private static final int EXACT_SCALE = 22;
    private static final int MOST_DIGIT_BYTES = 512;
    private static final double[] POWERS = powers();

    /** What values mean. */
    enum Meaning {
        SMALL_WHOLE,
        WHOLE,
        /** Of 32 bits without a sign. */
        UNSIGNED_INT,
        /** Of 64 bits without a sign. */
        UNSIGNED_LONG,
        FLOAT,
        DOUBLE,
        BOOLEAN,
        DECIMAL,
        DATE,
        TIME,
        DATE_TIME,
        INSTANT,
        /** Twelve bytes: the nanosecond of the day, and the day. */
        INT96,
        TEXT,
        HEX,
        UUID,
        NOTHING
    }

    /** Says that a column needs a wider type for a value. */
    static final class Wider extends RuntimeException {
        Wider() {
            super(null, null, false, false);
        }
    }

    static ParquetForm of(Meaning meaning) {
        return new ParquetForm(meaning, 0, 0);
    }

    /** What a column of the frame begins as. */
    ColumnType type() {
        return switch (meaning) {
            case SMALL_WHOLE -> ColumnType.INTEGER;
            case WHOLE, UNSIGNED_INT, UNSIGNED_LONG -> ColumnType.LONG;
            case FLOAT, DOUBLE -> ColumnType.DOUBLE;
            case DECIMAL -> scale > 0 ? ColumnType.DOUBLE : ColumnType.LONG;
            case BOOLEAN -> ColumnType.BOOLEAN;
            case DATE -> ColumnType.LOCAL_DATE;
            case TIME -> ColumnType.LOCAL_TIME;
            case DATE_TIME, INT96 -> ColumnType.LOCAL_DATE_TIME;
            case INSTANT -> ColumnType.INSTANT;
            case TEXT, HEX, UUID, NOTHING -> ColumnType.STRING;
        };
    }

    /** What it becomes for a value that does not fit. */
    static ColumnType wider(ColumnType type) {
        return type == ColumnType.INTEGER ? ColumnType.LONG : ColumnType.DOUBLE;
    }

    /**
     * Makes of the numbers in the file those of a column of {@code type}. Throws {@link Wider}, {@link Damaged}, or
     * {@link Refused} for what no frame holds.
     */
    void convert(long[] values, int count, ColumnType type, String column) {
        switch (meaning) {
            case DOUBLE, BOOLEAN -> {}
            case FLOAT -> {
                for (int i = 0; i < count; i++) {
                    values[i] = Double.doubleToRawLongBits(Float.intBitsToFloat((int) values[i]));
                }
            }
            case SMALL_WHOLE -> {
                if (type == ColumnType.INTEGER) {
                    for (int i = 0; i < count; i++) {
                        if (values[i] == IntData.MISSING) {
                            throw new Wider();
                        }
                    }
                }
            }
            case WHOLE -> checkLongs(values, count, type, column);
            case UNSIGNED_INT -> {
                for (int i = 0; i < count; i++) {
                    values[i] &= 0xFFFF_FFFFL;
                }
            }
            case UNSIGNED_LONG -> unsigned(values, count, type);
            default -> {
                for (int i = 0; i < count; i++) {
                    values[i] = converted(values[i], type, column);
                }
            }
        }
    }

    private void checkLongs(long[] values, int count, ColumnType type, String column) {
        for (int i = 0; i < count; i++) {
            if (values[i] == LongData.MISSING) {
                throw beyond(values[i], type, column);
            }
        }
    }

    private static void unsigned(long[] values, int count, ColumnType type) {
        for (int i = 0; i < count; i++) {
            long value = values[i];
            if (type == ColumnType.DOUBLE) {
                values[i] = Double.doubleToRawLongBits(value < 0 ? (value >>> 1 | value & 1) * 2.0 : (double) value);
            } else if (value < 0) {
                throw new Wider();
            }
        }
    }

    private long converted(long value, ColumnType type, String column) {
        return switch (meaning) {
            case DECIMAL -> decimal(value, type);
            case DATE -> {
                int packed = Packed.of(LocalDate.ofEpochDay(value));
                if (packed == IntData.MISSING) {
                    throw beyond(LocalDate.ofEpochDay(value), type, column);
                }
                yield packed;
            }
            case TIME -> {
                if (value < 0 || value / perSecond >= SECONDS_A_DAY) {
                    throw new Damaged("it has a time beyond the day");
                }
                yield Packed.of(LocalTime.ofNanoOfDay(value * (NANOS_A_SECOND / perSecond)));
            }
            default -> {
                long seconds = Math.floorDiv(value, perSecond);
                int nanos = (int) (Math.floorMod(value, perSecond) * (NANOS_A_SECOND / perSecond));
                yield dateTime(seconds, nanos, type, column);
            }
        };
    }

    private static long dateTime(long seconds, int nanos, ColumnType type, String column) {
        LocalDateTime at = LocalDateTime.ofEpochSecond(seconds, nanos, ZoneOffset.UTC);
        long packed = Packed.of(at);
        if (packed == LongData.MISSING) {
            throw beyond(at, type, column);
        }
        return packed;
    }

    private long decimal(long value, ColumnType type) {
        if (type == ColumnType.LONG) {
            if (value == LongData.MISSING) {
                throw new Wider();
            }
            return value;
        }
        boolean exact = Math.abs(value) <= EXACT && value != LongData.MISSING && scale <= EXACT_SCALE;
        return Double.doubleToRawLongBits(
                exact ? value / POWERS[scale] : BigDecimal.valueOf(value, scale).doubleValue());
    }

    /** The same for a value that stands as bytes: a decimal, the highest byte first, or a time of 96 bits. */
    long convert(byte[] bytes, int from, int to, ColumnType type, String column) {
        if (meaning == Meaning.INT96) {
            long nanos = EightBytes.at(bytes, from);
            long day = (int) EightBytes.at(bytes, from + Long.BYTES) - JULIAN_DAY_OF_1970;
            if (nanos < 0 || nanos / NANOS_A_SECOND >= SECONDS_A_DAY) {
                throw new Damaged("it has a time beyond the day");
            }
            long seconds = day * SECONDS_A_DAY + nanos / NANOS_A_SECOND;
            return dateTime(seconds, (int) (nanos % NANOS_A_SECOND), type, column);
        }
        if (from == to || to - from > MOST_DIGIT_BYTES) {
            throw new Damaged("it has a decimal of " + (to - from) + " bytes");
        }
        if (to - from <= Long.BYTES) {
            long value = bytes[from];
            for (int i = from + 1; i < to; i++) {
                value = value << Byte.SIZE | bytes[i] & 0xFF;
            }
            return decimal(value, type);
        }
        BigInteger digits = new BigInteger(Arrays.copyOfRange(bytes, from, to));
        if (digits.bitLength() < Long.SIZE) {
            return decimal(digits.longValue(), type);
        }
        if (type == ColumnType.LONG) {
            throw new Wider();
        }
        return Double.doubleToRawLongBits(new BigDecimal(digits, scale).doubleValue());
    }

    private static Refused beyond(Object value, ColumnType type, String column) {
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("column", column);
        detail.put("type", type.name());
        detail.put("value", value.toString());
        return new Refused(
                FailureCode.TYPE_MISMATCH,
                "Column '" + column + "': " + value + " is beyond what " + type.name()
                        + " holds; have the source give it as a text, or leave it out.",
                detail);
    }

    private static double[] powers() {
        double[] powers = new double[EXACT_SCALE + 1];
        for (int i = 0; i < powers.length; i++) {
            powers[i] = Double.parseDouble("1e" + i);
        }
        return powers;
    }
}
