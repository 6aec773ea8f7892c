package io.framewright.bench.faults;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.command.Command;
import io.framewright.command.CommandTypes;
import io.framewright.event.Event;
import io.framewright.event.Outcome;
import io.framewright.serialize.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Asks the process managers, whichever there are, and goes on asking until it is done. */
final class Managers {
    private static final long WITHIN_NANOS = TimeUnit.MINUTES.toNanos(3);
    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(40);
    private static final Instant WHEN = Instant.parse("2026-01-01T00:00:00Z");

    private final Lab lab;

    Managers(Lab lab) {
        this.lab = lab;
    }

    /** The worker that the spawning with this id makes (docs/protocol.md, section 8). */
    static UUID workerOf(UUID spawning) {
        return UUID.nameUUIDFromBytes((CommandTypes.SPAWN_WORKER + " " + spawning).getBytes(StandardCharsets.UTF_8));
    }

    /** Makes {@link #workerOf} this; what went wrong, if anything. */
    Optional<String> spawn(UUID spawning, String channel) {
        return ask(CommandTypes.SPAWN_WORKER, spawning, about(channel));
    }

    /** What went wrong, if anything. */
    Optional<String> kill(UUID worker, String channel) {
        UUID killing = UUID.nameUUIDFromBytes((CommandTypes.KILL_WORKER + worker).getBytes(StandardCharsets.UTF_8));
        return ask(CommandTypes.KILL_WORKER, killing, about(channel).put("workerId", worker.toString()));
    }

    private static ObjectNode about(String channel) {
        return Json.mapper().createObjectNode().put("responseChannel", channel);
    }

    private Optional<String> ask(String type, UUID id, ObjectNode data) {
        Caller managers = lab.managers();
        managers.send(new Command(type, id, WHEN, null, null, null, null, data));
        long deadline = System.nanoTime() + WITHIN_NANOS;
        while (managers.open() > 0 && System.nanoTime() < deadline) {
            LockSupport.parkNanos(TICK_NANOS);
            managers.tick();
        }
        Event outcome = managers.outcomes().get(id);
        if (outcome == null) {
            return Optional.of(type + " " + id + " has no outcome in three minutes: " + managers);
        }
        return outcome.outcome() == Outcome.SUCCEEDED
                ? Optional.empty()
                : Optional.of(type + " " + id + " failed: " + outcome.data());
    }
}
