package io.framewright.transport;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What starting a worker writes down.
 *
 * @param intent who may be started so
 * @param ofEpoch for {@link Intent#RENEW} and {@link Intent#INHERIT}, the epoch that the worker must still have; else
 *     without meaning
 * @param idling is kept with the worker's record; what is not said stays as it was
 * @param spawnedBy the command that asks for the worker, by which that is known when it comes again; null if none does
 */
public record WorkerStart(
        UUID workerId,
        Instant startedOn,
        long pid,
        String responseChannel,
        String host,
        UUID managerId,
        Intent intent,
        long ofEpoch,
        Idling idling,
        @Nullable UUID spawnedBy) {
    /** Why a worker is started; it decides which workers may be. All others are {@code WORKER_EXISTS}. */
    public enum Intent {
        /** Somebody asks for it: a worker that there is not, one that is lost, or one in quarantine, which ends so. */
        SPAWN,
        /** Its host is gone or has left it. Not one in quarantine, and not one that was killed meanwhile. */
        ADOPT,
        /**
         * Its host is known to have died, whatever its heartbeat says: as {@link #ADOPT} after the lease, but at once,
         * and only while it has that host's epoch. So whoever has it by then is not taken for the one that died.
         */
        INHERIT,
        /** It is to be ended here: any worker, also one whose host is alive. */
        TAKE_OVER,
        /** Its own host starts it again after a crash: only while it has that host's epoch. */
        RENEW
    }

    /** One that no command asks for. */
    public WorkerStart(
            UUID workerId,
            Instant startedOn,
            long pid,
            String responseChannel,
            String host,
            UUID managerId,
            Intent intent,
            long ofEpoch,
            Idling idling) {
        this(workerId, startedOn, pid, responseChannel, host, managerId, intent, ofEpoch, idling, null);
    }

    /** One that is spawned or, if that is allowed, taken from a host that is alive. */
    public WorkerStart(
            UUID workerId,
            Instant startedOn,
            long pid,
            String responseChannel,
            String host,
            UUID managerId,
            boolean takeOver) {
        this(
                workerId,
                startedOn,
                pid,
                responseChannel,
                host,
                managerId,
                takeOver ? Intent.TAKE_OVER : Intent.SPAWN,
                0,
                Idling.NEVER);
    }
}
