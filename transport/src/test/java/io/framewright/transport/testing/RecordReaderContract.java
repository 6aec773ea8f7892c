package io.framewright.transport.testing;

import static io.framewright.transport.testing.Answers.left;
import static io.framewright.transport.testing.Answers.right;
import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.transport.RecordReader;
import io.framewright.transport.RecordReader.StreamRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.StreamEntryID;

/** What every {@link RecordReader} keeps. */
public abstract class RecordReaderContract extends EventContract {
    private static final Duration NOW = Duration.ZERO;

    @Test
    void recordsAreReadOnFromAPosition() {
        String key = stream.eventsKey();
        assertThat(right(ports.records().read(key, RecordReader.START, 10, NOW)))
                .isEmpty();
        for (int i = 1; i <= 5; i++) {
            raw.xadd(key, new StreamEntryID(i, 7), Map.of("n", Integer.toString(i)));
        }
        List<StreamRecord> first = right(ports.records().read(key, RecordReader.START, 2, NOW));
        assertThat(first)
                .containsExactly(new StreamRecord("1-7", Map.of("n", "1")), new StreamRecord("2-7", Map.of("n", "2")));
        assertThat(right(ports.records().read(key, "2-7", 10, NOW))).hasSize(3);
        assertThat(right(ports.records().read(key, "5-7", 10, Duration.ofMillis(50))))
                .isEmpty();
        assertThat(right(ports.records().read(key, "5-7", 10, Duration.ofNanos(1))))
                .isEmpty();
    }

    @Test
    void aReaderWaitsForTheFirstRecordAndManyWaitingDisturbNobody() {
        String key = stream.eventsKey();
        List<CompletableFuture<List<StreamRecord>>> waiting = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            CompletableFuture<List<StreamRecord>> answer = new CompletableFuture<>();
            waiting.add(answer);
            Thread reader = new Thread(
                    () -> answer.complete(
                            right(ports.records().read(key, RecordReader.START, 1, Duration.ofSeconds(15)))),
                    "waiting-reader");
            reader.setDaemon(true);
            reader.start();
        }
        long before = System.nanoTime();
        started();
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(2));
        raw.xadd(key, new StreamEntryID(1, 0), Map.of("n", "1"));
        assertThat(waiting)
                .allSatisfy(answer -> assertThat(Answers.await(answer)).hasSize(1));
    }

    @Test
    void whatIsNoStreamAndWhatIsNoPositionIsSaid() {
        raw.set(stream.eventsKey(), "text");
        assertThat(left(ports.records().read(stream.eventsKey(), RecordReader.START, 1, NOW))
                        .code())
                .isEqualTo("STREAM_NOT_FOUND");
        assertThat(left(ports.records().read(stream.eventsKey(), "here", 1, NOW))
                        .code())
                .isEqualTo("INVALID_COMMAND");
    }

    @Test
    void whileRedisIsAwayItIsSaid() {
        proxy.refuse();
        assertThat(left(ports.records().read(stream.eventsKey(), RecordReader.START, 1, NOW))
                        .code())
                .isEqualTo("REDIS_UNAVAILABLE");
    }
}
