package io.framewright.query;

import io.framewright.frame.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Makes texts of expressions that fit a schema: every operator, every function that has a counterpart in SQL. */
final class RandomExpressions {
    private static final List<String> TEXTS =
            List.of("''", "'a'", "'ab'", "'A'", "'\uD83D\uDE00'", "'\uFFFD'", "'12'", "'\u00e9'", "'it\\'s'", "' '");
    private static final List<String> PATTERNS =
            List.of("'%'", "'a%'", "'%b'", "'_'", "'a\\%'", "'%a%'", "''", "'\\_%'");
    private static final List<String> REGULAR =
            List.of("'[a-z]+'", "'.'", "'a.*'", "'-?[0-9]+'", "''", "'(a|b)*'", "'[^a]'", "'\\\\pL+'");
    private static final List<String> DATES =
            List.of("date('2001-01-31')", "date(2000, 2, 29)", "date('1969-12-31')", "date(2001, 1, 1)");

    private final Map<String, ColumnType> schema;
    private final Random random;

    RandomExpressions(Map<String, ColumnType> schema, Random random) {
        this.schema = schema;
        this.random = random;
    }

    String of(ColumnType type, int depth) {
        if (depth <= 0 || random.nextInt(6) == 0) {
            return leaf(type);
        }
        if (random.nextInt(7) == 0) {
            return "case when " + of(ColumnType.BOOLEAN, depth - 1) + " then " + of(type, depth - 1)
                    + (random.nextBoolean() ? " else " + of(type, depth - 1) : "") + " end";
        }
        if (random.nextInt(8) == 0) {
            return "coalesce(" + of(type, depth - 1) + ", " + of(type, depth - 1) + ")";
        }
        if (type != ColumnType.BOOLEAN && random.nextInt(10) == 0) {
            return one("min", "max") + "(" + of(type, depth - 1) + ", " + of(type, depth - 1) + ")";
        }
        return switch (type) {
            case BOOLEAN -> condition(depth - 1);
            case INTEGER, LONG -> whole(depth - 1);
            case DOUBLE -> decimal(depth - 1);
            case STRING -> text(depth - 1);
            case LOCAL_DATE -> date(depth - 1);
            case LOCAL_TIME -> "time(" + of(moment(), depth - 1) + ")";
            case LOCAL_DATE_TIME -> dateTime(depth - 1);
            case INSTANT -> instant(depth - 1);
        };
    }

    private String condition(int depth) {
        return switch (random.nextInt(12)) {
            case 0 -> "(" + of(ColumnType.BOOLEAN, depth) + " and " + of(ColumnType.BOOLEAN, depth) + ")";
            case 1 -> "(" + of(ColumnType.BOOLEAN, depth) + " or " + of(ColumnType.BOOLEAN, depth) + ")";
            case 2 -> "(not " + of(ColumnType.BOOLEAN, depth) + ")";
            case 3 -> {
                ColumnType type = any();
                List<String> items = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    items.add(of(type, i == 1 ? depth : 0));
                }
                yield "(" + of(type, depth) + one(" in [", " not in [") + String.join(", ", items) + "])";
            }
            case 4 -> {
                ColumnType type = any();
                yield "(" + of(type, depth) + one(" between ", " not between ") + of(type, 0) + " and " + of(type, 0)
                        + ")";
            }
            case 5 -> "(" + of(ColumnType.STRING, depth) + one(" like ", " not like ") + pick(PATTERNS) + ")";
            case 6 -> "(" + of(any(), depth) + one(" is missing)", " is not missing)");
            case 7 ->
                one("contains", "startsWith", "endsWith") + "(" + of(ColumnType.STRING, depth) + ", "
                        + of(ColumnType.STRING, 0) + ")";
            case 8 -> "matches(" + of(ColumnType.STRING, depth) + ", " + pick(REGULAR) + ")";
            case 9 -> "(" + of(number(), depth) + comparison() + of(number(), depth) + ")";
            default -> {
                ColumnType type = any();
                yield "(" + of(type, depth) + comparison() + of(type, depth) + ")";
            }
        };
    }

    private String whole(int depth) {
        return switch (random.nextInt(11)) {
            case 9 -> "sign(" + of(number(), depth) + ")";
            case 10 -> "indexOf(" + of(ColumnType.STRING, depth) + ", " + of(ColumnType.STRING, 0) + ")";
            case 0 -> "length(" + of(ColumnType.STRING, depth) + ")";
            case 1 -> "whole(" + of(random.nextBoolean() ? ColumnType.STRING : ColumnType.DOUBLE, depth) + ")";
            case 2 -> "div(" + of(ColumnType.LONG, depth) + ", " + of(ColumnType.LONG, 0) + ")";
            case 3 -> "abs(" + of(ColumnType.LONG, depth) + ")";
            case 4 ->
                one("year", "month", "day", "dayOfWeek", "weekOfYear", "dayOfYear", "quarter") + "("
                        + of(random.nextBoolean() ? ColumnType.LOCAL_DATE : moment(), depth) + ")";
            case 5 ->
                one("hour", "minute", "second") + "("
                        + of(random.nextBoolean() ? ColumnType.LOCAL_TIME : moment(), depth) + ")";
            case 6 ->
                switch (random.nextInt(3)) {
                    case 0 -> "epochSeconds(" + of(moment(), depth) + ")";
                    case 1 ->
                        "daysBetween(" + of(ColumnType.LOCAL_DATE, depth) + ", " + of(ColumnType.LOCAL_DATE, 0) + ")";
                    default ->
                        "secondsBetween(" + of(ColumnType.INSTANT, depth) + ", " + of(ColumnType.INSTANT, 0) + ")";
                };
            case 7 -> "(-" + of(ColumnType.LONG, depth) + ")";
            default ->
                "(" + of(ColumnType.LONG, depth) + one(" + ", " - ", " * ", " % ") + of(ColumnType.LONG, depth) + ")";
        };
    }

    private String decimal(int depth) {
        return switch (random.nextInt(7)) {
            case 0 -> one("floor", "ceil", "abs", "sqrt") + "(" + of(ColumnType.DOUBLE, depth) + ")";
            case 1 -> "number(" + of(random.nextBoolean() ? ColumnType.STRING : ColumnType.BOOLEAN, depth) + ")";
            case 2 -> "(" + of(number(), depth) + " / " + of(number(), 0) + ")";
            case 3 -> "(-" + of(ColumnType.DOUBLE, depth) + ")";
            default ->
                "(" + of(ColumnType.DOUBLE, depth) + one(" + ", " - ", " * ", " % ", " / ") + of(number(), depth) + ")";
        };
    }

    private String text(int depth) {
        return switch (random.nextInt(9)) {
            case 7 -> one("left", "right") + "(" + of(ColumnType.STRING, depth) + ", " + (random.nextInt(6) - 1) + ")";
            case 8 ->
                one("padLeft", "padRight") + "(" + of(ColumnType.STRING, depth) + ", " + random.nextInt(9) + ", "
                        + one("'x'", "'ab'", "'\uD83D\uDE00.'") + ")";
            case 0 -> one("lower", "upper", "trim") + "(" + of(ColumnType.STRING, depth) + ")";
            case 1 ->
                "substring(" + of(ColumnType.STRING, depth) + ", " + (random.nextInt(7) - 2)
                        + (random.nextBoolean() ? ", " + (random.nextInt(6) - 1) : "") + ")";
            case 2 ->
                "replace(" + of(ColumnType.STRING, depth) + ", " + of(ColumnType.STRING, 0) + ", " + pick(TEXTS) + ")";
            case 3 ->
                "concat(" + of(ColumnType.STRING, depth) + ", " + of(ColumnType.LONG, depth) + ", "
                        + of(ColumnType.BOOLEAN, 0) + ")";
            case 4 -> "text(" + of(random.nextBoolean() ? ColumnType.LONG : ColumnType.BOOLEAN, depth) + ")";
            default -> "(" + of(ColumnType.STRING, depth) + " + " + of(ColumnType.STRING, depth) + ")";
        };
    }

    private String date(int depth) {
        return switch (random.nextInt(4)) {
            case 0 -> "date(" + of(moment(), depth) + ")";
            case 3 ->
                "startOf(" + of(ColumnType.LOCAL_DATE, depth) + ", "
                        + one("'year'", "'quarter'", "'month'", "'week'", "'day'") + ")";
            case 1 -> "plusDays(" + of(ColumnType.LOCAL_DATE, depth) + ", " + (random.nextInt(800) - 400) + ")";
            default -> "plusMonths(" + of(ColumnType.LOCAL_DATE, depth) + ", " + (random.nextInt(30) - 15) + ")";
        };
    }

    private String dateTime(int depth) {
        return switch (random.nextInt(5)) {
            case 4 ->
                "startOf(" + of(ColumnType.LOCAL_DATE_TIME, depth) + ", "
                        + one("'year'", "'quarter'", "'month'", "'week'", "'day'", "'hour'", "'minute'", "'second'")
                        + ")";
            case 0 -> "dateTime(" + of(ColumnType.LOCAL_DATE, depth) + ", " + of(ColumnType.LOCAL_TIME, depth) + ")";
            case 1 -> "dateTime(" + of(random.nextBoolean() ? ColumnType.LOCAL_DATE : ColumnType.INSTANT, depth) + ")";
            case 2 -> "plusMonths(" + of(ColumnType.LOCAL_DATE_TIME, depth) + ", " + (random.nextInt(30) - 15) + ")";
            default -> "plusSeconds(" + of(ColumnType.LOCAL_DATE_TIME, depth) + ", " + random.nextInt(100_000) + ")";
        };
    }

    private String instant(int depth) {
        return switch (random.nextInt(3)) {
            case 0 -> "instant(" + of(ColumnType.LOCAL_DATE_TIME, depth) + ")";
            case 1 -> "fromEpochSeconds(" + (random.nextInt(200_000) - 100_000) * 10_007L + ")";
            default -> "plusDays(" + of(ColumnType.INSTANT, depth) + ", " + (random.nextInt(800) - 400) + ")";
        };
    }

    private String leaf(ColumnType type) {
        List<String> there = new ArrayList<>();
        schema.forEach((name, found) -> {
            if (found == type || type == ColumnType.LONG && found == ColumnType.INTEGER) {
                there.add("`" + name + "`");
            }
        });
        if (!there.isEmpty() && random.nextInt(4) > 0) {
            return pick(there);
        }
        return switch (type) {
            case BOOLEAN -> one("true", "false");
            case INTEGER, LONG -> one("0", "1", "7", "(-3)", "2147483647", "9007199254740993", "9223372036854775807");
            case DOUBLE -> one("0.0", "1.5", "(-0.25)", "7.0", "9007199254740992.0", "1e300");
            case STRING -> pick(TEXTS);
            case LOCAL_DATE -> pick(DATES);
            case LOCAL_TIME -> one("time('18:20:05.123')", "time('00:00')");
            case LOCAL_DATE_TIME -> "dateTime(" + pick(DATES) + ", time('12:00'))";
            case INSTANT -> "instant('2001-01-10T18:20:05Z')";
        };
    }

    private ColumnType any() {
        return ColumnType.values()[random.nextInt(ColumnType.values().length)];
    }

    private ColumnType number() {
        return random.nextBoolean() ? ColumnType.LONG : ColumnType.DOUBLE;
    }

    private ColumnType moment() {
        return random.nextBoolean() ? ColumnType.LOCAL_DATE_TIME : ColumnType.INSTANT;
    }

    private String comparison() {
        return one(" == ", " != ", " < ", " <= ", " > ", " >= ");
    }

    private String one(String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private String pick(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
