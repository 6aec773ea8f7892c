package io.framewright.query.expression;

import io.framewright.frame.ColumnType;
import io.framewright.frame.Packed;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.util.List;
import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/** Functions of dates and times. An instant has the date and time that it is in UTC. Missing gives missing. */
final class TimeFunctions {
    private static final int MILLIS = 1000;

    static final List<Function> ALL = List.of(
            ofDates("year", date -> (int) date >> 16),
            ofDates("month", date -> (date >> 8) & 0xFF),
            ofDates("day", date -> date & 0xFF),
            ofDates("dayOfWeek", date -> Packed.date((int) date).getDayOfWeek().getValue()),
            ofDates("dayOfYear", date -> Packed.date((int) date).getDayOfYear()),
            ofDates("quarter", date -> (((date >> 8) & 0xFF) + 2) / 3),
            ofDates("weekOfYear", date -> Packed.date((int) date).get(IsoFields.WEEK_OF_WEEK_BASED_YEAR)),
            TimeUnits.START_OF,
            ofTimes("hour", time -> time >>> 24),
            ofTimes("minute", time -> (time >> 16) & 0xFF),
            ofTimes("second", time -> (time & 0xFFFF) / MILLIS),
            converting("date", ColumnType.LOCAL_DATE, Parameter.DATE, Parameter.DATE_TIME, Parameter.INSTANT)
                    .taking(List.of(Parameter.WHOLE, Parameter.WHOLE, Parameter.WHOLE), TimeFunctions::date),
            converting("time", ColumnType.LOCAL_TIME, Parameter.TIME, Parameter.DATE_TIME, Parameter.INSTANT),
            converting("dateTime", ColumnType.LOCAL_DATE_TIME, Parameter.DATE, Parameter.DATE_TIME, Parameter.INSTANT)
                    .taking(
                            List.of(Parameter.DATE, Parameter.TIME),
                            a -> combined(a, ColumnType.LOCAL_DATE_TIME, (d, t) -> Packed.join((int) d, (int) t))),
            converting("instant", ColumnType.INSTANT, Parameter.DATE_TIME, Parameter.INSTANT),
            Function.of("epochSeconds")
                    .taking(List.of(Parameter.DATE), a -> seconds(Casts.cast(a.at(0), ColumnType.INSTANT)))
                    .taking(List.of(Parameter.DATE_TIME), a -> seconds(a.at(0)))
                    .taking(List.of(Parameter.INSTANT), a -> seconds(a.at(0))),
            Function.of("fromEpochSeconds")
                    .taking(
                            List.of(Parameter.WHOLE),
                            a -> Casts.mapped(a.longs(0), ColumnType.INSTANT, TimeFunctions::fromEpochSeconds)),
            Function.of("daysBetween")
                    .taking(
                            List.of(Parameter.DATE, Parameter.DATE),
                            a -> combined(a, ColumnType.LONG, (from, to) -> epochDay(to) - epochDay(from)))
                    .taking(List.of(Parameter.DATE_TIME, Parameter.DATE_TIME), TimeFunctions::daysBetween)
                    .taking(List.of(Parameter.INSTANT, Parameter.INSTANT), TimeFunctions::daysBetween),
            Function.of("secondsBetween")
                    .taking(List.of(Parameter.DATE_TIME, Parameter.DATE_TIME), TimeFunctions::secondsBetween)
                    .taking(List.of(Parameter.INSTANT, Parameter.INSTANT), TimeFunctions::secondsBetween),
            Function.of("plusDays")
                    .taking(List.of(Parameter.DATE, Parameter.WHOLE), a -> plusToDate(a, ChronoUnit.DAYS))
                    .taking(List.of(Parameter.DATE_TIME, Parameter.WHOLE), a -> plus(a, ChronoUnit.DAYS))
                    .taking(List.of(Parameter.INSTANT, Parameter.WHOLE), a -> plus(a, ChronoUnit.DAYS)),
            Function.of("plusMonths")
                    .taking(List.of(Parameter.DATE, Parameter.WHOLE), a -> plusToDate(a, ChronoUnit.MONTHS))
                    .taking(List.of(Parameter.DATE_TIME, Parameter.WHOLE), a -> plus(a, ChronoUnit.MONTHS)),
            Function.of("plusSeconds")
                    .taking(List.of(Parameter.DATE_TIME, Parameter.WHOLE), a -> plus(a, ChronoUnit.SECONDS))
                    .taking(List.of(Parameter.INSTANT, Parameter.WHOLE), a -> plus(a, ChronoUnit.SECONDS)));

    private TimeFunctions() {}

    private static Function ofDates(String name, LongUnaryOperator part) {
        LongUnaryOperator ofBoth = dateTime -> part.applyAsLong(Packed.dateOf(dateTime));
        return Function.of(name)
                .taking(List.of(Parameter.DATE), a -> Casts.mapped(a.longs(0), ColumnType.INTEGER, part))
                .taking(List.of(Parameter.DATE_TIME), a -> Casts.mapped(a.longs(0), ColumnType.INTEGER, ofBoth))
                .taking(List.of(Parameter.INSTANT), a -> Casts.mapped(a.longs(0), ColumnType.INTEGER, ofBoth));
    }

    private static Function ofTimes(String name, LongUnaryOperator part) {
        LongUnaryOperator ofBoth = dateTime -> part.applyAsLong(Packed.timeOf(dateTime));
        return Function.of(name)
                .taking(List.of(Parameter.TIME), a -> Casts.mapped(a.longs(0), ColumnType.INTEGER, part))
                .taking(List.of(Parameter.DATE_TIME), a -> Casts.mapped(a.longs(0), ColumnType.INTEGER, ofBoth))
                .taking(List.of(Parameter.INSTANT), a -> Casts.mapped(a.longs(0), ColumnType.INTEGER, ofBoth));
    }

    private static Function converting(String name, ColumnType to, Parameter... from) {
        Function function = Function.of(name).taking(List.of(Parameter.TEXT), a -> parsed(a, to));
        for (Parameter parameter : from) {
            function = function.taking(List.of(parameter), a -> cast(a.at(0), to));
        }
        return function;
    }

    private static Kernel<?> cast(Kernel<?> from, ColumnType to) {
        Kernel<?> cast = Casts.cast(from, to);
        if (cast == null) {
            throw new IllegalStateException("no " + to + " of " + from.type());
        }
        return cast;
    }

    /** A constant that cannot be read is a mistake in the expression; in a column it is a missing value. */
    private static Kernel<?> parsed(Arguments arguments, ColumnType to) {
        Kernel<?> read = cast(arguments.at(0), to);
        if (arguments.at(0).isConstant()) {
            String text = arguments.texts(0).first()[0];
            if (text != null && Kernels.longs(read).first()[0] == Kind.MISSING_LONG) {
                throw Invalid.at(
                        arguments.places().get(0),
                        "'" + text + "' is no " + to,
                        switch (to) {
                            case LOCAL_DATE -> "a date such as 2001-01-31";
                            case LOCAL_TIME -> "a time such as 18:20 or 18:20:05.123";
                            case LOCAL_DATE_TIME -> "a date with time such as 2001-01-31T18:20:05";
                            default -> "an instant such as 2001-01-31T18:20:05Z";
                        });
            }
        }
        return read;
    }

    private static Kernel<long[]> date(Arguments arguments) {
        Kernel<long[]> years = arguments.longs(0);
        Kernel<long[]> months = arguments.longs(1);
        Kernel<long[]> days = arguments.longs(2);
        return Kernel.longs(ColumnType.LOCAL_DATE, (chunk, out) -> {
            years.run(chunk, out);
            long[] month = months.values(chunk);
            long[] day = days.values(chunk);
            for (int i = 0; i < chunk.count; i++) {
                out[i] = date(out[i], month[i], day[i]);
            }
            months.give(chunk, month);
            days.give(chunk, day);
        });
    }

    private static long date(long year, long month, long day) {
        boolean none = Math.abs(year) > Short.MAX_VALUE || year == Kind.MISSING_LONG;
        if (none || month < 1 || month > 12 || day < 1 || day > 31) {
            return Kind.MISSING_LONG;
        }
        LocalDate first = LocalDate.of((int) year, (int) month, 1);
        return day > first.lengthOfMonth() ? Kind.MISSING_LONG : Packed.of(first.withDayOfMonth((int) day));
    }

    private static Kernel<long[]> combined(Arguments arguments, ColumnType to, LongBinaryOperator function) {
        Kernel<long[]> left = arguments.longs(0);
        Kernel<long[]> right = arguments.longs(1);
        return Kernel.longs(to, (chunk, out) -> {
            left.run(chunk, out);
            long[] b = right.values(chunk);
            for (int i = 0; i < chunk.count; i++) {
                boolean none = out[i] == Kind.MISSING_LONG || b[i] == Kind.MISSING_LONG;
                out[i] = none ? Kind.MISSING_LONG : function.applyAsLong(out[i], b[i]);
            }
            right.give(chunk, b);
        });
    }

    private static long epochDay(long date) {
        return Packed.date((int) date).toEpochDay();
    }

    private static long epochSecond(long dateTime) {
        return Packed.dateTime(dateTime).toEpochSecond(ZoneOffset.UTC);
    }

    private static Kernel<?> seconds(@Nullable Kernel<?> from) {
        if (from == null) {
            throw new IllegalStateException("a date has an instant");
        }
        return Casts.mapped(Kernels.longs(from), ColumnType.LONG, TimeFunctions::epochSecond);
    }

    private static long fromEpochSeconds(long seconds) {
        return Math.abs(seconds) > 1L << 41 ? Kind.MISSING_LONG : Packed.of(Instant.ofEpochSecond(seconds));
    }

    private static Kernel<?> daysBetween(Arguments arguments) {
        return combined(
                arguments, ColumnType.LONG, (from, to) -> epochDay(Packed.dateOf(to)) - epochDay(Packed.dateOf(from)));
    }

    private static Kernel<?> secondsBetween(Arguments arguments) {
        return combined(arguments, ColumnType.LONG, (from, to) -> epochSecond(to) - epochSecond(from));
    }

    private static Kernel<?> plusToDate(Arguments arguments, ChronoUnit unit) {
        return combined(arguments, ColumnType.LOCAL_DATE, (date, amount) -> {
            try {
                int later = Packed.of(Packed.date((int) date).plus(amount, unit));
                return later == Integer.MIN_VALUE ? Kind.MISSING_LONG : later;
            } catch (DateTimeException | ArithmeticException tooFar) {
                return Kind.MISSING_LONG;
            }
        });
    }

    private static Kernel<?> plus(Arguments arguments, ChronoUnit unit) {
        return combined(arguments, arguments.at(0).type(), (dateTime, amount) -> {
            try {
                return Packed.of(Packed.dateTime(dateTime).plus(amount, unit));
            } catch (DateTimeException | ArithmeticException tooFar) {
                return Kind.MISSING_LONG;
            }
        });
    }
}
