package io.framewright.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.framewright.command.Command;
import io.framewright.command.CommandTypes;
import io.framewright.either.Either;
import io.framewright.event.Event;
import io.framewright.event.Failure;
import io.framewright.event.Outcome;
import io.framewright.manager.FailuresPage.Fate;
import io.framewright.manager.FailuresPage.Row;
import io.framewright.serialize.CommandCodec;
import io.framewright.serialize.FailureJson;
import io.framewright.transport.Delivery;
import io.framewright.transport.DestinationNames;
import io.framewright.transport.OutgoingMessage;
import io.framewright.transport.testing.BrokerPair;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Every row of the bad-input table of docs/failures.md, sent to one worker that survives them all. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BadInputContract {
    @TempDir
    static Path dataRoot;

    @TempDir
    static Path outside;

    private final String channel = "test:" + UUID.randomUUID();
    private final List<Row> rows = FailuresPage.read().badInput();

    private Platform platform;
    private Outcomes outcomes;
    private UUID worker;
    private UUID killed;
    private JsonNode framesBefore;
    private Map<String, BadInput> inputs;

    @BeforeAll
    void start(BrokerPair brokers) throws IOException {
        BadFiles files = new BadFiles(dataRoot, outside);
        platform = Platform.start(brokers.amqpUri(), brokers.redisUri(), dataRoot);
        outcomes = platform.follow(channel);
        Platform.right(platform.redis().subscriber().follow(DestinationNames.PROCESS_MANAGER_QUEUE, outcomes));
        worker = platform.spawn(channel).workerId();
        killed = platform.spawn(channel).workerId();
        Platform.right(Platform.join(platform.manager().kill(killed, false)));
        platform.broker().consumer().declare(DestinationNames.DEAD_LETTER_QUEUE);
        UUID usedBefore = load("flights", "{'type': 'csv', 'path': 'flights.csv'}");
        load("large", "{'type': 'rows', 'rows': " + rowsOf(2_000) + "}");
        framesBefore = frames();
        inputs = Stream.of(
                        BadMessages.toWorkers(usedBefore),
                        BadCommands.fields(),
                        BadCommands.operations(),
                        files.inputs(),
                        BadMessages.toTheManager(channel, worker))
                .flatMap(List::stream)
                .collect(Collectors.toMap(BadInput::row, Function.identity()));
    }

    @AfterAll
    void stop() {
        Platform.right(Platform.join(platform.manager().kill(worker, false)));
        platform.close();
    }

    private static String rowsOf(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "{'n': " + i + ", 'text': 'this makes rows long'}")
                .collect(Collectors.joining(",", "[", "]"));
    }

    private UUID load(String frame, String source) {
        Command command = Platform.command(
                CommandTypes.LOAD_WORKER_FRAME_MANAGER, "{'frame': '" + frame + "', 'source': " + source + "}");
        platform.send(worker, command);
        assertThat(outcomes.await(command.commandId()).eventType()).isEqualTo("LOAD_WORKER_FRAME_MANAGER_SUCCEEDED");
        return command.commandId();
    }

    /** What the worker says of its frames: that it answers is half of what is asked. */
    private JsonNode frames() {
        Event told = platform.ask(worker, outcomes, CommandTypes.GET_INFO_WORKER_FRAME_MANAGER, "{}");
        assertThat(told.eventType()).isEqualTo("GET_INFO_WORKER_FRAME_MANAGER_SUCCEEDED");
        return told.data();
    }

    @Test
    void everyRowIsTriedAndAllThatIsTriedHasARow() {
        assertThat(rows)
                .extracting(Row::input)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(inputs.keySet());
    }

    @TestFactory
    Stream<DynamicTest> badInputEndsAsTheTableSays() {
        return Stream.concat(
                rows.stream()
                        .flatMap(row -> Optional.ofNullable(inputs.get(row.input())).stream()
                                .map(input -> DynamicTest.dynamicTest(row.input(), () -> check(row, input)))),
                Stream.of(DynamicTest.dynamicTest("after all of it nothing is left unsettled", this::nothingIsLeft)));
    }

    private void check(Row row, BadInput input) {
        deadLetters();
        int before = outcomes.seen().size();
        UUID messageId = UUID.randomUUID();
        byte[] body = input.body().apply(messageId);
        Either<Failure, String> sent = Platform.join(platform.broker()
                .publisher()
                .publish(input.queue(worker, killed), OutgoingMessage.json(body, messageId.toString())));
        String told = row.fate() == Fate.RETURNED ? returned(row, sent) : answered(row, before, sent);
        List<String> named = row.fate() == Fate.RETURNED ? List.of(input.queue(worker, killed)) : input.told();
        assertThat(told).contains(named);
        assertSaysNothingOfTheHost(told, input);

        assertThat(frames()).isEqualTo(framesBefore);
        assertThat(outcomes.seen().size() - before).isEqualTo(row.fate() == Fate.RETURNED ? 1 : 2);
        assertThat(deadLetters()).containsExactlyElementsOf(row.fate() == Fate.DEAD_LETTER ? List.of(body) : List.of());
        for (String queue : List.of(worker.toString(), DestinationNames.PROCESS_MANAGER_QUEUE)) {
            await().untilAsserted(() -> assertThat(
                            Platform.right(platform.broker().consumer().depth(queue)))
                    .isZero());
        }
    }

    private static String returned(Row row, Either<Failure, String> sent) {
        Failure failure = sent.fold(Function.identity(), pending -> failNotReturned(), name -> failNotReturned());
        assertThat(row.eventType()).isEmpty();
        assertThat(failure.code()).isEqualTo(row.code());
        return FailureJson.write(failure).toString();
    }

    private static Failure failNotReturned() {
        throw new AssertionError("the broker took the message");
    }

    private String answered(Row row, int before, Either<Failure, String> sent) {
        Platform.right(sent);
        await().until(() -> outcomes.seen().size() > before);
        Event event = outcomes.seen().get(before);
        assertThat(event.eventType()).isEqualTo(row.eventType());
        assertThat(event.data().path("error").path("code").asText()).isEqualTo(row.code());
        if (!row.code().isEmpty()) {
            assertThat(event.data().path("error").path("message").asText()).hasSizeBetween(20, 2_000);
        }
        return event.data().toString();
    }

    /** Unless the sender said it first. */
    private static void assertSaysNothingOfTheHost(String told, BadInput input) {
        assertThat(told).doesNotContain("Exception", "io.framewright", "com.fasterxml", "java.", outside.toString());
        if (!input.row().equals("an absolute path into a data root")) {
            assertThat(told).doesNotContain(dataRoot.toString());
        }
    }

    /** Takes all that lies in the dead-letter queue. */
    private List<byte[]> deadLetters() {
        var consumer = platform.broker().consumer();
        long depth = Platform.right(consumer.depth(DestinationNames.DEAD_LETTER_QUEUE));
        if (depth == 0) {
            return List.of();
        }
        Queue<Delivery> taken = new ConcurrentLinkedQueue<>();
        var subscription = Platform.right(consumer.consume(DestinationNames.DEAD_LETTER_QUEUE, 100, taken::add));
        await().until(() -> taken.size() >= depth);
        taken.forEach(Delivery::acknowledge);
        await().untilAsserted(() -> assertThat(Platform.right(consumer.depth(DestinationNames.DEAD_LETTER_QUEUE)))
                .isZero());
        subscription.close();
        return taken.stream().map(Delivery::body).toList();
    }

    /** What was taken and not acknowledged comes again to the next manager, before what is sent now. */
    private void nothingIsLeft() {
        List<UUID> seen = outcomes.seen().stream().map(Event::eventId).toList();
        platform.restartManager();
        Event ofWorker = platform.ask(worker, outcomes, CommandTypes.GET_INFO_WORKER, "{}");
        Command list = Platform.command(CommandTypes.LIST_WORKERS, "{'responseChannel': '" + channel + "'}");
        platform.sendTo(DestinationNames.PROCESS_MANAGER_QUEUE, CommandCodec.write(list));
        Event ofManager = outcomes.await(list.commandId());
        Set<UUID> expected = new LinkedHashSet<>(seen);
        expected.addAll(Arrays.asList(ofWorker.eventId(), ofManager.eventId()));
        assertThat(expected).hasSize(seen.size() + 2);
        // The worker that starts again also tells that its frames are back.
        assertThat(new ArrayList<>(outcomes.seen()))
                .filteredOn(event -> !event.eventType().equals(Outcome.FRAME_RECOVERED))
                .extracting(Event::eventId)
                .containsExactlyElementsOf(expected);
        assertThat(deadLetters()).isEmpty();
    }
}
