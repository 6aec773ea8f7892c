package io.framewright.query.expression;

import io.framewright.query.expression.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Cuts the text of an expression into tokens. */
final class Lexer {
    /** Names that mean something else unless they are back-quoted, in any case. */
    static final Set<String> KEYWORDS = Set.of(
            "and", "or", "not", "in", "between", "like", "is", "case", "when", "then", "else", "end", "true", "false");

    private static final List<String> SYMBOLS =
            List.of("==", "!=", "<=", ">=", "<", ">", "+", "-", "*", "/", "%", "(", ")", "[", "]", ",");

    /** What people write who come from elsewhere. */
    private static final Map<String, String> FOREIGN = Map.of(
            "=", "== to compare", "<>", "!= to compare", "&&", "and", "&", "and", "||", "or", "|", "or", "!", "not");

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private Lexer(String text) {
        this.text = text;
    }

    static List<Token> read(String text) {
        return new Lexer(text).read();
    }

    static boolean startsName(int character) {
        return Character.isLetter(character) || character == '_';
    }

    static boolean continuesName(int character) {
        return Character.isLetterOrDigit(character) || character == '_' || character == '.';
    }

    private List<Token> read() {
        while (at < text.length()) {
            int character = text.codePointAt(at);
            if (Character.isWhitespace(character)) {
                at += Character.charCount(character);
            } else if (isDigit(character)
                    || character == '.' && at + 1 < text.length() && isDigit(text.charAt(at + 1))) {
                number();
            } else if (character == '\'' || character == '"') {
                quotedText((char) character);
            } else if (character == '`') {
                quotedName();
            } else if (startsName(character)) {
                name();
            } else {
                symbol();
            }
        }
        tokens.add(new Token(Kind.END, "", text.length(), text.length()));
        return tokens;
    }

    private static boolean isDigit(int character) {
        return character >= '0' && character <= '9';
    }

    private void add(Kind kind, String content, int start) {
        tokens.add(new Token(kind, content, start, at));
    }

    private void number() {
        int start = at;
        digits();
        boolean decimal = false;
        if (at < text.length() && text.charAt(at) == '.') {
            decimal = true;
            at++;
            digits();
        }
        if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
            decimal = true;
            at++;
            if (at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-')) {
                at++;
            }
            int exponent = at;
            digits();
            if (at == exponent) {
                throw Invalid.syntax(text, at, "this number has no exponent", "digits after the e");
            }
        }
        if (at < text.length() && continuesName(text.codePointAt(at))) {
            throw Invalid.syntax(
                    text, at, "a number ends in other characters", "an operator; put such a name into back-quotes");
        }
        add(decimal ? Kind.DECIMAL : Kind.WHOLE, text.substring(start, at), start);
    }

    private void digits() {
        while (at < text.length() && isDigit(text.charAt(at))) {
            at++;
        }
    }

    private void name() {
        int start = at;
        while (at < text.length() && continuesName(text.codePointAt(at))) {
            at += Character.charCount(text.codePointAt(at));
        }
        String name = text.substring(start, at);
        String lower = name.toLowerCase(Locale.ROOT);
        if (KEYWORDS.contains(lower)) {
            add(Kind.KEYWORD, lower, start);
        } else {
            add(Kind.NAME, name, start);
        }
    }

    private void quotedName() {
        int start = at++;
        StringBuilder name = new StringBuilder();
        while (at < text.length()) {
            char character = text.charAt(at++);
            if (character != '`') {
                name.append(character);
            } else if (at < text.length() && text.charAt(at) == '`') {
                name.append('`');
                at++;
            } else {
                add(Kind.QUOTED_NAME, name.toString(), start);
                return;
            }
        }
        throw Invalid.syntax(text, start, "this column name does not end", "a closing back-quote");
    }

    private void quotedText(char quote) {
        int start = at++;
        StringBuilder content = new StringBuilder();
        while (at < text.length()) {
            char character = text.charAt(at++);
            if (character == '\\') {
                escape(content, start);
            } else if (character != quote) {
                content.append(character);
            } else if (at < text.length() && text.charAt(at) == quote) {
                content.append(quote);
                at++;
            } else {
                add(Kind.TEXT, content.toString(), start);
                return;
            }
        }
        throw unclosed(start, quote);
    }

    private Invalid unclosed(int start, char quote) {
        return Invalid.syntax(text, start, "this text does not end", "a closing " + quote);
    }

    private void escape(StringBuilder content, int start) {
        if (at == text.length()) {
            throw unclosed(start, text.charAt(start));
        }
        char character = text.charAt(at++);
        switch (character) {
            case '\\', '\'', '"' -> content.append(character);
            case 'n' -> content.append('\n');
            case 't' -> content.append('\t');
            case 'r' -> content.append('\r');
            case '%', '_' -> content.append('\\').append(character);
            case 'u' -> content.append(unicode());
            default ->
                throw Invalid.syntax(
                        text,
                        at - 2,
                        "there is no escape \\" + character,
                        "\\\\, \\', \\\", \\n, \\t, \\r, \\%, \\_ or \\u with four hexadecimal digits");
        }
    }

    private char unicode() {
        int value = 0;
        for (int i = 0; i < 4; i++) {
            int digit = at < text.length() ? Character.digit(text.charAt(at), 16) : -1;
            if (digit < 0 || text.charAt(at) > 'f') {
                throw Invalid.syntax(text, at, "this escape is not complete", "four hexadecimal digits");
            }
            value = value * 16 + digit;
            at++;
        }
        return (char) value;
    }

    private void symbol() {
        for (String symbol : SYMBOLS) {
            if (text.startsWith(symbol, at) && !(symbol.equals("<") && text.startsWith("<>", at))) {
                int start = at;
                at += symbol.length();
                add(Kind.SYMBOL, symbol, start);
                return;
            }
        }
        for (int length = 2; length > 0; length--) {
            String found = text.substring(at, Math.min(text.length(), at + length));
            String ours = FOREIGN.get(found);
            if (ours != null) {
                throw Invalid.syntax(text, at, "there is no operator " + found, ours);
            }
        }
        String found = Character.toString(text.codePointAt(at));
        throw Invalid.syntax(
                text,
                at,
                "'" + found + "' means nothing here",
                "a value or an operator; names with such characters stand in back-quotes");
    }
}
