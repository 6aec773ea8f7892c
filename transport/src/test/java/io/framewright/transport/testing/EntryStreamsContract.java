package io.framewright.transport.testing;

import static io.framewright.transport.testing.Answers.left;
import static io.framewright.transport.testing.Answers.right;
import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.event.FailureCode;
import io.framewright.transport.DestinationNames;
import io.framewright.transport.EntryStreams;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What every {@link EntryStreams} keeps. */
public abstract class EntryStreamsContract extends EventContract {
    private final String key = "entry-streams-" + UUID.randomUUID();

    @AfterEach
    void removeKey() {
        raw.del(key);
    }

    private static List<Map<String, String>> entries(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(row -> Map.of(EntryStreams.ROW, "{\"n\":" + row + "}"))
                .toList();
    }

    @Test
    void batchesStandOneBehindTheOther() {
        assertThat(right(ports.streams().append(key, entries(0, 1_000)))).isEqualTo(1_000);
        assertThat(right(ports.streams().append(key, entries(1_000, 1_005)))).isEqualTo(5);

        assertThat(raw.xlen(key)).isEqualTo(1_005);
        assertThat(raw.xrange(key, "-", "+").get(1_004).getFields()).isEqualTo(Map.of("row", "{\"n\":1004}"));
    }

    @Test
    void whatHoldsSomethingElseStaysAsItIs() {
        raw.set(key, "text");

        assertThat(left(ports.streams().append(key, entries(0, 1))).is(FailureCode.KEY_EXISTS))
                .isTrue();
        assertThat(raw.get(key)).isEqualTo("text");
    }

    @Test
    void thePlatformsOwnKeysAreRefused() {
        String own = DestinationNames.workerEvents(UUID.randomUUID()).eventsKey();

        assertThat(left(ports.streams().append(own, entries(0, 1))).is(FailureCode.SOURCE_NOT_ALLOWED))
                .isTrue();
        assertThat(raw.exists(own)).isFalse();
    }

    @Test
    void theAuditTrailIsAStream() {
        String id = right(ports.streams().audit(Map.of("who", key)));

        assertThat(raw.xrange(DestinationNames.AUDIT_KEY, id, id).get(0).getFields())
                .isEqualTo(Map.of("who", key));
    }
}
