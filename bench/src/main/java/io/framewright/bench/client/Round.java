package io.framewright.bench.client;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One measurement.
 *
 * @param callsPerSecond completed round trips a second
 * @param medianMicros of a call, from before it is sent to when its answer is there; 0 if not measured
 * @param cpuMicros processor time of this process a call
 */
record Round(double callsPerSecond, double medianMicros, double cpuMicros) {
    /** Many calls under way at a time. */
    static Round saturated(Caller caller, int calls, int inFlight) throws InterruptedException {
        Semaphore room = new Semaphore(inFlight);
        AtomicInteger wrong = new AtomicInteger();
        long cpu = cpuNanos();
        long began = System.nanoTime();
        for (int i = 0; i < calls; i++) {
            int number = i;
            room.acquire();
            caller.call(i).whenComplete((answer, failure) -> {
                if (failure != null || answer != number) {
                    wrong.incrementAndGet();
                }
                room.release();
            });
        }
        room.acquire(inFlight);
        double seconds = (System.nanoTime() - began) / 1e9;
        if (wrong.get() > 0) {
            throw new IllegalStateException(wrong + " calls of " + caller.name() + " got a wrong answer");
        }
        return new Round(calls / seconds, 0, (cpuNanos() - cpu) / 1e3 / calls);
    }

    /** One call after the other. */
    static Round alone(Caller caller, int calls) throws InterruptedException, ExecutionException {
        long[] nanos = new long[calls];
        long cpu = cpuNanos();
        long began = System.nanoTime();
        for (int i = 0; i < calls; i++) {
            long sent = System.nanoTime();
            if (caller.call(i).toCompletableFuture().get() != i) {
                throw new IllegalStateException(caller.name() + " gave a wrong answer");
            }
            nanos[i] = System.nanoTime() - sent;
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        Arrays.sort(nanos);
        return new Round(calls / seconds, nanos[calls / 2] / 1e3, (cpuNanos() - cpu) / 1e3 / calls);
    }

    private static long cpuNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }
}
