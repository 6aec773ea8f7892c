package io.framewright.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
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
        mailbox.release();
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
    void itKnowsWhichCommandsWait() {
        UUID waiting = UUID.randomUUID();
        offerAll();
        mailbox.offer(new FakeDelivery("{\"commandType\":\"X\",\"commandId\":\"" + waiting + "\"}"));
        assertThat(mailbox.holds(waiting)).isTrue();
        assertThat(mailbox.holds(UUID.randomUUID())).isFalse();
    }
}
