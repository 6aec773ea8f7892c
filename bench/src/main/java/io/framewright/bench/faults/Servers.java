package io.framewright.bench.faults;

import io.framewright.transport.embedded.EmbeddedRedisConfig.Fsync;
import io.framewright.transport.testing.PrivateRabbitMq;
import io.framewright.transport.testing.PrivateRedis;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * A RabbitMQ node and a Redis server of this run alone. A Redis that brings its file to the disk every second is made
 * to lose the power rather than killed: what it wrote within the last second is cut off its file, as much of it as
 * chance will have. (A process that is killed has handed all that it answered to the system, and would lose nothing.)
 */
final class Servers implements AutoCloseable {
    private record Length(long nanos, long bytes) {}

    private final PrivateRabbitMq broker = PrivateRabbitMq.start();
    private final PrivateRedis redis;
    private final Fsync fsync;
    private final Deque<Length> lengths = new ArrayDeque<>();

    Servers(Fsync fsync) {
        this.fsync = fsync;
        try {
            this.redis = PrivateRedis.start(true, fsync);
        } catch (RuntimeException failed) {
            broker.close();
            throw failed;
        }
    }

    String amqp() {
        return broker.uri();
    }

    String redis() {
        return redis.uri();
    }

    long brokerPid() {
        return broker.pid();
    }

    long redisPid() {
        return redis.pid();
    }

    /** Notes how long Redis' file is; to be called several times a second. */
    synchronized void look() {
        long now = System.nanoTime();
        lengths.addLast(new Length(now, redis.bytesOnDisk()));
        while (lengths.size() > 1 && now - lengths.getFirst().nanos() > TimeUnit.SECONDS.toNanos(1)) {
            lengths.removeFirst();
        }
    }

    void killBroker() {
        broker.kill();
        broker.restart();
    }

    /** Gives back the bytes it has forgotten. */
    synchronized long killRedis(RandomGenerator chance) {
        redis.kill();
        long lost = 0;
        if (fsync == Fsync.EVERYSEC && !lengths.isEmpty()) {
            long safe = lengths.getFirst().bytes();
            long all = redis.bytesOnDisk();
            lost = all > safe ? chance.nextLong(all - safe + 1) : 0;
            redis.forget(lost);
        }
        lengths.clear();
        redis.restart();
        return lost;
    }

    @Override
    public void close() {
        broker.close();
        redis.close();
    }
}
