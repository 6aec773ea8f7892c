package io.framewright.manager;

import io.framewright.event.Failure;
import io.framewright.worker.HostMemory;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether a process can do its work now. What it cannot do waits: nothing is lost while it is not ready.
 *
 * @param checks one for each thing it needs: {@code broker}, {@code redis}
 * @param workers that run here
 * @param memoryBytes that their frames take
 * @param memoryLimitBytes that they may take
 */
public record Health(List<Check> checks, int workers, long memoryBytes, long memoryLimitBytes) {
    /**
     * One thing that is needed.
     *
     * @param message what is wrong; empty if nothing is
     */
    public record Check(String name, boolean ok, String message) {}

    public Health {
        checks = List.copyOf(checks);
    }

    /** @param trouble why Redis was not told of the last heartbeat; null if it was */
    static Health of(boolean connected, @Nullable Failure trouble, int workers, HostMemory memory) {
        return new Health(
                List.of(
                        new Check(
                                "broker", connected, connected ? "" : "The connection to the message broker is lost."),
                        new Check("redis", trouble == null, trouble == null ? "" : trouble.message())),
                workers,
                memory.used(),
                memory.limit());
    }

    /** Whether all that is needed is there. */
    public boolean isReady() {
        return checks.stream().allMatch(Check::ok);
    }
}
