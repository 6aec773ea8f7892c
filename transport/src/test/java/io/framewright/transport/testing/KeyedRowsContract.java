package io.framewright.transport.testing;

import static io.framewright.transport.testing.Answers.left;
import static io.framewright.transport.testing.Answers.right;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.query.source.KeyedRows;
import io.framewright.query.source.KeyedRows.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link KeyedRows} keeps. */
public abstract class KeyedRowsContract extends EventContract {
    private static final int MANY = 2_500;

    private final String key = "keyed-rows-" + UUID.randomUUID();

    @AfterEach
    void removeKey() {
        raw.del(key);
    }

    private Either<Failure, Long> write(Kind kind, boolean overwrite, int count) {
        return ports.keys().write(key, kind, overwrite, count, place -> "{\"n\":" + place + "}");
    }

    private List<Map<String, String>> read() {
        List<Map<String, String>> all = new ArrayList<>();
        assertThat(right(ports.keys().read(key, all::addAll))).isEqualTo(all.size());
        return all;
    }

    @ParameterizedTest
    @EnumSource
    void whatIsWrittenIsReadEachOnce(Kind kind) {
        assertThat(right(write(kind, false, MANY))).isPositive();

        assertThat(raw.type(key)).isEqualTo(kind.word());
        assertThat(raw.ttl(key)).isEqualTo(-1);
        String field = kind == Kind.STREAM ? "row" : KeyedRows.TEXT;
        List<String> texts = read().stream().map(record -> record.get(field)).toList();
        assertThat(texts).hasSize(MANY).doesNotHaveDuplicates();
        if (kind != Kind.HASH) {
            assertThat(texts.get(MANY - 1)).isEqualTo("{\"n\":" + (MANY - 1) + "}");
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsThereIsReplacedOnlyIfItMayBe(Kind kind) {
        raw.set(key, "precious");

        assertThat(left(write(kind, false, 3)).code()).isEqualTo("KEY_EXISTS");
        assertThat(raw.get(key)).isEqualTo("precious");

        right(write(kind, true, 3));
        assertThat(read()).hasSize(3);
        assertThat(raw.keys(key + ":*")).isEmpty();
    }

    @Test
    void aWritingThatIsStoppedLeavesEverythingAsItWas() {
        raw.set(key, "precious");

        assertThatIllegalStateException()
                .isThrownBy(() -> ports.keys().write(key, Kind.LIST, true, MANY, place -> {
                    if (place == 2_000) {
                        throw new IllegalStateException("stopped");
                    }
                    return "{}";
                }));

        assertThat(raw.get(key)).isEqualTo("precious");
        assertThat(raw.keys(key + ":*")).isEmpty();
    }

    @Test
    void withoutRowsThereIsNoKey() {
        right(write(Kind.LIST, false, 0));
        assertThat(raw.exists(key)).isFalse();
    }

    @Test
    void recordsOfAStreamHaveTheirFields() {
        raw.xadd(key, Map.of("a", "1"), redis.clients.jedis.params.XAddParams.xAddParams());

        assertThat(read()).containsExactly(Map.of("a", "1"));
    }

    @Test
    void aKeyThatIsNotThereOrHoldsSomethingElseIsRefused() {
        assertThat(left(ports.keys().read(key, page -> {})).code()).isEqualTo("STREAM_NOT_FOUND");
        raw.sadd(key, "a");
        Failure failure = left(ports.keys().read(key, page -> {}));
        assertThat(failure.code()).isEqualTo("STREAM_NOT_FOUND");
        assertThat(failure.message()).contains("set");
    }

    @ParameterizedTest
    @ValueSource(strings = {"workers", "worker:1", "{worker:1}:events", "{process-manager}:events"})
    void keysOfThePlatformAreRefused(String own) {
        assertThat(left(ports.keys().read(own, page -> {})).code()).isEqualTo("SOURCE_NOT_ALLOWED");
        assertThat(left(ports.keys().write(own, Kind.LIST, true, 1, place -> "{}"))
                        .code())
                .isEqualTo("SOURCE_NOT_ALLOWED");
    }

    @Test
    void whileRedisIsAwayItIsToldAfterAWhile() {
        proxy.refuse();

        assertThat(left(write(Kind.LIST, false, 3)).code()).isEqualTo("REDIS_UNAVAILABLE");
        assertThat(left(ports.keys().read(key, page -> {})).code()).isEqualTo("REDIS_UNAVAILABLE");
    }
}
