package io.framewright.transport.testing;

import static io.framewright.transport.testing.Answers.left;
import static io.framewright.transport.testing.Answers.right;
import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.event.Failure;
import io.framewright.transport.Delivery;
import io.framewright.transport.DeliveryListener;
import io.framewright.transport.OutgoingMessage;
import io.framewright.transport.Subscription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What every {@link io.framewright.transport.CommandConsumer} keeps. */
public abstract class CommandConsumerContract extends BrokerContract {
    @Test
    void declaringTwiceIsTheSameAsOnce() {
        assertThat(right(ports.consumer().declare(queue))).isEqualTo(queue);
        assertThat(right(ports.consumer().declare(queue))).isEqualTo(queue);
        assertThat(right(ports.consumer().depth(queue))).isZero();
    }

    @Test
    void deletingTellsWhetherThereWasAQueue() {
        declareQueue();
        publish("a");
        assertThat(right(ports.consumer().delete(queue))).isTrue();
        assertThat(right(ports.consumer().delete(queue))).isFalse();
        assertThat(left(ports.consumer().depth(queue)).code()).isEqualTo("STREAM_NOT_FOUND");
    }

    @Test
    void aQueueIsDeletedIfEmptyOnly() throws Exception {
        declareQueue();
        publish("a");
        assertThat(right(ports.consumer().deleteIfEmpty(queue))).isFalse();
        Inbox inbox = new Inbox();
        try (Subscription subscription = right(ports.consumer().consume(queue, 1, inbox))) {
            inbox.next().acknowledge();
        }
        Awaitility.await()
                .untilAsserted(() ->
                        assertThat(right(ports.consumer().deleteIfEmpty(queue))).isTrue());
        assertThat(right(ports.consumer().deleteIfEmpty(queue))).isTrue();
    }

    @Test
    void consumingAQueueThatIsNotThereSaysSo() {
        Failure failure = left(ports.consumer().consume(queue, 1, new Inbox()));
        assertThat(failure.code()).isEqualTo("STREAM_NOT_FOUND");
        assertThat(failure.message()).contains(queue);
    }

    @Test
    void depthCountsWhatIsReady() {
        declareQueue();
        publish("a", "b", "c");
        assertThat(right(ports.consumer().depth(queue))).isEqualTo(3);
    }

    @Test
    void deliveriesComeInOrderOneCallAtATime() throws Exception {
        declareQueue();
        int count = 2000;
        List<CompletableFuture<?>> confirms = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            confirms.add(ports.publisher().publish(queue, message("m" + i)).toCompletableFuture());
        }
        List<String> seen = new ArrayList<>();
        CompletableFuture<Void> done = new CompletableFuture<>();
        DeliveryListener listener = delivery -> {
            seen.add(text(delivery));
            delivery.acknowledge();
            if (seen.size() == count) {
                done.complete(null);
            }
        };
        try (Subscription subscription = right(ports.consumer().consume(queue, 100, listener))) {
            Answers.await(done);
        }
        assertThat(confirms).allSatisfy(Answers::await);
        assertThat(seen)
                .containsExactlyElementsOf(
                        IntStream.range(0, count).mapToObj(i -> "m" + i).toList());
    }

    @Test
    void noMoreThanTheWindowIsGivenOutUnsettled() throws Exception {
        declareQueue();
        publish("a", "b", "c", "d");
        Inbox inbox = new Inbox();
        try (Subscription subscription = right(ports.consumer().consume(queue, 2, inbox))) {
            List<Delivery> first = inbox.next(2);
            assertThat(inbox.staysEmpty()).isTrue();
            first.get(0).acknowledge();
            assertThat(text(inbox.next())).isEqualTo("c");
            assertThat(inbox.staysEmpty()).isTrue();
        }
    }

    @Test
    void aSmallWindowStarvesNobody() throws Exception {
        declareQueue();
        publish("a", "b");
        List<String> others =
                IntStream.range(0, 12).mapToObj(i -> queue + "-" + i).toList();
        List<Subscription> subscriptions = new ArrayList<>();
        try {
            Inbox idle = new Inbox();
            subscriptions.add(right(ports.consumer().consume(queue, 1, idle)));
            idle.next();
            for (String other : others) {
                right(ports.consumer().declare(other));
                right(Answers.await(ports.publisher().publish(other, message("x"))));
                Inbox inbox = new Inbox();
                subscriptions.add(right(ports.consumer().consume(other, 1, inbox)));
                assertThat(text(inbox.next())).isEqualTo("x");
            }
        } finally {
            subscriptions.forEach(Subscription::close);
            others.forEach(ports.consumer()::delete);
        }
    }

    @Test
    void onlyWhatWasAcknowledgedIsRemoved() throws Exception {
        declareQueue();
        publish("a", "b", "c", "d", "e");
        Inbox inbox = new Inbox();
        right(ports.consumer().consume(queue, 10, inbox));
        List<Delivery> all = inbox.next(5);
        all.get(3).acknowledge();
        all.get(1).acknowledge();
        all.get(0).acknowledge();
        all.get(0).release();
        awaitSettled();
        proxy.cut();
        assertThat(inbox.next(2)).extracting(BrokerContract::text).containsExactly("c", "e");
        assertThat(inbox.staysEmpty()).isTrue();
    }

    @Test
    void aReleasedMessageComesAgain() throws Exception {
        declareQueue();
        publish("a");
        Inbox inbox = new Inbox();
        right(ports.consumer().consume(queue, 1, inbox));
        Delivery first = inbox.next();
        assertThat(first.redelivered()).isFalse();
        first.release();
        Delivery second = inbox.next();
        assertThat(text(second)).isEqualTo("a");
        assertThat(second.redelivered()).isTrue();
        second.acknowledge();
    }

    @Test
    void whatIsGivenBackComesAgainInItsOrderBeforeTheRest() throws Exception {
        declareQueue();
        publish("a", "b", "c", "d", "e");
        Inbox inbox = new Inbox();
        Subscription subscription = right(ports.consumer().consume(queue, 3, inbox));
        List<Delivery> first = inbox.next(3);
        subscription.close();
        first.forEach(Delivery::release);
        Awaitility.await()
                .untilAsserted(
                        () -> assertThat(right(ports.consumer().depth(queue))).isEqualTo(5));
        Inbox next = new Inbox();
        right(ports.consumer().consume(queue, 10, next));
        assertThat(next.next(5)).extracting(BrokerContract::text).containsExactly("a", "b", "c", "d", "e");
    }

    @Test
    void propertiesArrive() throws Exception {
        declareQueue();
        String traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        OutgoingMessage message =
                new OutgoingMessage(new byte[] {1}, "application/json", "the-id", Map.of("traceparent", traceparent));
        right(Answers.await(ports.publisher().publish(queue, message)));
        right(Answers.await(ports.publisher().publish(queue, OutgoingMessage.json(new byte[] {2}, null))));
        Inbox inbox = new Inbox();
        right(ports.consumer().consume(queue, 2, inbox));
        Delivery with = inbox.next();
        assertThat(with.messageId()).contains("the-id");
        assertThat(with.traceparent()).contains(traceparent);
        Delivery without = inbox.next();
        assertThat(without.messageId()).isEmpty();
        assertThat(without.traceparent()).isEmpty();
    }

    @Test
    void afterACutUnsettledMessagesComeAgainAndOldDeliveriesAreLost() throws Exception {
        declareQueue();
        publish("a", "b");
        Inbox inbox = new Inbox();
        right(ports.consumer().consume(queue, 2, inbox));
        List<Delivery> before = inbox.next(2);
        proxy.cut();
        List<Delivery> after = inbox.next(2);
        assertThat(after).extracting(BrokerContract::text).containsExactly("a", "b");
        assertThat(before).allMatch(Delivery::isLost);
        assertThat(after).noneMatch(Delivery::isLost);
        before.forEach(Delivery::acknowledge);
        after.forEach(Delivery::acknowledge);
        awaitSettled();
        proxy.cut();
        assertThat(inbox.staysEmpty()).isTrue();
    }

    @Test
    void subscriptionsGoOnAfterALongerOutage() throws Exception {
        declareQueue();
        Inbox inbox = new Inbox();
        right(ports.consumer().consume(queue, 5, inbox));
        proxy.refuse();
        CompletableFuture<?> held =
                ports.publisher().publish(queue, message("while-away")).toCompletableFuture();
        assertThat(inbox.staysEmpty()).isTrue();
        assertThat(held).isNotDone();
        proxy.resume();
        assertThat(text(inbox.next())).isEqualTo("while-away");
        publish("back");
        assertThat(text(inbox.next())).isEqualTo("back");
    }

    @Test
    void nothingIsLostWhenTheConnectionIsCutAgainAndAgain() throws Exception {
        declareQueue();
        int count = 3000;
        Set<String> seen = ConcurrentHashMap.newKeySet();
        right(ports.consumer().consume(queue, 50, delivery -> {
            seen.add(text(delivery));
            delivery.acknowledge();
        }));
        for (int i = 0; i < count; i++) {
            ports.publisher().publish(queue, message("m" + i));
            if (i % 1000 == 500) {
                proxy.cut();
            }
        }
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> seen.size() == count);
    }

    @Test
    void aClosedSubscriptionTakesNoMoreAndWhatItGaveOutCanStillBeSettled() throws Exception {
        declareQueue();
        publish("a", "b");
        Inbox inbox = new Inbox();
        Subscription subscription = right(ports.consumer().consume(queue, 1, inbox));
        Delivery given = inbox.next();
        subscription.close();
        subscription.close();
        given.acknowledge();
        Inbox next = new Inbox();
        right(ports.consumer().consume(queue, 5, next));
        assertThat(text(next.next())).isEqualTo("b");
        assertThat(next.staysEmpty()).isTrue();
        assertThat(inbox.staysEmpty()).isTrue();
    }

    @Test
    void aSubscriptionLearnsThatItsQueueWasDeletedHere() throws Exception {
        declareQueue();
        Inbox inbox = new Inbox();
        right(ports.consumer().consume(queue, 1, inbox));
        right(ports.consumer().delete(queue));
        assertThat(inbox.isCancelledWithin(10)).isTrue();
        proxy.cut();
        assertThat(left(ports.consumer().depth(queue)).code())
                .as("a cancelled subscription does not make its queue again")
                .isEqualTo("STREAM_NOT_FOUND");
    }

    @Test
    void aMessageOfFiftyMegabytesArrivesUnaltered() throws Exception {
        declareQueue();
        byte[] large = new byte[50 << 20];
        Arrays.fill(large, (byte) 'x');
        large[large.length - 1] = 'y';
        right(Answers.await(ports.publisher().publish(queue, OutgoingMessage.json(large, null))));
        Inbox inbox = new Inbox();
        right(ports.consumer().consume(queue, 1, inbox));
        Delivery delivery = inbox.next();
        assertThat(Arrays.equals(delivery.body(), large)).isTrue();
        delivery.acknowledge();
    }

    @Test
    void closingGivesBackWhatIsUnsettled(BrokerPair brokers) throws Exception {
        declareQueue();
        publish("a");
        Inbox inbox = new Inbox();
        try (BrokerPorts other = connect(brokers.amqpUri())) {
            right(other.consumer().consume(queue, 1, inbox));
            inbox.next();
            other.consumer().close();
            Inbox next = new Inbox();
            right(ports.consumer().consume(queue, 1, next));
            assertThat(text(next.next())).isEqualTo("a");
        }
    }

    /** Acknowledgements are sent asynchronously: a queue without ready messages cannot tell, a pause can. */
    private void awaitSettled() throws InterruptedException {
        assertThat(new Inbox().staysEmpty()).isTrue();
    }
}
