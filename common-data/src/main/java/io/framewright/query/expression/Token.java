package io.framewright.query.expression;

/**
 * A piece of the text of an expression.
 *
 * @param text a name or text without its quotes, a keyword in lower case, a symbol or number as it stands
 * @param start where it begins
 * @param end behind its last code unit
 */
record Token(Kind kind, String text, int start, int end) {
    enum Kind {
        WHOLE,
        DECIMAL,
        TEXT,
        NAME,
        QUOTED_NAME,
        KEYWORD,
        SYMBOL,
        END
    }

    boolean is(String keywordOrSymbol) {
        return (kind == Kind.KEYWORD || kind == Kind.SYMBOL) && text.equals(keywordOrSymbol);
    }

    /** How a message names it. */
    String shown() {
        String cut = text.length() <= 30 ? text : text.substring(0, 30) + "…";
        return switch (kind) {
            case END -> "the end";
            case TEXT -> "the text '" + cut + "'";
            case QUOTED_NAME -> "the column `" + cut + "`";
            default -> "'" + cut + "'";
        };
    }
}
