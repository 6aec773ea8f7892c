package io.framewright.transport.rabbitmq;

import com.rabbitmq.client.BlockedListener;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.ShutdownSignalException;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.transport.RedactedUri;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection that comes back by itself (docs/adr/0003). Its life:
 *
 * <pre>
 *              connected            lost
 *  CONNECTING ----------> CONNECTED ----> CONNECTING
 *      | failed                               ...
 *      v          pause over
 *    AWAY -----------------------> CONNECTING
 *      | given up, and credentials refused
 *      v
 *    REFUSED        any state -- close --> CLOSED
 * </pre>
 *
 * Transitions happen on one lane, in order; tenants are told on the same lane.
 */
final class AmqpConnection implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AmqpConnection.class);
    /** How often in a row a connection may end at the login before that is taken for a refusal. */
    private static final int REFUSALS_TO_BELIEVE = 3;

    /** Who lives on this connection. Called on the supervision lane, one call at a time. */
    interface Tenant {
        /** There is a new connection: set up again what the old one held. */
        void connected(Connection connection);

        /** The broker did not come back in time: whoever waits for it should be told. */
        void gaveUp(Failure why);

        /** The broker refuses us for good: nothing comes any more. */
        void refused(Failure why);
    }

    enum State {
        CONNECTING,
        CONNECTED,
        AWAY,
        REFUSED,
        CLOSED
    }

    private final AmqpConfig config;
    private final ConnectionFactory factory;
    private final AmqpThreads threads;
    private final String name;
    private final SerialLane lane;
    private final ChannelNumbers channels = new ChannelNumbers();
    private final List<Tenant> tenants = new CopyOnWriteArrayList<>();
    private final Object lock = new Object();
    // Guarded by lock.
    private State state = State.CONNECTING;
    private @Nullable Connection current;
    private @Nullable Failure hopeless;
    private String lastProblem = "it was never reached";
    private @Nullable ScheduledFuture<?> givingUp;
    private int tries;
    private int perhapsRefusals;

    AmqpConnection(AmqpConfig config, ConnectionFactory factory, AmqpThreads threads, String name) {
        this.config = config;
        this.factory = factory;
        this.threads = threads;
        this.name = name;
        this.lane = new SerialLane(threads.timers());
    }

    /** Connects for the first time, within the connect time-out, or says why not. */
    Either<Failure, Connection> open() {
        long deadline = System.nanoTime() + config.patience().connectTimeout().toNanos();
        int perhaps = 0;
        for (int attempt = 1; ; attempt++) {
            try {
                Connection connection = factory.newConnection(threads.workers(), name);
                adopt(connection);
                return Either.right(connection);
            } catch (IOException | TimeoutException failed) {
                long pause = pauseMillis(attempt);
                perhaps = Problems.isPerhapsRefusal(failed) ? perhaps + 1 : 0;
                if (Problems.isRefusal(failed) || perhaps == REFUSALS_TO_BELIEVE) {
                    return Either.left(refusal(failed));
                }
                if (System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(pause) - deadline > 0) {
                    return Either.left(Problems.unreachable(config, Problems.describe(failed)));
                }
                if (!sleep(pause)) {
                    return Either.left(Problems.unreachable(config, "connecting was interrupted"));
                }
            }
        }
    }

    /** Connects in the background. */
    void openLater() {
        synchronized (lock) {
            startGivingUp();
        }
        lane.execute(this::connect);
    }

    /** From now on this tenant is told; at once, if there is a connection. */
    void add(Tenant tenant) {
        lane.execute(() -> {
            tenants.add(tenant);
            Connection connection;
            Failure failure;
            synchronized (lock) {
                connection = current;
                failure = hopeless;
            }
            if (connection != null) {
                tenant.connected(connection);
            } else if (failure != null) {
                tenant.gaveUp(failure);
            }
        });
    }

    /** The connection there is, or the next one if it comes before the time to give up. Blocks. */
    Either<Failure, Connection> await() {
        synchronized (lock) {
            while (true) {
                Connection connection = current;
                Failure failure = hopeless;
                if (connection != null && connection.isOpen()) {
                    return Either.right(connection);
                }
                if (failure != null) {
                    return Either.left(failure);
                }
                try {
                    lock.wait(100);
                } catch (InterruptedException stop) {
                    Thread.currentThread().interrupt();
                    return Either.left(Problems.unreachable(config, "waiting for it was interrupted"));
                }
            }
        }
    }

    /** A new channel of a connection that was given out here. */
    Channel channelOf(Connection connection) throws IOException {
        return channels.open(connection);
    }

    /** Runs on the lane of transitions, so never between a loss and what is done about it. */
    void execute(Runnable task) {
        lane.execute(task);
    }

    /** The same, after a pause. */
    void executeLater(Runnable task, long millis) {
        if (state() != State.CLOSED) {
            threads.later(() -> lane.execute(task), millis);
        }
    }

    long pauseMillis(int attempt) {
        long exponential = config.patience().firstBackoff().toMillis() << Math.min(attempt - 1, 16);
        long bounded =
                Math.max(1, Math.min(exponential, config.patience().maxBackoff().toMillis()));
        // Spread, so that many processes do not come back in the same instant.
        return bounded / 2 + ThreadLocalRandom.current().nextLong(bounded / 2 + 1);
    }

    State state() {
        synchronized (lock) {
            return state;
        }
    }

    private void adopt(Connection connection) {
        connection.addBlockedListener(new BlockedListener() {
            @Override
            public void handleBlocked(String reason) {
                LOG.warn("The message broker takes no messages for now: {}", reason);
            }

            @Override
            public void handleUnblocked() {
                LOG.info("The message broker takes messages again");
            }
        });
        synchronized (lock) {
            state = State.CONNECTED;
            current = connection;
            hopeless = null;
            tries = 0;
            perhapsRefusals = 0;
            stopGivingUp();
            lock.notifyAll();
        }
        // Told at once if it is closed already.
        connection.addShutdownListener(cause -> lane.execute(() -> lost(connection, cause)));
    }

    private void lost(Connection connection, ShutdownSignalException cause) {
        synchronized (lock) {
            if (current != connection || state == State.CLOSED) {
                return;
            }
            current = null;
            state = State.CONNECTING;
            lastProblem = Problems.describe(cause);
            startGivingUp();
        }
        LOG.warn("Lost the connection to {}: {}", RedactedUri.of(config.uri()), Problems.describe(cause));
        connect();
    }

    private void connect() {
        synchronized (lock) {
            if (state == State.CLOSED || state == State.REFUSED || current != null) {
                return;
            }
            state = State.CONNECTING;
        }
        try {
            Connection connection = factory.newConnection(threads.workers(), name);
            if (state() == State.CLOSED) {
                connection.abort();
                return;
            }
            adopt(connection);
            LOG.info("Connected to {}", RedactedUri.of(config.uri()));
            for (Tenant tenant : tenants) {
                tenant.connected(connection);
            }
        } catch (IOException | TimeoutException failed) {
            failed(failed);
        }
    }

    private void failed(Exception why) {
        long pause;
        boolean stop;
        synchronized (lock) {
            perhapsRefusals = Problems.isPerhapsRefusal(why) ? perhapsRefusals + 1 : 0;
            boolean refused = Problems.isRefusal(why) || perhapsRefusals >= REFUSALS_TO_BELIEVE;
            if (state == State.CLOSED) {
                return;
            }
            lastProblem = Problems.describe(why);
            // A broker that is just starting may refuse for a while, so not before the time to give up.
            stop = refused && hopeless != null;
            state = stop ? State.REFUSED : State.AWAY;
            tries++;
            pause = refused ? config.patience().maxBackoff().toMillis() : pauseMillis(tries);
        }
        if (stop) {
            LOG.error("Not connecting again: {}", refusal(why).message());
            tenants.forEach(tenant -> tenant.refused(refusal(why)));
            return;
        }
        LOG.debug("Could not connect, next try in {} ms", pause, why);
        executeLater(this::connect, pause);
    }

    private Failure refusal(Exception why) {
        return Problems.unreachable(
                config,
                "it refuses this user, password or virtual host (" + Problems.describe(why) + "); check the URL");
    }

    private void startGivingUp() {
        stopGivingUp();
        givingUp = threads.timers()
                .schedule(
                        () -> lane.execute(this::giveUp),
                        config.patience().giveUp().toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    private void stopGivingUp() {
        ScheduledFuture<?> timer = givingUp;
        if (timer != null) {
            timer.cancel(false);
            givingUp = null;
        }
    }

    private void giveUp() {
        Failure failure;
        synchronized (lock) {
            if (current != null || state == State.CLOSED) {
                return;
            }
            failure = Problems.unreachable(
                    config, "it did not come back within " + config.patience().giveUp() + " (" + lastProblem + ")");
            hopeless = failure;
            lock.notifyAll();
        }
        for (Tenant tenant : tenants) {
            tenant.gaveUp(failure);
        }
    }

    private boolean sleep(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
            return true;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        Connection connection;
        synchronized (lock) {
            if (state == State.CLOSED) {
                return;
            }
            state = State.CLOSED;
            hopeless = Problems.closed();
            connection = current;
            current = null;
            stopGivingUp();
            lock.notifyAll();
        }
        if (connection != null) {
            connection.abort((int) config.patience().connectTimeout().toMillis());
        }
    }
}
