package io.framewright.manager;

import io.framewright.transport.WorkerRecord;
import io.framewright.transport.WorkerStatus;
import io.framewright.worker.life.Life;
import io.framewright.worker.life.LifeEvent;
import io.framewright.worker.life.LifeState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * What this manager thinks of workers of other hosts that are silent: suspected for a part of the lease, lost after the
 * whole of it. Those that are heard of again are forgotten, so it is empty while all is well. For one thread.
 */
final class Watch {
    private final Map<UUID, Life> silent = new HashMap<>();

    /**
     * Looks at the records.
     *
     * @param suspects all that are silent for the shorter time, or were left
     * @param lapsed those of them that are silent for the whole lease, or were left
     * @param exists whether there is still a record of a worker that is silent no more
     * @return those that may be adopted
     */
    List<WorkerRecord> look(List<WorkerRecord> suspects, Set<UUID> lapsed, Predicate<UUID> exists) {
        List<WorkerRecord> orphans = new ArrayList<>();
        Set<UUID> seen = new HashSet<>();
        for (WorkerRecord record : suspects) {
            UUID workerId = record.workerId();
            seen.add(workerId);
            Life life = silent.computeIfAbsent(workerId, id -> new Life(id, LifeState.of(record)));
            judge(life, record, lapsed.contains(workerId));
            if (life.allows(LifeEvent.ADOPTED)) {
                orphans.add(record);
            }
        }
        silent.entrySet().removeIf(entry -> {
            boolean heard = !seen.contains(entry.getKey());
            if (heard && entry.getValue().state() == LifeState.SUSPECTED) {
                entry.getValue().on(exists.test(entry.getKey()) ? LifeEvent.HEARTBEAT : LifeEvent.REMOVED);
            }
            return heard;
        });
        return orphans;
    }

    private static void judge(Life life, WorkerRecord record, boolean lapsed) {
        if (life.allows(LifeEvent.FELL_SILENT) && record.status() != WorkerStatus.LOST) {
            life.on(LifeEvent.FELL_SILENT);
        }
        if (record.status() == WorkerStatus.LOST && life.allows(LifeEvent.LEFT)) {
            life.on(LifeEvent.LEFT);
        } else if (lapsed && life.allows(LifeEvent.LEASE_LAPSED)) {
            life.on(LifeEvent.LEASE_LAPSED);
        }
    }
}
