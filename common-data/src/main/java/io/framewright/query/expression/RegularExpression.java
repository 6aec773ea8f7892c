package io.framewright.query.expression;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/**
 * A regular expression in RE2's syntax: it takes time in proportion to the text, whatever the pattern, and its size is
 * bounded before it is compiled. It must match the whole text.
 */
final class RegularExpression {
    static final int MAX_LENGTH = 1000;

    /** How often a part may be repeated by numbers in braces, multiplied over all of them. */
    static final int MAX_REPEATS = 1000;

    private final Pattern pattern;

    private RegularExpression(Pattern pattern) {
        this.pattern = pattern;
    }

    static RegularExpression of(String text, Place place) {
        if (text.length() > MAX_LENGTH) {
            throw Invalid.at(place, "this pattern has " + text.length() + " characters", "at most " + MAX_LENGTH);
        }
        if (repeats(text) > MAX_REPEATS) {
            throw Invalid.at(
                    place, "the repetitions in braces of this pattern multiply to too many", "at most " + MAX_REPEATS);
        }
        try {
            return new RegularExpression(Pattern.compile(text, Pattern.DOTALL));
        } catch (PatternSyntaxException e) {
            throw Invalid.at(place, "this is no regular expression: " + e.getDescription(), "RE2's syntax");
        }
    }

    boolean matches(String text) {
        return pattern.matches(text);
    }

    /** The product of the largest numbers in each pair of braces. */
    private static long repeats(String text) {
        long product = 1;
        for (int at = text.indexOf('{'); at >= 0; at = text.indexOf('{', at + 1)) {
            long largest = 1;
            long number = 0;
            for (int i = at + 1; i < text.length() && text.charAt(i) != '}'; i++) {
                char digit = text.charAt(i);
                number = digit >= '0' && digit <= '9' ? Math.min(number * 10 + digit - '0', MAX_REPEATS + 1L) : 0;
                largest = Math.max(largest, number);
            }
            product = Math.min(product * largest, MAX_REPEATS + 1L);
        }
        return product;
    }
}
