package io.framewright.bench.frame;

import io.framewright.either.Either;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Asks all engines one question, in turns, so that what else the machine does falls on all of them.
 *
 * @param warmUp rounds that do not count, the cold first among them if there are any
 * @param runs rounds that count
 * @param limitMillis an engine whose answer takes longer is not asked again
 */
record Comparison(int warmUp, int runs, double limitMillis) {
    Comparison {
        if (warmUp < 0 || runs < 1) {
            throw new IllegalArgumentException("one round that counts is needed");
        }
    }

    /** In the order of the engines, whose answers are held against that of the first that has one. */
    List<Measured> of(Question question, List<Engine> engines) {
        Map<Engine, Asking> askings = new LinkedHashMap<>();
        engines.forEach(engine -> askings.put(engine, new Asking(engine)));
        @Nullable Answer expected = null;
        String expectedOf = "";
        for (int round = 0; round < warmUp + runs; round++) {
            for (Asking asking : askings.values()) {
                Optional<Answer> answer = asking.ask(question, round);
                if (answer.isPresent()) {
                    if (expected == null) {
                        expected = answer.get();
                        expectedOf = asking.engine.name();
                    }
                    asking.check(answer.get(), expected, expectedOf);
                }
            }
        }
        return askings.values().stream().map(Asking::measured).toList();
    }

    /** One engine in the course of one question. */
    private final class Asking {
        private final Engine engine;
        private final List<Double> counted = new ArrayList<>();
        private double first;
        private String why = "";
        private boolean failed;
        private boolean ended;

        Asking(Engine engine) {
            this.engine = engine;
        }

        Optional<Answer> ask(Question question, int round) {
            if (ended) {
                return Optional.empty();
            }
            try {
                Either<String, Answer> answer = engine.ask(question);
                return answer.fold(
                        reason -> {
                            end(reason, false);
                            return Optional.empty();
                        },
                        pending -> {
                            throw new IllegalStateException("pending");
                        },
                        there -> {
                            note(there.millis(), round);
                            return Optional.of(there);
                        });
            } catch (Exception | OutOfMemoryError | StackOverflowError broken) {
                end("failed: " + broken, true);
                return Optional.empty();
            }
        }

        private void note(double millis, int round) {
            if (round == 0) {
                first = millis;
            }
            boolean tooLong = millis > limitMillis;
            if (round >= warmUp || tooLong) {
                counted.add(millis);
            }
            ended = tooLong;
        }

        void check(Answer answer, Answer expected, String expectedOf) {
            answer.differs(expected).ifPresent(how -> end("WRONG: " + how + " of " + expectedOf, true));
        }

        private void end(String reason, boolean broken) {
            why = reason;
            failed = broken;
            ended = true;
            counted.clear();
        }

        Measured measured() {
            return new Measured(engine.name(), why, failed, first, counted);
        }
    }
}
