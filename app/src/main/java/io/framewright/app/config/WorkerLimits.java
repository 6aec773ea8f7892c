package io.framewright.app.config;

import io.framewright.transport.Idling;
import io.framewright.worker.RestartLimit;
import io.framewright.worker.WorkerConfig;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What workers may do until they are stopped. Immutable.
 *
 * @param crashes of one command until it is given up, at least 1
 * @param restarts of one worker within ten minutes until it is quarantined; 0 for no limit
 * @param idling what becomes of those that have nothing to do
 */
public record WorkerLimits(int crashes, int restarts, Idling idling) {
    /** Three crashes, three restarts; idle workers stay as they are. */
    public static final WorkerLimits DEFAULT = new WorkerLimits(3, RestartLimit.DEFAULT.restarts(), Idling.NEVER);

    static WorkerLimits read(Settings settings, List<String> problems) {
        return new WorkerLimits(
                number(settings, Key.CRASH_LIMIT, 1, problems).orElse(DEFAULT.crashes),
                number(settings, Key.RESTART_LIMIT, 0, problems).orElse(DEFAULT.restarts),
                new Idling(
                        number(settings, Key.IDLE_TIMEOUT, 1, problems).map(Duration::ofSeconds),
                        number(settings, Key.TTL, 1, problems).map(Duration::ofSeconds)));
    }

    private static Optional<Integer> number(Settings settings, Key key, int atLeast, List<String> problems) {
        return settings.get(key).flatMap(setting -> {
            try {
                int number = Integer.parseInt(setting.value());
                if (number >= atLeast) {
                    return Optional.of(number);
                }
            } catch (NumberFormatException notANumber) {
                // Said below, together with numbers out of range.
            }
            problems.add(key.inFile() + " (" + setting.origin() + ") must be a whole number, at least " + atLeast
                    + "; it is " + setting.value() + ".");
            return Optional.empty();
        });
    }

    /** A copy that keeps to these limits. */
    public WorkerConfig applyTo(WorkerConfig workers) {
        return workers.withCrashLimits(crashes, new RestartLimit(restarts, RestartLimit.DEFAULT.within()))
                .withIdling(idling);
    }

    @Override
    public String toString() {
        return "crash-limit=" + crashes + "; restart-limit=" + restarts + "; idle-timeout=" + seconds(idling.timeout())
                + "; ttl=" + seconds(idling.ttl());
    }

    private static String seconds(Optional<Duration> time) {
        return time.map(given -> given.toSeconds() + " s").orElse("none");
    }
}
