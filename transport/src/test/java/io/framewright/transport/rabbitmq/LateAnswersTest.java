package io.framewright.transport.rabbitmq;

import static io.framewright.transport.testing.Answers.await;
import static io.framewright.transport.testing.Answers.left;
import static io.framewright.transport.testing.Answers.right;
import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.transport.Delivery;
import io.framewright.transport.OutgoingMessage;
import io.framewright.transport.Subscription;
import io.framewright.transport.testing.BrokerKind;
import io.framewright.transport.testing.BrokerPair;
import io.framewright.transport.testing.Brokers;
import io.framewright.transport.testing.FaultProxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A broker that is too busy to answer in time, and answers later what nobody waits for any more. */
class LateAnswersTest {
    private static final Duration OPERATION_TIMEOUT = Duration.ofSeconds(1);

    abstract static class Late {
        private final Map<String, BlockingQueue<String>> received = new ConcurrentHashMap<>();

        @Test
        void everyQueueIsReadByItsOwnListenerAndTheConnectionStays(BrokerPair brokers) throws Exception {
            try (FaultProxy proxy = FaultProxy.inFrontOf(brokers.amqpUri());
                    RabbitMq ports = right(RabbitMq.open(AmqpConfig.of(proxy.uri(brokers.amqpUri()))
                            .withSharedChannels(1)
                            .withOperationTimeout(OPERATION_TIMEOUT)))) {
                List<String> queues = declare(ports, 5);
                right(consume(ports, queues.get(0)));
                right(await(send(ports, queues.get(0))));
                assertThat(next(queues.get(0))).isEqualTo(queues.get(0));
                int connections = proxy.connections();

                proxy.holdAnswers();
                List<String> late = queues.subList(1, 3);
                for (String queue : late) {
                    assertThat(left(consume(ports, queue)).code()).isEqualTo("BROKER_UNAVAILABLE");
                    assertThat(left(ports.consumer().depth(queue)).code()).isEqualTo("BROKER_UNAVAILABLE");
                }
                proxy.letAnswersGo();

                List<String> all = new ArrayList<>(queues);
                all.removeAll(late);
                for (String queue : all.subList(1, all.size())) {
                    right(consume(ports, queue));
                    assertThat(right(ports.consumer().depth(queue))).isZero();
                }
                for (String queue : all) {
                    right(await(send(ports, queue)));
                }
                for (String queue : all) {
                    assertThat(next(queue)).as("what comes to %s", queue).isEqualTo(queue);
                }
                for (String queue : late) {
                    right(consume(ports, queue));
                    right(await(send(ports, queue)));
                    assertThat(next(queue)).isEqualTo(queue);
                }
                assertThat(proxy.connections()).as("connections").isEqualTo(connections);
                queues.forEach(queue -> right(ports.consumer().delete(queue)));
            }
        }

        private List<String> declare(RabbitMq ports, int count) {
            List<String> queues = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                String queue = "test-" + UUID.randomUUID();
                right(ports.consumer().declare(queue));
                queues.add(queue);
            }
            return queues;
        }

        private Either<Failure, Subscription> consume(RabbitMq ports, String queue) {
            return ports.consumer().consume(queue, 10, delivery -> take(queue, delivery));
        }

        private void take(String queue, Delivery delivery) {
            received(queue).add(new String(delivery.body(), StandardCharsets.UTF_8));
            delivery.acknowledge();
        }

        private static CompletionStage<Either<Failure, String>> send(RabbitMq ports, String queue) {
            return ports.publisher().publish(queue, OutgoingMessage.json(queue.getBytes(StandardCharsets.UTF_8), null));
        }

        private BlockingQueue<String> received(String queue) {
            return received.computeIfAbsent(queue, first -> new LinkedBlockingQueue<>());
        }

        private String next(String queue) throws InterruptedException {
            return received(queue).poll(10, TimeUnit.SECONDS);
        }
    }

    @Nested
    @Brokers(BrokerKind.EMBEDDED)
    class OfTheEmbeddedBroker extends Late {}

    @Nested
    @Brokers(BrokerKind.REAL)
    class OfRabbitMq extends Late {}
}
