package io.framewright.worker;

import io.framewright.query.source.DataLimits;
import io.framewright.query.source.DataRoots;
import io.framewright.query.source.Databases;
import io.framewright.transport.Idling;
import io.framewright.worker.snapshot.SnapshotPolicy;
import io.framewright.worker.snapshot.Snapshots;
import java.time.Duration;

/**
 * How workers behave; the same for all workers of a process.
 *
 * @param dataRoots where commands may read and write files
 * @param databases which databases commands may read and write
 * @param limits how much they may read
 * @param window unsettled deliveries that a worker holds, 1 to 10 000; throughput stops growing at about 500
 * @param eventLimitBytes largest event, at least 4 KiB
 * @param messageLimitBytes largest message that is read as a command; larger ones go to the dead-letter queue
 * @param crashLimit a command that crashes its worker this often is poison, at least 1
 * @param restartLimit a worker that crashes more often is quarantined
 * @param restartAfter pause before a crashed worker starts again; doubles up to {@code restartAtMost}
 * @param restartAtMost longest such pause
 * @param progressEvery shortest time between two progress events of a command
 * @param ackWithin a message is settled or given back to its queue within this time, however long commands run; well
 *     below the broker's acknowledgement time-out (RabbitMQ: {@code consumer_timeout}, 30 minutes unless configured)
 * @param memory that their frames may take together
 * @param idling what becomes of workers that have nothing to do, unless it was said when they were spawned
 * @param snapshots where the frames are kept for a worker that starts again
 * @param snapshotPolicy when they are taken
 * @param observer told of commands that have their outcome
 */
public record WorkerConfig(
        DataRoots dataRoots,
        Databases databases,
        DataLimits limits,
        int window,
        int eventLimitBytes,
        int messageLimitBytes,
        int crashLimit,
        RestartLimit restartLimit,
        Duration restartAfter,
        Duration restartAtMost,
        Duration progressEvery,
        Duration ackWithin,
        HostMemory memory,
        Idling idling,
        Snapshots snapshots,
        SnapshotPolicy snapshotPolicy,
        CommandObserver observer) {
    public WorkerConfig {
        require(window >= 1 && window <= 10_000, "window", "1 to 10000", window);
        require(eventLimitBytes >= 4096, "eventLimitBytes", "at least 4096", eventLimitBytes);
        require(messageLimitBytes >= 1024, "messageLimitBytes", "at least 1024", messageLimitBytes);
        if (ackWithin.isNegative() || ackWithin.isZero()) {
            throw new IllegalArgumentException("ackWithin is " + ackWithin + "; it must be positive");
        }
        require(crashLimit >= 1, "crashLimit", "at least 1", crashLimit);
    }

    /** The defaults of the protocol, with these data roots, no databases and no place for snapshots. */
    public static WorkerConfig defaults(DataRoots dataRoots) {
        return defaults(dataRoots, Databases.none());
    }

    /** The defaults of the protocol, with these data roots and databases. */
    public static WorkerConfig defaults(DataRoots dataRoots, Databases databases) {
        return new WorkerConfig(
                dataRoots,
                databases,
                DataLimits.defaults(),
                250,
                32 << 10,
                8 << 20,
                3,
                RestartLimit.DEFAULT,
                Duration.ofMillis(100),
                Duration.ofSeconds(10),
                Duration.ofMillis(250),
                Duration.ofMinutes(10),
                HostMemory.ofHeap(),
                Idling.NEVER,
                Snapshots.none(),
                SnapshotPolicy.defaults(),
                CommandObserver.NONE);
    }

    /** A copy that keeps snapshots there, taken by this policy. */
    public WorkerConfig withSnapshots(Snapshots store, SnapshotPolicy policy) {
        return new WorkerConfig(
                dataRoots,
                databases,
                limits,
                window,
                eventLimitBytes,
                messageLimitBytes,
                crashLimit,
                restartLimit,
                restartAfter,
                restartAtMost,
                progressEvery,
                ackWithin,
                memory,
                idling,
                store,
                policy,
                observer);
    }

    /** A copy with other limits to crashes of a command and of a worker. */
    public WorkerConfig withCrashLimits(int ofCommand, RestartLimit ofWorker) {
        return new WorkerConfig(
                dataRoots,
                databases,
                limits,
                window,
                eventLimitBytes,
                messageLimitBytes,
                ofCommand,
                ofWorker,
                restartAfter,
                restartAtMost,
                progressEvery,
                ackWithin,
                memory,
                idling,
                snapshots,
                snapshotPolicy,
                observer);
    }

    /** A copy with another number of unsettled deliveries. */
    public WorkerConfig withWindow(int other) {
        return new WorkerConfig(
                dataRoots,
                databases,
                limits,
                other,
                eventLimitBytes,
                messageLimitBytes,
                crashLimit,
                restartLimit,
                restartAfter,
                restartAtMost,
                progressEvery,
                ackWithin,
                memory,
                idling,
                snapshots,
                snapshotPolicy,
                observer);
    }

    /** A copy with another memory. */
    public WorkerConfig withMemory(HostMemory other) {
        return new WorkerConfig(
                dataRoots,
                databases,
                limits,
                window,
                eventLimitBytes,
                messageLimitBytes,
                crashLimit,
                restartLimit,
                restartAfter,
                restartAtMost,
                progressEvery,
                ackWithin,
                other,
                idling,
                snapshots,
                snapshotPolicy,
                observer);
    }

    /** A copy with another time within which messages are settled or given back. */
    public WorkerConfig withAckWithin(Duration other) {
        return new WorkerConfig(
                dataRoots,
                databases,
                limits,
                window,
                eventLimitBytes,
                messageLimitBytes,
                crashLimit,
                restartLimit,
                restartAfter,
                restartAtMost,
                progressEvery,
                other,
                memory,
                idling,
                snapshots,
                snapshotPolicy,
                observer);
    }

    /** A copy with another fate of idle workers. */
    public WorkerConfig withIdling(Idling other) {
        return new WorkerConfig(
                dataRoots,
                databases,
                limits,
                window,
                eventLimitBytes,
                messageLimitBytes,
                crashLimit,
                restartLimit,
                restartAfter,
                restartAtMost,
                progressEvery,
                ackWithin,
                memory,
                other,
                snapshots,
                snapshotPolicy,
                observer);
    }

    /** A copy that tells somebody of commands. */
    public WorkerConfig withObserver(CommandObserver other) {
        return new WorkerConfig(
                dataRoots,
                databases,
                limits,
                window,
                eventLimitBytes,
                messageLimitBytes,
                crashLimit,
                restartLimit,
                restartAfter,
                restartAtMost,
                progressEvery,
                ackWithin,
                memory,
                idling,
                snapshots,
                snapshotPolicy,
                other);
    }

    private static void require(boolean holds, String key, String right, int value) {
        if (!holds) {
            throw new IllegalArgumentException(key + " is " + value + "; it must be " + right);
        }
    }
}
