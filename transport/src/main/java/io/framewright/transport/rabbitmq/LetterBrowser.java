package io.framewright.transport.rabbitmq;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.ShutdownSignalException;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.transport.DestinationNames;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the queue of dead letters: takes them one after the other, without settling any, and gives those that stay
 * back in their order, so that each comes to lie where it was.
 *
 * <p>It has a connection of its own for as long as that takes: large bodies keep nobody waiting, and if this process
 * dies the broker gives all of them back. Two who look at once would each see what the other leaves, so the first
 * becomes the only consumer that a queue made for that may have, and the next waits until it is gone.
 */
final class LetterBrowser {
    private static final String NAME = "framewright dead letters";
    private static final Logger LOG = LoggerFactory.getLogger(LetterBrowser.class);
    private static final long PAUSE_MILLIS = 100;
    private static final long FIRST_PAUSE_MILLIS = 5;
    private static final Duration GIVEN_BACK_WITHIN = Duration.ofSeconds(5);

    /** What is done with the letters there are. */
    interface Work<T> {
        T on(OpenLetters letters) throws IOException;
    }

    private final AmqpConfig config;
    private final ConnectionFactory factory;
    private final AmqpThreads threads;

    LetterBrowser(AmqpConfig config, ConnectionFactory factory, AmqpThreads threads) {
        this.config = config;
        this.factory = factory;
        this.threads = threads;
    }

    /** Does the work; it is begun once. */
    synchronized <T> Either<Failure, T> browse(Work<T> work) {
        long giveUpAt = System.nanoTime() + config.patience().giveUp().toNanos();
        while (true) {
            boolean begun = false;
            try (Connection connection = factory.newConnection(threads.workers(), NAME)) {
                lock(connection);
                long count = count(connection);
                begun = true;
                return Either.right(onLetters(connection, count, work));
            } catch (IOException | TimeoutException | ShutdownSignalException failed) {
                String why = begun
                        ? "the connection was lost while dead letters were looked at (" + Problems.describe(failed)
                                + "); what was done is done"
                        : Problems.describe(failed);
                if (begun || Problems.isRefusal(failed) || System.nanoTime() >= giveUpAt || !pause(PAUSE_MILLIS)) {
                    return Either.left(Problems.unreachable(config, why));
                }
            }
        }
    }

    /** Gone with the connection. */
    private static void lock(Connection connection) throws IOException {
        Channel channel = connection.createChannel();
        channel.queueDeclare(DestinationNames.DEAD_LETTER_LOCK, false, false, true, null);
        try {
            channel.basicConsume(
                    DestinationNames.DEAD_LETTER_LOCK, true, "", false, true, null, new DefaultConsumer(channel));
        } catch (IOException refused) {
            if (Problems.code(refused) == AMQP.ACCESS_REFUSED) {
                // Without the cause: it is not our credentials that are refused.
                throw new IOException("somebody else has been looking at the dead letters all the time");
            }
            throw refused;
        }
    }

    private static long count(Connection connection) throws IOException {
        Channel channel = connection.createChannel();
        try {
            long count = channel.queueDeclarePassive(DestinationNames.DEAD_LETTER_QUEUE)
                    .getMessageCount();
            channel.abort();
            return count;
        } catch (IOException failed) {
            if (Problems.code(failed) == AMQP.NOT_FOUND) {
                return 0;
            }
            throw failed;
        }
    }

    private <T> T onLetters(Connection connection, long count, Work<T> work) throws IOException, TimeoutException {
        try (Channel channel = connection.createChannel()) {
            OpenLetters letters = new OpenLetters(channel, count, config.queueType() == QueueType.QUORUM);
            T result = work.on(letters);
            letters.giveBack(atLeast -> await(connection, atLeast));
            return result;
        }
    }

    /** A quorum queue takes letters back some time after it was told: only then may the next one look. */
    private static void await(Connection connection, long atLeast) throws IOException {
        long giveUpAt = System.nanoTime() + GIVEN_BACK_WITHIN.toNanos();
        while (count(connection) < atLeast && System.nanoTime() < giveUpAt && pause(FIRST_PAUSE_MILLIS)) {
            LOG.debug("waiting for {} dead letters to be in their queue again", atLeast);
        }
    }

    private static boolean pause(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
            return true;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
