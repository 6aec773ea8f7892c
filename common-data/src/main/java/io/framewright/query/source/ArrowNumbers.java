package io.framewright.query.source;

import com.google.flatbuffers.Table;
import io.framewright.frame.ColumnType;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.apache.arrow.flatbuf.Date;
import org.apache.arrow.flatbuf.DateUnit;
import org.apache.arrow.flatbuf.Decimal;
import org.apache.arrow.flatbuf.Field;
import org.apache.arrow.flatbuf.FloatingPoint;
import org.apache.arrow.flatbuf.Int;
import org.apache.arrow.flatbuf.Precision;
import org.apache.arrow.flatbuf.Time;
import org.apache.arrow.flatbuf.TimeUnit;
import org.apache.arrow.flatbuf.Timestamp;
import org.apache.arrow.flatbuf.Type;
import org.jspecify.annotations.Nullable;

/**
 * Values of a fixed width.
 *
 * @param form what the bytes mean
 * @param bits the width of one
 * @param signed of whole numbers
 * @param perSecond of times: how many units make a second
 * @param scale of decimals
 */
record ArrowNumbers(Form form, int bits, boolean signed, long perSecond, int scale) {
    private static final long SECONDS_A_DAY = 86_400;
    private static final long MILLIS_A_DAY = 86_400_000;
    private static final long NANOS_A_SECOND = 1_000_000_000;

    /** What bytes mean. */
    enum Form {
        WHOLE,
        REAL,
        DECIMAL,
        BOOLEAN,
        DATE_OF_DAYS,
        DATE_OF_MILLIS,
        TIME,
        DATE_TIME,
        INSTANT
    }

    /** Takes the values of a column one by one: they stand in {@code chunk} at {@code at}. */
    @FunctionalInterface
    interface Reader {
        void read(ByteBuffer chunk, int at, int row);
    }

    static ArrowNumbers whole(int bits, boolean signed) {
        if (bits != 8 && bits != 16 && bits != 32 && bits != 64) {
            throw new IllegalArgumentException("whole numbers of " + bits + " bits");
        }
        return new ArrowNumbers(Form.WHOLE, bits, signed, 0, 0);
    }

    /** Null for a type that is none of these. */
    static @Nullable ArrowNumbers of(Field field) {
        return switch (field.typeType()) {
            case Type.Int -> {
                Int type = described(field, new Int());
                yield whole(type.bitWidth(), type.isSigned());
            }
            case Type.FloatingPoint -> {
                short precision = described(field, new FloatingPoint()).precision();
                if (precision == Precision.HALF) {
                    yield null;
                }
                yield fixed(Form.REAL, precision == Precision.SINGLE ? 32 : 64, 0);
            }
            case Type.Bool -> fixed(Form.BOOLEAN, 1, 0);
            case Type.Decimal -> {
                Decimal type = described(field, new Decimal());
                if (type.bitWidth() != 128 && type.bitWidth() != 256) {
                    yield null;
                }
                yield new ArrowNumbers(Form.DECIMAL, type.bitWidth(), true, 0, type.scale());
            }
            case Type.Date ->
                described(field, new Date()).unit() == DateUnit.DAY
                        ? fixed(Form.DATE_OF_DAYS, 32, 0)
                        : fixed(Form.DATE_OF_MILLIS, 64, 0);
            case Type.Time -> {
                Time type = described(field, new Time());
                yield fixed(Form.TIME, type.bitWidth() == 32 ? 32 : 64, perSecond(type.unit()));
            }
            case Type.Timestamp -> {
                Timestamp type = described(field, new Timestamp());
                boolean zone = type.timezone() != null && !type.timezone().isEmpty();
                yield fixed(zone ? Form.INSTANT : Form.DATE_TIME, 64, perSecond(type.unit()));
            }
            default -> null;
        };
    }

    private static <T extends Table> T described(Field field, T type) {
        if (field.type(type) == null) {
            throw new IllegalArgumentException("a field without its type");
        }
        return type;
    }

    private static ArrowNumbers fixed(Form form, int bits, long perSecond) {
        return new ArrowNumbers(form, bits, true, perSecond, 0);
    }

    private static long perSecond(short unit) {
        return switch (unit) {
            case TimeUnit.SECOND -> 1;
            case TimeUnit.MILLISECOND -> 1_000;
            case TimeUnit.MICROSECOND -> 1_000_000;
            case TimeUnit.NANOSECOND -> NANOS_A_SECOND;
            default -> throw new IllegalArgumentException("a unit of time " + unit);
        };
    }

    /** What a column of the frame begins as. */
    ColumnType type() {
        return switch (form) {
            case WHOLE -> bits < 64 && (signed || bits < 32) ? ColumnType.INTEGER : ColumnType.LONG;
            case REAL -> ColumnType.DOUBLE;
            case DECIMAL -> scale > 0 ? ColumnType.DOUBLE : ColumnType.LONG;
            case BOOLEAN -> ColumnType.BOOLEAN;
            case DATE_OF_DAYS, DATE_OF_MILLIS -> ColumnType.LOCAL_DATE;
            case TIME -> ColumnType.LOCAL_TIME;
            case DATE_TIME -> ColumnType.LOCAL_DATE_TIME;
            case INSTANT -> ColumnType.INSTANT;
        };
    }

    /** Takes the values of a column some rows at a time: they stand in {@code chunk}, one behind the other. */
    @FunctionalInterface
    interface ChunkReader {
        void read(ByteBuffer chunk, int row, int count);
    }

    void read(ArrowBatch batch, Reader reader) throws IOException {
        readChunks(batch, (chunk, row, count) -> {
            for (int i = 0; i < count; i++) {
                reader.read(chunk, bits == 1 ? i : i * (bits / 8), row + i);
            }
        });
    }

    void readChunks(ArrowBatch batch, ChunkReader reader) throws IOException {
        int rows = Math.toIntExact(batch.length());
        long bytes = ((long) rows * bits + 7) / 8;
        long place = batch.place(bytes);
        int row = 0;
        for (long done = 0; done < bytes; ) {
            ByteBuffer chunk = batch.file().chunk(place + done, bytes - done);
            int count = (int) Math.min(rows - row, (long) chunk.limit() * 8 / bits);
            reader.read(chunk, row, count);
            row += count;
            done += chunk.limit();
        }
    }

    /** The whole number at this place. */
    long wholeAt(ByteBuffer chunk, int at) {
        return switch (bits) {
            case 8 -> signed ? chunk.get(at) : chunk.get(at) & 0xFF;
            case 16 -> signed ? chunk.getShort(at) : chunk.getShort(at) & 0xFFFF;
            case 32 -> signed ? chunk.getInt(at) : chunk.getInt(at) & 0xFFFF_FFFFL;
            default -> chunk.getLong(at);
        };
    }

    /** Adds values of which none is missing; those that stand as a frame has them are copied in one go. */
    void addAll(ByteBuffer chunk, int count, ColumnValues to) {
        boolean plain = signed && bits >= 32 && (form == Form.WHOLE || form == Form.REAL && bits == 64);
        if (plain && to.copy(chunk, count, bits)) {
            return;
        }
        for (int i = 0; i < count; i++) {
            add(chunk, bits == 1 ? i : i * (bits / 8), to);
        }
    }

    /** Adds the value at this place. */
    void add(ByteBuffer chunk, int at, ColumnValues to) {
        switch (form) {
            case WHOLE -> {
                long value = wholeAt(chunk, at);
                if (!signed && bits == 64) {
                    to.decimal(new BigDecimal(new BigInteger(Long.toUnsignedString(value))));
                } else {
                    to.whole(value);
                }
            }
            case REAL -> to.real(bits == 32 ? chunk.getFloat(at) : chunk.getDouble(at));
            case DECIMAL -> to.decimal(decimal(chunk, at));
            case BOOLEAN -> to.truth((chunk.get(at >> 3) >> (at & 7) & 1) != 0);
            case DATE_OF_DAYS -> to.date(LocalDate.ofEpochDay(chunk.getInt(at)));
            case DATE_OF_MILLIS -> to.date(LocalDate.ofEpochDay(Math.floorDiv(chunk.getLong(at), MILLIS_A_DAY)));
            case TIME -> to.time(time(wholeAt(chunk, at)));
            case DATE_TIME -> {
                long value = chunk.getLong(at);
                to.dateTime(LocalDateTime.ofEpochSecond(Math.floorDiv(value, perSecond), nanos(value), ZoneOffset.UTC));
            }
            case INSTANT -> {
                long value = chunk.getLong(at);
                to.instant(Instant.ofEpochSecond(Math.floorDiv(value, perSecond), nanos(value)));
            }
        }
    }

    private int nanos(long value) {
        return (int) (Math.floorMod(value, perSecond) * (NANOS_A_SECOND / perSecond));
    }

    private LocalTime time(long value) {
        if (value < 0 || value / perSecond >= SECONDS_A_DAY) {
            throw new IllegalArgumentException("a time beyond the day");
        }
        return LocalTime.ofNanoOfDay(value * (NANOS_A_SECOND / perSecond));
    }

    private BigDecimal decimal(ByteBuffer chunk, int at) {
        byte[] bigEndian = new byte[bits / 8];
        for (int i = 0; i < bigEndian.length; i++) {
            bigEndian[bigEndian.length - 1 - i] = chunk.get(at + i);
        }
        return new BigDecimal(new BigInteger(bigEndian), scale);
    }
}
