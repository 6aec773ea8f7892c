package io.framewright.app.config;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** The servers a client command was told to use. */
public record ConnectConfig(URI amqp, URI redis) {
    /**
     * Both or neither; neither means to look for a platform that runs on this machine.
     *
     * @return left {@code USAGE} if one is missing or no URL
     */
    public static Either<Failure, Optional<ConnectConfig>> of(Settings settings) {
        Either<Failure, PlatformConfig> servers = PlatformConfig.of(settings);
        return servers.flatMap(config -> {
            if (config.amqp().isPresent() != config.redis().isPresent()) {
                Key given = config.amqp().isPresent() ? Key.AMQP : Key.REDIS;
                Key missing = config.amqp().isPresent() ? Key.REDIS : Key.AMQP;
                return Either.left(Failure.of(
                        Settings.USAGE,
                        given.inFile() + " is given and " + missing.inFile()
                                + " is not; a client needs both, or neither to find a running platform by itself.",
                        Map.of("key", missing.inFile())));
            }
            return Either.right(config.amqp()
                    .flatMap(amqp -> config.redis().map(redis -> new ConnectConfig(amqp, redis))));
        });
    }
}
