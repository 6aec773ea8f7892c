package io.framewright.transport.redis;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.transport.HostAddresses;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import redis.clients.jedis.params.SetParams;

/** A key a process, which expires. */
final class RedisHostAddresses implements HostAddresses {
    private final Connections connections;
    private final Function<UUID, String> key;

    RedisHostAddresses(Connections connections, Function<UUID, String> key) {
        this.connections = connections;
        this.key = key;
    }

    @Override
    public Either<Failure, Boolean> announce(UUID managerId, URI address, Duration lease) {
        SetParams expiring = SetParams.setParams().px(lease.toMillis());
        return connections.call(redis -> "OK".equals(redis.set(key.apply(managerId), address.toString(), expiring)));
    }

    @Override
    public Either<Failure, Optional<URI>> find(UUID managerId) {
        return connections
                .call(redis -> Optional.ofNullable(redis.get(key.apply(managerId))))
                .flatMap(found -> Either.fromCallable(
                        () -> found.map(URI::create),
                        notOurs -> Connections.bug(new IllegalStateException("no address: " + notOurs.getMessage()))));
    }

    @Override
    public Either<Failure, Boolean> withdraw(UUID managerId) {
        return connections.call(redis -> redis.del(key.apply(managerId)) == 1);
    }
}
