package io.framewright.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class CoresTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7})
    void everyPartIsComputedOnce(int count) {
        AtomicIntegerArray computed = new AtomicIntegerArray(1000);

        Cores.of(count).run(1000, computed::incrementAndGet);

        for (int i = 0; i < computed.length(); i++) {
            assertThat(computed.get(i)).isEqualTo(1);
        }
    }

    @Test
    void partsAreComputedAtTheSameTime() {
        CountDownLatch both = new CountDownLatch(2);

        Cores.of(2).run(2, part -> {
            both.countDown();
            await(both);
        });

        assertThat(both.getCount()).isZero();
    }

    @Test
    void callerGoesOnAloneWhileThePoolIsBusy() throws InterruptedException {
        Cores cores = Cores.of(2);
        CountDownLatch busy = new CountDownLatch(2);
        CountDownLatch release = new CountDownLatch(1);
        Thread other = new Thread(() -> cores.run(2, part -> {
            busy.countDown();
            await(release);
        }));
        other.start();
        await(busy);
        AtomicInteger done = new AtomicInteger();

        cores.run(100, part -> done.incrementAndGet());

        assertThat(done.get()).isEqualTo(100);
        release.countDown();
        other.join();
    }

    @Test
    void nestedPartsEnd() {
        AtomicInteger done = new AtomicInteger();
        Cores cores = Cores.of(2);

        cores.run(8, outer -> cores.run(8, inner -> done.incrementAndGet()));

        assertThat(done.get()).isEqualTo(64);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void exceptionOfAPartReachesTheCallerAndNoFurtherPartBegins(int count) {
        AtomicInteger begun = new AtomicInteger();

        assertThatThrownBy(() -> Cores.of(count).run(1_000_000, part -> {
                    begun.incrementAndGet();
                    throw new Watch.Cancelled();
                }))
                .isInstanceOf(Watch.Cancelled.class);
        assertThat(begun.get()).isLessThanOrEqualTo(count);
    }

    @Test
    void noCoreAtAllIsRefused() {
        assertThatThrownBy(() -> Cores.of(0)).isInstanceOf(IllegalArgumentException.class);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stop) {
            throw new AssertionError(stop);
        }
    }
}
