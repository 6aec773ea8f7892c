package io.framewright.worker.life;

import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.worker.life.LifeTable.Transition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table, and its picture. */
class LifeTableTest {
    private static final Path PAGE = Path.of(System.getProperty("framewright.basedir"), "docs", "worker-life.md");

    @Test
    void anEventLeadsToOnePlaceOnly() {
        assertThat(LifeTable.transitions().stream()
                        .map(transition -> transition.from() + " " + transition.event())
                        .toList())
                .doesNotHaveDuplicates();
    }

    @Test
    void everyStateIsReachedFromTheBeginningAndLeadsToTheEnd() {
        assertThat(reached(LifeState.ENDED)).containsExactlyInAnyOrder(LifeState.values());
        for (LifeState state : LifeState.values()) {
            assertThat(reached(state)).contains(LifeState.ENDED);
        }
    }

    private static Set<LifeState> reached(LifeState from) {
        Set<LifeState> reached = new HashSet<>(Set.of(from));
        while (LifeTable.transitions().stream()
                .filter(transition -> reached.contains(transition.from()))
                .map(transition -> reached.add(transition.to()))
                .reduce(false, Boolean::logicalOr)) {
            // Until a round adds nothing.
        }
        return reached;
    }

    @Test
    void whatIsNotInTheTableIsRefusedAndChangesNothing() {
        Life life = new Life(UUID.randomUUID(), LifeState.QUARANTINED);
        assertThat(life.on(LifeEvent.ADOPTED)).isFalse();
        assertThat(life.state()).isEqualTo(LifeState.QUARANTINED);
        assertThat(life.on(LifeEvent.SPAWNED)).isTrue();
        assertThat(life.state()).isEqualTo(LifeState.RESTARTING);
    }

    /** To write the page anew: {@code -Dframewright.write=true}. */
    @Test
    void thePageShowsTheTable() throws IOException {
        if (Boolean.getBoolean("framewright.write")) {
            Files.writeString(PAGE, page());
        }
        assertThat(Files.readString(PAGE)).isEqualTo(page());
    }

    private static String page() {
        String arrows = LifeTable.transitions().stream()
                .map(transition -> "    " + shown(transition.from()) + " --> " + shown(transition.to()) + " : "
                        + words(transition))
                .collect(Collectors.joining("\n"));
        return """
                # The life of a worker

                All that can happen to a worker, made from the table that decides it (`LifeTable`); a test holds this page to the table, and
                another fails when a transition is not visited by the tests of supervision. What is not here is refused and logged as an
                error; each transition is logged at level debug. `SUSPECTED` and `LOST` are what other hosts see of a silent one; a worker that
                is `ENDED` may live on elsewhere. In the worker's record `RESTARTING` reads `STARTING`, and `PASSIVATED` reads `RUNNING`.

                ```mermaid
                stateDiagram-v2
                """ + arrows + "\n```\n";
    }

    private static String shown(LifeState state) {
        return state == LifeState.ENDED ? "[*]" : state.name();
    }

    private static String words(Transition transition) {
        return transition.event().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
