package io.framewright.transport.rabbitmq;

import com.rabbitmq.client.ConnectionFactory;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import java.net.URISyntaxException;
import java.security.GeneralSecurityException;

/** Makes amqp-client do as little as possible by itself. */
final class ConnectionFactories {
    private ConnectionFactories() {}

    static Either<Failure, ConnectionFactory> create(AmqpConfig config, AmqpThreads threads) {
        ConnectionFactory factory = new ConnectionFactory();
        try {
            factory.setUri(config.uri());
        } catch (URISyntaxException | GeneralSecurityException | IllegalArgumentException wrong) {
            // The message of the exception may quote the URI, password and all.
            return Either.left(Problems.unreachable(
                    config, "its URL cannot be read; it should be amqp://user:password@host:port/virtual-host"));
        }
        int connectMillis = Math.toIntExact(config.connectTimeout().toMillis());
        factory.setConnectionTimeout(connectMillis);
        factory.setHandshakeTimeout(connectMillis);
        factory.setShutdownTimeout(connectMillis);
        factory.setChannelRpcTimeout(Math.toIntExact(config.operationTimeout().toMillis()));
        factory.setRequestedHeartbeat(Math.toIntExact(config.heartbeat().toSeconds()));
        factory.setRequestedChannelMax(0);
        factory.setMaxInboundMessageBodySize(config.maxMessageBytes());
        factory.setAutomaticRecoveryEnabled(false);
        factory.setTopologyRecoveryEnabled(false);
        factory.setSharedExecutor(threads.workers());
        factory.setHeartbeatExecutor(threads.timers());
        factory.setShutdownExecutor(threads.workers());
        factory.setThreadFactory(AmqpThreads.named("framewright-amqp-reader-"));
        return Either.right(factory);
    }
}
