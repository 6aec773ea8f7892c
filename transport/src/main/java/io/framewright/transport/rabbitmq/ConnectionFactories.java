package io.framewright.transport.rabbitmq;

import com.rabbitmq.client.ConnectionFactory;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.GeneralSecurityException;

/** Makes amqp-client do as little as possible by itself. */
final class ConnectionFactories {
    private ConnectionFactories() {}

    static Either<Failure, ConnectionFactory> create(AmqpConfig config, AmqpThreads threads) {
        ConnectionFactory factory = new ConnectionFactory();
        try {
            URI uri = new URI(config.uri());
            if (uri.getHost() == null) {
                // amqp-client would take localhost and a guest instead.
                return Either.left(unreadable(config));
            }
            factory.setUri(uri);
        } catch (URISyntaxException | GeneralSecurityException | IllegalArgumentException wrong) {
            // The message of the exception may quote the URI, password and all.
            return Either.left(unreadable(config));
        }
        int connectMillis = Math.toIntExact(config.patience().connectTimeout().toMillis());
        factory.setConnectionTimeout(connectMillis);
        factory.setHandshakeTimeout(connectMillis);
        factory.setShutdownTimeout(connectMillis);
        factory.setChannelRpcTimeout(
                Math.toIntExact(config.patience().operationTimeout().toMillis()));
        factory.setRequestedHeartbeat(
                Math.toIntExact(config.patience().heartbeat().toSeconds()));
        factory.setRequestedChannelMax(0);
        factory.setMaxInboundMessageBodySize(config.maxMessageBytes());
        factory.setAutomaticRecoveryEnabled(false);
        factory.setTopologyRecoveryEnabled(false);
        factory.setSharedExecutor(threads.workers());
        factory.setHeartbeatExecutor(threads.timers());
        factory.setThreadFactory(AmqpThreads.named("framewright-amqp-reader-"));
        return Either.right(factory);
    }

    private static Failure unreadable(AmqpConfig config) {
        return Problems.unreachable(
                config,
                "its URL cannot be read; it should be amqp://user:password@host:port/virtual-host, with special"
                        + " characters of the password escaped (@ as %40)");
    }
}
