package io.framewright.bench.faults;

import io.framewright.transport.WorkerRecord;
import io.framewright.transport.embedded.EmbeddedRedisConfig.Fsync;
import io.framewright.transport.redis.RedisEvents;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Makes the faults of a schedule happen, one after the other, and starts again what they ended. */
final class Chaos {
    /** After which a host that did not pass its point is killed wherever it is. */
    private static final long PASSED_WITHIN_NANOS = TimeUnit.SECONDS.toNanos(3);

    private final Servers servers;
    private final Fsync fsync;
    private final Fleet fleet;
    private final RedisEvents redis;
    private final Tally tally;

    Chaos(Servers servers, Fsync fsync, Fleet fleet, RedisEvents redis, Tally tally) {
        this.servers = servers;
        this.fsync = fsync;
        this.fleet = fleet;
        this.redis = redis;
        this.tally = tally;
    }

    /** Blocks until all of them have hit. */
    void run(List<Fault> faults, List<UUID> workers, SplittableRandom chance) {
        for (Fault fault : faults) {
            long due = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(fault.delayMillis());
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
                servers.look();
            }
            fleet.awaitReady(1);
            hit(fault, workers.get(fault.worker()), chance);
            fleet.replace();
        }
    }

    private void hit(Fault fault, UUID worker, SplittableRandom chance) {
        switch (fault.target()) {
            case BROKER -> {
                servers.killBroker();
                tally.kill(fault.name(fsync));
            }
            case REDIS -> {
                tally.count("bytes that Redis forgot", servers.killRedis(chance));
                tally.kill(fault.name(fsync));
            }
            case HOST -> hitHost(fault, hostOf(worker));
        }
    }

    /** The worker's, unless that is the one that is never killed. */
    private HostProcess hostOf(UUID worker) {
        List<HostProcess> mortal = fleet.mortal();
        Optional<HostProcess> owner = redis.registry()
                .find(worker)
                .getOrElse(Optional.empty())
                .map(WorkerRecord::pid)
                .flatMap(fleet::of)
                .filter(mortal::contains)
                .filter(HostProcess::isReady);
        return owner.or(() -> mortal.stream().filter(HostProcess::isReady).findFirst())
                .orElseGet(() -> mortal.get(0));
    }

    private void hitHost(Fault fault, HostProcess host) {
        FaultPoint point = fault.point();
        if (point == null) {
            host.kill();
            tally.kill(fault.name(fsync));
        } else if (point.isOfStart()) {
            List<HostProcess> heirs =
                    fleet.mortal().stream().filter(other -> !other.equals(host)).toList();
            heirs.forEach(heir -> heir.arm(point, fault.passages()));
            host.kill();
            tally.kill("host, so that another takes over");
            fleet.replace();
            await(heirs, fault);
        } else {
            host.arm(point, fault.passages());
            await(List.of(host), fault);
        }
    }

    /** Until one of them has ended at its point, or one of them is killed for not coming by. */
    private void await(List<HostProcess> armed, Fault fault) {
        long deadline = System.nanoTime() + PASSED_WITHIN_NANOS;
        while (System.nanoTime() < deadline && armed.stream().allMatch(HostProcess::isAlive)) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
            servers.look();
        }
        armed.forEach(HostProcess::disarm);
        long ended = armed.stream().filter(HostProcess::hasHalted).count();
        for (long i = 0; i < ended; i++) {
            tally.kill(fault.name(fsync));
        }
        if (ended == 0 && !armed.isEmpty()) {
            armed.get(0).kill();
            tally.kill("host that did not pass its point in time");
        }
    }
}
