package io.framewright.client.query;

/**
 * The functions of texts. Positions and lengths count characters (Unicode code points) from 1. Of a missing value a
 * text is missing, and a condition false.
 */
abstract sealed class TextFunctions permits NumberFunctions {
    TextFunctions() {}

    /** In small letters. */
    public static Expression lower(Expression text) {
        return Grammar.value("lower", text);
    }

    /** In capital letters. */
    public static Expression upper(Expression text) {
        return Grammar.value("upper", text);
    }

    /** Without the blanks at its ends. */
    public static Expression trim(Expression text) {
        return Grammar.value("trim", text);
    }

    /** How many characters it has, an INTEGER. */
    public static Expression length(Expression text) {
        return Grammar.value("length", text);
    }

    /** From a position, counted from 1, to the end. */
    public static Expression substring(Expression text, Expression from) {
        return Grammar.value("substring", text, from);
    }

    /** From a position, counted from 1, to the end. */
    public static Expression substring(Expression text, long from) {
        return Grammar.value("substring", text, Expressions.value(from));
    }

    /** From a position, counted from 1, so many characters. */
    public static Expression substring(Expression text, Expression from, Expression length) {
        return Grammar.value("substring", text, from, length);
    }

    /** From a position, counted from 1, so many characters. */
    public static Expression substring(Expression text, long from, long length) {
        return Grammar.value("substring", text, Expressions.value(from), Expressions.value(length));
    }

    /** So many characters at its beginning. */
    public static Expression left(Expression text, long count) {
        return Grammar.value("left", text, Expressions.value(count));
    }

    /** So many characters at its beginning. */
    public static Expression left(Expression text, Expression count) {
        return Grammar.value("left", text, count);
    }

    /** So many characters at its end. */
    public static Expression right(Expression text, Expression count) {
        return Grammar.value("right", text, count);
    }

    /** So many characters at its end. */
    public static Expression right(Expression text, long count) {
        return Grammar.value("right", text, Expressions.value(count));
    }

    /** Where the part first stands, counted from 1, an INTEGER; 0 if it does not. */
    public static Expression indexOf(Expression text, String part) {
        return Grammar.value("indexOf", text, Expressions.value(part));
    }

    /** Where the part first stands, counted from 1, an INTEGER; 0 if it does not. */
    public static Expression indexOf(Expression text, Expression part) {
        return Grammar.value("indexOf", text, part);
    }

    /** Of so many characters at least: filled up at its beginning with a text, over and over. */
    public static Expression padLeft(Expression text, long length, String fill) {
        return Grammar.value("padLeft", text, Expressions.value(length), Expressions.value(fill));
    }

    /** Of so many characters at least: filled up at its end with a text, over and over. */
    public static Expression padRight(Expression text, long length, String fill) {
        return Grammar.value("padRight", text, Expressions.value(length), Expressions.value(fill));
    }

    /** With every occurrence of one text replaced by another. */
    public static Expression replace(Expression text, Expression old, Expression with) {
        return Grammar.value("replace", text, old, with);
    }

    /** With every occurrence of one text replaced by another. */
    public static Expression replace(Expression text, String old, String with) {
        return Grammar.value("replace", text, Expressions.value(old), Expressions.value(with));
    }

    /** Anything as text, one behind the other. */
    public static Expression concat(Expression first, Expression... more) {
        return Grammar.value("concat", first, more);
    }

    /** Anything as text. */
    public static Expression text(Expression value) {
        return Grammar.value("text", value);
    }

    /** Whether the text has the part in it. */
    public static Condition contains(Expression text, Expression part) {
        return Grammar.condition("contains", text, part);
    }

    /** Whether the text has the part in it. */
    public static Condition contains(Expression text, String part) {
        return Grammar.condition("contains", text, Expressions.value(part));
    }

    /** Whether the text begins with the part. */
    public static Condition startsWith(Expression text, Expression part) {
        return Grammar.condition("startsWith", text, part);
    }

    /** Whether the text begins with the part. */
    public static Condition startsWith(Expression text, String part) {
        return Grammar.condition("startsWith", text, Expressions.value(part));
    }

    /** Whether the text ends with the part. */
    public static Condition endsWith(Expression text, Expression part) {
        return Grammar.condition("endsWith", text, part);
    }

    /** Whether the text ends with the part. */
    public static Condition endsWith(Expression text, String part) {
        return Grammar.condition("endsWith", text, Expressions.value(part));
    }

    /** Whether a regular expression in RE2's syntax, of at most 1 000 characters, matches the whole text. */
    public static Condition matches(Expression text, String regularExpression) {
        return Grammar.condition("matches", text, Expressions.value(regularExpression));
    }
}
