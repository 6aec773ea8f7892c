package io.framewright.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.framewright.command.Command;
import io.framewright.command.CommandTypes;
import io.framewright.either.Either;
import io.framewright.event.Event;
import io.framewright.event.Failure;
import io.framewright.transport.DestinationNames;
import io.framewright.transport.rabbitmq.AmqpConfig;
import io.framewright.transport.rabbitmq.QueueType;
import io.framewright.transport.testing.PrivateRabbitMq;
import io.framewright.transport.testing.PrivateRedis;
import io.framewright.worker.CommandContext;
import io.framewright.worker.CommandHandler;
import io.framewright.worker.Reply;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Commands that run longer than the broker waits for an acknowledgement: RabbitMQ then ends the channel of whoever lets
 * it wait, with all that others have on it. Here it waits two seconds, and looks every second.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LongCommandTest {
    private static final String TIMED_OUT = "has timed out waiting for";

    @TempDir
    Path dataRoot;

    private final Semaphore gate = new Semaphore(0);
    private final AtomicInteger runs = new AtomicInteger();
    private PrivateRabbitMq broker;
    private PrivateRedis redis;

    /** Runs until the test lets it go. */
    private final class RunLong implements CommandHandler {
        @Override
        public String commandType() {
            return "RUN_LONG";
        }

        @Override
        public Either<Failure, Reply> handle(Command command, CommandContext context) {
            runs.incrementAndGet();
            gate.acquireUninterruptibly();
            return Either.right(Reply.of(Platform.json("{}")));
        }
    }

    @BeforeAll
    void start() {
        assumeThat(PrivateRabbitMq.installed())
                .as("a RabbitMQ whose acknowledgement time-out can be lowered")
                .isPresent();
        broker = PrivateRabbitMq.start("[{rabbit, [{consumer_timeout, 2000}, {channel_tick_interval, 1000}]}].");
        redis = PrivateRedis.start(true);
    }

    @AfterAll
    void stop() {
        Stream.of(broker, redis).filter(server -> server != null).forEach(server -> {
            try {
                server.close();
            } catch (Exception failed) {
                throw new AssertionError(failed);
            }
        });
    }

    @ParameterizedTest
    @EnumSource(QueueType.class)
    void itHasOneOutcomeAndOthersOnItsChannelNoticeNothing(QueueType queueType) {
        runs.set(0);
        int timedOutBefore = timedOut();
        AmqpConfig amqp = AmqpConfig.of(broker.uri()).withSharedChannels(1).withQueueType(queueType);
        try (Platform platform = Platform.start(
                amqp,
                redis.uri(),
                config -> config.withWorker(config.worker().withAckWithin(Duration.ofMillis(600))),
                dataRoot,
                new RunLong())) {
            String channel = "test:" + UUID.randomUUID();
            Outcomes outcomes = platform.follow(channel);
            UUID longOne = platform.spawn(channel).workerId();
            UUID other = platform.spawn(channel).workerId();
            String rows = "rows-" + UUID.randomUUID();
            Platform.right(platform.broker().consumer().declare(rows));
            platform.ask(
                    longOne,
                    outcomes,
                    CommandTypes.LOAD_STREAM_WORKER_FRAME_MANAGER,
                    "{'frame': 's', 'stream': {'type': 'amqp', 'queue': '" + rows + "'}}");
            Command running = Platform.command("RUN_LONG", "{}");
            platform.send(longOne, running);
            List<Command> behind = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                behind.add(Platform.command(CommandTypes.GET_INFO_WORKER, "{}"));
                platform.send(longOne, behind.get(i));
            }
            await().until(() -> runs.get() == 1);
            for (int i = 0; i < 30; i++) {
                platform.sendTo(rows, ("{\"n\": " + i + "}").getBytes(StandardCharsets.UTF_8));
            }
            for (int i = 0; i < 2; i++) {
                broker.loseItsPatience(() -> platform.ask(other, outcomes, CommandTypes.GET_INFO_WORKER, "{}"));
            }
            assertThat(outcomes.of(running.commandId())).isNotDone();

            gate.release();

            assertThat(outcomes.await(running.commandId()).eventType()).isEqualTo("RUN_LONG_SUCCEEDED");
            behind.forEach(command -> outcomes.await(command.commandId()));
            platform.ask(longOne, outcomes, CommandTypes.GET_INFO_WORKER, "{}");
            assertThat(runs).hasValue(1);
            List<Event> terminal = outcomes.seen().stream()
                    .filter(event -> event.outcome().isTerminal())
                    .toList();
            assertThat(terminal).extracting(Event::commandId).doesNotHaveDuplicates();
            assertThat(terminal.stream()
                            .map(Event::commandId)
                            .filter(id -> behind.stream()
                                    .anyMatch(each -> each.commandId().equals(id)))
                            .toList())
                    .as("in queue order")
                    .containsExactlyElementsOf(
                            behind.stream().map(Command::commandId).toList());
            // The broker closes a channel first and writes that down a little later.
            await().untilAsserted(() -> assertThat(timedOut() - timedOutBefore)
                    .as("only the two that let it wait: " + broker.log())
                    .isEqualTo(2));
            await().untilAsserted(() -> assertThat(
                            platform.ask(longOne, outcomes, CommandTypes.QUERY_WORKER_FRAME_MANAGER, "{'frame': 's'}")
                                    .data()
                                    .path("rows")
                                    .findValuesAsText("n"))
                    .as("rows of a stream that waited, each once and in order")
                    .containsExactlyElementsOf(
                            IntStream.range(0, 30).mapToObj(String::valueOf).toList()));
            await().untilAsserted(() -> assertThat(
                            Platform.right(platform.broker().consumer().depth(longOne.toString())))
                    .isZero());
            assertThat(Platform.right(Platform.join(platform.manager().kill(longOne, true))))
                    .isTrue();
            Platform.right(platform.broker().consumer().delete(rows));
            // The next one asks for one of another type.
            platform.manager().close();
            Platform.right(platform.broker().consumer().delete(DestinationNames.PROCESS_MANAGER_QUEUE));
        }
    }

    private int timedOut() {
        return (int)
                broker.log().lines().filter(line -> line.contains(TIMED_OUT)).count();
    }
}
