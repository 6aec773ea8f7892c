package io.framewright.manager.cluster;

import io.framewright.transport.Idling;
import io.framewright.transport.WorkerRecord;
import io.framewright.transport.WorkerStart.Intent;
import io.framewright.worker.WorkerMessage.StopMode;
import java.util.UUID;

/**
 * How a worker is started for what is asked of its entity: with which intent, which decides whether it may be taken
 * from another host, and whether with its frames. Thread-safe.
 */
final class Starts {
    private final UUID workerId;
    private final Surroundings node;

    Starts(UUID workerId, Surroundings node) {
        this.workerId = workerId;
        this.node = node;
    }

    /** A worker that is new, or is asked for again. */
    WorkerHost.Start asked(EntityMessage.Launch launch) {
        return new WorkerHost.Start(
                workerId,
                launch.responseChannel(),
                launch.labels(),
                launch.restore(),
                launch.idling(),
                Intent.SPAWN,
                0,
                launch.spawnedBy());
    }

    /** A worker that is on record and does not run here. */
    WorkerHost.Start again(EntityMessage why, WorkerRecord known) {
        return new WorkerHost.Start(
                workerId,
                known.responseChannel(),
                known.labels(),
                !isKill(why),
                Idling.NEVER,
                intentOf(why, known.managerId()),
                known.epoch(),
                null);
    }

    private static boolean isKill(EntityMessage why) {
        return why instanceof EntityMessage.Stop stop && stop.mode() == StopMode.KILL;
    }

    private Intent intentOf(EntityMessage why, UUID host) {
        boolean ends = why instanceof EntityMessage.Stop;
        EntityMessage.Ensure told =
                why instanceof EntityMessage.Ensure ensure && host.equals(ensure.takenFrom()) ? ensure : null;
        // A command may have been what its node died of; it will run here.
        if (!isKill(why) && (node.isDead(host) || told != null && told.died())) {
            return Intent.INHERIT;
        }
        // Who ends a worker takes it from whoever has it: what waits in its queue is to be answered.
        return ends || told != null || node.isGone(host) ? Intent.TAKE_OVER : Intent.ADOPT;
    }
}
