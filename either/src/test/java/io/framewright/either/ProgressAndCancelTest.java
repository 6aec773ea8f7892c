package io.framewright.either;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ProgressAndCancelTest {
    private final Promise<String, Integer> promise = Promise.of("started");
    private final Pending<String, Integer> pending = promise.pending();
    private final List<String> stops = new ArrayList<>();

    ProgressAndCancelTest() {
        promise.onCancel(() -> stops.add("stop"));
    }

    private static <R> Pending<String, R> pending(Either<String, R> either) {
        return (Pending<String, R>) either;
    }

    @Test
    void progressReachesListenersOfAllThatContinueThePending() {
        List<String> heard = new ArrayList<>();
        Pending<String, Integer> mapped = pending(pending.map(n -> n + 1).flatMap(Either::right));
        pending.onProgress(p -> heard.add("root " + p.message()));
        Listening listening = mapped.onProgress(p -> heard.add("mapped " + p.done()));

        promise.progress(new Progress("loading", 1, 2, "rows"));
        listening.close();
        promise.progress(new Progress("still loading", 2, 2, "rows"));
        promise.right(1);
        promise.progress("too late");

        assertThat(heard).containsExactlyInAnyOrder("root loading", "mapped 1", "root still loading");
        assertThat(mapped.progress().fraction()).hasValue(1);
    }

    @Test
    void aPendingMadeLaterBeginsWithTheLatestProgress() {
        promise.progress("half");
        assertThat(pending(pending.map(n -> n)).message()).isEqualTo("half");
    }

    @Test
    void progressIsThatOfTheWorkWaitedForJustNow() {
        Promise<String, Integer> second = Promise.of("second begins");
        Pending<String, Integer> both = pending(pending.flatMap(n -> second.pending()));
        List<String> heard = new ArrayList<>();
        both.onProgress(p -> heard.add(p.message()));

        promise.progress("first half");
        promise.right(1);
        second.progress("second half");
        second.right(2);

        assertThat(heard).containsExactly("first half", "second begins", "second half");
    }

    @Test
    void cancelResolvesWithTheFailureAndAsksTheWorkToStop() {
        assertThat(pending.cancel("changed my mind")).isTrue();
        assertThat(pending.now()).isEqualTo(Either.left("changed my mind"));
        assertThat(stops).hasSize(1);
        assertThat(promise.isCancelRequested()).isTrue();
        assertThat(promise.right(1)).isFalse();
        assertThat(pending.cancel("again")).isFalse();
        promise.onCancel(() -> stops.add("late"));
        assertThat(stops).containsExactly("stop", "late");
    }

    @Test
    void nothingIsAskedOfWorkThatHasEnded() {
        promise.right(1);
        assertThat(pending.cancel("late")).isFalse();
        promise.onCancel(() -> stops.add("late"));
        assertThat(stops).isEmpty();
    }

    @Test
    void cancellingTheEndOfAPipelineReachesTheWorkWhichStillDecidesTheRest() {
        Either<String, Integer> middle = pending.map(n -> n + 1);
        Pending<String, Integer> end = pending(middle.map(n -> n * 2));
        assertThat(end.cancel("enough")).isTrue();
        assertThat(stops).hasSize(1);
        assertThat(middle.isPending()).isTrue();
        promise.right(1);
        assertThat(middle.now()).isEqualTo(Either.right(2));
        assertThat(end.now()).isEqualTo(Either.left("enough"));
    }

    @Test
    void workIsAskedToStopOnlyWhenTheLastWhoWantsItHasGone() {
        Pending<String, Integer> one = pending(pending.map(n -> n + 1).map(n -> n));
        Pending<String, Integer> two = pending(pending.map(n -> n + 2));
        Listening listening = pending.onOutcome(o -> {});
        one.cancel("enough");
        listening.close();
        assertThat(stops).isEmpty();
        two.cancel("enough");
        assertThat(stops).hasSize(1);
    }

    @Test
    void oneWhoAwaitsWantsTheOutcome() throws Exception {
        Pending<String, Integer> mapped = pending(pending.map(n -> n + 1));
        Thread waiter = new Thread(() -> pending.await(Duration.ofSeconds(20)));
        waiter.start();
        while (waiter.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        mapped.cancel("enough");
        assertThat(stops).isEmpty();
        promise.right(1);
        waiter.join();
    }

    @Test
    void aProgressListenerAloneDoesNotKeepTheWorkGoing() {
        pending.onProgress(p -> {});
        pending(pending.map(n -> n)).cancel("enough");
        assertThat(stops).hasSize(1);
    }

    @Test
    void cancellingReachesTheWorkOfALaterStage() {
        Promise<String, Integer> second = Promise.of("second");
        second.onCancel(() -> stops.add("stop second"));
        Pending<String, Integer> both = pending(pending.flatMap(n -> second.pending()));
        promise.right(1);
        both.cancel("enough");
        assertThat(stops).containsExactly("stop second");
    }

    @Test
    void workThatAStepBeginsAfterItsPendingWasCancelledIsAskedToStop() {
        Promise<String, Integer> second = Promise.of("second");
        second.onCancel(() -> stops.add("stop second"));
        List<Pending<String, Integer>> self = new ArrayList<>();
        self.add(pending(pending.flatMap(n -> {
            self.get(0).cancel("while the step runs");
            return second.pending();
        })));
        promise.right(1);
        assertThat(stops).containsExactly("stop second");
        assertThat(self.get(0).now()).isEqualTo(Either.left("while the step runs"));
    }

    @Test
    void aCancelledStepIsNotBegun() {
        List<Integer> seen = new ArrayList<>();
        Pending<String, Integer> mapped = pending(pending.peek(seen::add));
        pending.onOutcome(o -> {}); // keeps the work wanted
        mapped.cancel("enough");
        promise.right(1);
        assertThat(seen).isEmpty();
    }

    @Test
    void thousandsOfCancelledContinuationsLeaveNothingBehind() {
        for (int i = 0; i < 100_000; i++) {
            pending(pending.map(n -> n)).cancel("enough");
            pending.await(Duration.ofNanos(i % 1_000 == 0 ? 1 : 0));
        }
        assertThat(((Bound<String, Integer>) pending).dependants.first).isNull();
    }
}
