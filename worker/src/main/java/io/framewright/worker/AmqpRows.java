package io.framewright.worker;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.transport.DeadLetter;
import io.framewright.transport.Delivery;
import io.framewright.transport.Subscription;
import java.util.List;
import java.util.Optional;

/**
 * Rows from a queue of the broker: each message a JSON object or an array of them, acknowledged when its rows are in
 * the frame. A message that is neither goes to the dead-letter queue.
 */
record AmqpRows(String queue, int window) implements StreamSource {
    @Override
    public String description() {
        return "amqp queue " + queue;
    }

    @Override
    public Either<Failure, Subscription> open(RowStream stream, Ports ports) {
        return ports.consumer().consume(queue, window, delivery -> {
            Optional<List<ObjectNode>> rows = RowText.read(delivery.body());
            if (rows.isPresent()) {
                stream.offer(rows.get(), delivery);
            } else {
                stream.refuse();
                deadLetter(delivery, ports);
            }
        });
    }

    private void deadLetter(Delivery delivery, Ports ports) {
        DeadLetter letter = new DeadLetter(
                queue,
                delivery.body(),
                delivery.messageId().orElse(null),
                FailureCode.FILE_MALFORMED.name(),
                "The message is neither a JSON object nor an array of them, so it is no row of a frame.");
        ports.deadLetters().add(letter).thenAccept(kept -> {
            if (kept.isRight()) {
                delivery.acknowledge();
            } else {
                delivery.release();
            }
        });
    }
}
