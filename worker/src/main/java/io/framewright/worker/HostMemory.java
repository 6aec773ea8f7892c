package io.framewright.worker;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.frame.Column;
import io.framewright.frame.Frame;
import io.framewright.frame.Frames;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * How much heap the frames of the workers of a process take, and may take; estimated, as everywhere. Whoever would
 * exceed it is refused with {@code MEMORY_LIMIT}, and keeps what it has. Thread-safe; one per process.
 */
public final class HostMemory {
    private final long workerBytes;
    private final long processBytes;
    private final Map<UUID, Long> byWorker = new HashMap<>();
    private long used;

    /**
     * @param workerBytes that the frames of one worker may take, at least 1
     * @param processBytes that those of all workers may take, at least 1
     */
    public HostMemory(long workerBytes, long processBytes) {
        if (workerBytes < 1 || processBytes < 1) {
            throw new IllegalArgumentException("the memory of workers is at least one byte");
        }
        this.workerBytes = workerBytes;
        this.processBytes = processBytes;
    }

    /** Three quarters of the heap for all, and as much for one: the rest is for the work itself. */
    public static HostMemory ofHeap() {
        long bytes = Math.max(1, Runtime.getRuntime().maxMemory() / 4 * 3);
        return new HostMemory(bytes, bytes);
    }

    /** What frames take: columns that several of them share count once. */
    static long bytes(Frames frames) {
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        long bytes = 0;
        for (Frame frame : frames.byName().values()) {
            for (Column column : frame.data()) {
                if (seen.add(column.data())) {
                    bytes += column.data().memoryBytes();
                }
            }
        }
        return bytes;
    }

    /** Notes that a worker will have these frames, unless they take more than they may and more than it has. */
    synchronized Either<Failure, Frames> claim(UUID workerId, Frames frames) {
        long bytes = bytes(frames);
        long own = byWorker.getOrDefault(workerId, 0L);
        if (bytes > own && bytes > workerBytes) {
            return Either.left(refused(
                    "The frames of this worker would take " + bytes + " bytes of memory, and may take " + workerBytes
                            + "; drop frames or columns first, or raise the limit (worker-memory).",
                    bytes,
                    workerBytes));
        }
        if (bytes > own && used - own + bytes > processBytes) {
            return Either.left(refused(
                    "The frames of all workers of this host would take " + (used - own + bytes)
                            + " bytes of memory, and may take " + processBytes
                            + "; drop frames, use a worker on another host, or raise the limit (memory).",
                    used - own + bytes,
                    processBytes));
        }
        note(workerId, bytes);
        return Either.right(frames);
    }

    /** Notes what a worker has, whether it may or not. */
    synchronized void have(UUID workerId, Frames frames) {
        note(workerId, bytes(frames));
    }

    private void note(UUID workerId, long bytes) {
        Long before = bytes == 0 ? byWorker.remove(workerId) : byWorker.put(workerId, bytes);
        used += bytes - (before == null ? 0 : before);
    }

    /** How much more a worker may take, at least 1. */
    synchronized long left(UUID workerId) {
        long own = byWorker.getOrDefault(workerId, 0L);
        return Math.max(1, Math.min(workerBytes - own, processBytes - used));
    }

    /** What the frames of all workers take. */
    public synchronized long used() {
        return used;
    }

    /** What they may take. */
    public long limit() {
        return processBytes;
    }

    private static Failure refused(String message, long bytes, long limit) {
        return Failure.of(FailureCode.MEMORY_LIMIT, message, Map.of("bytes", bytes, "limitBytes", limit));
    }

    @Override
    public String toString() {
        return used() + " of " + processBytes + " bytes, " + workerBytes + " a worker";
    }
}
