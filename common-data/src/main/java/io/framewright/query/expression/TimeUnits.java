package io.framewright.query.expression;

import io.framewright.frame.ColumnType;
import io.framewright.frame.Packed;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Dates and times cut to the beginning of a year, a month and so on; a week begins on Monday. */
final class TimeUnits {
    private static final Map<String, UnaryOperator<LocalDate>> OF_DATES = new LinkedHashMap<>();
    private static final Map<String, ChronoUnit> OF_TIMES = new LinkedHashMap<>();

    static {
        OF_DATES.put("year", date -> date.withDayOfYear(1));
        OF_DATES.put("quarter", date -> date.withDayOfMonth(1).minusMonths((date.getMonthValue() - 1) % 3));
        OF_DATES.put("month", date -> date.withDayOfMonth(1));
        OF_DATES.put("week", date -> date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)));
        OF_DATES.put("day", date -> date);
        OF_TIMES.put("hour", ChronoUnit.HOURS);
        OF_TIMES.put("minute", ChronoUnit.MINUTES);
        OF_TIMES.put("second", ChronoUnit.SECONDS);
    }

    static final Function START_OF = Function.of("startOf")
            .taking(List.of(Parameter.DATE, Parameter.TEXT), TimeUnits::startOfDate)
            .taking(List.of(Parameter.DATE_TIME, Parameter.TEXT), TimeUnits::startOfDateTime)
            .taking(List.of(Parameter.INSTANT, Parameter.TEXT), TimeUnits::startOfDateTime);

    private TimeUnits() {}

    private static Kernel<?> startOfDate(Arguments arguments) {
        String unit = unit(arguments);
        UnaryOperator<LocalDate> start = OF_DATES.get(unit);
        if (start == null) {
            throw unknown(arguments, unit, List.copyOf(OF_DATES.keySet()));
        }
        return Casts.mapped(arguments.longs(0), ColumnType.LOCAL_DATE, date -> {
            int cut = Packed.of(start.apply(Packed.date((int) date)));
            return cut == Integer.MIN_VALUE ? Kind.MISSING_LONG : cut;
        });
    }

    private static Kernel<?> startOfDateTime(Arguments arguments) {
        String unit = unit(arguments);
        UnaryOperator<LocalDate> start = OF_DATES.get(unit);
        ChronoUnit time = OF_TIMES.get(unit);
        if (start == null && time == null) {
            List<String> all = new ArrayList<>(OF_DATES.keySet());
            all.addAll(OF_TIMES.keySet());
            throw unknown(arguments, unit, all);
        }
        UnaryOperator<LocalDateTime> cut = start == null
                ? at -> at.truncatedTo(time)
                : at -> start.apply(at.toLocalDate()).atStartOfDay();
        return Casts.mapped(
                arguments.longs(0), arguments.at(0).type(), at -> Packed.of(cut.apply(Packed.dateTime(at))));
    }

    private static String unit(Arguments arguments) {
        @Nullable
        String unit = arguments.at(1).isConstant() ? arguments.texts(1).first()[0] : null;
        if (unit == null) {
            throw Invalid.at(arguments.places().get(1), "the unit of startOf is no constant", "a text such as 'month'");
        }
        return unit;
    }

    private static Invalid unknown(Arguments arguments, String unit, List<String> units) {
        String shown = unit.length() <= 30 ? unit : unit.substring(0, 30) + "…";
        return Invalid.at(
                arguments.places().get(1),
                "'" + shown + "' is no unit of a " + arguments.at(0).type(),
                "'" + String.join("', '", units) + "'");
    }
}
