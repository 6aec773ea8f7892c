package io.framewright.bench.plane;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Who answers the commands. */
enum Peer {
    /** amqp-client and jedis by hand: batched acknowledgements, pipelined PUBLISH, no promise. */
    BARE(BareServer.class, ""),
    /** Workers of ours, with all promises. */
    OURS(FramewrightServer.class, ""),
    /** The same, but no outcome is recorded, so that a command that comes again would run again. */
    OURS_WITHOUT_DEDUPLICATION(FramewrightServer.class, "without-deduplication"),
    /** Spring AMQP and Spring Data Redis, batches of deliveries, pipelined PUBLISH. */
    SPRING_TUNED(SpringTunedServer.class, ""),
    /** Spring's annotated listener and Redis template as they come. */
    SPRING_LISTENER(SpringListenerServer.class, ""),
    /** A Celery worker as it comes, results in Redis, its messages published by the same driver. */
    CELERY(null, "");

    private final @Nullable Class<?> server;
    private final String mode;

    Peer(@Nullable Class<?> server, String mode) {
        this.server = server;
        this.mode = mode;
    }

    /** The main class of its process; null if it is not Java. */
    @Nullable
    Class<?> server() {
        return server;
    }

    String mode() {
        return mode;
    }

    /** Celery sets a prefetch for all consumers of a channel, which quorum queues do not have. */
    boolean runsOn(String queueType) {
        return this != CELERY || queueType.equals("classic");
    }

    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Peer of(String label) {
        return Arrays.stream(values())
                .filter(peer -> peer.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no peer " + label + "; there are "
                        + Arrays.stream(values()).map(Peer::label).toList()));
    }

    static List<Peer> all() {
        return List.of(values());
    }
}
