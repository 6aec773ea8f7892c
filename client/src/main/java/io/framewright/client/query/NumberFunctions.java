package io.framewright.client.query;

/**
 * The functions of numbers, and those that take values of any one type. Of a missing value they are missing, and so
 * where there is no result: the root of a negative number, a text that is no number.
 */
abstract sealed class NumberFunctions extends TextFunctions permits TimeFunctions {
    NumberFunctions() {}

    /** A text, number or BOOLEAN as a DOUBLE. */
    public static Expression number(Expression value) {
        return Grammar.value("number", value);
    }

    /** A text, BOOLEAN, or number without its fraction, as a LONG. */
    public static Expression whole(Expression value) {
        return Grammar.value("whole", value);
    }

    /** Without its sign, of the same type. */
    public static Expression abs(Expression number) {
        return Grammar.value("abs", number);
    }

    /** To the nearest whole number, half away from zero; a DOUBLE stays one. */
    public static Expression round(Expression number) {
        return Grammar.value("round", number);
    }

    /** To so many digits behind the point, half away from zero. */
    public static Expression round(Expression number, int digits) {
        return Grammar.value("round", number, Expressions.value(digits));
    }

    /** To so many digits behind the point, half away from zero. */
    public static Expression round(Expression number, Expression digits) {
        return Grammar.value("round", number, digits);
    }

    /** The greatest whole number that is not above it, of the same type. */
    public static Expression floor(Expression number) {
        return Grammar.value("floor", number);
    }

    /** The least whole number that is not below it, of the same type. */
    public static Expression ceil(Expression number) {
        return Grammar.value("ceil", number);
    }

    /** The square root, a DOUBLE. */
    public static Expression sqrt(Expression number) {
        return Grammar.value("sqrt", number);
    }

    /** The logarithm to the base of ten, a DOUBLE. */
    public static Expression log10(Expression number) {
        return Grammar.value("log10", number);
    }

    /** -1, 0 or 1, an INTEGER. */
    public static Expression sign(Expression number) {
        return Grammar.value("sign", number);
    }

    /** The power, a DOUBLE. */
    public static Expression pow(Expression base, Expression exponent) {
        return Grammar.value("pow", base, exponent);
    }

    /** The power, a DOUBLE. */
    public static Expression pow(Expression base, double exponent) {
        return Grammar.value("pow", base, Expressions.value(exponent));
    }

    /** The natural logarithm, a DOUBLE. */
    public static Expression log(Expression number) {
        return Grammar.value("log", number);
    }

    /** e to this power, a DOUBLE. */
    public static Expression exp(Expression number) {
        return Grammar.value("exp", number);
    }

    /** The quotient of whole numbers without its fraction, a LONG. */
    public static Expression div(Expression dividend, Expression divisor) {
        return Grammar.value("div", dividend, divisor);
    }

    /** The quotient of whole numbers without its fraction, a LONG. */
    public static Expression div(Expression dividend, long divisor) {
        return Grammar.value("div", dividend, Expressions.value(divisor));
    }

    /** The least of these numbers, texts, dates or times; missing if one of them is. */
    public static Expression min(Expression first, Expression... more) {
        return Grammar.value("min", first, more);
    }

    /** The greatest of these numbers, texts, dates or times; missing if one of them is. */
    public static Expression max(Expression first, Expression... more) {
        return Grammar.value("max", first, more);
    }

    /** The first of these that is not missing. */
    public static Expression coalesce(Expression first, Expression... more) {
        return Grammar.value("coalesce", first, more);
    }
}
