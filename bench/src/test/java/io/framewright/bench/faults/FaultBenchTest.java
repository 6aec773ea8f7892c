package io.framewright.bench.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.framewright.transport.embedded.EmbeddedRedisConfig.Fsync;
import io.framewright.transport.testing.PrivateRabbitMq;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A few dozen of the thousand kills, and 3 of the 200 zombies; the seed of a run is in its output. */
class FaultBenchTest {
    @BeforeEach
    void needsServersToKill() {
        assumeThat(PrivateRabbitMq.installed()).as("an installed RabbitMQ").isPresent();
    }

    @Test
    void killsOfAKnownScheduleBreakNoPromise() {
        assertThat(FaultBench.run(new FaultOptions(8, 8, 20_260_101, 0, 2, Fsync.EVERYSEC), System.out))
                .isEmpty();
    }

    @Test
    void killsOfAnyScheduleBreakNoPromise() {
        long seed = ThreadLocalRandom.current().nextLong(1, 1_000_000);

        assertThat(FaultBench.run(new FaultOptions(8, 8, seed, 0, 2, Fsync.ALWAYS), System.out))
                .as("seed " + seed)
                .isEmpty();
    }

    @Test
    void zombiesRecordAndPublishNothing() {
        long seed = ThreadLocalRandom.current().nextLong(1, 1_000_000);

        assertThat(ZombieBench.run(3, seed, System.out)).as("seed " + seed).isEmpty();
    }
}
