package io.framewright.app.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The names of what can be configured. One name each: {@code amqp-port} in a file is {@code FRAMEWRIGHT_AMQP_PORT} in
 * the environment and {@code --amqp-port} on the command line.
 */
public enum Key {
    AMQP,
    REDIS,
    AMQP_PORT,
    REDIS_PORT,
    DATA_ROOT,
    DATABASE,
    SNAPSHOTS,
    SNAPSHOT_EVERY,
    SNAPSHOT_AFTER,
    SNAPSHOT_BYTES,
    SNAPSHOTS_KEPT,
    QUEUE_TYPE,
    ACK_WITHIN,
    MEMORY,
    WORKER_MEMORY,
    CLUSTER_HOST,
    CLUSTER_PORT,
    JOIN,
    LABEL,
    CLUSTER_KEYSTORE,
    CLUSTER_KEYSTORE_PASSWORD,
    CLUSTER_TRUSTSTORE,
    CLUSTER_TRUSTSTORE_PASSWORD,
    SPLIT_BRAIN,
    CLUSTER_STABLE_SECONDS,
    CRASH_LIMIT,
    RESTART_LIMIT,
    IDLE_TIMEOUT,
    TTL,
    HTTP,
    HTTP_HOST,
    HTTP_NAME,
    HTTP_WORKER,
    HTTP_KEYSTORE,
    HTTP_KEYSTORE_PASSWORD,
    HTTP_TOKENS,
    HTTP_READ_ONLY,
    PUSH_ALLOW,
    UPLOAD_BYTES,
    UPLOADS_BYTES,
    FLIGHT;

    /** As it stands in a file. */
    public String inFile() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** As it stands in the environment. */
    public String inEnvironment() {
        return "FRAMEWRIGHT_" + name();
    }

    /** As it stands on the command line. */
    public String asFlag() {
        return "--" + inFile();
    }

    static Optional<Key> ofFile(String name) {
        return Arrays.stream(values()).filter(key -> key.inFile().equals(name)).findFirst();
    }

    static String allInFile() {
        return Arrays.stream(values()).map(Key::inFile).collect(Collectors.joining(", "));
    }
}
