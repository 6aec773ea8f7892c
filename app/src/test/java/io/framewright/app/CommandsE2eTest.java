package io.framewright.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.framewright.app.Cli.Ran;
import io.framewright.either.Either;
import io.framewright.either.Right;
import io.framewright.event.Failure;
import io.framewright.transport.OutgoingMessage;
import io.framewright.transport.WorkerStart;
import io.framewright.transport.rabbitmq.AmqpConfig;
import io.framewright.transport.rabbitmq.RabbitMq;
import io.framewright.transport.redis.RedisConfig;
import io.framewright.transport.redis.RedisEvents;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every client command, from outside, against one running platform that it finds by itself. */
@SuppressWarnings("NullAway.Init")
class CommandsE2eTest {
    @TempDir
    static Path home;

    @TempDir
    static Path data;

    private static Cli cli;
    private static RunningPlatform platform;

    @BeforeAll
    static void start() throws IOException {
        cli = new Cli(home);
        Files.writeString(data.resolve("towns.csv"), "town,people\nBern,134\nGenf,203\nZürich,421\n");
        platform = RunningPlatform.start(cli, Map.of(), "--data-root", data.toString());
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    @Test
    void readyLineNamesTheServersAndTheProcess() {
        assertThat(platform.ready().path("amqp").asText()).startsWith("amqp://");
        assertThat(platform.ready().path("redis").asText()).startsWith("redis://");
        assertThat(platform.ready().path("pid").asLong()).isEqualTo(platform.pid());
    }

    @Test
    void configurationIsShownAtStartWithoutSecrets() {
        assertThat(platform.errors())
                .contains("Configuration: ", "embedded", data.getFileName().toString());
        String password = platform.ready().path("redis").asText().replaceAll(".*:(.*)@.*", "$1");
        assertThat(platform.errors()).doesNotContain(password);
    }

    @Test
    void workerIsSpawnedListedUsedReplayedAndKilled() {
        String worker = spawn();

        assertThat(cli.run("workers").out()).contains(worker, "RUNNING", "e2e-events");
        assertThat(cli.run("workers", "--json").jsonLines())
                .anySatisfy(
                        record -> assertThat(record.path("workerId").asText()).isEqualTo(worker));

        Ran loaded = cli.run(
                "send",
                worker,
                "LOAD_WORKER_FRAME_MANAGER",
                "{\"source\": {\"type\": \"csv\", \"path\": \"towns.csv\"}}");
        assertThat(loaded.code()).as(loaded.err()).isZero();
        assertThat(loaded.json().path("rowCount").asInt()).isEqualTo(3);

        Ran rows = cli.run("send", worker, "QUERY_WORKER_FRAME_MANAGER");
        assertThat(rows.code()).isZero();
        assertThat(rows.out()).contains("TOWN", "PEOPLE", "134");

        Ran events = cli.run("events", worker, "--json");
        assertThat(events.code()).isZero();
        List<JsonNode> recorded = events.jsonLines();
        long last = recorded.get(recorded.size() - 1).path("sequence").asLong();
        assertThat(recorded)
                .extracting(event -> event.path("eventType").asText())
                .contains("LOAD_WORKER_FRAME_MANAGER_SUCCEEDED")
                .endsWith("QUERY_WORKER_FRAME_MANAGER_SUCCEEDED");
        assertThat(cli.run("events", worker, "--since", String.valueOf(last - 1), "--json")
                        .jsonLines())
                .hasSize(1);
        assertThat(cli.run("events", worker).out()).contains("QUERY_WORKER_FRAME_MANAGER_SUCCEEDED  3 of 3 rows");

        Ran killed = cli.run("kill", worker, "--drain");
        assertThat(killed.code()).as(killed.err()).isZero();
        assertThat(cli.run("workers", "--json").out()).doesNotContain(worker);
        assertThat(cli.run("kill", worker).code()).isEqualTo(5);
        assertThat(cli.run("events", worker, "--json").jsonLines()).isNotEmpty();
    }

    @Test
    void sendingGivesEveryEventOfTheCommandToScripts() {
        String worker = spawn();

        Ran info = cli.run("send", worker, "GET_INFO_WORKER", "--json");

        assertThat(info.code()).isZero();
        JsonNode outcome = info.jsonLines().get(info.jsonLines().size() - 1);
        assertThat(outcome.path("eventType").asText()).isEqualTo("GET_INFO_WORKER_SUCCEEDED");
        assertThat(outcome.path("data").path("responseChannel").asText()).isEqualTo("e2e-events");
    }

    @Test
    void dataComesFromAFileOrFromTheInput() throws IOException {
        String worker = spawn();
        Path file = Files.writeString(
                data.resolve("load.json"),
                "{\"frame\": \"t\", \"source\": {\"type\": \"csv\", \"path\": \"towns.csv\"}}");

        assertThat(cli.run("send", worker, "LOAD_WORKER_FRAME_MANAGER", "@" + file)
                        .code())
                .isZero();
        Ran rows = cli.run(
                Map.of(),
                List.of(),
                "{\"frame\": \"t\", \"limit\": 1}",
                "send",
                worker,
                "QUERY_WORKER_FRAME_MANAGER",
                "-");
        assertThat(rows.out()).contains("Bern").doesNotContain("Genf");
        assertThat(rows.err()).contains("1 of 3 rows");
    }

    @Test
    void failedCommandExitsWithOneAndSaysWhy() {
        String worker = spawn();

        Ran failed = cli.run("send", worker, "QUERY_WORKER_FRAME_MANAGER", "{\"frame\": \"none\"}");
        Ran forScripts = cli.run("send", worker, "QUERY_WORKER_FRAME_MANAGER", "{\"frame\": \"none\"}", "--json");

        assertThat(failed.code()).isEqualTo(1);
        assertThat(failed.err()).startsWith("FRAME_NOT_FOUND: ");
        assertThat(failed.out()).isEmpty();
        assertThat(forScripts.code()).isEqualTo(1);
        assertThat(forScripts.json().path("eventType").asText()).isEqualTo("QUERY_WORKER_FRAME_MANAGER_FAILED");
        assertThat(forScripts.error().path("code").asText()).isEqualTo("FRAME_NOT_FOUND");
    }

    @Test
    void unknownCommandExitsWithOne() {
        Ran unknown = cli.run("send", spawn(), "MAKE_COFFEE");

        assertThat(unknown.code()).isEqualTo(1);
        assertThat(unknown.err()).contains("UNKNOWN_COMMAND");
    }

    @Test
    void workerThatIsNotThereExitsWithFive() {
        String nobody = UUID.randomUUID().toString();

        assertThat(cli.run("send", nobody, "GET_INFO_WORKER").code()).isEqualTo(5);
        assertThat(cli.run("send", nobody, "GET_INFO_WORKER", "--no-wait").code())
                .isEqualTo(5);
        assertThat(cli.run("kill", nobody).code()).isEqualTo(5);
        assertThat(cli.run("events", nobody, "--json").error().path("code").asText())
                .isEqualTo("NO_SUCH_WORKER");
    }

    /** Recorded, with a queue, and with nobody behind it. */
    @Test
    void workerThatDoesNotAnswerInTimeExitsWithFour() {
        UUID silent = UUID.randomUUID();
        try (RabbitMq broker = right(RabbitMq.open(
                        AmqpConfig.of(platform.ready().path("amqp").asText())));
                RedisEvents redis = right(RedisEvents.open(
                        RedisConfig.of(URI.create(platform.ready().path("redis").asText()))))) {
            right(redis.registry()
                    .start(new WorkerStart(silent, Instant.now(), 1, "silent", "here", UUID.randomUUID(), false)));
            right(broker.consumer().declare(silent.toString()));

            Ran late = cli.run("send", silent.toString(), "GET_INFO_WORKER", "--timeout", "0.3");

            assertThat(late.code()).isEqualTo(4);
            assertThat(late.err()).startsWith("TIMED_OUT: ");
            right(redis.registry().remove(silent, Duration.ofSeconds(1)));
            right(broker.consumer().delete(silent.toString()));
        }
    }

    @Test
    void spawningTheSameWorkerTwiceExitsWithOne() {
        String worker = spawn();

        Ran again = cli.run("spawn", "--channel", "e2e-events", "--id", worker);

        assertThat(again.code()).isEqualTo(1);
        assertThat(again.err()).startsWith("WORKER_EXISTS: ");
    }

    @Test
    void withoutWaitingTheIdOfTheCommandIsPrintedAndItsOutcomeIsFoundLater() {
        String worker = spawn();

        Ran sent = cli.run("send", worker, "GET_INFO_WORKER", "--no-wait");
        assertThat(sent.code()).isZero();
        Ran again = cli.run(
                "send",
                worker,
                "GET_INFO_WORKER",
                "--json",
                "--command-id",
                sent.out().strip());

        assertThat(again.json().path("commandId").asText()).isEqualTo(sent.out().strip());
        assertThat(cli.run("events", worker, "--json").jsonLines())
                .filteredOn(event ->
                        event.path("commandId").asText().equals(sent.out().strip()))
                .hasSize(1);
    }

    @Test
    void commandThatHasNoOutcomeIsCancelledAndOneThatHasIsNot() {
        String worker = spawn();
        String later = UUID.randomUUID().toString();

        assertThat(cli.run("cancel", worker, later).out()).contains("is cancelled");
        Ran sent = cli.run("send", worker, "GET_INFO_WORKER", "--command-id", later);
        assertThat(sent.code()).isEqualTo(1);
        assertThat(sent.err()).startsWith("COMMAND_CANCELLED: ");
        assertThat(cli.run("cancel", worker, later, "--json")
                        .json()
                        .path("changed")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void healthTellsThatThePlatformIsReady() {
        Ran healthy = cli.run("health", "--json");

        assertThat(healthy.code()).as(healthy.err()).isZero();
        assertThat(healthy.json().path("ready").asBoolean()).isTrue();
        assertThat(healthy.json().path("memoryLimitBytes").asLong()).isPositive();
        assertThat(cli.run("health").out()).startsWith("Ready.");
    }

    @Test
    void deadLettersAreListedShownReplayedAndDropped() throws IOException {
        String worker = spawn();
        String command = UUID.randomUUID().toString();
        assertThat(cli.run("send", worker, "MAKE_TEA", "--command-id", command).code())
                .isEqualTo(1);
        try (RabbitMq broker =
                right(RabbitMq.open(AmqpConfig.of(platform.ready().path("amqp").asText())))) {
            byte[] noText = {'{', 27, '[', (byte) 0xff, 0};
            right(broker.publisher()
                    .publish(worker, OutgoingMessage.json(noText, null))
                    .toCompletableFuture()
                    .join());
        }
        assertThat(cli.run("send", worker, "GET_INFO_WORKER").code()).isZero();

        Ran listed = cli.run("dead-letters", "list", "--worker", worker);
        assertThat(listed.code()).as(listed.err()).isZero();
        assertThat(listed.out()).contains("UNKNOWN_COMMAND", command, "MAKE_TEA", "MALFORMED_COMMAND");
        List<JsonNode> letters =
                cli.run("dead-letters", "list", "--worker", worker, "--json").jsonLines();
        assertThat(letters)
                .extracting(letter -> letter.path("code").asText())
                .containsExactly("UNKNOWN_COMMAND", "MALFORMED_COMMAND");
        String noText = letters.get(1).path("letterId").asText();

        Ran shown = cli.run("dead-letters", "show", command);
        assertThat(shown.out()).contains("UNKNOWN_COMMAND: ", "\"commandType\":\"MAKE_TEA\"");
        Ran bytes = cli.run("dead-letters", "show", noText);
        assertThat(bytes.out()).contains("5 bytes", "7b 1b 5b ff 00").doesNotContain("\u001b");
        Path file = data.resolve("letter-" + noText);
        assertThat(cli.run("dead-letters", "show", noText, "--body-to", file.toString(), "--json")
                        .json()
                        .path("bodyBase64")
                        .asText())
                .isEqualTo("extb/wA=");
        assertThat(Files.readAllBytes(file)).hasSize(5);
        assertThat(cli.run("dead-letters", "show", UUID.randomUUID().toString()).err())
                .startsWith("DEAD_LETTER_NOT_FOUND: ");

        Ran replayed = cli.run("dead-letters", "replay", command, "--json");
        assertThat(replayed.code()).as(replayed.err()).isZero();
        String fresh = replayed.json().path("commandId").asText();
        assertThat(fresh).isNotEqualTo(command);
        assertThat(cli.run("send", worker, "GET_INFO_WORKER").code()).isZero();
        assertThat(cli.run("events", worker, "--json").jsonLines())
                .filteredOn(event -> event.path("commandId").asText().equals(fresh))
                .extracting(event -> event.path("causationId").asText())
                .containsExactly(command);

        assertThat(cli.run("dead-letters", "drop").code()).isEqualTo(2);
        assertThat(cli.run("dead-letters", "drop", "--worker", worker).out()).contains("Dropped 2.");
        assertThat(cli.run("dead-letters", "list", "--worker", worker, "--json").out())
                .isEmpty();
        cli.run("kill", worker);
    }

    @Test
    void listeningShowsEventsAsTheyCome() throws Exception {
        String worker = spawn("e2e-listen");
        Process listening = cli.builder(Map.of(), List.of(), "listen", "e2e-listen", "--count", "1", "--json")
                .start();
        try (BufferedReader notes =
                        new BufferedReader(new InputStreamReader(listening.getErrorStream(), StandardCharsets.UTF_8));
                BufferedReader events =
                        new BufferedReader(new InputStreamReader(listening.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(notes.readLine()).contains("Listening on e2e-listen");

            cli.run("send", worker, "GET_INFO_WORKER");

            assertThat(events.readLine()).contains("GET_INFO_WORKER_SUCCEEDED");
            assertThat(listening.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(listening.exitValue()).isZero();
        } finally {
            listening.destroyForcibly();
        }
    }

    @Test
    void serversNamedByFlagOrEnvironmentAreUsedInstead() {
        String amqp = platform.ready().path("amqp").asText();
        String redis = platform.ready().path("redis").asText();
        Cli elsewhere = new Cli(home.resolve("nothing-runs-here"));

        assertThat(elsewhere.run("workers").code()).isEqualTo(3);
        assertThat(elsewhere.run("workers", "--amqp", amqp, "--redis", redis).code())
                .isZero();
        assertThat(elsewhere
                        .run(Map.of("FRAMEWRIGHT_AMQP", amqp, "FRAMEWRIGHT_REDIS", redis), List.of(), "", "workers")
                        .code())
                .isZero();
    }

    @Test
    void serverThatDoesNotAnswerExitsWithThree() {
        String redis = platform.ready().path("redis").asText();

        Ran unreachable = cli.run("workers", "--amqp", "amqp://127.0.0.1:1", "--redis", redis);

        assertThat(unreachable.code()).isEqualTo(3);
        assertThat(unreachable.err()).startsWith("BROKER_UNAVAILABLE: ").hasLineCount(1);
    }

    @Test
    void clientCommandsLoadNothingOfTheServers() throws IOException {
        Path classes = Files.createTempFile(home, "classes", ".log");

        Ran listed =
                cli.run(Map.of(), List.of("-Xlog:class+load:file=" + classes), "", "send", spawn(), "GET_INFO_WORKER");

        assertThat(listed.code()).isZero();
        assertThat(Files.readString(classes))
                .contains("io.framewright.client.Framewright")
                .doesNotContain(" akka.", " scala.", " org.apache.qpid.", " tech.tablesaw.");
    }

    private static <T> T right(Either<Failure, T> either) {
        assertThat(either).isInstanceOf(Right.class);
        return ((Right<Failure, T>) either).value();
    }

    private static String spawn() {
        return spawn("e2e-events");
    }

    private static String spawn(String channel) {
        Ran spawned = cli.run("spawn", "--channel", channel);
        assertThat(spawned.code()).as(spawned.err()).isZero();
        assertThat(UUID.fromString(spawned.out().strip())).isNotNull();
        return spawned.out().strip();
    }
}
