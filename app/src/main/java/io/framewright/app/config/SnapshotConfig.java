package io.framewright.app.config;

import io.framewright.worker.snapshot.SnapshotPolicy;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where snapshots of frames are kept, and when they are taken. Immutable.
 *
 * @param directory where it is named; empty for the default
 * @param off whether none are wanted; then there is no directory either
 * @param policy when they are taken, and how many are kept
 */
public record SnapshotConfig(Optional<Path> directory, boolean off, SnapshotPolicy policy) {
    /** What stands for no snapshots in place of a directory. */
    static final String NONE = "none";

    /** In the default place, by the default policy. */
    public static SnapshotConfig defaults() {
        return new SnapshotConfig(Optional.empty(), false, SnapshotPolicy.defaults());
    }

    /**
     * Where they are kept in the end. With a Redis that lasts it is a directory of this user; an embedded one forgets
     * all workers when {@code up} ends, so that nobody could use what is kept, and there are none unless a directory is
     * named.
     *
     * @param lasting whether Redis is one that lasts
     */
    public Optional<Path> place(boolean lasting, Map<String, String> environment, Path userHome) {
        if (off || directory.isPresent() || !lasting) {
            return directory;
        }
        return Optional.of(state(environment, userHome).resolve("snapshots"));
    }

    /** {@code $FRAMEWRIGHT_HOME}, else {@code $XDG_STATE_HOME/framewright}, else {@code ~/.framewright}. */
    private static Path state(Map<String, String> environment, Path userHome) {
        String home = environment.getOrDefault("FRAMEWRIGHT_HOME", "");
        String state = environment.getOrDefault("XDG_STATE_HOME", "");
        if (!home.isBlank()) {
            return Path.of(home).toAbsolutePath();
        }
        return state.isBlank() ? userHome.resolve(".framewright") : Path.of(state, "framewright");
    }

    @Override
    public String toString() {
        return (off ? NONE : directory.map(Path::toString).orElse("default")) + ", every " + policy.steps()
                + " changes, " + policy.after().toSeconds() + " s or " + policy.bytes() + " bytes, " + policy.keep()
                + " kept";
    }
}
