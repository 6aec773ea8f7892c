package io.framewright.bench.faults;

import io.framewright.event.Event;
import io.framewright.transport.embedded.EmbeddedRedisConfig.Fsync;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Some workers from their spawning to their end, under faults. All of it but the course of time is settled by the seed:
 * the workers, their commands, the faults and their order.
 */
final class Round {
    private static final int WORKERS = 3;
    private static final int IN_FLIGHT = 6;
    private static final int AT_ONCE = 2;
    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(40);
    private static final long SETTLED_WITHIN_NANOS = TimeUnit.MINUTES.toNanos(3);
    private static final long FORGOTTEN_AFTER_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final Lab lab;
    private final Tally tally;
    private final boolean redisMayForget;
    private final Chaos chaos;
    private final long seed;
    private final List<String> wrong = new ArrayList<>();

    Round(Lab lab, Fsync fsync, Tally tally, long seed) {
        this.lab = lab;
        this.tally = tally;
        this.redisMayForget = fsync == Fsync.EVERYSEC;
        this.chaos = new Chaos(lab.servers(), fsync, lab.fleet(), lab.redis(), tally);
        this.seed = seed;
    }

    /** Blocks until the round is over; gives back what went wrong. */
    List<String> run(int faults) {
        SplittableRandom chance = new SplittableRandom(seed);
        List<UUID> spawnings = new ArrayList<>();
        List<UUID> workers = new ArrayList<>();
        List<CommandScript> scripts = new ArrayList<>();
        for (int i = 0; i < WORKERS; i++) {
            spawnings.add(new UUID(chance.nextLong(), chance.nextLong()));
            workers.add(Managers.workerOf(spawnings.get(i)));
            scripts.add(new CommandScript(chance.nextLong()));
        }
        List<Fault> schedule = new ArrayList<>();
        for (int i = 0; i < faults; i++) {
            schedule.add(Fault.draw(chance, WORKERS));
        }
        SplittableRandom losses = chance.split();
        Managers managers = new Managers(lab);
        try (Channel channel = Channel.follow(lab, "faults:" + seed)) {
            // The last one hits while the workers are killed.
            int before = Math.max(0, faults - 1);
            CompletableFuture<Void> trouble =
                    CompletableFuture.runAsync(() -> chaos.run(schedule.subList(0, before), workers, losses));
            spawnings.forEach(id -> managers.spawn(id, channel.name()).ifPresent(wrong::add));
            List<Caller> callers = workers.stream().map(lab::caller).toList();
            converse(callers, scripts, trouble);
            trouble.join();
            settle(callers, scripts);
            for (int i = 0; i < WORKERS; i++) {
                judge(workers.get(i), callers.get(i), channel);
            }
            CompletableFuture<Void> lastTrouble =
                    CompletableFuture.runAsync(() -> chaos.run(schedule.subList(before, faults), workers, losses));
            workers.forEach(worker -> managers.kill(worker, channel.name()).ifPresent(wrong::add));
            lastTrouble.join();
            if (redisMayForget) {
                // A kill that Redis forgot has no outcome any more (ADR 0014): who sent it sends it again.
                workers.forEach(worker -> managers.kill(worker, channel.name()).ifPresent(wrong::add));
            }
            workers.forEach(this::isGone);
            return wrong;
        }
    }

    private void converse(List<Caller> callers, List<CommandScript> scripts, CompletableFuture<Void> trouble) {
        int ticks = 0;
        while (!trouble.isDone() || ticks < 50) {
            ticks++;
            for (int i = 0; i < callers.size(); i++) {
                Caller caller = callers.get(i);
                caller.tick();
                for (int k = 0; k < AT_ONCE && caller.open() < IN_FLIGHT; k++) {
                    caller.send(scripts.get(i).next());
                }
            }
            LockSupport.parkNanos(TICK_NANOS);
        }
    }

    private void settle(List<Caller> callers, List<CommandScript> scripts) {
        for (int i = 0; i < callers.size(); i++) {
            callers.get(i).send(scripts.get(i).hash());
        }
        long deadline = System.nanoTime() + (redisMayForget ? FORGOTTEN_AFTER_NANOS : SETTLED_WITHIN_NANOS);
        while (System.nanoTime() < deadline) {
            callers.forEach(Caller::tick);
            if (callers.stream().allMatch(Caller::isComplete)) {
                break;
            }
            LockSupport.parkNanos(TICK_NANOS);
        }
        callers.stream()
                .filter(caller -> !redisMayForget && !caller.isComplete())
                .forEach(caller -> wrong.add("no outcome in three minutes: " + caller));
    }

    private void judge(UUID worker, Caller caller, Channel channel) {
        List<Event> events = caller.readAll();
        Map<UUID, Set<UUID>> heard = channel.outcomesOf(caller.commands().keySet());
        List<String> found =
                new Judge(worker, redisMayForget, tally).judge(caller.commands(), events, heard, lab.dataRoot());
        if (!found.isEmpty()) {
            lab.keep(worker, events);
        }
        wrong.addAll(found);
        tally.count("commands", caller.commands().size());
        tally.count("commands sent again", caller.repeats());
    }

    private void isGone(UUID worker) {
        if (Expect.right(lab.redis().registry().find(worker)).isPresent()) {
            wrong.add("worker " + worker + " is still recorded after it was killed");
        }
        if (lab.broker().consumer().depth(worker.toString()).isRight()) {
            wrong.add("the queue of worker " + worker + " is still there after it was killed");
        }
        if (Files.exists(lab.snapshots().resolve(worker.toString()))) {
            // Of a host that was writing one while another, told to kill the worker, took it over. Nobody uses it
            // again.
            tally.count("snapshots left behind by a host that was taken over", 1);
        }
    }
}
