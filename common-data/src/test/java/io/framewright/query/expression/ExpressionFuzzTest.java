package io.framewright.query.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import java.util.AbstractList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is typed is read or refused with its place, after looking at no token often. */
class ExpressionFuzzTest {
    /** How often a token is looked at, on average: in each level of precedence a few times. */
    private static final int LOOKS = 40;

    /** A failure goes into an event, however long the text is. */
    private static final int LONGEST_MESSAGE = 4000;

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void aLongMixOfPiecesIsReadOrRefused(@ForAll("longMixes") String text) {
        check(text);
    }

    @Provide
    Arbitrary<String> longMixes() {
        return Arbitraries.of(ExpressionParsingPropertyTest.PIECES)
                .list()
                .ofMinSize(25)
                .ofMaxSize(2000)
                .map(pieces -> String.join(" ", pieces));
    }

    @Property(tries = 3000, edgeCases = EdgeCasesMode.NONE)
    void anExpressionWithSlipsIsReadOrRefused(
            @ForAll("trees") Expression tree, @ForAll long seed, @ForAll("slips") int slips) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder(tree.toString());
        for (int i = 0; i < slips; i++) {
            slip(text, random);
        }
        check(text.toString());
    }

    @Provide
    Arbitrary<Expression> trees() {
        return ExpressionParsingPropertyTest.trees(3);
    }

    @Provide
    Arbitrary<Integer> slips() {
        return Arbitraries.integers().between(1, 6);
    }

    /** Leaves something out, says it twice, puts it elsewhere, or puts in something else. */
    private static void slip(StringBuilder text, Random random) {
        int from = random.nextInt(text.length() + 1);
        int to = Math.min(text.length(), from + random.nextInt(8));
        String part = text.substring(from, to);
        switch (random.nextInt(5)) {
            case 0 -> text.delete(from, to);
            case 1 -> text.insert(from, part);
            case 2 -> {
                text.delete(from, to);
                text.insert(random.nextInt(text.length() + 1), part);
            }
            case 3 -> text.insert(from, (char) random.nextInt(random.nextBoolean() ? 128 : 1 << 16));
            default -> {
                List<String> pieces = ExpressionParsingPropertyTest.PIECES;
                text.insert(from, " " + pieces.get(random.nextInt(pieces.size())) + " ");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(",
                ")",
                "[",
                "-",
                "not ",
                "a and ",
                "a or ",
                "a + ",
                "a * ",
                "1,",
                "case when ",
                "case when a then ",
                "coalesce(",
                "nothing",
                "f(a, ",
                "a in [",
                "a between a and ",
                "a like ",
                "a is missing ",
                "`",
                "``",
                "'",
                "''",
                "\\",
                "'\\u00",
                "\"\\\"",
                "1",
                "1.",
                "1e",
                "==",
                "< ",
                "a <",
                "! ",
                "\uD800",
                "\uD83D\uDE00",
                "\u00e9",
                "not not (",
                "((a)) and ",
                "matches(a, ",
                "true ",
                "end ",
                "-(",
                "a in [a] or ",
                "% "
            })
    void theLongestTextOfOneKindIsReadOrRefused(String piece) {
        for (String ending : List.of("", "a", ")", " a in [1, 2]")) {
            String text = piece.repeat((Expression.MAX_LENGTH - ending.length()) / piece.length()) + ending;
            check(text);
        }
    }

    private static void check(String text) {
        ExpressionParsingPropertyTest.check(text);
        Either<Failure, Expression> read = Expression.parse(text);
        read.mapLeft(failure -> {
            assertThat(failure.message().length()).isLessThan(LONGEST_MESSAGE);
            return failure;
        });
        List<Token> tokens;
        try {
            tokens = Lexer.read(text);
        } catch (Invalid invalid) {
            assertThat(read.isLeft()).isTrue();
            return;
        }
        assertThat(tokens.size()).isLessThanOrEqualTo(text.length() + 1);
        Counted counted = new Counted(tokens);
        try {
            Expression tree = new Parser(text, counted).whole();
            assertThat(read.isLeft()).isEqualTo(tree.toString().length() > Expression.MAX_LENGTH);
        } catch (Invalid invalid) {
            assertThat(read.isLeft()).isTrue();
        }
        assertThat(counted.looks).isLessThanOrEqualTo((long) LOOKS * tokens.size());
    }

    private static final class Counted extends AbstractList<Token> {
        private final List<Token> tokens;
        private long looks;

        Counted(List<Token> tokens) {
            this.tokens = tokens;
        }

        @Override
        public Token get(int index) {
            looks++;
            return Objects.requireNonNull(tokens.get(index));
        }

        @Override
        public int size() {
            return tokens.size();
        }
    }
}
