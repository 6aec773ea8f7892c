package io.framewright.worker;

import java.time.Duration;

/**
 * What is put up with when commands crash their worker.
 *
 * @param ofCommand a command that crashes its worker this often is poison, at least 1
 * @param ofWorker a worker that crashes more often is quarantined
 * @param restartAfter pause before a crashed worker starts again; doubles up to {@code restartAtMost}
 * @param restartAtMost longest such pause
 */
public record CrashLimits(int ofCommand, RestartLimit ofWorker, Duration restartAfter, Duration restartAtMost) {
    public CrashLimits {
        if (ofCommand < 1) {
            throw new IllegalArgumentException("crashLimit is " + ofCommand + "; it must be at least 1");
        }
    }

    static CrashLimits defaults() {
        return new CrashLimits(3, RestartLimit.DEFAULT, Duration.ofMillis(100), Duration.ofSeconds(10));
    }

    CrashLimits with(int command, RestartLimit worker) {
        return new CrashLimits(command, worker, restartAfter, restartAtMost);
    }
}
