package io.framewright.transport.rabbitmq;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ShutdownSignalException;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.transport.CommandPublisher;
import io.framewright.transport.OutgoingMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes on one channel. All its state lives on one lane: what callers, confirms, returns and the supervision have
 * to say arrives there as a task, so there are no locks and no races between them. Stages are completed on another
 * lane, so a slow caller does not hold up publishing.
 *
 * <p>A message is in exactly one of three places: {@code backlog} (to be sent), {@code inFlight} (sent, no confirm) or
 * {@code refused} (negative confirm, and some brokers then send it back). When the channel ends, all three become the
 * backlog again, in that order.
 *
 * <p>Where the broker ended the channel because of a message, the ones that were in flight are sent again one at a
 * time: the one that ends the channel alone is the culprit, and only that one fails.
 */
final class AmqpPublisher implements CommandPublisher, AmqpConnection.Tenant {
    private static final Logger LOG = LoggerFactory.getLogger(AmqpPublisher.class);
    /** AMQP short strings, queue names among them, have one byte for their length. */
    private static final int MAX_NAME_BYTES = 255;
    /** How much smaller than a frame headers must stay; amqp-client checks it when it is too late. */
    private static final int MAX_HEADER_BYTES = 64 << 10;
    /** How long after a negative confirm a return may still come. */
    private static final long RETURN_GRACE_MILLIS = 1000;

    private final AmqpConfig config;
    private final AmqpConnection supervisor;
    private final AmqpThreads threads;
    private final SerialLane lane;
    private final SerialLane completions;
    private final AtomicLong heldBytes = new AtomicLong();
    // Confined to the lane.
    private final Deque<Pending> backlog = new ArrayDeque<>();
    private final InFlight inFlight = new InFlight();
    private final Deque<Pending> refused = new ArrayDeque<>();
    private @Nullable Channel channel;
    private @Nullable Failure hopeless;
    private boolean closed;
    private int oneAtATime;

    AmqpPublisher(AmqpConfig config, AmqpConnection supervisor, AmqpThreads threads) {
        this.config = config;
        this.supervisor = supervisor;
        this.threads = threads;
        this.lane = new SerialLane(threads.publisher());
        this.completions = new SerialLane(threads.workers());
    }

    @Override
    public CompletionStage<Either<Failure, String>> publish(String queue, OutgoingMessage message) {
        if (queue.isEmpty() || queue.getBytes(StandardCharsets.UTF_8).length > MAX_NAME_BYTES) {
            return CompletableFuture.completedFuture(Either.left(noSuchQueue(queue)));
        }
        int headerBytes = message.headers().entrySet().stream()
                .mapToInt(
                        entry -> 3 * (entry.getKey().length() + entry.getValue().length()))
                .sum();
        if (headerBytes > MAX_HEADER_BYTES) {
            return CompletableFuture.completedFuture(Either.left(Failure.of(
                    FailureCode.MESSAGE_TOO_LARGE,
                    "The headers of a message may take " + MAX_HEADER_BYTES + " bytes; these may take " + headerBytes
                            + ".")));
        }
        Pending pending = new Pending(queue, message);
        if (heldBytes.addAndGet(pending.weight()) > config.maxHeldBytes()) {
            heldBytes.addAndGet(-pending.weight());
            return CompletableFuture.completedFuture(Either.left(Problems.unreachable(
                    config, "more than " + config.maxHeldBytes() + " bytes wait to be confirmed; send slower")));
        }
        lane.execute(() -> accept(pending));
        return pending.answer;
    }

    private void accept(Pending pending) {
        Failure failure = hopeless;
        if (failure != null) {
            settle(pending, Either.left(failure));
            return;
        }
        backlog.addLast(pending);
        pump();
    }

    private void pump() {
        Channel open = channel;
        while (open != null && !backlog.isEmpty() && (oneAtATime == 0 || inFlight.size() == 0)) {
            Pending pending = backlog.removeFirst();
            inFlight.add(pending);
            try {
                open.basicPublish("", pending.queue, true, pending.properties, pending.body);
            } catch (IOException | AlreadyClosedException lost) {
                // The channel's shutdown listener tells what to do with what is in flight.
                LOG.debug("Publishing ended", lost);
                return;
            }
        }
    }

    private void confirmed(Channel from, long number, boolean multiple, boolean taken) {
        if (from != channel) {
            return;
        }
        inFlight.confirm(number, multiple, pending -> {
            if (pending.returned) {
                settle(pending, Either.left(noSuchQueue(pending.queue)));
            } else if (taken) {
                settle(pending, Either.right(pending.queue));
            } else {
                pending.refused = true;
                refused.addLast(pending);
                threads.later(() -> lane.execute(() -> noReturnCame(pending)), RETURN_GRACE_MILLIS);
            }
        });
        pump();
    }

    private void noReturnCame(Pending pending) {
        if (refused.remove(pending)) {
            settle(pending, Either.left(Problems.unreachable(config, "it refused to take the message")));
        }
    }

    private void returned(Channel from, String queue, BasicProperties properties, byte[] body) {
        if (from != channel) {
            return;
        }
        for (Pending pending : refused) {
            if (pending.isTheOneReturned(queue, properties, body)) {
                refused.remove(pending);
                settle(pending, Either.left(noSuchQueue(queue)));
                return;
            }
        }
        Pending pending = inFlight.find(each -> each.isTheOneReturned(queue, properties, body));
        if (pending != null) {
            pending.returned = true;
        }
    }

    private void settle(Pending pending, Either<Failure, String> answer) {
        if (pending.settled) {
            return;
        }
        pending.settled = true;
        heldBytes.addAndGet(-pending.weight());
        if (oneAtATime > 0) {
            oneAtATime--;
        }
        completions.execute(() -> pending.answer.complete(answer));
    }

    private static Failure noSuchQueue(String queue) {
        return Failure.of(
                FailureCode.NO_SUCH_WORKER,
                "No worker takes messages from the queue " + queue + "; check the UUID, or spawn the worker first.",
                "queue",
                queue);
    }

    @Override
    public void connected(Connection connection) {
        lane.execute(() -> open(connection));
    }

    private void open(Connection connection) {
        if (closed || channel != null || !connection.isOpen()) {
            return;
        }
        try {
            Channel fresh = supervisor.channelOf(connection);
            fresh.confirmSelect();
            fresh.addConfirmListener(
                    (number, multiple) -> lane.execute(() -> confirmed(fresh, number, multiple, true)),
                    (number, multiple) -> lane.execute(() -> confirmed(fresh, number, multiple, false)));
            fresh.addReturnListener(message -> lane.execute(
                    () -> returned(fresh, message.getRoutingKey(), message.getProperties(), message.getBody())));
            hopeless = null;
            channel = fresh;
            fresh.addShutdownListener(cause -> lane.execute(() -> lost(fresh, connection, cause)));
            pump();
        } catch (IOException | ShutdownSignalException failed) {
            LOG.debug("Could not open a channel to publish on", failed);
            supervisor.executeLater(() -> connected(connection), supervisor.pauseMillis(4));
        }
    }

    private void lost(Channel old, Connection connection, ShutdownSignalException cause) {
        if (old != channel) {
            return;
        }
        channel = null;
        List<Pending> again = new ArrayList<>(refused);
        refused.clear();
        again.addAll(inFlight.drain());
        if (Problems.isOurFault(cause)) {
            if (again.size() == 1) {
                Pending culprit = again.remove(0);
                settle(culprit, Either.left(rejected(cause)));
            }
            oneAtATime = Math.max(oneAtATime, again.size());
        }
        for (int i = again.size() - 1; i >= 0; i--) {
            Pending pending = again.get(i);
            pending.returned = false;
            pending.refused = false;
            backlog.addFirst(pending);
        }
        open(connection);
    }

    private Failure rejected(ShutdownSignalException cause) {
        String why = Problems.describe(cause);
        if (why.contains("size")) {
            return Failure.of(
                    FailureCode.MESSAGE_TOO_LARGE, "The message broker does not take this message: " + why + ".");
        }
        return Problems.unreachable(config, "it does not take this message: " + why);
    }

    @Override
    public void gaveUp(Failure why) {
        lane.execute(() -> failAll(why));
    }

    @Override
    public void refused(Failure why) {
        gaveUp(why);
    }

    private void failAll(Failure why) {
        if (channel != null && !closed) {
            return;
        }
        hopeless = why;
        List<Pending> all = new ArrayList<>(refused);
        all.addAll(inFlight.drain());
        all.addAll(backlog);
        refused.clear();
        backlog.clear();
        all.forEach(pending -> settle(pending, Either.left(why)));
    }

    @Override
    public void close() {
        lane.execute(() -> {
            if (closed) {
                return;
            }
            closed = true;
            Channel open = channel;
            channel = null;
            failAll(Problems.closed());
            if (open != null) {
                abort(open);
            }
        });
    }

    private static void abort(Channel open) {
        try {
            open.abort();
        } catch (IOException gone) {
            LOG.debug("The channel was gone already", gone);
        }
    }
}
