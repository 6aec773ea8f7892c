package io.framewright.query.expression;

/**
 * The patterns of {@code like}: % stands for any text, _ for any one character, a backslash takes the next character as
 * it is. Needs no memory, and at most text times pattern steps.
 */
final class LikePattern {
    private LikePattern() {}

    static boolean matches(String text, String pattern) {
        int at = 0;
        int p = 0;
        int afterStar = -1;
        int retryAt = 0;
        while (at < text.length()) {
            int wanted = p < pattern.length() ? pattern.codePointAt(p) : -1;
            int found = text.codePointAt(at);
            if (wanted == '%') {
                afterStar = ++p;
                retryAt = at;
            } else if (wanted == '_') {
                p++;
                at += Character.charCount(found);
            } else if (wanted >= 0 && literal(pattern, p) == found) {
                p += width(pattern, p);
                at += Character.charCount(found);
            } else if (afterStar >= 0) {
                retryAt += Character.charCount(text.codePointAt(retryAt));
                at = retryAt;
                p = afterStar;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '%') {
            p++;
        }
        return p == pattern.length();
    }

    private static boolean escapes(String pattern, int p) {
        return pattern.charAt(p) == '\\' && p + 1 < pattern.length();
    }

    private static int literal(String pattern, int p) {
        return pattern.codePointAt(escapes(pattern, p) ? p + 1 : p);
    }

    private static int width(String pattern, int p) {
        return Character.charCount(literal(pattern, p)) + (escapes(pattern, p) ? 1 : 0);
    }
}
