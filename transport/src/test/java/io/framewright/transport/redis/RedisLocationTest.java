package io.framewright.transport.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.HostAndPort;

class RedisLocationTest {
    @Test
    void aServer() {
        assertThat(read("redis://localhost"))
                .isEqualTo(new RedisLocation(
                        List.of(new HostAndPort("localhost", 6379)), Optional.empty(), null, null, 0, false));
        assertThat(read("rediss://me:p%40ss+word@10.0.0.1:7000/3"))
                .isEqualTo(new RedisLocation(
                        List.of(new HostAndPort("10.0.0.1", 7000)), Optional.empty(), "me", "p@ss+word", 3, true));
        assertThat(read("redis://:secret@[::1]:7000").nodes()).containsExactly(new HostAndPort("::1", 7000));
    }

    @Test
    void sentinels() {
        RedisLocation location = read("redis-sentinel://:secret@one:1,two/orders?database=2");
        assertThat(location)
                .isEqualTo(new RedisLocation(
                        List.of(new HostAndPort("one", 1), new HostAndPort("two", 26379)),
                        Optional.of("orders"),
                        null,
                        "secret",
                        2,
                        false));
        assertThat(location).hasToString("redis-sentinel://one:1,two:26379/orders");
        assertThat(RedisConfig.of(URI.create("redis-sentinel://:secret@one:1,two/orders")))
                .asString()
                .doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://host",
                "redis://",
                "redis://one:1,two:2",
                "redis://host/name",
                "redis-sentinel://one:1,two:2",
                "redis-sentinel://one:1,,two:2/name",
                "redis-sentinel://one:x/name"
            })
    void whatIsNoUrlOfRedis(String url) {
        URI uri = URI.create(url.equals("redis://") ? "redis:///" : url);
        assertThat(RedisConfig.isUrl(uri)).isFalse();
        assertThatThrownBy(() -> RedisConfig.of(uri)).hasMessageContaining("redis-sentinel://");
    }

    private static RedisLocation read(String url) {
        return RedisLocation.read(URI.create(url)).orElseThrow();
    }
}
