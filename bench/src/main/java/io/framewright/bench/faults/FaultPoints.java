package io.framewright.bench.faults;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Ends this process, as {@code kill -9} would, at a passage of a point that was told before. Thread-safe. */
final class FaultPoints {
    /** How an ended process is told from others. */
    static final int HALTED = 137;

    private record Armed(FaultPoint point, int passages) {}

    private final AtomicReference<@Nullable Armed> armed = new AtomicReference<>();

    /** At the {@code passages}-th passage from now on, at least 1. */
    void arm(FaultPoint point, int passages) {
        armed.set(new Armed(point, passages));
    }

    void disarm() {
        armed.set(null);
    }

    /** Called where the point lies. */
    void pass(FaultPoint point) {
        Armed now = armed.get();
        while (now != null && now.point() == point) {
            if (now.passages() == 1) {
                Runtime.getRuntime().halt(HALTED);
            }
            if (armed.compareAndSet(now, new Armed(point, now.passages() - 1))) {
                return;
            }
            now = armed.get();
        }
    }
}
