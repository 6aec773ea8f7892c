package io.framewright.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.framewright.command.Command;
import io.framewright.either.Either;
import io.framewright.event.Event;
import io.framewright.event.Failure;
import io.framewright.serialize.Json;
import io.framewright.transport.testing.BrokerKind;
import io.framewright.transport.testing.BrokerPair;
import io.framewright.transport.testing.Brokers;
import io.framewright.transport.testing.FaultProxy;
import io.framewright.transport.testing.KillableServer;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Connections are cut and servers killed while calls are under way: each call gets exactly one answer, its own. */
@Brokers(value = BrokerKind.REAL, own = true)
@Timeout(300)
class ClientFaultsTest {
    private static final int CALLS = 100_000;
    private static final int CALLERS = 4;
    private static final int IN_FLIGHT = 1_000;

    @Test
    void eachOfAHundredThousandCallsGetsOneAnswerThoughConnectionsAreCutAtRandom(BrokerPair brokers)
            throws InterruptedException {
        long seed = Long.getLong(
                "framewright.test.seed", ThreadLocalRandom.current().nextLong());
        try (FaultProxy amqp = FaultProxy.inFrontOf(brokers.amqpUri());
                FaultProxy redis = FaultProxy.inFrontOf(brokers.redisUri());
                EchoWorker worker = EchoWorker.start(brokers.amqpUri(), brokers.redisUri());
                Framewright client = connect(amqp.uri(brokers.amqpUri()), redis.uri(brokers.redisUri()));
                Cutter cutter = new Cutter(new Random(seed), List.of(amqp, redis))) {
            Tally tally = new Tally(CALLS);
            callFromSeveralThreads(client, worker, tally);
            tally.await();

            assertThat(cutter.cuts()).as("seed " + seed).isGreaterThan(5);
            assertThat(tally.wrong()).as("seed " + seed).isEmpty();
        }
    }

    @Test
    void callsSurviveARestartOfTheBroker(BrokerPair brokers) throws InterruptedException {
        callsSurvive(brokers, brokers.broker());
    }

    @Test
    void callsSurviveARestartOfRedis(BrokerPair brokers) throws InterruptedException {
        callsSurvive(brokers, brokers.redis());
    }

    private static void callsSurvive(BrokerPair brokers, Optional<KillableServer> server) throws InterruptedException {
        assumeThat(server).as("a server of our own to kill").isPresent();
        int calls = 4_000;
        try (EchoWorker worker = EchoWorker.start(brokers.amqpUri(), brokers.redisUri());
                Framewright client = connect(brokers.amqpUri(), brokers.redisUri())) {
            Tally tally = new Tally(calls);
            for (int i = 0; i < calls; i++) {
                tally.count(i, client.send(worker.id, numbered(i)));
                if (i == calls / 2) {
                    server.orElseThrow().kill();
                }
            }
            server.orElseThrow().restart();
            tally.await();

            assertThat(tally.wrong()).isEmpty();
        }
    }

    private static void callFromSeveralThreads(Framewright client, EchoWorker worker, Tally tally)
            throws InterruptedException {
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        for (int caller = 0; caller < CALLERS; caller++) {
            int first = caller;
            callers.execute(() -> {
                Semaphore room = new Semaphore(IN_FLIGHT / CALLERS);
                for (int i = first; i < CALLS; i += CALLERS) {
                    room.acquireUninterruptibly();
                    Either<Failure, Event> call = client.send(worker.id, numbered(i));
                    tally.count(i, call);
                    call.onOutcome(known -> room.release());
                }
            });
        }
        callers.shutdown();
        assertThat(callers.awaitTermination(4, TimeUnit.MINUTES)).isTrue();
    }

    private static Command numbered(int i) {
        return Command.of("ECHO", Json.mapper().createObjectNode().put("number", i));
    }

    private static Framewright connect(String amqp, String redis) {
        return Framewright.connect(ClientConfig.of(URI.create(amqp), URI.create(redis))
                        .withRetry(new Retry(20, Duration.ofMillis(100))))
                .fold(
                        failure -> {
                            throw new AssertionError(failure);
                        },
                        pending -> {
                            throw new AssertionError(pending);
                        },
                        client -> client);
    }

    /** Counts the answers of each call. */
    private static final class Tally {
        private final AtomicIntegerArray answers;
        private final Map<Integer, String> wrong = new TreeMap<>();
        private final CountDownLatch open;

        Tally(int calls) {
            answers = new AtomicIntegerArray(calls);
            open = new CountDownLatch(calls);
        }

        void count(int number, Either<Failure, Event> call) {
            call.onOutcome(known -> {
                String problem = known.fold(
                        failure -> failure.toString(),
                        pending -> "pending",
                        event -> event.data().path("number").asInt() == number ? "" : "not its own: " + event);
                if (answers.incrementAndGet(number) > 1) {
                    problem = "answered again";
                }
                if (!problem.isEmpty()) {
                    note(number, problem);
                }
                open.countDown();
            });
        }

        private synchronized void note(int number, String problem) {
            wrong.put(number, problem);
        }

        void await() throws InterruptedException {
            assertThat(open.await(3, TimeUnit.MINUTES))
                    .as(() -> open.getCount() + " calls have no answer")
                    .isTrue();
        }

        synchronized Map<Integer, String> wrong() {
            return new TreeMap<>(wrong);
        }
    }

    /** Cuts one connection or the other every now and then, and sometimes lets none through for a while. */
    private static final class Cutter implements AutoCloseable {
        private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        private final Random random;
        private final List<FaultProxy> proxies;
        private final AtomicInteger cuts = new AtomicInteger();

        Cutter(Random random, List<FaultProxy> proxies) {
            this.random = random;
            this.proxies = new ArrayList<>(proxies);
            next();
        }

        int cuts() {
            return cuts.get();
        }

        private void next() {
            var pause = clock.schedule(this::cut, 150 + random.nextInt(600), TimeUnit.MILLISECONDS);
            assertThat(pause.isCancelled()).isFalse();
        }

        private void cut() {
            FaultProxy proxy = proxies.get(random.nextInt(proxies.size()));
            cuts.incrementAndGet();
            if (random.nextInt(4) == 0) {
                proxy.refuse();
                var back = clock.schedule(proxy::resume, 50 + random.nextInt(300), TimeUnit.MILLISECONDS);
                assertThat(back.isCancelled()).isFalse();
            } else {
                proxy.cut();
            }
            next();
        }

        @Override
        public void close() {
            clock.shutdownNow();
            proxies.forEach(FaultProxy::resume);
        }
    }
}
