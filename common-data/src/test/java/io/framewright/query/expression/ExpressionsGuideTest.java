package io.framewright.query.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.either.Either;
import io.framewright.frame.Column;
import io.framewright.frame.ColumnType;
import io.framewright.frame.Frame;
import io.framewright.frame.IntData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds docs/guide/expressions.md to what expressions do. */
class ExpressionsGuideTest {
    private static final Pattern ROW = Pattern.compile("\\| `(\\w+)` \\| [^|]+ \\| `([^`]+)` \\| (.+) \\|");
    private static final Frame ONE_ROW = Frame.ofColumns(List.of(new Column("row", IntData.of(ColumnType.INTEGER, 0))));

    static String guide(String name) {
        try {
            return Files.readString(Path.of(System.getProperty("framewright.basedir"), "docs", "guide", name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<Arguments> functions() {
        return guide("expressions.md")
                .lines()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .map(row -> Arguments.of(row.group(1), row.group(2), row.group(3)));
    }

    @ParameterizedTest
    @MethodSource("functions")
    void theExampleOfAFunctionGivesWhatTheGuideSays(String function, String example, String result) {
        assertThat(example).contains(function + "(");
        assertThat(ExpressionTest.evaluate(example, ONE_ROW)).isEqualTo(Either.right(List.of(result)));
    }

    @Test
    void everyFunctionIsInTheTableAndNoOther() {
        assertThat(new TreeSet<>(functions().map(row -> (String) row.get()[0]).toList()))
                .isEqualTo(new TreeSet<>(Functions.names()));
    }

    @Test
    void theExamplesInTheTextAreRead() {
        String guide = guide("expressions.md");
        List<String> examples = List.of(
                "delay > 10 and origin == 'SFO' and not (carrier in ['AA', 'UA'])",
                "`odd name` > 1",
                "a < b and b < c",
                "day >= date('2001-01-10')",
                "name == ''",
                "name is missing");
        assertThat(examples).allSatisfy(example -> {
            assertThat(guide).contains(example);
            assertThat(Expression.parse(example).isRight()).isTrue();
        });
    }

    @Test
    void everyKeywordIsInTheGrammar() {
        assertThat(Lexer.KEYWORDS)
                .allSatisfy(keyword -> assertThat(guide("expressions.md")).contains("\"" + keyword + "\""));
    }

    @Test
    void theLimitsAreThoseTheGuideSays() {
        assertThat(guide("expressions.md"))
                .contains("65 536 characters", "200 levels", "1 048 576 characters", "at most 1 000 characters");
        assertThat(List.of(Expression.MAX_LENGTH, Expression.MAX_DEPTH, Kernels.MAX_TEXT, RegularExpression.MAX_LENGTH))
                .containsExactly(65_536, 200, 1_048_576, 1000);
    }
}
