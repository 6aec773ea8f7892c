package io.framewright.bench.faults;

import io.framewright.transport.DestinationNames;
import io.framewright.transport.WorkerRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;

/** Looks at what a lab's processes take. */
final class Probe {
    private final Lab lab;
    private final long began = System.nanoTime();

    Probe(Lab lab) {
        this.lab = lab;
    }

    /** One sample; empty while a server is away. */
    Optional<Sample> look() {
        HostProcess host = lab.fleet().kept().orElseThrow();
        List<Long> values = new ArrayList<>();
        try (Jedis redis = new Jedis(URI.create(lab.servers().redis()))) {
            values.add(host.ask("memory").map(Long::parseLong).orElse(0L));
            values.add(resident(host.pid()));
            values.add(usedMemory(redis));
            values.add(resident(lab.servers().redisPid()));
            values.add(resident(lab.servers().brokerPid()));
            values.add(bytesBelow(lab.snapshots()));
            values.add(redis.dbSize());
            values.add(ready());
        } catch (JedisException away) {
            return Optional.empty();
        }
        return values.contains(-1L)
                ? Optional.empty()
                : Optional.of(new Sample((System.nanoTime() - began) / 1_000_000_000, values));
    }

    private static long usedMemory(Jedis redis) {
        return redis.info("memory")
                .lines()
                .filter(line -> line.startsWith("used_memory:"))
                .mapToLong(line -> Long.parseLong(line.substring("used_memory:".length())))
                .findFirst()
                .orElse(-1);
    }

    /** Linux tells. */
    private static long resident(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst()
                    .orElse(-1);
        } catch (IOException gone) {
            return -1;
        }
    }

    private static long bytesBelow(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        } catch (NoSuchFileException | UncheckedIOException changing) {
            return -1;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** In the queues of all workers, of the managers, and of dead letters. */
    private long ready() {
        long ready = depth(DestinationNames.PROCESS_MANAGER_QUEUE) + depth(DestinationNames.DEAD_LETTER_QUEUE);
        for (WorkerRecord worker : lab.redis().registry().list().getOrElse(List.of())) {
            ready += depth(DestinationNames.workQueue(worker.workerId()));
        }
        return ready;
    }

    private long depth(String queue) {
        return lab.broker().consumer().depth(queue).getOrElse(0L);
    }
}
