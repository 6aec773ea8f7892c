package io.framewright.transport.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import io.framewright.transport.testing.BrokerKind;
import io.framewright.transport.testing.BrokerPair;
import io.framewright.transport.testing.Brokers;
import java.io.IOException;
import org.junit.jupiter.api.Test;

@Brokers(BrokerKind.EMBEDDED)
class ChannelNumbersTest {
    private static final int MAX = 5;

    private final ChannelNumbers numbers = new ChannelNumbers();

    @Test
    void theNumberOfAChannelThatHasEndedIsUsedLast(BrokerPair brokers) throws Exception {
        try (Connection connection = connect(brokers)) {
            for (int expected = 1; expected <= 2 * MAX; expected++) {
                Channel channel = numbers.open(connection);
                assertThat(channel.getChannelNumber()).isEqualTo(1 + (expected - 1) % MAX);
                channel.close();
            }
        }
    }

    @Test
    void thoseInUseArePassedOver(BrokerPair brokers) throws Exception {
        try (Connection connection = connect(brokers)) {
            Channel first = numbers.open(connection);
            for (int i = 1; i < MAX; i++) {
                numbers.open(connection).close();
            }
            assertThat(numbers.open(connection).getChannelNumber()).isEqualTo(2);
            assertThat(first.isOpen()).isTrue();
        }
    }

    @Test
    void moreThanTheBrokerAllowsIsRefused(BrokerPair brokers) throws Exception {
        try (Connection connection = connect(brokers)) {
            for (int i = 0; i < MAX; i++) {
                numbers.open(connection);
            }
            assertThatThrownBy(() -> numbers.open(connection))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("no more channels");
        }
    }

    private static Connection connect(BrokerPair brokers) throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setUri(brokers.amqpUri());
        factory.setAutomaticRecoveryEnabled(false);
        factory.setRequestedChannelMax(MAX);
        return factory.newConnection();
    }
}
