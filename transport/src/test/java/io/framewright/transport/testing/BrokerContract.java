package io.framewright.transport.testing;

import io.framewright.transport.Delivery;
import io.framewright.transport.DeliveryListener;
import io.framewright.transport.OutgoingMessage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What the contract suites of the broker ports share: ports that reach the broker through a proxy, and a queue. */
public abstract class BrokerContract {
    protected final String queue = "test-" + UUID.randomUUID();
    protected FaultProxy proxy;
    protected BrokerPorts ports;

    /** Connects an adapter to the broker; the give-up time is short enough for a test to wait for it. */
    protected abstract BrokerPorts connect(String uri);

    @BeforeEach
    void connectThroughProxy(BrokerPair brokers) {
        proxy = FaultProxy.inFrontOf(brokers.amqpUri());
        ports = connect(proxy.uri(brokers.amqpUri()));
    }

    @AfterEach
    void deleteQueueAndDisconnect() {
        proxy.resume();
        ports.consumer().delete(queue);
        ports.close();
        proxy.close();
    }

    protected void declareQueue() {
        Answers.right(ports.consumer().declare(queue));
    }

    protected void publish(String... bodies) {
        for (String body : bodies) {
            Answers.right(Answers.await(ports.publisher().publish(queue, message(body))));
        }
    }

    protected static OutgoingMessage message(String body) {
        return OutgoingMessage.json(body.getBytes(StandardCharsets.UTF_8), "id-" + body);
    }

    protected static String text(Delivery delivery) {
        return new String(delivery.body(), StandardCharsets.UTF_8);
    }

    /** Keeps deliveries until a test takes them. */
    protected static final class Inbox implements DeliveryListener {
        private final BlockingQueue<Delivery> deliveries = new LinkedBlockingQueue<>();
        private final CountDownLatch cancelled = new CountDownLatch(1);

        @Override
        public void onDelivery(Delivery delivery) {
            deliveries.add(delivery);
        }

        @Override
        public void onCancelled() {
            cancelled.countDown();
        }

        boolean isCancelledWithin(int seconds) throws InterruptedException {
            return cancelled.await(seconds, TimeUnit.SECONDS);
        }

        Delivery next() throws InterruptedException {
            Delivery delivery = deliveries.poll(30, TimeUnit.SECONDS);
            if (delivery == null) {
                throw new AssertionError("no delivery came");
            }
            return delivery;
        }

        List<Delivery> next(int count) throws InterruptedException {
            List<Delivery> all = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                all.add(next());
            }
            return all;
        }

        /** Whether nothing comes for a while. */
        boolean staysEmpty() throws InterruptedException {
            Delivery unexpected = deliveries.poll(300, TimeUnit.MILLISECONDS);
            return unexpected == null;
        }
    }
}
