package io.framewright.app;

/** Text of the expression language. */
final class Expressions {
    private Expressions() {}

    /** The name of a column as it stands in an expression, whatever characters it has. */
    static String column(String name) {
        return '`' + name.replace("`", "``") + '`';
    }
}
