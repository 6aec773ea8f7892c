package io.framewright.frame;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import tech.tablesaw.columns.dates.PackedLocalDate;
import tech.tablesaw.columns.times.PackedLocalTime;

/**
 * Dates and times as numbers, packed as Tablesaw does: year, month and day in an int; hour, minute and millisecond of
 * the minute in an int; both in a long, the date first; an instant as its date and time in UTC. All keep the order of
 * what they stand for. Times are cut to the millisecond; a year outside -32767 to 32767 gives the missing value.
 */
public final class Packed {
    private static final int MAX_YEAR = Short.MAX_VALUE;
    private static final double MILLIS = 1000;
    private static final long MILLIS_OF_DAY = 24 * 60 * 60 * 1000;

    private Packed() {}

    public static int of(LocalDate date) {
        return date.getYear() > MAX_YEAR || date.getYear() < -MAX_YEAR ? IntData.MISSING : PackedLocalDate.pack(date);
    }

    public static int of(LocalTime time) {
        return PackedLocalTime.pack(time);
    }

    public static long of(LocalDateTime dateTime) {
        return join(of(dateTime.toLocalDate()), of(dateTime.toLocalTime()));
    }

    /** An instant too far away for a date in UTC gives the missing value. */
    public static long of(Instant instant) {
        long seconds = instant.getEpochSecond();
        return Math.abs(seconds) > 1L << 41 ? LongData.MISSING : of(LocalDateTime.ofInstant(instant, ZoneOffset.UTC));
    }

    /** A date and a time in one; missing if either is. */
    public static long join(int date, int time) {
        return date == IntData.MISSING || time == IntData.MISSING
                ? LongData.MISSING
                : ((long) date << Integer.SIZE) | (time & 0xFFFF_FFFFL);
    }

    /** The date of a date with time that is not missing. */
    public static int dateOf(long dateTime) {
        return (int) (dateTime >> Integer.SIZE);
    }

    /** The time of a date with time that is not missing. */
    public static int timeOf(long dateTime) {
        return (int) dateTime;
    }

    public static LocalDate date(int packed) {
        return PackedLocalDate.asLocalDate(packed);
    }

    public static LocalTime time(int packed) {
        return PackedLocalTime.asLocalTime(packed);
    }

    public static LocalDateTime dateTime(long packed) {
        return LocalDateTime.of(date(dateOf(packed)), time(timeOf(packed)));
    }

    public static Instant instant(long packed) {
        return dateTime(packed).toInstant(ZoneOffset.UTC);
    }

    /** A date's days since 1970-01-01; not of the missing value. */
    public static long epochDay(int date) {
        return PackedLocalDate.toEpochDay(date);
    }

    /** A time's seconds since midnight, to the millisecond; not of the missing value. */
    public static double secondOfDay(int time) {
        return PackedLocalTime.getMillisecondOfDay(time) / MILLIS;
    }

    /** Seconds since 1970-01-01T00:00, of an instant in UTC, to the millisecond; not of the missing value. */
    public static double epochSecond(long dateTime) {
        long days = epochDay(dateOf(dateTime));
        return (days * MILLIS_OF_DAY + PackedLocalTime.getMillisecondOfDay(timeOf(dateTime))) / MILLIS;
    }
}
