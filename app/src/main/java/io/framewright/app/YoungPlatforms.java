package io.framewright.app;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;

/**
 * Sees a {@code framewright up} that was started just now and has not had the time to announce itself: its shell or its
 * JVM is among the processes already. Without this {@code up &} and a command right after it would race.
 */
final class YoungPlatforms {
    /** A process that has said nothing for so long is no platform of this user, or one that hangs. */
    private static final Duration YOUNG = Duration.ofSeconds(30);

    private final InstantSource clock;

    YoungPlatforms(InstantSource clock) {
        this.clock = clock;
    }

    /** Whether there is one. */
    boolean any() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.pid() != ProcessHandle.current().pid())
                .map(ProcessHandle::info)
                .anyMatch(this::isYoungPlatform);
    }

    private boolean isYoungPlatform(ProcessHandle.Info process) {
        boolean young = process.startInstant()
                .filter(started -> started.plus(YOUNG).isAfter(clock.instant()))
                .isPresent();
        return young && process.user().equals(ProcessHandle.current().info().user()) && isUp(process.arguments());
    }

    /** The launcher's {@code sh …/framewright up …}, or the {@code java … Main up …} that it becomes. */
    static boolean isUp(Optional<String[]> arguments) {
        String[] words = arguments.orElseGet(() -> new String[0]);
        int up = Arrays.asList(words).indexOf("up");
        return up > 0 && (words[up - 1].endsWith("framewright") || words[up - 1].equals(Main.class.getName()));
    }
}
