package io.framewright.bench.faults;

import io.framewright.transport.embedded.EmbeddedRedisConfig.Fsync;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * One fault of a schedule.
 *
 * @param target what is killed
 * @param worker the number of the worker whose host it is
 * @param point where the host ends itself; null for whatever it does at that moment
 * @param passages of the point, the last of which is the end
 * @param delayMillis after the one before it
 */
record Fault(Target target, int worker, @Nullable FaultPoint point, int passages, long delayMillis) {
    enum Target {
        HOST,
        REDIS,
        BROKER
    }

    /** Drawn by chance: most hit hosts, and most of these a known point. */
    static Fault draw(SplittableRandom chance, int workers) {
        int draw = chance.nextInt(100);
        long delay = chance.nextLong(20, 700);
        int worker = chance.nextInt(workers);
        if (draw < 4) {
            return new Fault(Target.BROKER, worker, null, 0, delay);
        }
        if (draw < 16) {
            return new Fault(Target.REDIS, worker, null, 0, delay);
        }
        if (draw < 45) {
            return new Fault(Target.HOST, worker, null, 0, delay);
        }
        FaultPoint point = FaultPoint.values()[chance.nextInt(FaultPoint.values().length)];
        int passages = point.isOfSnapshot() || point.isOfStart() ? chance.nextInt(1, 3) : chance.nextInt(1, 25);
        return new Fault(Target.HOST, worker, point, passages, delay);
    }

    /** What is counted when it has hit. */
    String name(Fsync fsync) {
        return switch (target) {
            case BROKER -> "RabbitMQ";
            case REDIS -> fsync == Fsync.ALWAYS ? "Redis" : "Redis, losing up to a second";
            case HOST -> point == null ? "host at some moment" : "host at " + point;
        };
    }
}
