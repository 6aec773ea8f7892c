package io.framewright.transport.rabbitmq;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How durable queues are made, and what it means if one is there already. */
record QueueDeclaration(QueueType type) {
    /**
     * Only with a limit does a quorum queue take messages that are given back to where they were, and not to its end;
     * and RabbitMQ 4 has one of 20 unless told otherwise, after which it drops the message. This one is never reached.
     */
    private static final int DELIVERY_LIMIT = 1_000_000_000;

    /** Makes the queue if it is not there; gives its name. */
    String on(Channel channel, String queue) throws IOException {
        return channel.queueDeclare(queue, true, false, false, arguments(channel))
                .getQueue();
    }

    private @Nullable Map<String, Object> arguments(Channel channel) {
        return type == QueueType.QUORUM && Products.isRabbitMq(channel.getConnection())
                ? Map.of("x-queue-type", "quorum", "x-delivery-limit", DELIVERY_LIMIT)
                : null;
    }

    /** The broker has refused because a queue of this name is there with other arguments. */
    @Nullable
    Either<Failure, String> refused(String queue, int code) {
        if (code != AMQP.PRECONDITION_FAILED) {
            return null;
        }
        return type == QueueType.CLASSIC
                ? Either.right(queue)
                : Either.left(Failure.of(
                        FailureCode.QUEUE_TYPE_DIFFERS,
                        "The queue " + queue + " is there and is no quorum queue with x-delivery-limit "
                                + DELIVERY_LIMIT + ". Let its worker finish, delete it, and it is made again as one; or"
                                + " go on with classic queues.",
                        "queue",
                        queue));
    }
}
