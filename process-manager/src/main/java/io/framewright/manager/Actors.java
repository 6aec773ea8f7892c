package io.framewright.manager;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.manager.cluster.ClusterEntry;

/** Starts the actors of a process manager, configured by {@code actors.conf} beside this class. */
final class Actors {
    private static final String SYSTEM = "framewright";
    private static final ConfigParseOptions MUST_BE_THERE =
            ConfigParseOptions.defaults().setAllowMissing(false);

    private Actors() {}

    /** @return left {@code CLUSTER_UNAVAILABLE} if it is to be a node of a cluster and cannot listen for others */
    static Either<Failure, ActorSystem<ManagerMessage>> start(
            ProcessManagerConfig config, Behavior<ManagerMessage> guardian) {
        return config.cluster().isPresent()
                ? ClusterEntry.listen(config.cluster().get(), config.managerId(), config.grace(), settings(), guardian)
                : Either.right(ActorSystem.create(guardian, SYSTEM, settings()));
    }

    private static Config settings() {
        return ConfigFactory.parseResources(Actors.class, "actors.conf", MUST_BE_THERE)
                .withFallback(ConfigFactory.load());
    }
}
