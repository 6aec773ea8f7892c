package io.framewright.bench.frame;

import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.either.Either;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private static final Question QUESTION = Questions.ALL.get(1);

    private final List<String> asked = new ArrayList<>();

    @Test
    void enginesAreAskedInTurnsAndWarmUpRoundsDoNotCount() {
        List<Measured> measured =
                new Comparison(2, 2, 1_000).of(QUESTION, List.of(answering("a", 5), answering("b", 5)));

        assertThat(asked).containsExactly("a", "b", "a", "b", "a", "b", "a", "b");
        assertThat(measured)
                .containsExactly(
                        new Measured("a", "", false, 1, List.of(3.0, 4.0)),
                        new Measured("b", "", false, 1, List.of(3.0, 4.0)));
    }

    @Test
    void anAnswerThatDiffersFromTheFirstEnginesIsAFailureThatSaysHow() {
        List<Measured> measured =
                new Comparison(1, 3, 1_000).of(QUESTION, List.of(answering("a", 5), answering("b", 5.0001)));

        assertThat(measured.get(0).failed()).isFalse();
        assertThat(measured.get(1).failed()).isTrue();
        assertThat(measured.get(1).hasTimes()).isFalse();
        assertThat(measured.get(1).why()).isEqualTo("WRONG: the sum of v1 is 5.0001 against 5.0 of a");
    }

    @Test
    void anEngineThatThrowsFailsAndTheOthersGoOn() {
        Engine broken = engine("broken", () -> {
            throw new IllegalStateException("no");
        });

        List<Measured> measured = new Comparison(1, 1, 1_000).of(QUESTION, List.of(broken, answering("b", 5)));

        assertThat(measured.get(0).failed()).isTrue();
        assertThat(measured.get(0).why()).contains("no");
        assertThat(measured.get(1).millis()).containsExactly(2.0);
    }

    @Test
    void anEngineThatDoesNotKnowTheQuestionIsAskedOnceAndHasNotFailed() {
        List<Measured> measured =
                new Comparison(1, 3, 1_000).of(QUESTION, List.of(engine("a", () -> Either.left("not there"))));

        assertThat(asked).containsExactly("a");
        assertThat(measured).containsExactly(new Measured("a", "not there", false, 0, List.of()));
    }

    @Test
    void anEngineThatTakesTooLongIsNotAskedAgainAndItsOnlyTimeCounts() {
        Engine slow = engine("slow", () -> Either.right(answer(2_000, 5)));

        List<Measured> measured = new Comparison(1, 3, 1_000).of(QUESTION, List.of(slow));

        assertThat(asked).containsExactly("slow");
        assertThat(measured).containsExactly(new Measured("slow", "", false, 2_000, List.of(2_000.0)));
    }

    @Test
    void answersAgreeAsFarAsOrderOfAdditionMatters() {
        Answer answer = answer(1, 1e9);

        assertThat(answer.differs(answer(1, 1e9 + 0.5))).isEmpty();
        assertThat(answer.differs(answer(1, 1e9 + 2))).isPresent();
        assertThat(answer.differs(answer(1, Double.NaN))).isPresent();
        assertThat(answer.differs(new Answer(1, 8, answer.sums()))).contains("7 rows against 8");
        assertThat(answer.differs(new Answer(1, 7, Map.of()))).isPresent();
    }

    private interface Asking {
        Either<String, Answer> ask();
    }

    /** Takes 1 ms in the first round, 2 in the second and so on. */
    private Engine answering(String name, double sum) {
        List<Double> times = new ArrayList<>();
        return engine(name, () -> {
            times.add(times.size() + 1.0);
            return Either.right(answer(times.size(), sum));
        });
    }

    private Engine engine(String name, Asking asking) {
        return new Engine() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public String version() {
                return "";
            }

            @Override
            public void load(String table) {}

            @Override
            public void drop(String table) {}

            @Override
            public Either<String, Answer> ask(Question question) {
                asked.add(name);
                return asking.ask();
            }
        };
    }

    private static Answer answer(double millis, double sum) {
        return new Answer(millis, 7, Map.of("v1", sum));
    }
}
