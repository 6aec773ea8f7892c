package io.framewright.transport.rabbitmq;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.transport.CommandConsumer;
import io.framewright.transport.CommandPublisher;
import io.framewright.transport.DeadLetters;

/**
 * The broker ports over AMQP 0-9-1: RabbitMQ, the embedded broker, or any other that speaks it. Thread-safe; one per
 * process is enough. It holds two connections: messages are published on one and consumed on the other, because a
 * broker short of memory stops reading from publishers, and acknowledgements must still get through to relieve it.
 */
public final class RabbitMq implements AutoCloseable {
    private final AmqpThreads threads;
    private final AmqpConnection consuming;
    private final AmqpConnection publishing;
    private final AmqpConsumer consumer;
    private final AmqpPublisher publisher;
    private final DeadLetters deadLetters;

    private RabbitMq(AmqpConfig config, ConnectionFactory factory, AmqpThreads threads, AmqpConnection consuming) {
        this.threads = threads;
        this.consuming = consuming;
        this.publishing = new AmqpConnection(config, factory, threads, "framewright publishing");
        this.consumer = new AmqpConsumer(config, consuming, threads);
        this.publisher = new AmqpPublisher(config, publishing, threads);
        this.deadLetters = new AmqpDeadLetters(
                publisher, consumer, threads.operations(), new LetterBrowser(config, factory, threads));
        consuming.add(consumer);
        publishing.add(publisher);
        publishing.openLater();
    }

    /**
     * Connects. Blocks for at most the connect time-out.
     *
     * @return left {@code BROKER_UNAVAILABLE}: no answer, or at once if the broker refuses the credentials
     */
    public static Either<Failure, RabbitMq> open(AmqpConfig config) {
        AmqpThreads threads = new AmqpThreads();
        Either<Failure, RabbitMq> opened = ConnectionFactories.create(config, threads)
                .flatMap(factory -> {
                    AmqpConnection consuming = new AmqpConnection(config, factory, threads, "framewright consuming");
                    Either<Failure, Connection> first = consuming.open();
                    return first.map(connection -> new RabbitMq(config, factory, threads, consuming));
                });
        if (!opened.isRight()) {
            threads.close();
        }
        return opened;
    }

    /** Queues and their messages. Shared: closing it ends all subscriptions made by it. */
    public CommandConsumer consumer() {
        return consumer;
    }

    /** Sends messages to queues. Shared. */
    public CommandPublisher publisher() {
        return publisher;
    }

    /** Keeps messages that could not be handled. Shared. */
    public DeadLetters deadLetters() {
        return deadLetters;
    }

    /** Closes all ports; what is unsettled goes back to its queue, what is unconfirmed fails. Idempotent. */
    @Override
    public void close() {
        consumer.close();
        publisher.close();
        consuming.close();
        publishing.close();
        threads.close();
    }
}
