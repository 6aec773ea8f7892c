package io.framewright.transport.rabbitmq;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ShutdownSignalException;
import io.framewright.either.Either;
import io.framewright.either.Left;
import io.framewright.either.Right;
import io.framewright.event.Failure;
import io.framewright.transport.CommandConsumer;
import io.framewright.transport.DeliveryListener;
import io.framewright.transport.Subscription;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Queues and subscriptions on one connection. Subscriptions share a few channels on RabbitMQ and have one each
 * elsewhere; when a channel or the connection ends, each is declared and consumed again.
 */
final class AmqpConsumer implements CommandConsumer, AmqpConnection.Tenant {
    private static final Logger LOG = LoggerFactory.getLogger(AmqpConsumer.class);

    /** For the last acknowledgements; a broker that is away gets none. */
    private static final long CLOSES_WITHIN_SECONDS = 2;

    private static final int UNCONSUMED_AT_MOST = 10_000;

    private final AmqpConfig config;
    private final AmqpConnection supervisor;
    private final AmqpThreads threads;
    private final AdminChannels admin;
    private final QueueDeclaration declaration;
    private final Set<AmqpSubscription> subscriptions = ConcurrentHashMap.newKeySet();
    /** Queues declared and not consumed since. */
    private final Set<String> unconsumed = ConcurrentHashMap.newKeySet();

    private final Object channelsLock = new Object();
    // Guarded by channelsLock.
    private final List<DeliveryChannel> shared = new ArrayList<>();
    private final Set<DeliveryChannel> open = ConcurrentHashMap.newKeySet();
    private int nextShared;
    private volatile boolean checksNothing;
    private volatile boolean closed;

    AmqpConsumer(AmqpConfig config, AmqpConnection supervisor, AmqpThreads threads) {
        this.config = config;
        this.supervisor = supervisor;
        this.threads = threads;
        this.admin = new AdminChannels(config, supervisor);
        this.declaration = new QueueDeclaration(config.queueType());
    }

    @Override
    public boolean isConnected() {
        return !closed && supervisor.state() == AmqpConnection.State.CONNECTED;
    }

    @Override
    public Either<Failure, String> declare(String queue) {
        return admin.<String>call(channel -> declaration.on(channel, queue), code -> declaration.refused(queue, code))
                .map(declared -> {
                    if (unconsumed.size() < UNCONSUMED_AT_MOST) {
                        unconsumed.add(queue);
                    }
                    return declared;
                });
    }

    private Either<Failure, String> exists(String queue) {
        return admin.<String>call(
                channel -> channel.queueDeclarePassive(queue).getQueue(), code -> missing(queue, code));
    }

    private static <T> @Nullable Either<Failure, T> missing(String queue, int code) {
        return code == AMQP.NOT_FOUND ? Either.left(Problems.noSuchQueue(queue)) : null;
    }

    @Override
    public Either<Failure, Boolean> delete(String queue) {
        unconsumed.remove(queue);
        Either<Failure, Boolean> deleted = admin.<Boolean>call(
                channel -> {
                    channel.queueDeclarePassive(queue);
                    channel.queueDelete(queue);
                    return true;
                },
                code -> code == AMQP.NOT_FOUND ? Either.right(false) : null);
        return deleted.map(there -> endSubscriptionsOf(queue, there));
    }

    @Override
    public Either<Failure, Boolean> deleteIfEmpty(String queue) {
        unconsumed.remove(queue);
        Either<Failure, Boolean> deleted = admin.<Boolean>call(
                channel -> {
                    if (channel.queueDeclarePassive(queue).getMessageCount() > 0) {
                        return false;
                    }
                    // Checked once more by the broker itself: a message may have come since.
                    channel.queueDelete(queue, false, !cannotCheck(channel));
                    return true;
                },
                code -> switch (code) {
                    case AMQP.PRECONDITION_FAILED -> Either.right(false);
                    case AMQP.NOT_FOUND -> Either.right(true);
                    case AMQP.NOT_IMPLEMENTED -> {
                        // A quorum queue that nobody told us about; whoever asks again is served.
                        checksNothing = true;
                        yield Either.right(false);
                    }
                    default -> null;
                });
        return deleted.map(gone -> endSubscriptionsOf(queue, gone));
    }

    /** Quorum queues have no delete-if-empty, and asking for it ends the connection. */
    private boolean cannotCheck(Channel channel) {
        return checksNothing
                || (config.queueType() == QueueType.QUORUM && Products.isRabbitMq(channel.getConnection()));
    }

    /** Not every broker tells its consumers that a queue was deleted; those of this process we can tell ourselves. */
    private boolean endSubscriptionsOf(String queue, boolean gone) {
        if (gone) {
            for (AmqpSubscription subscription : subscriptions) {
                if (subscription.queue().equals(queue)) {
                    threads.workers().execute(subscription::cancelled);
                }
            }
        }
        return gone;
    }

    @Override
    public Either<Failure, Long> depth(String queue) {
        return admin.<Long>call(
                channel -> (long) channel.queueDeclarePassive(queue).getMessageCount(), code -> missing(queue, code));
    }

    @Override
    public Either<Failure, Subscription> consume(String queue, int window, DeliveryListener listener) {
        if (window < 1) {
            throw new IllegalArgumentException("window must be at least 1, is " + window);
        }
        // Looked at first on a channel for that: consuming what is not there would end a channel others share. A queue
        // that was made just now is there.
        return (unconsumed.remove(queue) ? Either.<Failure, String>right(queue) : exists(queue))
                .flatMap(there -> subscribe(new AmqpSubscription(queue, window, listener, subscriptions::remove)));
    }

    private Either<Failure, Subscription> subscribe(AmqpSubscription subscription) {
        subscriptions.add(subscription);
        while (!closed) {
            Either<Failure, Connection> awaited = supervisor.await();
            if (!(awaited instanceof Right<Failure, Connection> connection)) {
                subscription.close();
                return Either.left(((Left<Failure, Connection>) awaited).failure());
            }
            try {
                establish(subscription, connection.value());
                return Either.right(subscription);
            } catch (IOException | ShutdownSignalException failed) {
                if (connection.value().isOpen()) {
                    subscription.close();
                    return Either.left(
                            Problems.code(failed) == AMQP.NOT_FOUND
                                    ? Problems.noSuchQueue(subscription.queue())
                                    : Problems.unreachable(config, Problems.describe(failed)));
                }
            }
        }
        subscription.close();
        return Either.left(Problems.closed());
    }

    private void establish(AmqpSubscription subscription, Connection connection) throws IOException {
        if (subscription.isEstablished() || subscription.hasEnded()) {
            return;
        }
        DeliveryChannel channel = channelFor(connection);
        try {
            subscription.establish(channel);
        } catch (IOException | RuntimeException failed) {
            if (!channel.isShared()) {
                channel.abort();
            }
            throw failed;
        }
    }

    /** AMQP lets a broker count windows per channel; only RabbitMQ is known to count per consumer. */
    private DeliveryChannel channelFor(Connection connection) throws IOException {
        if (config.sharedChannels() == 0 || !Products.isRabbitMq(connection)) {
            return open(connection, false);
        }
        synchronized (channelsLock) {
            shared.removeIf(DeliveryChannel::takesNoMore);
            if (shared.size() < config.sharedChannels()) {
                DeliveryChannel fresh = open(connection, true);
                shared.add(fresh);
                return fresh;
            }
            return shared.get(nextShared++ % shared.size());
        }
    }

    private DeliveryChannel open(Connection connection, boolean sharing) throws IOException {
        DeliveryChannel fresh = new DeliveryChannel(supervisor.channelOf(connection), sharing, threads);
        open.add(fresh);
        fresh.onEnd(cause -> {
            open.remove(fresh);
            if (!cause.isHardError() && !cause.isInitiatedByApplication()) {
                LOG.warn("The message broker closed a channel: {}", Problems.describe(cause));
                supervisor.execute(() -> establishAll(List.copyOf(fresh.subscriptions()), connection));
            }
        });
        return fresh;
    }

    @Override
    public void connected(Connection connection) {
        establishAll(List.copyOf(subscriptions), connection);
    }

    /**
     * On the supervision lane. A broker that is too busy for one is so for all: they wait together, and the one that
     * failed comes last, lest it be the only one in trouble.
     */
    private void establishAll(List<AmqpSubscription> all, Connection connection) {
        for (int i = 0; i < all.size(); i++) {
            AmqpSubscription subscription = all.get(i);
            if (!connection.isOpen()) {
                return;
            }
            if (subscription.hasEnded() || subscription.isEstablished() || closed) {
                continue;
            }
            String queue = subscription.queue();
            Either<Failure, String> declared = admin.callOn(
                    connection, channel -> declaration.on(channel, queue), code -> declaration.refused(queue, code));
            if (declared == null) {
                return;
            }
            if (!declared.isRight()) {
                LOG.warn("Could not declare {} again: {}", queue, declared);
                tryAgain(all.subList(i + 1, all.size()), subscription, connection);
                return;
            }
            try {
                establish(subscription, connection);
            } catch (IOException | ShutdownSignalException failed) {
                LOG.warn("Could not consume {} again: {}", subscription.queue(), Problems.describe(failed));
                tryAgain(all.subList(i + 1, all.size()), subscription, connection);
                return;
            }
        }
    }

    private void tryAgain(List<AmqpSubscription> others, AmqpSubscription failed, Connection connection) {
        List<AmqpSubscription> again = new ArrayList<>(others);
        again.add(failed);
        supervisor.executeLater(() -> establishAll(again, connection), supervisor.pauseMillis(failed.countFailure()));
    }

    @Override
    public void gaveUp(Failure why) {
        LOG.warn("{} subscriptions wait for the message broker: {}", subscriptions.size(), why.message());
    }

    @Override
    public void refused(Failure why) {
        for (AmqpSubscription subscription : subscriptions) {
            threads.workers().execute(subscription::cancelled);
        }
    }

    @Override
    public void close() {
        closed = true;
        List<AmqpSubscription> all = List.copyOf(subscriptions);
        all.forEach(AmqpSubscription::close);
        try {
            CompletableFuture.allOf(open.stream().map(DeliveryChannel::close).toArray(CompletableFuture[]::new))
                    .get(CLOSES_WITHIN_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException late) {
            LOG.debug("Some acknowledgements did not get through at the end", late);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
