package io.framewright.manager.cluster;

import io.framewright.transport.Idling;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A worker that somebody asks for.
 *
 * @param workerId names its queue; one that was lost goes on under its old UUID
 * @param responseChannel where its events are published
 * @param restore whether its frames come back, now and later, if it is one that was lost
 * @param labels that a node must have to host it; empty for any node
 * @param idling what becomes of it while it has nothing to do, where that is not as configured
 * @param by the command that asks, by which that is known when it comes again; null if none does
 */
public record Spawn(
        UUID workerId,
        String responseChannel,
        boolean restore,
        Set<String> labels,
        Idling idling,
        @Nullable UUID by) {
    public Spawn {
        labels = Set.copyOf(labels);
    }
}
