package io.framewright.client.query;

/**
 * The functions of dates and times. An instant has the date and time that it is in UTC. Of a missing value they are
 * missing, and so of a column's text that is no date; a constant that is none is refused.
 */
abstract sealed class TimeFunctions extends NumberFunctions permits Expressions {
    TimeFunctions() {}

    /** LOCAL_DATE of a text, a date with time, or an instant. */
    public static Expression date(Expression value) {
        return Grammar.value("date", value);
    }

    /** LOCAL_DATE of its parts. */
    public static Expression date(Expression year, Expression month, Expression day) {
        return Grammar.value("date", year, month, day);
    }

    /** LOCAL_TIME of a text, a date with time, or an instant. */
    public static Expression time(Expression value) {
        return Grammar.value("time", value);
    }

    /** LOCAL_DATE_TIME of a text, a date (midnight), or an instant. */
    public static Expression dateTime(Expression value) {
        return Grammar.value("dateTime", value);
    }

    /** LOCAL_DATE_TIME of a date and a time. */
    public static Expression dateTime(Expression date, Expression time) {
        return Grammar.value("dateTime", date, time);
    }

    /** INSTANT of a text, or of a date with time in UTC. */
    public static Expression instant(Expression value) {
        return Grammar.value("instant", value);
    }

    /** The year of a date, date with time or instant, an INTEGER. */
    public static Expression year(Expression date) {
        return Grammar.value("year", date);
    }

    /** The week of a date, date with time or instant by ISO 8601, from 1 to 53. */
    public static Expression weekOfYear(Expression date) {
        return Grammar.value("weekOfYear", date);
    }

    /**
     * The beginning of the year, quarter, month, week or day, of a date with time or an instant also of the hour,
     * minute or second.
     *
     * @param unit e.g. {@code month}
     */
    public static Expression startOf(Expression date, String unit) {
        return Grammar.value("startOf", date, Expressions.value(unit));
    }

    /** The quarter of a date, date with time or instant, from 1 to 4. */
    public static Expression quarter(Expression date) {
        return Grammar.value("quarter", date);
    }

    /** The month of a date, date with time or instant, from 1 to 12. */
    public static Expression month(Expression date) {
        return Grammar.value("month", date);
    }

    /** The day of the month. */
    public static Expression day(Expression date) {
        return Grammar.value("day", date);
    }

    /** The day of the week from 1, Monday, to 7. */
    public static Expression dayOfWeek(Expression date) {
        return Grammar.value("dayOfWeek", date);
    }

    /** The day of the year from 1. */
    public static Expression dayOfYear(Expression date) {
        return Grammar.value("dayOfYear", date);
    }

    /** The hour of a time, date with time or instant. */
    public static Expression hour(Expression time) {
        return Grammar.value("hour", time);
    }

    /** The minute of a time, date with time or instant. */
    public static Expression minute(Expression time) {
        return Grammar.value("minute", time);
    }

    /** The second of a time, date with time or instant. */
    public static Expression second(Expression time) {
        return Grammar.value("second", time);
    }

    /** Seconds since 1970 in UTC, a LONG. */
    public static Expression epochSeconds(Expression value) {
        return Grammar.value("epochSeconds", value);
    }

    /** The INSTANT so many seconds after 1970 in UTC. */
    public static Expression fromEpochSeconds(Expression seconds) {
        return Grammar.value("fromEpochSeconds", seconds);
    }

    /** How many days from the first date to the second, a LONG. */
    public static Expression daysBetween(Expression from, Expression to) {
        return Grammar.value("daysBetween", from, to);
    }

    /** How many seconds from the first to the second, a LONG. */
    public static Expression secondsBetween(Expression from, Expression to) {
        return Grammar.value("secondsBetween", from, to);
    }

    /** So many days later, of the type of its first argument. */
    public static Expression plusDays(Expression value, Expression days) {
        return Grammar.value("plusDays", value, days);
    }

    /** So many days later, of the type of its first argument. */
    public static Expression plusDays(Expression value, long days) {
        return Grammar.value("plusDays", value, Expressions.value(days));
    }

    /** So many months later, cut to the month's end. */
    public static Expression plusMonths(Expression value, Expression months) {
        return Grammar.value("plusMonths", value, months);
    }

    /** So many months later, cut to the month's end. */
    public static Expression plusMonths(Expression value, long months) {
        return Grammar.value("plusMonths", value, Expressions.value(months));
    }

    /** So many seconds later, of a date with time or an instant. */
    public static Expression plusSeconds(Expression value, Expression seconds) {
        return Grammar.value("plusSeconds", value, seconds);
    }

    /** So many seconds later, of a date with time or an instant. */
    public static Expression plusSeconds(Expression value, long seconds) {
        return Grammar.value("plusSeconds", value, Expressions.value(seconds));
    }
}
