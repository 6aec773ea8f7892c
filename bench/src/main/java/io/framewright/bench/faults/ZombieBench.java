package io.framewright.bench.faults;

import io.framewright.command.Command;
import io.framewright.event.Event;
import io.framewright.transport.WorkerRecord;
import io.framewright.transport.embedded.EmbeddedRedisConfig.Fsync;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Pauses the host of a worker past its lease (SIGSTOP) while commands run, waits until its successor has answered some,
 * and wakes it up again (SIGCONT): it must record nothing, publish nothing, and let the worker go. Usage:
 * {@code ZombieBench [ROUNDS [SEED]]}. Exits 1 if a promise was broken.
 */
public final class ZombieBench {
    private static final long WITHIN_NANOS = TimeUnit.MINUTES.toNanos(2);
    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(25);
    private static final int IN_FLIGHT = 12;

    private final Lab lab;
    private final UUID spawning;
    private final UUID worker;
    private final Caller caller;
    private final CommandScript script;
    private final Channel channel;
    private final SplittableRandom chance;

    private ZombieBench(Lab lab, Channel channel, SplittableRandom chance) {
        this.lab = lab;
        this.channel = channel;
        this.chance = chance;
        this.spawning = new UUID(chance.nextLong(), chance.nextLong());
        this.worker = Managers.workerOf(spawning);
        this.caller = lab.caller(worker);
        this.script = new CommandScript(chance.nextLong());
    }

    /** One line a round on standard output. */
    public static void main(String[] arguments) {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 200;
        long seed = arguments.length > 1
                ? Long.parseLong(arguments[1])
                : ThreadLocalRandom.current().nextLong(1, 1_000_000);
        System.exit(run(rounds, seed, System.out).isEmpty() ? 0 : 1);
    }

    /** Gives back what went wrong. */
    static List<String> run(int rounds, long seed, PrintStream out) {
        out.println("seed " + seed + ", " + rounds + " rounds");
        SplittableRandom chance = new SplittableRandom(seed);
        List<String> wrong = new ArrayList<>();
        try (Lab lab = new Lab(Fsync.ALWAYS, 2);
                Channel channel = Channel.follow(lab, "zombies:" + seed)) {
            lab.fleet().awaitReady(2);
            ZombieBench bench = new ZombieBench(lab, channel, chance);
            new Managers(lab).spawn(bench.spawning, channel.name()).ifPresent(wrong::add);
            for (int round = 0; round < rounds && wrong.isEmpty(); round++) {
                bench.round(wrong);
                out.printf(
                        "round %d: %d commands, %d wrong%n",
                        round, bench.caller.commands().size(), wrong.size());
            }
            bench.end(wrong);
        }
        wrong.forEach(one -> out.println("WRONG: " + one));
        out.println(wrong.isEmpty() ? "Every promise was kept." : wrong.size() + " promises were broken.");
        return wrong;
    }

    private void round(List<String> wrong) {
        HostProcess host = owner();
        long epoch = record().epoch();
        long pause = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(chance.nextLong(100, 600));
        talkUntil(() -> System.nanoTime() > pause, wrong);
        host.signal("STOP");
        try {
            talkUntil(
                    () -> record().epoch() > epoch
                            && caller.outcomes().values().stream().anyMatch(event -> event.epoch() > epoch),
                    wrong);
        } finally {
            host.signal("CONT");
        }
        // It wakes in the middle of what it did, with answers under way and a heartbeat that is due.
        talkUntil(() -> host.ask("holds " + worker).equals(Optional.of("false")), wrong);
    }

    /** Keeps commands coming until this is so. */
    private void talkUntil(BooleanSupplier done, List<String> wrong) {
        long deadline = System.nanoTime() + WITHIN_NANOS;
        while (!done.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                wrong.add("no successor, or no end of the old one, in two minutes: " + caller);
                return;
            }
            caller.tick();
            if (caller.open() < IN_FLIGHT) {
                caller.send(script.next());
            }
            LockSupport.parkNanos(TICK_NANOS);
        }
    }

    private WorkerRecord record() {
        return Expect.right(lab.redis().registry().find(worker)).orElseThrow();
    }

    private HostProcess owner() {
        return lab.fleet().of(record().pid()).orElseThrow();
    }

    private void end(List<String> wrong) {
        Command last = script.hash();
        caller.send(last);
        long deadline = System.nanoTime() + WITHIN_NANOS;
        while (!caller.isComplete() && System.nanoTime() < deadline) {
            caller.tick();
            LockSupport.parkNanos(TICK_NANOS);
        }
        List<Event> events = caller.readAll();
        wrong.addAll(new Judge(worker, false, new Tally())
                .judge(
                        caller.commands(),
                        events,
                        channel.outcomesOf(caller.commands().keySet()),
                        lab.dataRoot()));
    }
}
