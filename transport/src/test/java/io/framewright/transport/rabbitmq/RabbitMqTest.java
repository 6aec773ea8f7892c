package io.framewright.transport.rabbitmq;

import static io.framewright.transport.testing.Answers.await;
import static io.framewright.transport.testing.Answers.left;
import static io.framewright.transport.testing.Answers.right;
import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.transport.Delivery;
import io.framewright.transport.DeliveryListener;
import io.framewright.transport.OutgoingMessage;
import io.framewright.transport.testing.BrokerKind;
import io.framewright.transport.testing.BrokerPair;
import io.framewright.transport.testing.Brokers;
import io.framewright.transport.testing.FreePorts;
import io.framewright.transport.testing.KillableServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RabbitMqTest {
    private final String queue = "test-" + UUID.randomUUID();

    @Test
    void nobodyAtTheAddressIsSaidWithinTheConnectTimeOutAndWithoutThePassword() {
        String uri = "amqp://me:se:cr@et@127.0.0.1:" + FreePorts.find(1).get(0);
        long started = System.nanoTime();
        Failure failure = left(RabbitMq.open(AmqpConfig.of(uri.replace("se:cr@et", "secret"))));
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(10));
        assertThat(failure.code()).isEqualTo("BROKER_UNAVAILABLE");
        assertThat(failure.message()).contains("me:***@127.0.0.1").doesNotContain("secret");
        assertThat(left(RabbitMq.open(AmqpConfig.of(uri))).message()).doesNotContain("cr@et");
        assertThat(left(RabbitMq.open(AmqpConfig.of("http://me:secret@host"))).message())
                .contains("amqp://user:password@host")
                .doesNotContain("secret");
        assertThat(AmqpConfig.of(uri).toString()).doesNotContain("cr@et");
    }

    abstract static class OnAnyBroker {
        private final String queue = "test-" + UUID.randomUUID();

        @Test
        void wrongCredentialsFailAtOnce(BrokerPair brokers) {
            String wrong = brokers.amqpUri().replaceFirst(":[^:@/]+@", ":wrong-secret@");
            long started = System.nanoTime();
            Failure failure = left(RabbitMq.open(AmqpConfig.of(wrong)));
            assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(4));
            assertThat(failure.code()).isEqualTo("BROKER_UNAVAILABLE");
            assertThat(failure.message()).contains("password").doesNotContain("wrong-secret");
        }

        @Test
        void allThreadsAreDaemonsAndGoneAfterClose(BrokerPair brokers) {
            Set<Thread> before = Thread.getAllStackTraces().keySet();
            try (RabbitMq ports = right(RabbitMq.open(AmqpConfig.of(brokers.amqpUri())))) {
                right(ports.consumer().declare(queue));
                right(ports.consumer().consume(queue, 1, delivery -> {}));
                right(await(ports.publisher().publish(queue, OutgoingMessage.json(new byte[0], null))));
                right(ports.consumer().delete(queue));
                assertThat(ours(before)).isNotEmpty().allMatch(Thread::isDaemon);
            }
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(ours(before)).isEmpty());
        }

        private static List<Thread> ours(Set<Thread> before) {
            return Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> !before.contains(thread))
                    .filter(thread -> thread.getName().startsWith("framewright-amqp")
                            || thread.getName().startsWith("AMQP Connection"))
                    .toList();
        }

        @Test
        void moreThanMayBeHeldIsRefused(BrokerPair brokers) {
            AmqpConfig config = AmqpConfig.of(brokers.amqpUri()).withMaxHeldBytes(10_000);
            try (RabbitMq ports = right(RabbitMq.open(config))) {
                right(ports.consumer().declare(queue));
                Failure failure =
                        left(await(ports.publisher().publish(queue, OutgoingMessage.json(new byte[20_000], null))));
                assertThat(failure.code()).isEqualTo("BROKER_UNAVAILABLE");
                for (int i = 0; i < 20; i++) {
                    right(await(ports.publisher().publish(queue, OutgoingMessage.json(new byte[5_000], null))));
                }
                right(ports.consumer().delete(queue));
            }
        }
    }

    @Nested
    @Brokers(BrokerKind.EMBEDDED)
    class OnTheEmbeddedBroker extends OnAnyBroker {}

    @Nested
    @Brokers(BrokerKind.REAL)
    class OnRabbitMq extends OnAnyBroker {
        @Test
        void aChannelThatAnErrorEndedComesBackWithItsSubscriptions(BrokerPair brokers) throws Exception {
            // One shared channel, ended by acknowledging what the broker does not know.
            AmqpConfig config = AmqpConfig.of(brokers.amqpUri()).withSharedChannels(1);
            try (RabbitMq ports = right(RabbitMq.open(config))) {
                right(ports.consumer().declare(queue));
                BlockingQueue<Delivery> deliveries = new LinkedBlockingQueue<>();
                right(ports.consumer().consume(queue, 5, deliveries::add));
                right(await(ports.publisher().publish(queue, OutgoingMessage.json(new byte[] {1}, null))));
                Delivery first = deliveries.poll(10, TimeUnit.SECONDS);
                assertThat(first).isInstanceOf(AmqpDelivery.class);
                ((AmqpDelivery) first).channel().settle(4711, true);
                Delivery again = deliveries.poll(20, TimeUnit.SECONDS);
                assertThat(again).isNotNull();
                assertThat(first.isLost()).isTrue();
                again.acknowledge();
                right(await(ports.publisher().publish(queue, OutgoingMessage.json(new byte[] {2}, null))));
                assertThat(deliveries.poll(10, TimeUnit.SECONDS).body()).containsExactly(2);
                right(ports.consumer().delete(queue));
            }
        }

        @Test
        void aQueueDeletedByOthersCancelsItsSubscription(BrokerPair brokers) throws Exception {
            try (RabbitMq ports = right(RabbitMq.open(AmqpConfig.of(brokers.amqpUri())))) {
                right(ports.consumer().declare(queue));
                CountDownLatch cancelled = new CountDownLatch(1);
                right(ports.consumer().consume(queue, 1, new DeliveryListener() {
                    @Override
                    public void onDelivery(Delivery delivery) {}

                    @Override
                    public void onCancelled() {
                        cancelled.countDown();
                    }
                }));
                withChannel(brokers, channel -> channel.queueDelete(queue));
                assertThat(cancelled.await(10, TimeUnit.SECONDS)).isTrue();
            }
        }

        @Test
        void aQueueThatIsThereWithOtherArgumentsWillDo(BrokerPair brokers) throws Exception {
            try (RabbitMq ports = right(RabbitMq.open(AmqpConfig.of(brokers.amqpUri())))) {
                withChannel(
                        brokers,
                        channel -> channel.queueDeclare(queue, true, false, false, Map.of("x-max-length", 10)));
                assertThat(right(ports.consumer().declare(queue))).isEqualTo(queue);
                right(ports.consumer().delete(queue));
            }
        }

        @Test
        void aClassicQueueIsNoQuorumQueueAndSaysSo(BrokerPair brokers) {
            AmqpConfig config = AmqpConfig.of(brokers.amqpUri());
            try (RabbitMq classic = right(RabbitMq.open(config));
                    RabbitMq quorum = right(RabbitMq.open(config.withQueueType(QueueType.QUORUM)))) {
                right(classic.consumer().declare(queue));
                Failure failure = left(quorum.consumer().declare(queue));
                assertThat(failure.code()).isEqualTo("QUEUE_TYPE_DIFFERS");
                assertThat(failure.message()).contains(queue);
                right(classic.consumer().delete(queue));
                right(quorum.consumer().declare(queue));
                assertThat(right(classic.consumer().declare(queue)))
                        .as("more than is asked for will do")
                        .isEqualTo(queue);
                assertThat(right(classic.consumer().deleteIfEmpty(queue)))
                        .as("RabbitMQ ends the connection; from then on we know")
                        .isFalse();
                assertThat(right(classic.consumer().deleteIfEmpty(queue))).isTrue();
            }
        }

        @Test
        void aMessageTheBrokerDoesNotTakeFailsAloneAndTheOthersArrive(BrokerPair brokers) throws Exception {
            AmqpConfig config = AmqpConfig.of(brokers.amqpUri()).withMaxHeldBytes(1L << 30);
            try (RabbitMq ports = right(RabbitMq.open(config))) {
                right(ports.consumer().declare(queue));
                List<CompletableFuture<Either<Failure, String>>> answers = new ArrayList<>();
                for (int i = 0; i < 50; i++) {
                    // The default limit of RabbitMQ is 128 MiB.
                    byte[] body = i == 25 ? new byte[129 << 20] : new byte[10];
                    answers.add(ports.publisher()
                            .publish(queue, OutgoingMessage.json(body, "m" + i))
                            .toCompletableFuture());
                }
                Failure failure = left(await(answers.remove(25)));
                assertThat(failure.code()).isEqualTo("MESSAGE_TOO_LARGE");
                assertThat(answers).allSatisfy(answer -> right(await(answer)));
                right(ports.consumer().delete(queue));
            }
        }

        private static void withChannel(BrokerPair brokers, AdminChannels.Operation<?> operation) throws Exception {
            ConnectionFactory factory = new ConnectionFactory();
            factory.setUri(brokers.amqpUri());
            try (Connection connection = factory.newConnection();
                    Channel channel = connection.createChannel()) {
                operation.on(channel);
            }
        }

        private final String queue = "test-" + UUID.randomUUID();
    }

    @Nested
    @Brokers(value = BrokerKind.REAL, own = true)
    class OnARabbitMqThatIsKilled {
        @Test
        void nothingIsLostOverAKillAndARestart(BrokerPair brokers) throws Exception {
            KillableServer server = brokers.broker().orElseThrow();
            int count = 4000;
            Set<String> seen = ConcurrentHashMap.newKeySet();
            List<CompletableFuture<Either<Failure, String>>> answers = new ArrayList<>();
            try (RabbitMq ports = right(RabbitMq.open(AmqpConfig.of(brokers.amqpUri())))) {
                right(ports.consumer().declare(queue));
                right(ports.consumer().consume(queue, 100, delivery -> {
                    seen.add(new String(delivery.body(), StandardCharsets.UTF_8));
                    delivery.acknowledge();
                }));
                for (int i = 0; i < count; i++) {
                    byte[] body = Integer.toString(i).getBytes(StandardCharsets.UTF_8);
                    answers.add(ports.publisher()
                            .publish(queue, OutgoingMessage.json(body, null))
                            .toCompletableFuture());
                    if (i == count / 2) {
                        server.awaitOnDisk(queue);
                        server.kill();
                        server.restart();
                    }
                }
                assertThat(answers).allSatisfy(answer -> right(await(answer)));
                Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> seen.size() == count);
            }
        }
    }
}
