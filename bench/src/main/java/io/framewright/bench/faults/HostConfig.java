package io.framewright.bench.faults;

import io.framewright.manager.ProcessManagerConfig;
import io.framewright.query.source.DataRoots;
import io.framewright.transport.redis.EventRetention;
import io.framewright.transport.redis.RedisConfig;
import io.framewright.worker.RestartLimit;
import io.framewright.worker.WorkerConfig;
import io.framewright.worker.snapshot.SnapshotPolicy;
import io.framewright.worker.snapshot.Snapshots;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * What a host is told when it starts.
 *
 * @param amqp where the broker is
 * @param redis where Redis is
 * @param dataRoot what its workers may read
 * @param snapshots where they keep their frames; all hosts of a run the same
 * @param lease after which a silent worker is lost
 * @param crashLimit after so many crashes a command is poison; where whole hosts are killed all the time, a high one,
 *     or else commands that only were there would be taken for the cause
 * @param eventAge how long events are kept
 */
record HostConfig(
        String amqp, String redis, Path dataRoot, Path snapshots, Duration lease, int crashLimit, Duration eventAge) {
    private static final Duration RETENTION = Duration.ofMinutes(2);

    List<String> arguments() {
        return List.of(
                amqp,
                redis,
                dataRoot.toString(),
                snapshots.toString(),
                Long.toString(lease.toMillis()),
                Integer.toString(crashLimit),
                Long.toString(eventAge.toMillis()));
    }

    static HostConfig of(String[] arguments) {
        return new HostConfig(
                arguments[0],
                arguments[1],
                Path.of(arguments[2]),
                Path.of(arguments[3]),
                Duration.ofMillis(Long.parseLong(arguments[4])),
                Integer.parseInt(arguments[5]),
                Duration.ofMillis(Long.parseLong(arguments[6])));
    }

    RedisConfig redisConfig() {
        return RedisConfig.of(URI.create(redis)).withLease(lease).withRetention(new EventRetention(8 << 20, eventAge));
    }

    /** Snapshots are taken often, so that there are some to be killed in. */
    ProcessManagerConfig managerConfig(Snapshots store) {
        ProcessManagerConfig defaults = ProcessManagerConfig.defaults(DataRoots.of(List.of(dataRoot)));
        WorkerConfig worker = defaults.worker()
                .withSnapshots(store, new SnapshotPolicy(25, 1 << 20, Duration.ofMillis(1_500), 2))
                .withCrashLimits(crashLimit, RestartLimit.NONE);
        return new ProcessManagerConfig(
                UUID.randomUUID(),
                defaults.host(),
                worker,
                defaults.window(),
                lease.dividedBy(3),
                lease,
                RETENTION,
                Duration.ofSeconds(10));
    }
}
