package io.framewright.transport;

import java.util.Optional;
import java.util.UUID;

/**
 * Every queue, key and channel name there is (protocol.md, sections 1, 2, 4 and 5). Golden tests pin them: a name that
 * changes here breaks every client there is.
 */
public final class DestinationNames {
    /** The queue of the process manager's commands. */
    public static final String PROCESS_MANAGER_QUEUE = "process-manager";
    /** The queue that takes messages which could not be handled, unaltered. */
    public static final String DEAD_LETTER_QUEUE = "dead-letters";
    /** A queue with one consumer: whoever looks at the dead letters. Nothing lies in it. */
    public static final String DEAD_LETTER_LOCK = "dead-letters-lock";
    /** The sorted set of worker UUIDs by heartbeat. */
    public static final String WORKERS_KEY = "workers";
    /** A channel on which nothing is published: it keeps a subscribing connection open. */
    public static final String KEEP_ALIVE_CHANNEL = "framewright:keep-alive";

    /** The stream that says who changed what over HTTP. */
    public static final String AUDIT_KEY = "framewright:audit";

    /** What the names of the process managers' channels begin with; then comes the UUID. */
    public static final String MANAGER_CHANNELS = "framewright-manager:";

    private DestinationNames() {}

    /** The queue of a worker's commands: its UUID, lower-case canonical form. */
    public static String workQueue(UUID workerId) {
        return workerId.toString();
    }

    /** The channel on which one client gets the process manager's answers. */
    public static String clientChannel(UUID clientId) {
        return "framewright-client:" + clientId;
    }

    /** The channel on which a process manager is told what it is to do at once. */
    public static String managerChannel(UUID managerId) {
        return MANAGER_CHANNELS + managerId;
    }

    /** The text that says where a process manager listens for HTTP. */
    public static String hostAddress(UUID managerId) {
        return MANAGER_CHANNELS + managerId + ":http";
    }

    /** The text that says where a process manager listens for Arrow Flight. */
    public static String flightAddress(UUID managerId) {
        return MANAGER_CHANNELS + managerId + ":flight";
    }

    /** The sorted set, by time, of a worker's commands that are to be cancelled. */
    public static String cancelledKey(UUID workerId) {
        return "{" + workerKey(workerId) + "}:cancelled";
    }

    /** The worker whose queue has this name; empty if the name is not a lower-case canonical UUID. */
    public static Optional<UUID> workerOfQueue(String queue) {
        try {
            UUID id = UUID.fromString(queue);
            return id.toString().equals(queue) ? Optional.of(id) : Optional.empty();
        } catch (IllegalArgumentException notAUuid) {
            return Optional.empty();
        }
    }

    /** The hash that records a worker. */
    public static String workerKey(UUID workerId) {
        return "worker:" + workerId;
    }

    /** Where a worker's events are kept; all its keys share one slot of a Redis Cluster. */
    public static EventStream workerEvents(UUID workerId) {
        return ofRecord(workerKey(workerId));
    }

    /** The hash {@code commandId → how often it has crashed this worker}, of commands without an outcome. */
    public static String workerCrashes(UUID workerId) {
        return "{" + workerKey(workerId) + "}:crashes";
    }

    /** The hash {@code epoch → <milliseconds by Redis time>:<commandId>} of a worker's crashes of late. */
    public static String workerRestarts(UUID workerId) {
        return "{" + workerKey(workerId) + "}:restarts";
    }

    /** Where the process managers' events are kept. */
    public static EventStream managerEvents() {
        return ofRecord("process-manager");
    }

    /** Whether this key is one of the platform's own, which is no business of sources and destinations. */
    public static boolean isOwn(String key) {
        return key.equals(WORKERS_KEY)
                || key.startsWith("worker:")
                || key.startsWith("{worker:")
                || key.startsWith("{process-manager}:")
                || key.startsWith(MANAGER_CHANNELS)
                || key.equals(AUDIT_KEY);
    }

    /** Whether this queue is one of the platform's own: only commands and dead letters belong there. */
    public static boolean isOwnQueue(String queue) {
        return workerOfQueue(queue).isPresent()
                || queue.equals(PROCESS_MANAGER_QUEUE)
                || queue.equals(DEAD_LETTER_QUEUE)
                || queue.equals(DEAD_LETTER_LOCK);
    }

    private static EventStream ofRecord(String recordKey) {
        String tag = "{" + recordKey + "}";
        return new EventStream(recordKey, tag + ":events", tag + ":outcomes", tag + ":epoch", tag + ":steps");
    }
}
