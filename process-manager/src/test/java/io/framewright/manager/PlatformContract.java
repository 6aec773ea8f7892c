package io.framewright.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.framewright.command.Command;
import io.framewright.command.CommandTypes;
import io.framewright.either.Either;
import io.framewright.event.Event;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.manager.cluster.Spawn;
import io.framewright.serialize.CommandCodec;
import io.framewright.transport.Delivery;
import io.framewright.transport.DestinationNames;
import io.framewright.transport.Idling;
import io.framewright.transport.WorkerRecord;
import io.framewright.transport.WorkerStatus;
import io.framewright.transport.testing.BrokerPair;
import io.framewright.worker.CommandContext;
import io.framewright.worker.CommandHandler;
import io.framewright.worker.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What manager and workers promise, whatever broker they run on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PlatformContract {
    private final Semaphore gate = new Semaphore(0);
    private final AtomicInteger crashes = new AtomicInteger();
    private final AtomicInteger counted = new AtomicInteger();
    private final CountDownLatch began = new CountDownLatch(1);

    @TempDir
    static Path dataRoot;

    private Platform platform;

    /** Waits at a gate, as long work would, and can be cancelled there. */
    private final class WaitAtGate implements CommandHandler {
        @Override
        public String commandType() {
            return "WAIT_AT_GATE";
        }

        @Override
        public Either<Failure, Reply> handle(Command command, CommandContext context) {
            began.countDown();
            try {
                while (!gate.tryAcquire(20, TimeUnit.MILLISECONDS)) {
                    context.monitor().progress(1, 2, "steps");
                    if (context.monitor().cancelled()) {
                        return Either.left(Failure.of(FailureCode.COMMAND_CANCELLED, "Cancelled at the gate."));
                    }
                }
            } catch (InterruptedException stop) {
                throw new IllegalStateException(stop);
            }
            return Either.right(Reply.of(Platform.json("{}")));
        }
    }

    /** Crashes as often as its data says. */
    private final class Crash implements CommandHandler {
        @Override
        public String commandType() {
            return "CRASH";
        }

        @Override
        public Either<Failure, Reply> handle(Command command, CommandContext context) {
            if (crashes.incrementAndGet() <= command.data().path("times").asInt()) {
                throw new IllegalStateException("crash on purpose");
            }
            return Either.right(Reply.of(Platform.json("{'crashes': " + (crashes.get() - 1) + "}")));
        }
    }

    /** Tells how often it has run. */
    private final class Count implements CommandHandler {
        @Override
        public String commandType() {
            return "COUNT";
        }

        @Override
        public Either<Failure, Reply> handle(Command command, CommandContext context) {
            return Either.right(Reply.of(Platform.json("{'counted': " + counted.incrementAndGet() + "}")));
        }
    }

    @BeforeAll
    void start(BrokerPair brokers) {
        platform = Platform.start(
                brokers.amqpUri(), brokers.redisUri(), dataRoot, new WaitAtGate(), new Crash(), new Count());
    }

    @AfterAll
    void stop() {
        platform.close();
    }

    private String channel() {
        return "test:" + UUID.randomUUID();
    }

    @Test
    void aSpawningWhoseManagerDiedBeforeItCouldSaySoFindsTheWorkerThatItMade() {
        String channel = channel();
        Outcomes outcomes = platform.follow(channel);
        Command spawning = Platform.command(CommandTypes.SPAWN_WORKER, "{'responseChannel': '" + channel + "'}");
        UUID made = UUID.nameUUIDFromBytes(("SPAWN_WORKER " + spawning.commandId()).getBytes(StandardCharsets.UTF_8));
        Platform.right(Platform.join(platform.manager().spawn(channel, made)));

        platform.sendTo(DestinationNames.PROCESS_MANAGER_QUEUE, CommandCodec.write(spawning));

        Event spawned = outcomes.await(spawning.commandId());
        assertThat(spawned.eventType()).isEqualTo("SPAWN_WORKER_SUCCEEDED");
        assertThat(spawned.workerId()).isEqualTo(made);
        Platform.right(Platform.join(platform.manager().kill(made, false)));
    }

    @Test
    void aSpawningUnderAUuidOfTheCallersFindsTheWorkerThatItMadeAndNoOther() {
        String channel = channel();
        Outcomes outcomes = platform.follow(channel);
        UUID worker = UUID.randomUUID();
        String data = "{'responseChannel': '" + channel + "', 'workQueue': '" + worker + "'}";
        Command spawning = Platform.command(CommandTypes.SPAWN_WORKER, data);
        Command another = Platform.command(CommandTypes.SPAWN_WORKER, data);
        Platform.right(Platform.join(platform.manager()
                .spawn(new Spawn(worker, channel, true, Set.of(), Idling.NEVER, spawning.commandId()))));

        platform.sendTo(DestinationNames.PROCESS_MANAGER_QUEUE, CommandCodec.write(another));
        platform.sendTo(DestinationNames.PROCESS_MANAGER_QUEUE, CommandCodec.write(spawning));

        assertThat(Outcomes.code(outcomes.await(another.commandId()))).isEqualTo("WORKER_EXISTS");
        Event spawned = outcomes.await(spawning.commandId());
        assertThat(spawned.eventType()).isEqualTo("SPAWN_WORKER_SUCCEEDED");
        assertThat(spawned.workerId()).isEqualTo(worker);
        Platform.right(Platform.join(platform.manager().kill(worker, false)));
    }

    @Test
    void aWorkerIsSpawnedRecordedAndKilledThroughTheQueue() {
        String channel = channel();
        Outcomes outcomes = platform.follow(channel);
        UUID worker = UUID.randomUUID();
        Event spawned = manage(
                outcomes,
                CommandTypes.SPAWN_WORKER,
                "{'responseChannel': '" + channel + "', 'workQueue': '" + worker + "'}");
        assertThat(spawned.eventType()).isEqualTo("SPAWN_WORKER_SUCCEEDED");
        assertThat(spawned.workerId()).isEqualTo(worker);
        assertThat(spawned.data().path("responseChannel").asText()).isEqualTo(channel);
        assertThat(spawned.data().path("pid").asLong())
                .isEqualTo(ProcessHandle.current().pid());
        WorkerRecord record =
                Platform.right(platform.redis().registry().find(worker)).orElseThrow();
        assertThat(record.status()).isEqualTo(WorkerStatus.RUNNING);
        assertThat(record.epoch()).isEqualTo(1);

        Event again = manage(
                outcomes,
                CommandTypes.SPAWN_WORKER,
                "{'responseChannel': '" + channel + "', 'workQueue': '" + worker + "'}");
        assertThat(code(again)).isEqualTo("WORKER_EXISTS");

        Event listed = manage(outcomes, CommandTypes.LIST_WORKERS, "{'responseChannel': '" + channel + "'}");
        assertThat(listed.data().path("workers").findValuesAsText("workerId")).contains(worker.toString());
        Event info = manage(outcomes, CommandTypes.GET_INFO_PROCESS_MANAGER, "{'responseChannel': '" + channel + "'}");
        assertThat(info.data().path("counters").path("workersSpawned").asLong()).isPositive();

        Event killed = manage(
                outcomes,
                CommandTypes.KILL_WORKER,
                "{'responseChannel': '" + channel + "', 'workerId': '" + worker + "'}");
        assertThat(killed.eventType()).isEqualTo("KILL_WORKER_SUCCEEDED");
        assertThat(killed.data().path("changed").asBoolean()).isTrue();
        assertThat(Platform.right(platform.redis().registry().find(worker))).isEmpty();
        assertThat(platform.broker().consumer().depth(worker.toString()).isLeft())
                .isTrue();
        Event killedAgain = manage(
                outcomes,
                CommandTypes.KILL_WORKER,
                "{'responseChannel': '" + channel + "', 'workerId': '" + worker + "'}");
        assertThat(killedAgain.data().path("changed").asBoolean()).isFalse();
    }

    private Event manage(Outcomes outcomes, String type, String json) {
        Command command = Platform.command(type, json);
        platform.sendTo(DestinationNames.PROCESS_MANAGER_QUEUE, CommandCodec.write(command));
        return outcomes.await(command.commandId());
    }

    private static String code(Event event) {
        return event.data().path("error").path("code").asText();
    }

    @Test
    void commandsOfAWorkerEndInOrderEachOnce() {
        String channel = channel();
        Outcomes outcomes = platform.follow(channel);
        UUID worker = platform.spawn(channel).workerId();
        List<Command> commands = IntStream.range(0, 2_000)
                .mapToObj(i -> Platform.command(CommandTypes.GET_INFO_WORKER, "{}"))
                .toList();
        commands.forEach(command -> platform.publish(worker, command));
        commands.forEach(command -> outcomes.await(command.commandId()));
        List<Event> seen = outcomes.seen();
        assertThat(seen)
                .extracting(Event::commandId)
                .containsExactlyElementsOf(
                        commands.stream().map(Command::commandId).toList());
        assertThat(seen)
                .extracting(Event::sequence)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 2_000).mapToObj(i -> (long) i).toList());
        Platform.join(platform.manager().kill(worker, false));
    }

    @Test
    void aCommandDeliveredAgainIsAnsweredWithTheRecordedEvent() {
        String channel = channel();
        Outcomes outcomes = platform.follow(channel);
        UUID worker = platform.spawn(channel).workerId();
        Command command = Platform.command(
                CommandTypes.LOAD_WORKER_FRAME_MANAGER,
                "{'frame': 'f', 'source': {'type': 'rows', 'rows': [{'a': 1}]}}");
        platform.send(worker, command);
        Event first = outcomes.await(command.commandId());
        platform.send(worker, command);
        await().untilAsserted(() -> assertThat(outcomes.seen()).hasSize(2));
        assertThat(outcomes.seen().get(1)).isEqualTo(first);

        Command other = new Command(
                command.commandType(),
                command.commandId(),
                command.timeStamp(),
                null,
                null,
                null,
                null,
                Platform.json("{'frame': 'g', 'source': {'type': 'rows', 'rows': []}}"));
        platform.send(worker, other);
        await().untilAsserted(() -> assertThat(outcomes.seen()).hasSize(3));
        assertThat(code(outcomes.seen().get(2))).isEqualTo("COMMAND_ID_REUSED");
        platform.send(worker, command);
        await().untilAsserted(() -> assertThat(outcomes.seen()).hasSize(4));
        assertThat(outcomes.seen().get(3)).isEqualTo(first);
    }

    @Test
    void aCrashedWorkerStartsAgainKeepsItsFramesAndRunsTheCommandAgain() {
        String channel = channel();
        Outcomes outcomes = platform.follow(channel);
        UUID worker = platform.spawn(channel).workerId();
        platform.ask(
                worker,
                outcomes,
                CommandTypes.LOAD_WORKER_FRAME_MANAGER,
                "{'frame': 'kept', 'source': {'type': 'rows', 'rows': [{'a': 1}]}}");
        crashes.set(0);
        Event survived = platform.ask(worker, outcomes, "CRASH", "{'times': 2}");
        assertThat(survived.eventType()).isEqualTo("CRASH_SUCCEEDED");
        assertThat(survived.data().path("crashes").asInt()).isEqualTo(2);
        assertThat(survived.epoch()).isEqualTo(3);
        Event info = platform.ask(worker, outcomes, CommandTypes.GET_INFO_WORKER, "{}");
        assertThat(info.data().path("frames").path(0).asText()).isEqualTo("kept");
        assertThat(info.data().path("epoch").asLong()).isEqualTo(3);
    }

    @Test
    void aPoisonousCommandEndsInTheDeadLetterQueueAndTheNextOneRuns() throws InterruptedException {
        String channel = channel();
        Outcomes outcomes = platform.follow(channel);
        UUID worker = platform.spawn(channel).workerId();
        crashes.set(0);
        Command poison = Platform.command("CRASH", "{'times': 99}");
        Command next = Platform.command(CommandTypes.GET_INFO_WORKER, "{}");
        platform.send(worker, poison);
        platform.send(worker, next);
        Event failed = outcomes.await(poison.commandId());
        assertThat(failed.eventType()).isEqualTo("CRASH_FAILED");
        assertThat(code(failed)).isEqualTo("POISON_COMMAND");
        assertThat(crashes.get()).isEqualTo(3);
        assertThat(outcomes.await(next.commandId()).eventType()).isEqualTo("GET_INFO_WORKER_SUCCEEDED");
        assertThat(deadLetters()).anySatisfy(body -> assertThat(body).isEqualTo(CommandCodec.write(poison)));
    }

    private List<byte[]> deadLetters() {
        ConcurrentLinkedQueue<byte[]> bodies = new ConcurrentLinkedQueue<>();
        List<Delivery> taken = new ArrayList<>();
        long depth = Platform.right(platform.broker().consumer().depth(DestinationNames.DEAD_LETTER_QUEUE));
        var subscription = Platform.right(
                platform.broker().consumer().consume(DestinationNames.DEAD_LETTER_QUEUE, 1_000, delivery -> {
                    taken.add(delivery);
                    bodies.add(delivery.body());
                }));
        await().until(() -> bodies.size() >= depth);
        subscription.close();
        taken.forEach(Delivery::acknowledge);
        return List.copyOf(bodies);
    }

    @Test
    void longWorkTellsHowFarItIsAndCanBeCancelled() {
        String channel = channel();
        Outcomes outcomes = platform.follow(channel);
        UUID worker = platform.spawn(channel).workerId();
        Command work = Platform.command("WAIT_AT_GATE", "{}");
        Command waiting = Platform.command("WAIT_AT_GATE", "{}");
        platform.send(worker, work);
        platform.send(worker, waiting);
        await().untilAsserted(() -> assertThat(outcomes.seen())
                .extracting(Event::eventType)
                .startsWith("WAIT_AT_GATE_STARTED", "WAIT_AT_GATE_PROGRESSED"));
        JsonNode progress = outcomes.seen().get(1).data();
        assertThat(progress).isEqualTo(Platform.json("{'done': 1, 'total': 2, 'unit': 'steps'}"));
        assertThat(Platform.right(Platform.join(platform.manager().cancel(UUID.randomUUID(), waiting.commandId()))))
                .as("there is no such worker")
                .isFalse();
        assertThat(Platform.right(Platform.join(platform.manager().cancel(worker, waiting.commandId()))))
                .isTrue();
        assertThat(Platform.right(Platform.join(platform.manager().cancel(worker, work.commandId()))))
                .isTrue();
        assertThat(code(outcomes.await(work.commandId()))).isEqualTo("COMMAND_CANCELLED");
        assertThat(code(outcomes.await(waiting.commandId()))).isEqualTo("COMMAND_CANCELLED");
        assertThat(Platform.right(Platform.join(platform.manager().cancel(worker, work.commandId()))))
                .as("it has its outcome")
                .isFalse();
    }

    @Test
    void shortCommandsThatRunTogetherHaveTheOutcomesThatTheyWouldHaveAlone() {
        String channel = channel();
        Outcomes outcomes = platform.follow(channel);
        UUID worker = platform.spawn(channel).workerId();
        List<Command> before = infos(300);
        before.forEach(command -> platform.publish(worker, command));
        before.forEach(command -> outcomes.await(command.commandId()));

        crashes.set(0);
        Command gateKeeper = Platform.command("WAIT_AT_GATE", "{}");
        Command unwanted = Platform.command(CommandTypes.GET_INFO_WORKER, "{}");
        Command crashing = Platform.command("CRASH", "{'times': 1}");
        Command unknown = Platform.command("NO_SUCH_COMMAND", "{}");
        Instant end = Instant.now().plusMillis(500);
        Command expiring = new Command(
                CommandTypes.GET_INFO_WORKER,
                UUID.randomUUID(),
                Instant.now(),
                null,
                null,
                end,
                null,
                Platform.json("{}"));
        Command twice = Platform.command("COUNT", "{}");
        List<Command> queued = new ArrayList<>(infos(10));
        queued.set(3, twice);
        queued.addAll(List.of(unwanted, unknown, expiring));
        queued.addAll(infos(5));
        queued.add(crashing);
        queued.addAll(infos(30));
        platform.send(worker, gateKeeper);
        queued.subList(0, 5).forEach(command -> platform.send(worker, command));
        platform.send(worker, twice);
        queued.subList(5, queued.size()).forEach(command -> platform.send(worker, command));
        assertThat(Platform.right(Platform.join(platform.manager().cancel(worker, unwanted.commandId()))))
                .isTrue();
        await().until(() -> Instant.now().isAfter(end));
        gate.release();

        queued.forEach(command -> outcomes.await(command.commandId()));
        await().untilAsserted(() -> assertThat(outcomes.seen())
                .filteredOn(event -> event.commandId().equals(twice.commandId()))
                .hasSize(2));
        assertThat(counted).hasValue(1);
        List<Event> ends = outcomes.seen().stream()
                .filter(event -> event.outcome().isTerminal())
                .distinct()
                .skip(before.size() + 1L)
                .toList();
        assertThat(ends)
                .extracting(Event::commandId)
                .containsExactlyElementsOf(
                        queued.stream().map(Command::commandId).toList());
        assertThat(code(outcomes.await(unwanted.commandId()))).isEqualTo("COMMAND_CANCELLED");
        assertThat(code(outcomes.await(expiring.commandId()))).isEqualTo("COMMAND_EXPIRED");
        assertThat(code(outcomes.await(unknown.commandId()))).isEqualTo("UNKNOWN_COMMAND");
        assertThat(outcomes.await(crashing.commandId()).eventType()).isEqualTo("CRASH_SUCCEEDED");
        assertThat(ends.stream().filter(event -> code(event).isEmpty())).hasSize(queued.size() - 3);
        Platform.join(platform.manager().kill(worker, false));
    }

    private static List<Command> infos(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Platform.command(CommandTypes.GET_INFO_WORKER, "{}"))
                .toList();
    }

    @Test
    void aDrainedWorkerDoesWhatIsQueuedAndAKilledOneAnswersIt() throws InterruptedException {
        for (boolean drain : new boolean[] {true, false}) {
            String channel = channel();
            Outcomes outcomes = platform.follow(channel);
            UUID worker = platform.spawn(channel).workerId();
            Command running = Platform.command("WAIT_AT_GATE", "{}");
            platform.send(worker, running);
            assertThat(began.await(10, TimeUnit.SECONDS)).isTrue();
            List<Command> queued = IntStream.range(0, 400)
                    .mapToObj(i -> Platform.command(CommandTypes.GET_INFO_WORKER, "{}"))
                    .toList();
            queued.forEach(command -> Platform.right(Platform.join(platform.publish(worker, command))));
            var killed = platform.manager().kill(worker, drain);
            if (drain) {
                gate.release();
            }
            assertThat(Platform.right(Platform.join(killed))).isTrue();
            Event end = outcomes.await(running.commandId());
            assertThat(end.eventType()).isEqualTo(drain ? "WAIT_AT_GATE_SUCCEEDED" : "WAIT_AT_GATE_FAILED");
            for (Command command : queued) {
                Event outcome = outcomes.await(command.commandId());
                assertThat(code(outcome)).isEqualTo(drain ? "" : "COMMAND_CANCELLED");
            }
            assertThat(Platform.right(platform.redis().registry().find(worker))).isEmpty();
        }
    }

    @Test
    void aWorkerLeftByOneManagerIsTakenOverByTheNextWithWhatWaits() {
        String channel = channel();
        Outcomes outcomes = platform.follow(channel);
        UUID worker = platform.spawn(channel).workerId();
        Event before = platform.ask(worker, outcomes, CommandTypes.GET_INFO_WORKER, "{}");
        platform.manager().close();
        assertThat(Platform.right(platform.redis().registry().find(worker)).map(WorkerRecord::status))
                .contains(WorkerStatus.LOST);
        Command meanwhile = Platform.command(CommandTypes.GET_INFO_WORKER, "{}");
        platform.send(worker, meanwhile);
        platform.restartManager();
        Event after = outcomes.await(meanwhile.commandId());
        assertThat(after.epoch()).isEqualTo(before.epoch() + 1);
        assertThat(after.sequence()).isEqualTo(before.sequence() + 1);
    }

    @Test
    void aWorkerWhoseRecordRedisForgotGoesOn() {
        String channel = channel();
        Outcomes outcomes = platform.follow(channel);
        UUID worker = platform.spawn(channel).workerId();
        Event before = platform.ask(worker, outcomes, CommandTypes.GET_INFO_WORKER, "{}");
        Platform.right(platform.redis().registry().remove(worker, Duration.ZERO));
        Event after = platform.ask(worker, outcomes, CommandTypes.GET_INFO_WORKER, "{}");
        assertThat(after.sequence()).isEqualTo(before.sequence() + 1);
        assertThat(Platform.right(platform.redis().registry().find(worker)).map(WorkerRecord::status))
                .contains(WorkerStatus.RUNNING);
    }

    /** Nobody waits for an outcome here, so that each command runs while those before it are still being recorded. */
    @Test
    void commandsOnAStreamSeeWhatThoseBeforeThemDid() {
        String channel = channel();
        Outcomes outcomes = platform.follow(channel);
        UUID worker = platform.spawn(channel).workerId();
        String rows = "rows-" + UUID.randomUUID();
        Platform.right(platform.broker().consumer().declare(rows));
        String load = "{'frame': 's', 'stream': {'type': 'amqp', 'queue': '" + rows + "'}}";
        List<Command> commands = IntStream.range(0, 20)
                .boxed()
                .flatMap(round -> Stream.of(
                        Platform.command(CommandTypes.LOAD_STREAM_WORKER_FRAME_MANAGER, load),
                        Platform.command(CommandTypes.LOAD_STREAM_WORKER_FRAME_MANAGER, load),
                        Platform.command(CommandTypes.KILL_STREAM_WORKER_FRAME_MANAGER, "{'frame': 's'}")))
                .toList();
        commands.forEach(command -> platform.publish(worker, command));
        assertThat(commands)
                .extracting(command -> code(outcomes.await(command.commandId())))
                .containsExactlyElementsOf(IntStream.range(0, 20)
                        .boxed()
                        .flatMap(round -> Stream.of("", "STREAM_EXISTS", ""))
                        .toList());
        platform.sendTo(rows, "{}".getBytes(StandardCharsets.UTF_8));
        Event info = platform.ask(worker, outcomes, CommandTypes.GET_INFO_WORKER, "{}");
        assertThat(info.data().path("frames")).isEmpty();
        assertThat(Platform.right(platform.broker().consumer().depth(rows))).isOne();
        Platform.right(platform.broker().consumer().delete(rows));
    }

    @Test
    void rowsStreamFromAQueueIntoAFrame() {
        String channel = channel();
        Outcomes outcomes = platform.follow(channel);
        UUID worker = platform.spawn(channel).workerId();
        String rows = "rows-" + UUID.randomUUID();
        Platform.right(platform.broker().consumer().declare(rows));
        Event loaded = platform.ask(
                worker,
                outcomes,
                CommandTypes.LOAD_STREAM_WORKER_FRAME_MANAGER,
                "{'frame': 's', 'stream': {'type': 'amqp', 'queue': '" + rows + "'}, 'window': {'maxRows': 100}}");
        assertThat(loaded.eventType()).isEqualTo("LOAD_STREAM_WORKER_FRAME_MANAGER_SUCCEEDED");
        for (int i = 0; i < 150; i++) {
            platform.sendTo(rows, Platform.json("{'n': " + i + "}").toString().getBytes(StandardCharsets.UTF_8));
        }
        platform.sendTo(rows, "no row".getBytes(StandardCharsets.UTF_8));
        await().untilAsserted(() -> assertThat(platform.manager()
                        .session(worker)
                        .orElseThrow()
                        .frameManager()
                        .frames()
                        .find("s")
                        .<Integer>fold(f -> -1, p -> -1, frame -> frame.rowCount()))
                .isEqualTo(100));
        await().untilAsserted(() -> {
            Event killed = platform.ask(worker, outcomes, CommandTypes.GET_INFO_WORKER_FRAME_MANAGER, "{'frame': 's'}");
            JsonNode stream =
                    killed.data().path("frames").path(0).path("streams").path(0);
            assertThat(stream.path("rowsRead").asLong()).isEqualTo(150);
            assertThat(stream.path("rowsRefused").asLong()).isEqualTo(1);
        });
        Event killed = platform.ask(worker, outcomes, CommandTypes.KILL_STREAM_WORKER_FRAME_MANAGER, "{'frame': 's'}");
        assertThat(killed.data().path("rowsRead").asLong()).isEqualTo(150);
        Event page =
                platform.ask(worker, outcomes, CommandTypes.QUERY_WORKER_FRAME_MANAGER, "{'frame': 's', 'limit': 1}");
        assertThat(page.data().path("rows").path(0).path("n").asInt()).isEqualTo(50);
        Platform.right(platform.broker().consumer().delete(rows));
    }

    @Test
    void rowsStreamFromAFileThatGrowsAndFromAChannel() throws IOException {
        String channel = channel();
        Outcomes outcomes = platform.follow(channel);
        UUID worker = platform.spawn(channel).workerId();
        String name = "rows-" + UUID.randomUUID() + ".csv";
        Files.writeString(dataRoot.resolve(name), "n;day\n1;2001-01-31\n");
        Event file = platform.ask(
                worker,
                outcomes,
                CommandTypes.LOAD_STREAM_WORKER_FRAME_MANAGER,
                "{'frame': 'file', 'stream': {'type': 'csv', 'path': '" + name
                        + "', 'follow': true, 'types': {'day': 'LOCAL_DATE'}}}");
        Event messages = platform.ask(
                worker,
                outcomes,
                CommandTypes.LOAD_STREAM_WORKER_FRAME_MANAGER,
                "{'frame': 'messages', 'stream': {'type': 'redis-channel', 'channel': '" + channel + "'}}");
        assertThat(List.of(code(file), code(messages))).containsOnly("");
        Files.writeString(dataRoot.resolve(name), "2;2001-02-01\n", StandardOpenOption.APPEND);
        await().untilAsserted(() -> assertThat(rowCount(worker, "file")).isEqualTo(2));
        // The outcomes of this worker are what is published on the channel.
        platform.ask(worker, outcomes, CommandTypes.GET_INFO_WORKER, "{}");
        await().untilAsserted(() -> assertThat(rowCount(worker, "messages")).isPositive());
        Event page = platform.ask(worker, outcomes, CommandTypes.QUERY_WORKER_FRAME_MANAGER, "{'frame': 'file'}");
        assertThat(page.data().path("rows").path(1).path("day").asText()).isEqualTo("2001-02-01");
        assertThat(page.data().path("columns").path(1).path("type").asText()).isEqualTo("LOCAL_DATE");
        for (String frame : List.of("file", "messages")) {
            Event killed = platform.ask(
                    worker, outcomes, CommandTypes.KILL_STREAM_WORKER_FRAME_MANAGER, "{'frame': '" + frame + "'}");
            assertThat(killed.data().path("rowsRead").asLong()).as(frame).isPositive();
        }
    }

    private int rowCount(UUID worker, String frame) {
        return platform.manager()
                .session(worker)
                .orElseThrow()
                .frameManager()
                .frames()
                .find(frame)
                .fold(absent -> -1, pending -> -1, there -> there.rowCount());
    }
}
