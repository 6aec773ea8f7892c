package io.framewright.transport.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class SettlementsProperties {
    /** One thing that may happen: a tag is settled one way or the other, or the frames go out. */
    record Step(long tag, boolean acknowledge, boolean flush) {}

    /** A broker that knows what is unsettled and complains as brokers do. */
    private static final class Ledger implements Settlements.Frames {
        final TreeSet<Long> unsettled = new TreeSet<>();
        final Set<Long> acknowledged = new HashSet<>();
        final Set<Long> requeued = new HashSet<>();
        int frames;

        Ledger(int delivered) {
            for (long tag = 1; tag <= delivered; tag++) {
                unsettled.add(tag);
            }
        }

        @Override
        public void ack(long tag, boolean andAllBefore) {
            frames++;
            assertThat(unsettled).as("an unknown tag ends the channel").contains(tag);
            List<Long> meant = andAllBefore ? List.copyOf(unsettled.headSet(tag, true)) : List.of(tag);
            acknowledged.addAll(meant);
            meant.forEach(unsettled::remove);
        }

        @Override
        public void requeue(long tag) {
            frames++;
            assertThat(unsettled).contains(tag);
            unsettled.remove(tag);
            requeued.add(tag);
        }
    }

    @Property
    void theBrokerLearnsWhatWasAskedAndNothingElse(@ForAll("steps") List<Step> steps) throws Exception {
        Ledger ledger = new Ledger(600);
        Settlements settlements = new Settlements();
        Set<Long> acknowledged = new HashSet<>();
        Set<Long> released = new HashSet<>();
        for (Step step : steps) {
            if (step.flush()) {
                settlements.flush(ledger);
                assertThat(ledger.acknowledged).isEqualTo(acknowledged);
                assertThat(ledger.requeued).isEqualTo(released);
                assertThat(settlements.isFlushed()).isTrue();
            } else {
                boolean fresh = !acknowledged.contains(step.tag()) && !released.contains(step.tag());
                assertThat(settlements.settle(step.tag(), step.acknowledge())).isEqualTo(fresh);
                if (fresh) {
                    (step.acknowledge() ? acknowledged : released).add(step.tag());
                }
            }
        }
        settlements.flush(ledger);
        assertThat(ledger.acknowledged).isEqualTo(acknowledged);
        assertThat(ledger.requeued).isEqualTo(released);
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Long> tags = Arbitraries.oneOf(
                Arbitraries.longs().between(1, 20), Arbitraries.longs().between(1, 600));
        Arbitrary<Step> step = Combinators.combine(
                        tags, Arbitraries.of(true, true, true, false), Arbitraries.of(false, false, false, true))
                .as(Step::new);
        return step.list().ofMaxSize(400);
    }

    @Test
    void aBurstInOrderIsOneFrame() throws Exception {
        Ledger ledger = new Ledger(1000);
        Settlements settlements = new Settlements();
        for (long tag = 1; tag <= 1000; tag++) {
            settlements.settle(tag, true);
        }
        settlements.flush(ledger);
        assertThat(ledger.frames).isEqualTo(1);
        assertThat(ledger.unsettled).isEmpty();
    }

    @Test
    void numbersOfAChannelAreConfirmedInAnyOrder() {
        InFlight inFlight = new InFlight();
        List<Pending> sent = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            Pending pending =
                    new Pending("q", io.framewright.transport.OutgoingMessage.json(new byte[] {(byte) i}, null));
            sent.add(pending);
            inFlight.add(pending);
        }
        List<Pending> confirmed = new ArrayList<>();
        inFlight.confirm(150, false, confirmed::add);
        inFlight.confirm(150, false, confirmed::add);
        inFlight.confirm(3, true, confirmed::add);
        assertThat(confirmed).containsExactly(sent.get(149), sent.get(0), sent.get(1), sent.get(2));
        assertThat(inFlight.size()).isEqualTo(196);
        confirmed.clear();
        inFlight.confirm(0, true, confirmed::add);
        assertThat(confirmed).hasSize(196).doesNotContain(sent.get(149));
        assertThat(inFlight.drain()).isEmpty();
    }
}
