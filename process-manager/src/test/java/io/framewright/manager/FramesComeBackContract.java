package io.framewright.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.framewright.command.Command;
import io.framewright.command.CommandTypes;
import io.framewright.either.Either;
import io.framewright.event.Event;
import io.framewright.event.Failure;
import io.framewright.frame.Frame;
import io.framewright.query.Attachments;
import io.framewright.query.FrameHash;
import io.framewright.query.source.DataRoots;
import io.framewright.query.source.KeyedRows;
import io.framewright.serialize.CommandCodec;
import io.framewright.transport.DestinationNames;
import io.framewright.transport.OutgoingMessage;
import io.framewright.transport.WorkerStart.Intent;
import io.framewright.transport.rabbitmq.AmqpConfig;
import io.framewright.transport.rabbitmq.RabbitMq;
import io.framewright.transport.redis.RedisConfig;
import io.framewright.transport.redis.RedisEvents;
import io.framewright.transport.testing.BrokerPair;
import io.framewright.worker.CommandContext;
import io.framewright.worker.CommandHandler;
import io.framewright.worker.Handlers;
import io.framewright.worker.Reply;
import io.framewright.worker.WorkerConfig;
import io.framewright.worker.WorkerSession;
import io.framewright.worker.WorkerSpec;
import io.framewright.worker.snapshot.SnapshotDirectory;
import io.framewright.worker.snapshot.SnapshotPolicy;
import io.framewright.worker.snapshot.Snapshots;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A worker whose host is gone has on the next one the frames it had: whatever it was doing, and wherever it was cut
 * off.
 */
@TestInstance(TestInstance.Lifecycle.PER_METHOD)
abstract class FramesComeBackContract {
    private static final int COMMANDS = 60;
    private static final String INFO = CommandTypes.GET_INFO_WORKER;
    private static final String LOAD = CommandTypes.LOAD_WORKER_FRAME_MANAGER;
    private static final String MODIFY = CommandTypes.MODIFY_WORKER_FRAME_MANAGER;
    private static final String SNAPSHOT = CommandTypes.SNAPSHOT_WORKER_FRAME_MANAGER;

    /** Snapshots as often as can be, so that they are met in every state. */
    private static final SnapshotPolicy EAGER = new SnapshotPolicy(3, 1 << 20, Duration.ofSeconds(1), 2);

    private static final SnapshotPolicy NEVER = new SnapshotPolicy(1_000_000, 1 << 30, Duration.ofHours(1), 2);

    @TempDir
    Path root;

    @TempDir
    Path kept;

    private final BrokerPair brokers;
    private final UUID worker = UUID.randomUUID();
    private final String channel = "test:" + UUID.randomUUID();
    private final Outcomes outcomes = new Outcomes();
    private final List<LoneWorker> hosts = new ArrayList<>();
    private RabbitMq callersBroker;
    private RedisEvents callersRedis;

    FramesComeBackContract(BrokerPair brokers) {
        this.brokers = brokers;
    }

    /** Changes the frame a in a way that nobody can tell how to repeat. */
    private static final class Shorten implements CommandHandler {
        @Override
        public String commandType() {
            return "SHORTEN";
        }

        @Override
        public Either<Failure, Reply> handle(Command command, CommandContext context) {
            return context.frames()
                    .find("a")
                    .map(frame ->
                            Reply.of(command.data(), context.frames().with("a", frame.slice(0, frame.rowCount() - 1))));
        }
    }

    @BeforeEach
    void connect() throws IOException {
        callersBroker = Platform.right(RabbitMq.open(AmqpConfig.of(brokers.amqpUri())));
        callersRedis = Platform.right(RedisEvents.open(RedisConfig.of(URI.create(brokers.redisUri()))));
        Platform.right(callersRedis.subscriber().follow(channel, outcomes));
        Files.write(
                root.resolve("numbers.csv"),
                Stream.concat(
                                Stream.of("n,x,t"),
                                IntStream.range(0, 500).mapToObj(i -> i % 7 + "," + i / 8.0 + ",t" + i % 3))
                        .toList());
    }

    @AfterEach
    void end() {
        hosts.get(hosts.size() - 1).kill();
        hosts.forEach(LoneWorker::close);
        callersBroker.close();
        callersRedis.close();
    }

    private WorkerConfig config(Snapshots snapshots, SnapshotPolicy policy) {
        return WorkerConfig.defaults(DataRoots.of(List.of(root))).withSnapshots(snapshots, policy);
    }

    private Snapshots snapshots() {
        return Platform.right(SnapshotDirectory.of(kept));
    }

    private LoneWorker host(WorkerConfig config) {
        return host(worker, config);
    }

    private LoneWorker host(UUID id, WorkerConfig config) {
        LoneWorker host = LoneWorker.start(brokers, id, channel, config, Handlers.with(List.of(new Shorten())));
        hosts.add(host);
        return host;
    }

    private void send(UUID to, Command command) {
        Platform.right(Platform.join(callersBroker
                .publisher()
                .publish(DestinationNames.workQueue(to), OutgoingMessage.json(CommandCodec.write(command), null))));
    }

    private Event ask(String type, String json) {
        Command command = Platform.command(type, json);
        send(worker, command);
        return outcomes.await(command.commandId());
    }

    private void succeeds(String type, String json) {
        Event event = ask(type, json);
        assertThat(event.eventType()).as(event::toString).endsWith("_SUCCEEDED");
    }

    /** All that can be seen of the frames. */
    private static Map<String, String> seen(WorkerSession session) {
        Map<String, String> all = new LinkedHashMap<>();
        session.frameManager().frames().byName().forEach((name, frame) -> all.put(name, seen(frame)));
        return all;
    }

    private static String seen(Frame frame) {
        return frame.columns() + " " + frame.rowCount() + " " + FrameHash.of(frame) + " " + Attachments.json(frame)
                + " " + frame.lineage();
    }

    private List<Event> events(String type) {
        return outcomes.seen().stream()
                .filter(event -> event.eventType().equals(type) && worker.equals(event.workerId()))
                .toList();
    }

    /** By a seed each, so that what fails can be done again. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void cutOffAnywhereItGoesOnAsIfNothingHadBeen(long seed) {
        Random random = new Random(seed);
        List<Command> commands = new RandomCommands(seed).list(COMMANDS);
        Snapshots store = random.nextInt(4) == 0 ? Snapshots.none() : snapshots();
        WorkerConfig config = config(store, random.nextBoolean() ? EAGER : NEVER);
        String key = "test:" + UUID.randomUUID();
        LoneWorker host = host(config);
        succeeds(
                CommandTypes.LOAD_STREAM_WORKER_FRAME_MANAGER,
                "{'frame': 'stream', 'stream': {'type': 'redis-stream', 'key': '" + key + "'}}");

        commands.forEach(command -> send(worker, command));
        int rows = 5_000;
        Platform.right(callersRedis.keys().write(key, KeyedRows.Kind.STREAM, false, rows, i -> "{\"i\": " + i + "}"));
        for (int drop = 0; drop < 3; drop++) {
            Command waitFor = commands.get(random.nextInt(COMMANDS));
            outcomes.await(waitFor.commandId());
            host.cutOff();
            host = host(config);
        }
        commands.forEach(command -> outcomes.await(command.commandId()));
        WorkerSession session = host.session();
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(
                                session.frameManager().frames().byName().get("stream"))
                        .extracting(Frame::rowCount)
                        .isEqualTo(rows));
        UUID calm = UUID.randomUUID();
        LoneWorker other = host(calm, config(snapshots(), NEVER));
        commands.forEach(command -> send(calm, command));
        await().atMost(Duration.ofSeconds(60)).until(() -> other.session().commandsHandled() >= COMMANDS);
        Map<String, String> expected = seen(other.session());
        other.kill();
        hosts.remove(other);

        // The outcome is told a moment before readers see the frames.
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            Map<String, String> after = seen(session);
            assertThat(after.remove("stream")).isNotNull();
            assertThat(after).isEqualTo(expected);
        });
        assertThat(events("FRAME_LOST")).isEmpty();
        assertThat(events("FRAME_RECOVERED"))
                .isNotEmpty()
                .allSatisfy(event ->
                        assertThat(event.data().path("degraded").asBoolean()).isFalse());
        assertThat(there(session, "stream").rows())
                .extracting(row -> row.get("i"))
                .doesNotHaveDuplicates();
        for (Command command : commands) {
            assertThat(outcomes.seen().stream()
                            .filter(event -> worker.equals(event.workerId())
                                    && event.commandId().equals(command.commandId())
                                    && event.outcome().isTerminal())
                            .map(Event::eventId)
                            .distinct())
                    .hasSize(1);
        }
    }

    @Test
    void leftInGoodOrderItComesBackFromItsSnapshotAlone() throws IOException {
        WorkerConfig config = config(snapshots(), NEVER);
        LoneWorker first = host(config);
        succeeds(LOAD, "{'frame': 'a', 'source': {'type': 'csv', 'path': 'numbers.csv'}}");
        succeeds(MODIFY, "{'frame': 'a', 'operations': [{'op': 'filter', 'where': 'n > 2'}]}");
        first.leave();
        final Map<String, String> before = seen(first.session());
        Files.delete(root.resolve("numbers.csv"));

        LoneWorker second = host(config);
        JsonNode info = ask(INFO, "{}").data();

        assertThat(seen(second.session())).isEqualTo(before);
        assertThat(events("FRAME_RECOVERED")).hasSize(1);
        JsonNode told = events("FRAME_RECOVERED").get(0).data();
        assertThat(told.path("frame").asText()).isEqualTo("a");
        assertThat(told.path("degraded").asBoolean()).isFalse();
        assertThat(told.path("stepsReplayed").asInt()).isZero();
        assertThat(told.path("snapshot").asText()).isEqualTo("2-0");
        assertThat(events("FRAME_RECOVERED").get(0).epoch()).isEqualTo(2);
        assertThat(info.path("snapshot").path("step").asText()).isEqualTo("2-0");
        assertThat(info.path("snapshot").path("stepsSince").asInt()).isZero();
        assertThat(info.path("snapshot").path("takenOn").asText()).isNotEmpty();
    }

    @Test
    void aChangedSourceIsTold() throws IOException {
        WorkerConfig config = config(snapshots(), NEVER);
        LoneWorker first = host(config);
        succeeds(LOAD, "{'frame': 'a', 'source': {'type': 'csv', 'path': 'numbers.csv'}}");
        succeeds(LOAD, "{'frame': 'b', 'source': {'type': 'rows', 'rows': [{'n': 1}]}}");
        first.cutOff();
        Files.writeString(root.resolve("numbers.csv"), "n\n1\n");

        host(config);
        succeeds(INFO, "{}");

        assertThat(events("FRAME_RECOVERED"))
                .extracting(event ->
                        event.data().path("frame").asText() + " " + event.data().path("degraded"))
                .containsExactly("a true", "b false");
        assertThat(events("FRAME_RECOVERED")
                        .get(0)
                        .data()
                        .path("reasons")
                        .get(0)
                        .asText())
                .isEqualTo("SOURCE_CHANGED");
    }

    @Test
    void aChangeThatCannotBeRepeatedIsKeptBeforeItIsAnswered() {
        WorkerConfig config = config(snapshots(), NEVER);
        LoneWorker first = host(config);
        succeeds(LOAD, "{'frame': 'a', 'source': {'type': 'rows', 'rows': [{'n': 1}, {'n': 2}, {'n': 3}]}}");
        succeeds("SHORTEN", "{}");
        first.cutOff();

        LoneWorker second = host(config);
        succeeds("SHORTEN", "{}");
        second.cutOff();
        LoneWorker third = host(config);
        succeeds(INFO, "{}");

        assertThat(there(third.session(), "a").rowCount()).isEqualTo(1);
        assertThat(events("FRAME_RECOVERED"))
                .allSatisfy(event ->
                        assertThat(event.data().path("degraded").asBoolean()).isFalse());
    }

    @Test
    void aSnapshotOnRequestIsThereBeforeItIsAnsweredAndOldOnesGo() {
        LoneWorker host = host(config(snapshots(), NEVER));
        succeeds(LOAD, "{'frame': 'a', 'source': {'type': 'rows', 'rows': [{'n': 1}]}}");
        for (int i = 0; i < 4; i++) {
            Event event = ask(SNAPSHOT, "{}");
            assertThat(event.eventType()).endsWith("_SUCCEEDED");
            assertThat(event.data().path("frames").get(0).asText()).isEqualTo("a");
            assertThat(Platform.right(snapshots().list(worker)).get(0).at().sequence())
                    .isEqualTo(event.sequence());
        }
        await().untilAsserted(() ->
                assertThat(Platform.right(snapshots().list(worker))).hasSize(2));
        assertThat(host.session().frameManager().frames().size()).isOne();
    }

    @Test
    void whereTheOnlySnapshotIsDamagedTheStepsStandInForIt() throws IOException {
        WorkerConfig config = config(snapshots(), NEVER);
        LoneWorker first = host(config);
        succeeds(LOAD, "{'frame': 'a', 'source': {'type': 'rows', 'rows': [{'n': 1}, {'n': 2}]}}");
        succeeds(SNAPSHOT, "{}");
        succeeds(MODIFY, "{'frame': 'a', 'operations': [{'op': 'filter', 'where': 'n > 1'}]}");
        first.cutOff();
        try (Stream<Path> files = Files.list(kept.resolve(worker.toString()).resolve("frames"))) {
            for (Path file : files.toList()) {
                Files.writeString(file, "damaged");
            }
        }

        LoneWorker second = host(config);
        succeeds(INFO, "{}");

        assertThat(there(second.session(), "a").rowCount()).isOne();
        assertThat(events("FRAME_RECOVERED"))
                .hasSize(1)
                .allSatisfy(event ->
                        assertThat(event.data().path("degraded").asBoolean()).isFalse());
    }

    @Test
    void killedItLeavesNoSnapshots() {
        LoneWorker host = host(config(snapshots(), NEVER));
        succeeds(LOAD, "{'frame': 'a', 'source': {'type': 'rows', 'rows': [{'n': 1}]}}");
        succeeds(SNAPSHOT, "{}");
        host.kill();
        assertThat(kept.resolve(worker.toString())).doesNotExist();
        LoneWorker again = host(config(snapshots(), NEVER));
        succeeds(INFO, "{}");
        assertThat(again.session().frameManager().frames().size()).isZero();
    }

    @Test
    void withoutAPlaceForSnapshotsTheCommandSaysWhatToDo() {
        host(config(Snapshots.none(), NEVER));
        Event event = ask(SNAPSHOT, "{}");
        assertThat(event.eventType()).endsWith("_FAILED");
        assertThat(event.data().path("error").path("message").asText()).contains("--snapshots DIR");
    }

    @Test
    void withoutSnapshotsTheJournalBeginsAnewWhenItIsFull() {
        WorkerConfig config = config(Snapshots.none(), new SnapshotPolicy(1_000, 2_000, Duration.ofHours(1), 2));
        LoneWorker first = host(config);
        for (int i = 0; i < 30; i++) {
            succeeds(LOAD, "{'frame': 'f" + i + "', 'source': {'type': 'rows', 'rows': [{'n': " + i + "}]}}");
        }
        first.cutOff();

        LoneWorker second = host(config);
        succeeds(INFO, "{}");

        int back = second.session().frameManager().frames().size();
        assertThat(back).isBetween(1, 15);
        assertThat(events("FRAME_RECOVERED")).hasSize(back);
        assertThat(events("FRAME_LOST"))
                .hasSize(30 - back)
                .allSatisfy(event -> assertThat(
                                event.data().path("error").path("message").asText())
                        .contains("--snapshots DIR"));
    }

    @Test
    void aWorkerThatWasToForgetBeginsWithoutFrames() {
        WorkerConfig config = config(snapshots(), EAGER);
        LoneWorker first = LoneWorker.start(
                brokers,
                new WorkerSpec(worker, channel, UUID.randomUUID(), "test", Intent.SPAWN, false),
                config,
                Handlers.with(List.of()));
        hosts.add(first);
        succeeds(LOAD, "{'frame': 'a', 'source': {'type': 'rows', 'rows': [{'n': 1}]}}");
        assertThat(ask(SNAPSHOT, "{}").eventType()).endsWith("_FAILED");
        first.leave();
        assertThat(kept.resolve(worker.toString())).doesNotExist();

        LoneWorker second = host(config);
        JsonNode info = ask(INFO, "{}").data();

        assertThat(info.path("frames")).isEmpty();
        assertThat(second.session().frameManager().frames().size()).isZero();
        assertThat(events("FRAME_LOST")).isEmpty();
    }

    private static Frame there(WorkerSession session, String name) {
        return Objects.requireNonNull(session.frameManager().frames().byName().get(name), name);
    }
}
