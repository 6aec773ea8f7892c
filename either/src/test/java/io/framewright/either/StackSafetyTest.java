package io.framewright.either;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A million of everything, on the stack of an ordinary thread. */
@Timeout(120)
class StackSafetyTest {
    private static final int MILLION = 1_000_000;
    private final Promise<String, Integer> promise = Promise.of("start");

    private static Either<String, Integer> chain(Either<String, Integer> start) {
        Either<String, Integer> end = start;
        for (int i = 0; i < MILLION; i++) {
            end = end.flatMap(n -> Either.right(n + 1));
        }
        return end;
    }

    @Test
    void flatMapsOnAValue() {
        assertThat(chain(Either.right(0))).isEqualTo(Either.right(MILLION));
    }

    @Test
    void flatMapsOnAnUnresolvedPending() {
        Either<String, Integer> end = chain(promise.pending());
        promise.progress("on the way");
        assertThat(((Pending<String, Integer>) end).message()).isEqualTo("on the way");
        promise.right(0);
        assertThat(end.now()).isEqualTo(Either.right(MILLION));
    }

    @Test
    void flatMapsOnAResolvedPending() {
        promise.right(0);
        assertThat(chain(promise.pending()).now()).isEqualTo(Either.right(MILLION));
    }

    @Test
    void aLongChainIsCancelledFromItsEnd() {
        Either<String, Integer> end = chain(promise.pending());
        assertThat(((Pending<String, Integer>) end).cancel("enough")).isTrue();
        assertThat(promise.isCancelRequested()).isTrue();
    }

    @Test
    void stepsThatCallThemselvesOnResolvedPendings() {
        promise.right(1);
        assertThat(countDown(promise.pending(), MILLION).now()).isEqualTo(Either.right(0));
    }

    @Test
    void stepsThatCallThemselvesOnAPendingThatResolvesLater() {
        Either<String, Integer> end = countDown(promise.pending(), MILLION);
        promise.right(1);
        assertThat(end.now()).isEqualTo(Either.right(0));
    }

    private static Either<String, Integer> countDown(Either<String, Integer> one, int n) {
        return n == 0 ? Either.right(0) : one.flatMap(step -> countDown(one, n - step));
    }

    @Test
    void promisesThatResolveOneAnother() {
        Promise<String, Integer> last = Promise.of("last");
        Promise<String, Integer> next = last;
        for (int i = 0; i < MILLION; i++) {
            Promise<String, Integer> before = Promise.of("before");
            Promise<String, Integer> after = next;
            before.pending().onOutcome(after::resolve);
            next = before;
        }
        next.right(7);
        assertThat(last.pending().now()).isEqualTo(Either.right(7));
    }

    @Test
    void stagesOnValuesAndOnPendings() {
        Pipe<String, Integer, Integer> plain = Pipe.of(n -> Either.right(n + 1));
        Pipe<String, Integer, Integer> later = Pipe.of(n -> promise.pending().map(one -> n + one));
        Pipe<String, Integer, Integer> values = plain;
        Pipe<String, Integer, Integer> pendings = later;
        Pipe<String, Integer, Integer> nested = plain;
        for (int i = 1; i < MILLION; i++) {
            values = values.then(plain);
            pendings = pendings.then(later);
            nested = plain.then(nested);
        }
        assertThat(values.apply(0)).isEqualTo(Either.right(MILLION));
        assertThat(nested.apply(0)).isEqualTo(Either.right(MILLION));
        Either<String, Integer> unresolved = pendings.apply(0);
        promise.right(1);
        assertThat(unresolved.now()).isEqualTo(Either.right(MILLION));
        assertThat(pendings.apply(0).now()).isEqualTo(Either.right(MILLION));
        assertThat(values.toString()).endsWith("(999968 more)");
    }

    @Test
    void sequencesOfPendings() {
        List<Either<String, Integer>> same = Collections.nCopies(MILLION, promise.pending());
        Either<String, Integer> unresolved = Either.sequence(same).map(List::size);
        Either<List<String>, Integer> all = Either.accumulate(same).map(List::size);
        promise.right(1);
        assertThat(unresolved.now()).isEqualTo(Either.right(MILLION));
        assertThat(all.now()).isEqualTo(Either.right(MILLION));
        assertThat(Either.sequence(same).map(List::size).now()).isEqualTo(Either.right(MILLION));
    }
}
