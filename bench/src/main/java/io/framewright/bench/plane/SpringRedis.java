package io.framewright.bench.plane;

import java.net.URI;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** Where Spring finds Redis. */
final class SpringRedis {
    private SpringRedis() {}

    static LettuceConnectionFactory connections(ServerSetting setting) {
        URI uri = URI.create(setting.redisUrl());
        return new LettuceConnectionFactory(
                new RedisStandaloneConfiguration(uri.getHost(), uri.getPort() < 0 ? 6379 : uri.getPort()));
    }
}
