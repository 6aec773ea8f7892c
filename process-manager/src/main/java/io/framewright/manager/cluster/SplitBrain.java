package io.framewright.manager.cluster;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Who goes on when the nodes are split into parts that do not hear each other; the others shut themselves down. */
public enum SplitBrain {
    /** The part with most nodes; of two equal parts the one with the lowest address. */
    KEEP_MAJORITY,
    /** The part with the oldest node, unless that one is alone. */
    KEEP_OLDEST,
    /** Nobody: all nodes that miss another shut down, for whatever starts them to start them anew. */
    DOWN_ALL;

    /** As it stands in a configuration. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Reads a {@link #key()}. */
    public static Optional<SplitBrain> of(String key) {
        return Arrays.stream(values()).filter(one -> one.key().equals(key)).findFirst();
    }

    /** All keys, for messages. */
    public static String keys() {
        return Arrays.stream(values()).map(SplitBrain::key).collect(Collectors.joining(", "));
    }
}
