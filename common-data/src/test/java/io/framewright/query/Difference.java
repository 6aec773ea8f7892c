package io.framewright.query;

/**
 * What means something else here than in SQL as DuckDB has it. One for each line of docs/guide/differences.md, which it
 * is named after; {@link Meaning} says each where it matters.
 */
enum Difference {
    MISSING_COMPARED("A missing value compared", "derive", "i == 7"),
    NOT_EQUAL("A missing value that is not equal", "filter", "i != 7"),
    NOT_OF_MISSING("`not`, `and`, `or` of missing values", "filter", "not b"),
    NO_NUMBER("What is no number", "derive", "d - d"),
    DIVISION_BY_ZERO("Division by zero", "derive", "m / 0"),
    LOGARITHM_OF_ZERO("The logarithm of zero", "derive", "log(0)"),
    TOO_LARGE("A whole number that is too large", "derive", "l + l"),
    LONG_AND_DOUBLE("A LONG compared with a DOUBLE", "derive", "l > 9007199254740992.0"),
    FRACTION("A number with a fraction as a whole one", "derive", "whole(m)"),
    ROUNDING("Rounding", "derive", "round(m / 100 + 1, 2)"),
    TEXT_ORDER("The order of texts", "derive", "s < '\uFFFD'"),
    CASE("Upper and lower case", "derive", "upper(s)"),
    BLANKS("Blanks at the ends of a text", "derive", "trim(s)"),
    OUTSIDE("Positions outside a text", "derive", "substring(s, -1, 3)"),
    LONGER("A text longer than it is padded to", "derive", "padLeft(s, 2, 'x')"),
    JOINED_TEXTS("Texts put together", "derive", "concat(s, 'x')"),
    ESCAPE("An escape in `like`", "derive", "s like 'a\\%'"),
    TEXT_OF_NUMBER("A DOUBLE as text", "derive", "text(d)"),
    NUMBER_OF_TEXT("A text as a number", "derive", "whole(s)"),
    LEAST("The least and the greatest argument", "derive", "min(i, k)"),
    NO_DATE("A date that there is not", "derive", "date(2001, k, 30)"),
    FAR_DATE("Dates far away", "derive", "plusDays(day, 400)"),
    SUM_OF_NOTHING("The sum of nothing", "groupBy", "sum i"),
    SUM_TOO_LARGE("A sum that is too large", "groupBy", "sum l"),
    ANY_OF_NOTHING("`any` and `all` of nothing", "groupBy", "any b"),
    PIVOTED_NOTHING("A cell without rows", "pivot", "count"),
    RUNNING_AT_MISSING("A running value where a value is missing", "cumulate", "max i"),
    RUNNING_PRODUCT("A product of whole numbers", "cumulate", "product l");

    private final String title;
    private final String op;
    private final String argument;

    Difference(String title, String op, String argument) {
        this.title = title;
        this.op = op;
        this.argument = argument;
    }

    /** How the page names it. */
    String title() {
        return title;
    }

    /** An operation over {@link NineTypes} that gives something else in SQL. */
    String example() {
        String[] words = argument.split(" ", 2);
        return switch (op) {
            case "filter" -> json("'op':'filter','where':'%s'", argument);
            case "derive" -> json("'op':'derive','column':'x','as':'%s'", argument);
            case "groupBy" ->
                json("'op':'groupBy','columns':['s','l'],'aggregates':[{'function':'%s','column':'%s'}]", words);
            case "pivot" -> json("'op':'pivot','rows':['s','l'],'column':'b','function':'count'");
            default -> json("'op':'cumulate','function':'%s','column':'%s'", words);
        };
    }

    private static String json(String form, Object... arguments) {
        Object[] escaped = new Object[arguments.length];
        for (int i = 0; i < escaped.length; i++) {
            escaped[i] = arguments[i].toString().replace("\\", "\\\\").replace("\"", "\\\"");
        }
        String[] parts = ("{" + form.replace('\'', '"') + "}").split("%s", -1);
        StringBuilder all = new StringBuilder(parts[0]);
        for (int i = 1; i < parts.length; i++) {
            all.append(escaped[i - 1]).append(parts[i]);
        }
        return all.toString();
    }
}
