package io.framewright.worker;

import io.framewright.query.source.DataLimits;
import io.framewright.query.source.DataRoots;
import io.framewright.query.source.Databases;
import io.framewright.transport.Idling;
import io.framewright.worker.snapshot.SnapshotPolicy;
import io.framewright.worker.snapshot.Snapshots;
import java.time.Duration;

/**
 * How workers behave; the same for all workers of a process. Immutable. Whoever reads a setting asks for it by its own
 * name; the parts are there to change some and leave the others.
 *
 * @param data what commands may read and write
 * @param messages how many are held at a time, how large they are, and for how long
 * @param crashes what is put up with
 * @param memory that their frames may take together
 * @param idling what becomes of workers that have nothing to do, unless it was said when they were spawned
 * @param keeping how frames are kept for a worker that starts again
 * @param observer told of commands that have their outcome
 */
public record WorkerConfig(
        DataAccess data,
        MessageLimits messages,
        CrashLimits crashes,
        HostMemory memory,
        Idling idling,
        Keeping keeping,
        CommandObserver observer) {
    /** The defaults of the protocol, with these data roots, no databases and no place for snapshots. */
    public static WorkerConfig defaults(DataRoots dataRoots) {
        return defaults(dataRoots, Databases.none());
    }

    /** The defaults of the protocol, with these data roots and databases. */
    public static WorkerConfig defaults(DataRoots dataRoots, Databases databases) {
        return new WorkerConfig(
                new DataAccess(dataRoots, databases, DataLimits.defaults()),
                MessageLimits.defaults(),
                CrashLimits.defaults(),
                HostMemory.ofHeap(),
                Idling.NEVER,
                new Keeping(Snapshots.none(), SnapshotPolicy.defaults()),
                CommandObserver.NONE);
    }

    /** A copy that reads no more than this. */
    public WorkerConfig withDataLimits(DataLimits other) {
        DataAccess changed = new DataAccess(dataRoots(), databases(), other);
        return new WorkerConfig(changed, messages, crashes, memory, idling, keeping, observer);
    }

    /** A copy that keeps snapshots there, taken by this policy. */
    public WorkerConfig withSnapshots(Snapshots store, SnapshotPolicy policy) {
        return new WorkerConfig(data, messages, crashes, memory, idling, new Keeping(store, policy), observer);
    }

    /** A copy with other limits to crashes of a command and of a worker. */
    public WorkerConfig withCrashLimits(int ofCommand, RestartLimit ofWorker) {
        CrashLimits changed = crashes.with(ofCommand, ofWorker);
        return new WorkerConfig(data, messages, changed, memory, idling, keeping, observer);
    }

    /** A copy with another number of unsettled deliveries. */
    public WorkerConfig withWindow(int other) {
        return withMessages(messages.withWindow(other));
    }

    /** A copy with another time within which messages are settled or given back. */
    public WorkerConfig withAckWithin(Duration other) {
        return withMessages(messages.withAckWithin(other));
    }

    private WorkerConfig withMessages(MessageLimits other) {
        return new WorkerConfig(data, other, crashes, memory, idling, keeping, observer);
    }

    /** A copy with another memory. */
    public WorkerConfig withMemory(HostMemory other) {
        return new WorkerConfig(data, messages, crashes, other, idling, keeping, observer);
    }

    /** A copy with another fate of idle workers. */
    public WorkerConfig withIdling(Idling other) {
        return new WorkerConfig(data, messages, crashes, memory, other, keeping, observer);
    }

    /** A copy that tells somebody of commands. */
    public WorkerConfig withObserver(CommandObserver other) {
        return new WorkerConfig(data, messages, crashes, memory, idling, keeping, other);
    }

    public DataRoots dataRoots() {
        return data.dataRoots();
    }

    public Databases databases() {
        return data.databases();
    }

    public DataLimits limits() {
        return data.limits();
    }

    public int window() {
        return messages.window();
    }

    public int eventLimitBytes() {
        return messages.eventBytes();
    }

    public int messageLimitBytes() {
        return messages.commandBytes();
    }

    public Duration progressEvery() {
        return messages.progressEvery();
    }

    public Duration ackWithin() {
        return messages.ackWithin();
    }

    public int crashLimit() {
        return crashes.ofCommand();
    }

    public RestartLimit restartLimit() {
        return crashes.ofWorker();
    }

    public Duration restartAfter() {
        return crashes.restartAfter();
    }

    public Duration restartAtMost() {
        return crashes.restartAtMost();
    }

    public Snapshots snapshots() {
        return keeping.snapshots();
    }

    public SnapshotPolicy snapshotPolicy() {
        return keeping.policy();
    }
}
