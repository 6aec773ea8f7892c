package io.framewright.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.framewright.client.ClientConfig;
import io.framewright.client.Framewright;
import io.framewright.command.Command;
import io.framewright.either.Either;
import io.framewright.event.Event;
import io.framewright.event.Failure;
import io.framewright.serialize.Json;
import io.framewright.serialize.Timestamps;
import io.framewright.transport.testing.BrokerPair;
import io.framewright.transport.testing.Brokers;
import io.framewright.transport.testing.FreePorts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The process that serves HTTP is killed from one moment to the next while a hundred clients read, and is started again
 * on its port: nobody reads anything wrong, and who misses something is told what.
 */
@Brokers
class FaceIsKilledE2eTest {
    private static final int ROWS = 2_000;
    private static final int PAGE = 20;
    private static final int PAGES = ROWS / PAGE;
    private static final int CLIENTS_OF_A_KIND = 50;
    private static final int EVENTS_BEFORE = 5;
    private static final int COMMANDS_AFTER = 20;
    private static final long PATIENCE_SECONDS = 120;

    private final BrokerPair brokers;
    private final UUID worker = UUID.randomUUID();
    private final String path = "/workers/" + worker;
    private final UUID lastCommand = UUID.randomUUID();
    private final URI server =
            URI.create("http://127.0.0.1:" + FreePorts.find(1).get(0));
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .executor(threads)
            .build();
    private final Framewright client;
    private final AtomicInteger changes = new AtomicInteger();
    private final CountDownLatch readHalf = new CountDownLatch(CLIENTS_OF_A_KIND);
    private final CountDownLatch toldSome = new CountDownLatch(CLIENTS_OF_A_KIND);
    private final CountDownLatch killing = new CountDownLatch(1);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    FaceIsKilledE2eTest(BrokerPair brokers) {
        this.brokers = brokers;
        this.client = right(
                Framewright.connect(ClientConfig.of(URI.create(brokers.amqpUri()), URI.create(brokers.redisUri()))));
    }

    @AfterEach
    void close() {
        threads.shutdownNow();
        client.close();
    }

    private RunningPlatform up() {
        return RunningPlatform.start(
                new Cli(home),
                Map.of("FRAMEWRIGHT_AMQP", brokers.amqpUri()),
                "--data-root",
                home.toString(),
                "--redis",
                brokers.redisUri(),
                "--http",
                Integer.toString(server.getPort()));
    }

    @Test
    void whoPagesAndWhoFollowsGoesOnOrIsTold() throws Exception {
        Files.writeString(
                home.resolve("numbers.csv"),
                IntStream.range(0, ROWS).mapToObj(n -> n + "\n").collect(Collectors.joining("", "n\n", "")));
        AtomicBoolean enough = new AtomicBoolean();
        List<Future<Pager.Read>> pagers;
        List<Future<EventReader.Read>> readers;
        Future<Integer> changing;
        RunningPlatform killed = up();
        try {
            right(client.spawnWorker("test:" + worker, worker));
            send(UUID.randomUUID(), "LOAD_WORKER_FRAME_MANAGER", load());
            change(UUID.randomUUID());
            readers = started(
                    i -> new EventReader(http, server.resolve(path + "/events"), lastCommand.toString(), this::onRead));
            changing = threads.submit(() -> {
                int sent = 0;
                for (; !enough.get(); sent++) {
                    change(UUID.randomUUID());
                }
                return sent;
            });
            pagers = started(i -> new Pager(http, server, path + question(i), PAGES / 2, this::atHalf));
            assertThat(toldSome.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(readHalf.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            killing.countDown();
        } finally {
            killed.kill();
        }
        try (RunningPlatform next = up()) {
            assertThat(next.ready().path("http").asText()).isEqualTo(server.toString());
            List<Pager.Read> pages = all(pagers);
            enough.set(true);
            assertThat(changing.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isPositive();
            for (int i = 0; i < COMMANDS_AFTER; i++) {
                change(UUID.randomUUID());
            }
            change(lastCommand);
            List<EventReader.Read> told = all(readers);

            IntStream.range(0, CLIENTS_OF_A_KIND).forEach(i -> holds(i, pages.get(i)));
            List<String> recorded = recorded();
            assertThat(told).allSatisfy(read -> holds(read, recorded));
            assertThat(told)
                    .as("came back")
                    .allSatisfy(read -> assertThat(read.connections()).isGreaterThan(1));
            right(client.worker(worker).kill());
        }
    }

    private String question(int i) {
        return switch (i % 3) {
            case 0 -> "/?frame=numbers&limit=" + PAGE;
            case 1 -> "/?frame=numbers&sort=n:desc&limit=" + PAGE;
            default -> "/?frame=changing&limit=" + PAGE;
        };
    }

    /** What does not change is read to its end; of what changes either all is read, or it is told that it is gone. */
    private static void holds(int i, Pager.Read read) {
        List<JsonNode> rows =
                read.lines().stream().map(FaceIsKilledE2eTest::json).toList();
        List<Integer> numbers = IntStream.range(0, ROWS).boxed().collect(Collectors.toCollection(ArrayList::new));
        if (i % 3 == 1) {
            Collections.reverse(numbers);
        }
        if (i % 3 != 2) {
            assertThat(read.gone())
                    .as("pager " + i + " is told that it is gone")
                    .isFalse();
            assertThat(read.brokenOff()).as("pager " + i + " saw it killed").isPositive();
        } else {
            assertThat(rows.stream().map(row -> row.path("version").asInt()).distinct())
                    .as("versions of pager " + i)
                    .hasSize(1);
        }
        assertThat(rows.stream().map(row -> row.path("n").asInt()).toList())
                .as("rows of pager " + i)
                .isEqualTo(numbers.subList(0, read.gone() ? rows.size() : ROWS));
    }

    /** Each event once and in order; where some are missing it is told how many, and no others are. */
    private static void holds(EventReader.Read read, List<String> recorded) {
        long position = 0;
        for (EventReader.Told one : read.told()) {
            if (one.type().equals("gap")) {
                assertThat(one.data().path("after").asLong()).isEqualTo(position);
                position += one.data().path("missed").asLong();
            } else {
                position++;
                assertThat(one.data().path("sequence").asLong()).isEqualTo(position);
                assertThat(one.data().path("eventId").asText()).isEqualTo(recorded.get((int) position - 1));
            }
            assertThat(one.id()).isEqualTo(position + "-0");
        }
        assertThat(position).isEqualTo(recorded.size());
    }

    private List<String> recorded() {
        List<String> ids = new ArrayList<>();
        List<Event> page;
        do {
            page = right(client.recorded(worker, ids.size(), 500)).events();
            page.forEach(event -> ids.add(event.eventId().toString()));
        } while (!page.isEmpty());
        return ids;
    }

    private void onRead(int count) {
        if (count == EVENTS_BEFORE) {
            toldSome.countDown();
        }
    }

    /** All wait for the last, so that each has half of its way before it when the process is killed. */
    private void atHalf() {
        readHalf.countDown();
        try {
            assertThat(killing.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /** Makes one of the clients. */
    @FunctionalInterface
    private interface ClientOf<T> {
        Callable<T> number(int i);
    }

    private <T> List<Future<T>> started(ClientOf<T> clients) {
        return IntStream.range(0, CLIENTS_OF_A_KIND)
                .mapToObj(i -> threads.submit(clients.number(i)))
                .toList();
    }

    private static <T> List<T> all(List<Future<T>> futures) throws Exception {
        List<T> all = new ArrayList<>();
        for (Future<T> future : futures) {
            all.add(future.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
        }
        return all;
    }

    private static String load() {
        return "{'frame': 'numbers', 'source': {'type': 'csv', 'path': 'numbers.csv'}}";
    }

    private void change(UUID id) {
        send(
                id,
                "MODIFY_WORKER_FRAME_MANAGER",
                "{'frame': 'numbers', 'into': 'changing', 'operations': [{'op': 'derive', 'column': 'version', 'as': 'n * 0 + "
                        + changes.incrementAndGet() + "'}]}");
    }

    private void send(UUID id, String type, String data) {
        right(client.worker(worker)
                .withTimeout(Duration.ofSeconds(PATIENCE_SECONDS))
                .send(new Command(type, id, Timestamps.now(), null, null, null, null, json(data.replace('\'', '"')))));
    }

    private static JsonNode json(String text) {
        try {
            return Json.mapper().readTree(text);
        } catch (IOException notJson) {
            throw new AssertionError(text, notJson);
        }
    }

    private static <T> T right(Either<Failure, T> either) {
        return either.await()
                .fold(
                        failure -> {
                            throw new AssertionError(failure.toString());
                        },
                        pending -> {
                            throw new AssertionError(pending.message());
                        },
                        value -> value);
    }
}
