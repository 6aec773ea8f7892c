package io.framewright.bench.faults;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The hosts of a run: as many as there should be, a new one for each that ended. */
final class Fleet implements AutoCloseable {
    private final HostConfig config;
    private final Path log;
    private final int size;
    private final List<HostProcess> hosts = new CopyOnWriteArrayList<>();
    private final Optional<HostProcess> kept;

    /** @param keepOne whether the first is never killed */
    Fleet(HostConfig config, int size, boolean keepOne, Path log) {
        this.config = config;
        this.size = size;
        this.log = log;
        replace();
        this.kept = keepOne ? Optional.of(hosts.get(0)) : Optional.empty();
    }

    /** Starts new hosts for those that ended; does not wait for them. */
    void replace() {
        hosts.removeIf(host -> !host.isAlive());
        while (hosts.size() < size) {
            hosts.add(HostProcess.start(config, log));
        }
    }

    List<HostProcess> all() {
        return hosts;
    }

    /** The one that is never killed, if there is one. */
    Optional<HostProcess> kept() {
        return kept;
    }

    /** Those that may be killed. */
    List<HostProcess> mortal() {
        return hosts.stream()
                .filter(host -> kept.isEmpty() || !host.equals(kept.get()))
                .toList();
    }

    List<HostProcess> ready() {
        return hosts.stream().filter(HostProcess::isReady).toList();
    }

    Optional<HostProcess> of(long pid) {
        return hosts.stream().filter(host -> host.pid() == pid).findFirst();
    }

    /** Returns when so many are ready. */
    void awaitReady(int count) {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
        while (ready().size() < count) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("hosts did not start in three minutes; their log is " + log);
            }
            replace();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    @Override
    public void close() {
        hosts.forEach(HostProcess::kill);
    }
}
