package io.framewright.manager;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import io.framewright.query.source.DataRoots;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ActorsTest {
    /** Such a hook cuts the network while a node hands its workers over; {@code ClusterBench} shows what it does. */
    @Test
    void akkaDoesNothingByItselfWhenTheProcessEnds() throws Exception {
        ProcessManagerConfig config = ProcessManagerConfig.defaults(DataRoots.none());
        ActorSystem<ManagerMessage> actors = Platform.right(Actors.start(config, Behaviors.empty()));
        try {
            assertThat(actors.settings().config().getBoolean("akka.jvm-shutdown-hooks"))
                    .isFalse();
            assertThat(actors.settings().config().getBoolean("akka.coordinated-shutdown.run-by-jvm-shutdown-hook"))
                    .isFalse();
        } finally {
            actors.terminate();
            actors.getWhenTerminated().toCompletableFuture().get(20, TimeUnit.SECONDS);
        }
    }
}
