package io.framewright.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MailboxTest {
    private final Mailbox mailbox = new Mailbox();
    private final FakeDelivery first = new FakeDelivery("1");
    private final FakeDelivery second = new FakeDelivery("2");
    private final FakeDelivery third = new FakeDelivery("3");

    private void offerAll() {
        mailbox.offer(first);
        mailbox.offer(second);
        mailbox.offer(third);
    }

    @Test
    void deliveriesAreTakenInOrder() {
        offerAll();
        assertThat(mailbox.take()).isSameAs(first);
        assertThat(mailbox.take()).isSameAs(second);
        assertThat(mailbox.take()).isSameAs(third);
        assertThat(mailbox.take()).isNull();
    }

    @Test
    void whatWasTakenWaitsAgainInItsOldPlaceAfterARestart() {
        offerAll();
        mailbox.take();
        mailbox.take();
        mailbox.acknowledge(first);
        mailbox.putBack();
        assertThat(mailbox.take()).isSameAs(second);
        assertThat(mailbox.take()).isSameAs(third);
        assertThat(first.acknowledged).isOne();
    }

    @Test
    void whatWasTakenTooSoonWaitsAgainInItsOldPlace() {
        offerAll();
        mailbox.take();
        mailbox.take();
        mailbox.take();
        mailbox.putBack(List.of(second, third));
        assertThat(mailbox.take()).isSameAs(second);
        assertThat(mailbox.take()).isSameAs(third);
        mailbox.acknowledge(first);
        assertThat(mailbox.size()).isEqualTo(2);
    }

    @Test
    void whatWasGivenBackToTheQueueMeanwhileDoesNotWaitHere() {
        offerAll();
        mailbox.take();
        mailbox.take();
        mailbox.release(100);
        mailbox.putBack(List.of(first, second));
        assertThat(mailbox.isEmpty()).isTrue();
    }

    @Test
    void messageIsHeldUntilItIsSettled() {
        FakeDelivery named = new FakeDelivery(new byte[0], Optional.of("a"));
        mailbox.offer(first);
        mailbox.offer(named);
        assertThat(mailbox.holds("a")).isTrue();
        assertThat(mailbox.holds("b")).isFalse();
        mailbox.take();
        mailbox.take();
        assertThat(mailbox.holds("a")).isTrue();
        mailbox.acknowledge(named);
        assertThat(mailbox.holds("a")).isFalse();
    }

    @Test
    void aDeliveryThatTheBrokerWillSendAgainIsNotRun() {
        offerAll();
        first.lost = true;
        second.lost = true;
        assertThat(mailbox.take()).isSameAs(third);
    }

    @Test
    void everythingUnsettledGoesBackToTheQueue() {
        offerAll();
        mailbox.take();
        mailbox.release(100);
        assertThat(first.released + second.released + third.released).isEqualTo(3);
        assertThat(first.acknowledged + second.acknowledged + third.acknowledged)
                .isZero();
        assertThat(mailbox.isEmpty()).isTrue();
    }

    @Test
    void itIsEmptyOnlyWhenAllIsSettled() {
        mailbox.offer(first);
        mailbox.take();
        assertThat(mailbox.isEmpty()).isFalse();
        mailbox.acknowledge(first);
        assertThat(mailbox.isEmpty()).isTrue();
    }

    @Test
    void itKnowsWhetherOneIsHeldForTooLong() {
        offerAll();
        mailbox.take();
        long later = first.receivedNanos() + Duration.ofMinutes(1).toNanos();
        assertThat(mailbox.holdsLongerThan(Duration.ofSeconds(59), later)).isTrue();
        assertThat(mailbox.holdsLongerThan(Duration.ofSeconds(60), later)).isFalse();
        first.lost = true;
        second.receivedNanos = later;
        assertThat(mailbox.holdsLongerThan(Duration.ofSeconds(59), later))
                .as("it is at the broker again")
                .isFalse();
        second.receivedNanos = first.receivedNanos;
        assertThat(mailbox.holdsLongerThan(Duration.ofSeconds(59), later)).isTrue();
        mailbox.release(100);
        assertThat(mailbox.holdsLongerThan(Duration.ZERO, later)).isFalse();
    }

    @Test
    void oneThatWasGivenBackMeanwhileIsToldWhenItHasItsOutcome() {
        offerAll();
        mailbox.take();
        mailbox.take();
        assertThat(mailbox.acknowledge(first)).isTrue();
        mailbox.release(100);
        assertThat(mailbox.acknowledge(second)).isFalse();
    }
}
