package io.framewright.manager.cluster;

import akka.actor.Address;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Join;
import akka.cluster.typed.JoinSeedNodes;
import akka.remote.RemoteTransportException;
import com.typesafe.config.Config;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The way of this process into a cluster: first its actors listen, then it joins. */
public final class ClusterEntry {
    private static final String SYSTEM = "framewright";

    private ClusterEntry() {}

    /**
     * Who is to be a node.
     *
     * @param hostName of its machine, for the others to show
     * @param host its workers
     */
    public record Newcomer(UUID managerId, String hostName, WorkerHost host) {}

    /**
     * Starts the actors of a node, which listens from then on and is a member of no cluster yet.
     *
     * @param base what holds without a cluster
     * @param grace how long a command that runs may hold up its worker's leaving
     * @return left {@code CLUSTER_UNAVAILABLE} if it cannot listen
     */
    public static <T> Either<Failure, ActorSystem<T>> listen(
            ClusterConfig config, UUID managerId, Duration grace, Config base, Behavior<T> guardian) {
        try {
            Config settings = ClusterSettings.of(config, managerId, grace).withFallback(base);
            return Either.right(ActorSystem.create(guardian, SYSTEM, settings));
        } catch (RemoteTransportException cannotListen) {
            return Either.left(unavailable("Cannot listen for other nodes on " + config.listen() + ": "
                    + reasonOf(cannotListen) + ". Name a port that is free, or 0 for any."));
        }
    }

    /**
     * Joins the others, or begins a cluster, and waits to be a member.
     *
     * @param system from {@link #listen}
     * @return left {@code CLUSTER_UNAVAILABLE} if none of those to join took this node up in time
     */
    public static Either<Failure, ClusterNode> join(
            ActorSystem<?> system, ClusterConfig config, Newcomer newcomer, WorkerRecords records) {
        Cluster cluster = Cluster.get(system);
        CompletableFuture<Boolean> up = new CompletableFuture<>();
        akka.cluster.Cluster.get(system.classicSystem()).registerOnMemberUp(() -> up.complete(true));
        sendJoin(cluster, config.join());
        return up.completeOnTimeout(false, config.joinWithin().toMillis(), TimeUnit.MILLISECONDS)
                        .join()
                ? Either.right(ClusterNode.start(system, config, newcomer, records))
                : Either.left(unavailable("None of the nodes " + config.join() + " took this one, "
                        + Nodes.addressOf(cluster.selfMember().address()) + ", up within " + config.joinWithin()
                        + ". One of them must run and be reachable, with the same kind of TLS."));
    }

    private static void sendJoin(Cluster cluster, List<NodeAddress> others) {
        if (others.isEmpty()) {
            cluster.manager().tell(Join.create(cluster.selfMember().address()));
        } else {
            List<Address> seeds = others.stream()
                    .map(seed -> new Address("akka", SYSTEM, seed.host(), seed.port()))
                    .toList();
            cluster.manager().tell(new JoinSeedNodes(seeds));
        }
    }

    private static String reasonOf(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String message = root.getMessage();
        return message == null ? root.getClass().getSimpleName() : message;
    }

    private static Failure unavailable(String message) {
        return Failure.of(FailureCode.CLUSTER_UNAVAILABLE, message);
    }
}
