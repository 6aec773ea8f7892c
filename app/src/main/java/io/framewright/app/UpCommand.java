package io.framewright.app;

import io.framewright.app.config.ClusterReading;
import io.framewright.app.config.HttpReading;
import io.framewright.app.config.Key;
import io.framewright.app.config.PlatformConfig;
import io.framewright.app.config.Settings;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code framewright up}. What it starts is named in {@link UpRun} only, so that other commands do not load it. */
@Command(
        name = "up",
        description = "Run the platform until Ctrl-C: a process manager, and an embedded broker and Redis unless others"
                + " are named.",
        footer = {
            "",
            "Every option but --config can also stand in the environment (FRAMEWRIGHT_AMQP_PORT for",
            "--amqp-port) or in the file (amqp-port=5673). Flags win over the environment, and that",
            "over the file.",
            "",
            "Examples:",
            "  framewright up --data-root .",
            "  framewright up --amqp amqp://guest:guest@localhost --redis redis://localhost:6379",
            "  framewright up --data-root data --amqp-port 5673 --redis-port 6380 --json",
            "  framewright up --data-root data --http 8080",
            "  framewright up --amqp URL --redis URL --cluster-port 2551 --join host-1:2551,host-2:2551"
        })
final class UpCommand implements Callable<ExitCode> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Option(names = "--amqp", paramLabel = "URL", description = "Use this AMQP 0-9-1 broker.")
    private @Nullable String amqp;

    @Option(
            names = "--redis",
            paramLabel = "URL",
            description =
                    "Use this Redis, or the primary that Sentinels name: redis-sentinel://HOST:PORT,HOST:PORT/NAME.")
    private @Nullable String redis;

    @Option(names = "--amqp-port", paramLabel = "PORT", description = "Port of the embedded broker; any unless given.")
    private @Nullable String amqpPort;

    @Option(names = "--redis-port", paramLabel = "PORT", description = "Port of the embedded Redis; any unless given.")
    private @Nullable String redisPort;

    @Option(
            names = "--data-root",
            paramLabel = "DIR",
            description = "Workers read and write files below this directory; may be given several times. Without one"
                    + " they can use no files.")
    private List<String> dataRoots = List.of();

    @Option(
            names = "--database",
            paramLabel = "NAME=URL",
            description = "Workers read and write this database (a JDBC URL) under this name; may be given several"
                    + " times. With a password, better in the environment or the file. Without one they can use no"
                    + " databases.")
    private List<String> databases = List.of();

    @Option(
            names = "--snapshots",
            paramLabel = "DIR",
            description = "Keep snapshots of the workers' frames in this directory, so that they come back fast when a"
                    + " worker starts again; all hosts of one Redis must see the same one. none keeps none. Unless"
                    + " given: ~/.framewright/snapshots with --redis, none with the embedded Redis.")
    private @Nullable String snapshots;

    @Option(
            names = "--snapshot-every",
            paramLabel = "N",
            description = "Take a snapshot of a worker's frames after so many changes; 1000 unless given.")
    private @Nullable String snapshotEvery;

    @Option(
            names = "--snapshot-after",
            paramLabel = "SECONDS",
            description = "And so long after the first of them at the latest; 60 unless given.")
    private @Nullable String snapshotAfter;

    @Option(
            names = "--snapshot-bytes",
            paramLabel = "BYTES",
            description = "And when they take so many bytes in Redis; 16777216 unless given.")
    private @Nullable String snapshotBytes;

    @Option(
            names = "--snapshots-kept",
            paramLabel = "K",
            description = "How many snapshots of a worker are kept; 2 unless given.")
    private @Nullable String snapshotsKept;

    @Option(
            names = "--queue-type",
            paramLabel = "TYPE",
            description = "classic (unless given) or quorum: which queues are made on a RabbitMQ of --amqp.")
    private @Nullable String queueType;

    @Option(
            names = "--ack-within",
            paramLabel = "SECONDS",
            description = "Messages are settled, or given back while a long command runs, within this time; 600 unless"
                    + " given. Keep it well below the broker's acknowledgement time-out.")
    private @Nullable String ackWithin;

    @Option(
            names = "--memory",
            paramLabel = "SIZE",
            description = "What the frames of all workers may take of the heap, such as 4g; three quarters of it unless"
                    + " given.")
    private @Nullable String memory;

    @Option(
            names = "--worker-memory",
            paramLabel = "SIZE",
            description = "What the frames of one worker may take; as much as all unless given.")
    private @Nullable String workerMemory;

    @Option(
            names = "--crash-limit",
            paramLabel = "N",
            description = "A command that crashes its worker this often goes to the dead letters; 3 unless given.")
    private @Nullable String crashLimit;

    @Option(
            names = "--restart-limit",
            paramLabel = "N",
            description = "A worker that crashes this often within ten minutes is quarantined; 3 unless given, 0 for"
                    + " never.")
    private @Nullable String restartLimit;

    @Option(
            names = "--idle-timeout",
            paramLabel = "SECONDS",
            description = "The frames of a worker that has had nothing to do for this long leave memory until its next"
                    + " command. Unless given, or told at its spawn: never.")
    private @Nullable String idleTimeout;

    @Option(
            names = "--ttl",
            paramLabel = "SECONDS",
            description = "A worker that has had nothing to do for this long ends. Unless given, or told at its spawn:"
                    + " never.")
    private @Nullable String ttl;

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Mixin
    private HttpOptions http = new HttpOptions();

    @Option(names = "--config", paramLabel = "FILE", description = "A properties file with the same keys.")
    private @Nullable Path config;

    @Override
    public ExitCode call() {
        Console console = common.console(spec);
        return Settings.read(Optional.ofNullable(config), System.getenv(), flags())
                .flatMap(settings -> PlatformConfig.of(settings)
                        .flatMap(valid -> ClusterReading.of(settings)
                                .flatMap(node -> HttpReading.of(settings, valid.dataRoots())
                                        .map(web -> new UpRun(console, valid, node, web)))))
                .fold(console::failure, pending -> ExitCode.USAGE, UpRun::run);
    }

    private Map<Key, List<String>> flags() {
        Map<Key, List<String>> flags = new EnumMap<>(Key.class);
        flags.put(Key.DATA_ROOT, dataRoots);
        flags.put(Key.DATABASE, databases);
        flags.put(Key.AMQP, given(amqp));
        flags.put(Key.REDIS, given(redis));
        flags.put(Key.MEMORY, given(memory));
        flags.put(Key.WORKER_MEMORY, given(workerMemory));
        flags.put(Key.QUEUE_TYPE, given(queueType));
        flags.put(Key.ACK_WITHIN, given(ackWithin));
        flags.put(Key.AMQP_PORT, given(amqpPort));
        flags.put(Key.REDIS_PORT, given(redisPort));
        flags.put(Key.SNAPSHOTS, given(snapshots));
        flags.put(Key.SNAPSHOT_EVERY, given(snapshotEvery));
        flags.put(Key.SNAPSHOT_AFTER, given(snapshotAfter));
        flags.put(Key.SNAPSHOT_BYTES, given(snapshotBytes));
        flags.put(Key.SNAPSHOTS_KEPT, given(snapshotsKept));
        flags.put(Key.CRASH_LIMIT, given(crashLimit));
        flags.put(Key.RESTART_LIMIT, given(restartLimit));
        flags.put(Key.IDLE_TIMEOUT, given(idleTimeout));
        flags.put(Key.TTL, given(ttl));
        cluster.addTo(flags);
        http.addTo(flags);
        return flags;
    }

    private static List<String> given(@Nullable String value) {
        return value == null ? List.of() : List.of(value);
    }
}
