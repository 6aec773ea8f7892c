package io.framewright.either;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the documentation shows compiles and does what it says. */
class ExamplesTest {
    private final List<Object> shown = new ArrayList<>();

    private void show(Object what) {
        shown.add(what);
    }

    private static final class Books {
        private static final Map<String, Integer> PAGES = Map.of("Moby-Dick", 635);

        static Either<String, String> find(String title) {
            return PAGES.containsKey(title) ? Either.right(title) : Either.left("no such book: " + title);
        }

        static Either<String, Integer> pages(String title) {
            return Either.right(PAGES.getOrDefault(title, 0));
        }
    }

    @Test
    void theFirstExample() {
        Either<String, Integer> port = Either.fromCallable(() -> Integer.valueOf("8080"), e -> "not a number");
        String line = port.filterOrElse(p -> p < 65_536, p -> "no such port: " + p)
                .map(p -> "listening on " + p)
                .fold(failure -> "refused: " + failure, pending -> "wait: " + pending.message(), text -> text);
        assertThat(line).isEqualTo("listening on 8080");
    }

    @Test
    void composing() {
        Pipe<String, String, Integer> pages =
                Pipe.of("find", Books::find).then("count", Books::pages).named("pages");
        assertThat(pages.apply("Moby-Dick")).isEqualTo(Either.right(635));
        assertThat(Either.traverse(List.of("Moby-Dick", "Emma"), pages)).isEqualTo(Either.left("no such book: Emma"));
        assertThat(pages.describe()).isEqualTo("pages: find >=> count");
    }

    @Test
    void waiting() {
        Promise<String, Integer> answer = Promise.of("asking");
        Either<String, String> text = answer.pending().map(n -> n + " pages");
        text.peekPending(p -> p.onProgress(step -> show(step.message())));
        text.onOutcome(outcome -> show(outcome));
        assertThat(text.await(Duration.ofMillis(1))).isSameAs(text);
        answer.progress("counting");
        text.peekPending(p -> p.cancel("enough"));
        assertThat(shown).containsExactly("counting", Either.left("enough"));
        assertThat(answer.isCancelRequested()).isTrue();
    }
}
