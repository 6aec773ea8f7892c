package io.framewright.transport.testing;

import static io.framewright.transport.testing.Answers.right;
import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import io.framewright.transport.DeadLetter;
import io.framewright.transport.DeadLetters;
import io.framewright.transport.DestinationNames;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every {@link DeadLetters} keeps. */
public abstract class DeadLettersContract extends BrokerContract {
    @Test
    void theBodyIsUnalteredAndTheReasonIsInTheHeaders(BrokerPair brokers) throws Exception {
        right(ports.consumer().delete(DestinationNames.DEAD_LETTER_QUEUE));
        byte[] body = {0, (byte) 0xff, '{', 13, 10};
        String id = UUID.randomUUID().toString();
        DeadLetter letter = new DeadLetter(queue, body, id, "MALFORMED_COMMAND", "It is no JSON: " + "x".repeat(5000));
        assertThat(right(Answers.await(ports.deadLetters().add(letter)))).isEqualTo(DestinationNames.DEAD_LETTER_QUEUE);
        right(Answers.await(ports.deadLetters().add(new DeadLetter(queue, body, null, "POISON_COMMAND", "again"))));

        ConnectionFactory factory = new ConnectionFactory();
        factory.setUri(brokers.amqpUri());
        try (Connection connection = factory.newConnection();
                Channel channel = connection.createChannel()) {
            GetResponse kept = channel.basicGet(DestinationNames.DEAD_LETTER_QUEUE, true);
            assertThat(kept.getBody()).isEqualTo(body);
            assertThat(kept.getProps().getMessageId()).isEqualTo(id);
            assertThat(kept.getProps().getDeliveryMode()).isEqualTo(2);
            assertThat(kept.getProps().getHeaders().get(DeadLetters.HEADER_QUEUE))
                    .hasToString(queue);
            assertThat(kept.getProps().getHeaders().get(DeadLetters.HEADER_CODE))
                    .hasToString("MALFORMED_COMMAND");
            assertThat(String.valueOf(kept.getProps().getHeaders().get(DeadLetters.HEADER_MESSAGE)))
                    .startsWith("It is no JSON")
                    .hasSize(4096);
            GetResponse second = channel.basicGet(DestinationNames.DEAD_LETTER_QUEUE, true);
            assertThat(second.getProps().getMessageId()).isNull();
        }
        right(ports.consumer().delete(DestinationNames.DEAD_LETTER_QUEUE));
    }
}
