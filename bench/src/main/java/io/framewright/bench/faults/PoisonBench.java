package io.framewright.bench.faults;

import io.framewright.command.Command;
import io.framewright.event.Event;
import io.framewright.event.Outcome;
import io.framewright.transport.DestinationNames;
import io.framewright.transport.WorkerRecord;
import io.framewright.transport.embedded.EmbeddedRedisConfig.Fsync;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import redis.clients.jedis.Jedis;

/**
 * Poison and innocence, with whole processes: ten hosts leave gracefully in the middle of commands, and no crash is
 * counted; then a command ends the process of whoever runs it, three times, is given up, and the next one is done.
 * Usage: {@code PoisonBench [SEED]}. Exits 1 if a promise was broken.
 */
public final class PoisonBench {
    private static final int CRASH_LIMIT = 3;
    private static final int DRAINS = 10;
    private static final long WITHIN_NANOS = TimeUnit.MINUTES.toNanos(3);
    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(30);

    private final Lab lab;
    private final UUID worker;
    private final Caller caller;
    private final CommandScript script;
    private final List<String> wrong = new ArrayList<>();

    private PoisonBench(Lab lab, UUID worker, long seed) {
        this.lab = lab;
        this.worker = worker;
        this.caller = lab.caller(worker);
        this.script = new CommandScript(seed);
    }

    /** See the class. */
    public static void main(String[] arguments) {
        long seed = arguments.length > 0 ? Long.parseLong(arguments[0]) : System.nanoTime();
        System.exit(run(DRAINS, seed, System.out).isEmpty() ? 0 : 1);
    }

    /** Gives back what went wrong. */
    static List<String> run(int drains, long seed, PrintStream out) {
        out.println("seed " + seed + ", " + drains + " drains");
        SplittableRandom chance = new SplittableRandom(seed);
        try (Lab lab = new Lab(Fsync.ALWAYS, 2, false, CRASH_LIMIT, Duration.ofMinutes(30))) {
            lab.fleet().awaitReady(2);
            UUID spawning = new UUID(chance.nextLong(), chance.nextLong());
            PoisonBench bench = new PoisonBench(lab, Managers.workerOf(spawning), chance.nextLong());
            new Managers(lab).spawn(spawning, "poison:" + seed).ifPresent(bench.wrong::add);
            bench.drain(drains);
            bench.poison();
            bench.wrong.addAll(new Judge(bench.worker, false, new Tally()).judgeOrder(bench.caller.readAll()));
            bench.wrong.forEach(one -> out.println("WRONG: " + one));
            out.println(
                    bench.wrong.isEmpty() ? "Every promise was kept." : bench.wrong.size() + " promises were broken.");
            return bench.wrong;
        }
    }

    private void drain(int drains) {
        for (int i = 0; i < drains; i++) {
            for (int k = 0; k < 20; k++) {
                caller.send(script.next());
            }
            lab.fleet().awaitReady(2);
            HostProcess host = lab.fleet().of(record().pid()).orElseThrow();
            host.close();
            await("outcomes after drain " + i, () -> caller.open() == 0 && !host.isAlive());
            lab.fleet().replace();
        }
        if (crashes() > 0) {
            wrong.add(drains + " graceful ends count as " + crashes() + " crashes");
        }
    }

    private void poison() {
        Command poison = script.crash();
        Command next = script.hash();
        caller.send(poison);
        caller.send(next);
        await("an end of the poison", () -> {
            lab.fleet().replace();
            return caller.open() == 0;
        });
        Event given = caller.outcomes().get(poison.commandId());
        if (given == null || !given.data().path("error").path("code").asText().equals("POISON_COMMAND")) {
            wrong.add("the command that crashes every host ended as " + given);
        }
        Event done = caller.outcomes().get(next.commandId());
        if (done == null || done.outcome() != Outcome.SUCCEEDED) {
            wrong.add("the command after the poison ended as " + done);
        }
        long letters = Expect.right(lab.broker().consumer().depth(DestinationNames.DEAD_LETTER_QUEUE));
        if (letters != 1) {
            wrong.add("there are " + letters + " dead letters, not 1");
        }
    }

    private long crashes() {
        try (Jedis redis = new Jedis(URI.create(lab.servers().redis()))) {
            return redis.hlen(DestinationNames.workerCrashes(worker))
                    + redis.hlen(DestinationNames.workerRestarts(worker));
        }
    }

    private WorkerRecord record() {
        return Expect.right(lab.redis().registry().find(worker)).orElseThrow();
    }

    private void await(String what, BooleanSupplier done) {
        long deadline = System.nanoTime() + WITHIN_NANOS;
        while (!done.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                wrong.add("no " + what + ": " + caller);
                return;
            }
            LockSupport.parkNanos(TICK_NANOS);
            caller.tick();
        }
    }
}
