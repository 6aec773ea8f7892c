package io.framewright.bench.faults;

import io.framewright.command.Command;
import io.framewright.event.Event;
import io.framewright.event.Outcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Holds the stream of a worker to what is promised: one outcome a command, in a stream without holes whose epochs never
 * go back, and each answer the one that a run without faults gives. Where Redis has forgotten its last second, a hole
 * tells of it, and so does a frame that is degraded: what comes after is counted rather than held to anything.
 */
final class Judge {
    private final UUID worker;
    private final boolean redisMayForget;
    private final Tally tally;
    private final List<String> wrong = new ArrayList<>();
    private boolean degraded;
    private long hole = Long.MAX_VALUE;

    /** @param redisMayForget whether Redis has lost its last second now and then */
    Judge(UUID worker, boolean redisMayForget, Tally tally) {
        this.worker = worker;
        this.redisMayForget = redisMayForget;
        this.tally = tally;
    }

    /**
     * @param commands that were sent
     * @param events of the stream, all of them
     * @param published event ids of outcomes that came by the channel, by command
     * @return what is wrong; empty if nothing is
     */
    List<String> judge(Map<UUID, Command> commands, List<Event> events, Map<UUID, Set<UUID>> published, Path dataRoot) {
        order(events);
        Map<UUID, Event> outcomes = new HashMap<>();
        CrashFreeRun right = new CrashFreeRun(worker, dataRoot);
        for (Event event : events) {
            if (!event.outcome().isTerminal()) {
                recovered(event);
                continue;
            }
            Command command = commands.get(event.commandId());
            if (command == null) {
                wrong(event, "answers a command that nobody sent");
                continue;
            }
            if (outcomes.put(event.commandId(), event) != null) {
                wrong(event, "is a second outcome of its command");
                continue;
            }
            right.differs(command, event).ifPresent(how -> {
                if (degraded) {
                    tally.count("answers from frames that were told to be degraded", 1);
                } else if (event.sequence() > hole) {
                    tally.count("answers after events that Redis forgot", 1);
                } else {
                    wrong(event, how + "; the command is " + command.data());
                }
            });
        }
        commands.keySet().stream().filter(id -> !outcomes.containsKey(id)).forEach(this::noOutcome);
        published.forEach((command, ids) -> published(ids, outcomes.get(command)));
        tally.count("outcomes", outcomes.size());
        return wrong;
    }

    /** Where the worker lived on while Redis forgot, it knows that the command is done, and nobody what came of it. */
    private void noOutcome(UUID command) {
        if (hole < Long.MAX_VALUE) {
            tally.count("commands whose outcome Redis forgot while their worker lived on", 1);
        } else {
            wrong.add("worker " + worker + ": no outcome of " + command);
        }
    }

    /** Only that the stream has no holes and its epochs never go back. */
    List<String> judgeOrder(List<Event> events) {
        order(events);
        return wrong;
    }

    private void order(List<Event> events) {
        long sequence = 0;
        long epoch = 0;
        for (Event event : events) {
            if (event.sequence() != sequence + 1) {
                if (redisMayForget) {
                    tally.count("events that Redis forgot for good", event.sequence() - sequence - 1);
                    hole = Math.min(hole, sequence);
                } else {
                    wrong(event, "follows event " + sequence);
                }
            }
            if (event.epoch() < epoch) {
                wrong(event, "is of an epoch before " + epoch);
            }
            tally.count("starts of workers", event.epoch() > epoch ? 1 : 0);
            sequence = event.sequence();
            epoch = event.epoch();
        }
    }

    private void recovered(Event event) {
        if (event.eventType().equals(Outcome.FRAME_RECOVERED)) {
            tally.count("frames recovered", 1);
            if (!event.data().path("degraded").asBoolean()) {
                return;
            }
        } else if (!event.eventType().equals(Outcome.FRAME_LOST)) {
            return;
        }
        if (redisMayForget) {
            tally.count("frames told to be degraded or lost", 1);
            degraded = true;
        } else {
            wrong(event, "tells of damage: " + event.data());
        }
    }

    private void published(Set<UUID> ids, @Nullable Event outcome) {
        if (outcome == null || ids.equals(Set.of(outcome.eventId()))) {
            return;
        }
        if (redisMayForget) {
            tally.count("outcomes that were published and forgotten", ids.size());
        } else {
            wrong(outcome, "was published as other events, too: " + ids);
        }
    }

    private void wrong(Event event, String how) {
        wrong.add("worker " + worker + ", event " + event.sequence() + " of epoch " + event.epoch() + " ("
                + event.eventType() + ", command " + event.commandId() + ") " + how);
    }
}
