package io.framewright.transport.rabbitmq;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ShutdownSignalException;
import io.framewright.either.Either;
import io.framewright.either.Left;
import io.framewright.either.Right;
import io.framewright.event.Failure;
import java.io.IOException;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import org.jspecify.annotations.Nullable;

/**
 * The channels on which queues are made, looked at and deleted. Each does one operation at a time, and the broker does
 * those of several channels side by side: making a queue is mostly waiting. An operation that the broker answers with
 * an error, or late, ends its channel; the next one opens another. Thread-safe.
 */
final class AdminChannels {
    private static final int CHANNELS = 8;

    /** An operation on a channel. */
    interface Operation<T> {
        T on(Channel channel) throws IOException;
    }

    /** What the broker answered to an operation it did not like. */
    interface Refused<T> {
        /** Null if this error is not expected. */
        @Nullable
        Either<Failure, T> by(int replyCode);
    }

    private final AmqpConfig config;
    private final AmqpConnection supervisor;
    /** Used last, taken first: who has little to do keeps one channel. */
    private final BlockingDeque<Place> free = new LinkedBlockingDeque<>();

    AdminChannels(AmqpConfig config, AmqpConnection supervisor) {
        this.config = config;
        this.supervisor = supervisor;
        for (int i = 0; i < CHANNELS; i++) {
            free.addFirst(new Place());
        }
    }

    /** Runs an operation; once more with the next connection if the one there was is lost meanwhile. */
    <T> Either<Failure, T> call(Operation<T> operation, Refused<T> refused) {
        while (true) {
            Either<Failure, Connection> awaited = supervisor.await();
            if (!(awaited instanceof Right<Failure, Connection> connection)) {
                return Either.left(((Left<Failure, Connection>) awaited).failure());
            }
            Either<Failure, T> answer = callOn(connection.value(), operation, refused);
            if (answer != null) {
                return answer;
            }
        }
    }

    /** Runs an operation on this connection, without waiting for another; null if it was lost meanwhile. */
    <T> @Nullable Either<Failure, T> callOn(Connection connection, Operation<T> operation, Refused<T> refused) {
        try {
            return Either.right(run(connection, operation));
        } catch (IOException | ShutdownSignalException failed) {
            int code = Problems.code(failed);
            Either<Failure, T> expected = code == 0 ? null : refused.by(code);
            if (expected != null) {
                return expected;
            }
            // A connection that went because of this very operation would go again.
            return connection.isOpen() || (code != 0 && code != AMQP.CONNECTION_FORCED)
                    ? Either.left(Problems.unreachable(config, Problems.describe(failed)))
                    : null;
        }
    }

    private <T> T run(Connection connection, Operation<T> operation) throws IOException {
        Place place = taken();
        try {
            return operation.on(place.channelOf(connection));
        } catch (IOException | ShutdownSignalException failed) {
            place.leave();
            throw failed;
        } finally {
            free.addFirst(place);
        }
    }

    private Place taken() throws IOException {
        try {
            return free.take();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for a channel", stop);
        }
    }

    /** Holds one channel; belongs to who took it. */
    private final class Place {
        private @Nullable Channel channel;

        Channel channelOf(Connection connection) throws IOException {
            Channel open = channel;
            if (open == null || !open.isOpen() || open.getConnection() != connection) {
                open = supervisor.channelOf(connection);
                channel = open;
            }
            return open;
        }

        /** An error ends a channel, and so does amqp-client if the answer is late. */
        void leave() {
            channel = null;
        }
    }
}
