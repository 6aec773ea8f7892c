package io.framewright.client;

import static io.framewright.client.PlatformInMemory.failure;
import static io.framewright.client.PlatformInMemory.nothing;
import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.client.query.Sources;
import io.framewright.command.Command;
import io.framewright.either.Either;
import io.framewright.either.Left;
import io.framewright.either.Pipe;
import io.framewright.either.Progress;
import io.framewright.either.Right;
import io.framewright.event.Event;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.transport.DestinationNames;
import io.framewright.transport.EventListener;
import io.framewright.transport.EventPage;
import io.framewright.transport.Subscription;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class FramewrightTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(150);

    private final PlatformInMemory platform = new PlatformInMemory();
    private final Framewright client = platform.client(LONG);

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void successIsRightWithTheEvent() {
        UUID worker = echo("answers");

        Either<Failure, Event> answer =
                client.send(worker, Command.of("GET_INFO_WORKER")).await();

        assertThat(right(answer).eventType()).isEqualTo("GET_INFO_WORKER_SUCCEEDED");
    }

    @Test
    void failureIsLeftWithTheCodeOfTheWorker() {
        UUID worker = platform.worker("answers", command -> {});
        platform.queues.put(
                worker.toString(),
                command -> platform.publish(
                        "answers", platform.record(worker, command, "_FAILED", failure(FailureCode.FRAME_NOT_FOUND))));

        assertThat(left(client.send(worker, Command.of("X")).await())).matches(f -> f.is(FailureCode.FRAME_NOT_FOUND));
    }

    @Test
    void channelIsOpenAndEndOfStreamIsNotedBeforeTheCommandGoesOut() {
        UUID worker = echo("answers");

        client.send(worker, Command.of("X")).await();

        assertThat(platform.journal)
                .startsWith(
                        "follow answers",
                        "read " + DestinationNames.workerEvents(worker).eventsKey() + " after 0",
                        "publish " + worker);
    }

    @Test
    void callsAndFollowersShareOneSubscriptionPerChannel() {
        UUID one = echo("answers");
        UUID two = echo("answers");
        List<Observation> seen = new CopyOnWriteArrayList<>();

        Subscription following = right(client.follow("answers", seen::add));
        client.send(one, Command.of("X")).await();
        client.send(two, Command.of("X")).await();
        Awaitility.await().untilAsserted(() -> assertThat(seen).hasSize(2));
        following.close();
        client.send(one, Command.of("X")).await();

        assertThat(platform.journal)
                .filteredOn(line -> line.equals("follow answers"))
                .hasSize(1);
        assertThat(platform.journal).doesNotContain("leave answers");
    }

    @Test
    void lastFollowerOfAChannelLeavesIt() {
        Subscription following = right(client.follow("news", seen -> {}));

        following.close();
        following.close();

        Awaitility.await()
                .untilAsserted(() -> assertThat(platform.journal).containsExactly("follow news", "leave news"));
    }

    @Test
    void listenerSeesEachEventOnceInOrderAndTheOutcomeLast() {
        UUID worker = platform.worker("answers", command -> {});
        platform.queues.put(worker.toString(), command -> {
            Event started = platform.record(worker, command, "_STARTED", nothing());
            Event progressed = platform.record(worker, command, "_PROGRESSED", nothing());
            Event succeeded = platform.record(worker, command, "_SUCCEEDED", nothing());
            List.of(started, progressed, started, progressed, succeeded, succeeded)
                    .forEach(event -> platform.publish("answers", event));
        });
        List<String> seen = new ArrayList<>();

        client.send(
                        worker,
                        Command.of("X"),
                        CallOptions.ofTimeout(LONG).withListener(event -> seen.add(event.eventType())))
                .await();

        assertThat(seen).containsExactly("X_STARTED", "X_PROGRESSED", "X_SUCCEEDED");
    }

    @Test
    void listenerThatThrowsHarmsNoCall() {
        UUID worker = echo("answers");

        Either<Failure, Event> answer = client.send(
                        worker, Command.of("X"), CallOptions.ofTimeout(LONG).withListener(event -> {
                            throw new IllegalStateException("a bug of the caller's");
                        }))
                .await();

        assertThat(answer.isRight()).isTrue();
    }

    @Test
    void workerWithoutRecordIsNoSuchWorkerAndNothingIsSent() {
        assertThat(left(client.send(UUID.randomUUID(), Command.of("X")).await()))
                .matches(f -> f.is(FailureCode.NO_SUCH_WORKER));
        assertThat(platform.journal).isEmpty();
    }

    @Test
    void returnedMessageIsNoSuchWorkerAtOnce() {
        UUID worker = echo("answers");
        platform.queues.remove(worker.toString());

        assertThat(left(client.send(worker, Command.of("X")).await())).matches(f -> f.is(FailureCode.NO_SUCH_WORKER));
    }

    @Test
    void noAnswerIsTimedOut() {
        UUID worker = platform.worker("answers", command -> {});

        assertThat(left(client.send(worker, Command.of("X"), CallOptions.ofTimeout(SHORT))
                        .await()))
                .matches(f -> f.is(FailureCode.TIMED_OUT));
    }

    @Test
    void answerThatTheChannelLostIsFoundInTheStreamBeforeTimeIsUp() {
        UUID worker = platform.worker("answers", command -> {});
        platform.queues.put(worker.toString(), command -> platform.record(worker, command, "_SUCCEEDED", nothing()));

        assertThat(client.send(worker, Command.of("X"), CallOptions.ofTimeout(SHORT))
                        .await()
                        .isRight())
                .isTrue();
    }

    @Test
    void jumpInTheNumbersIsReadFromTheStreamAtOnce() {
        UUID worker = platform.worker("answers", command -> {});
        platform.queues.put(worker.toString(), command -> platform.record(worker, command, "_SUCCEEDED", nothing()));
        Either<Failure, Event> call = client.send(worker, Command.of("LOST"));

        platform.publish("answers", platform.record(worker, Command.of("OTHER"), "_SUCCEEDED", nothing()));

        assertThat(right(call.await()).eventType()).isEqualTo("LOST_SUCCEEDED");
    }

    @Test
    void gapInTheConnectionIsReadFromTheStreamAtOnce() {
        UUID worker = platform.worker("answers", command -> {});
        platform.queues.put(worker.toString(), command -> platform.record(worker, command, "_SUCCEEDED", nothing()));
        Either<Failure, Event> call = client.send(worker, Command.of("LOST"));

        platform.channel("answers").forEach(EventListener::onGap);

        assertThat(call.await().isRight()).isTrue();
    }

    @Test
    void commandSentAgainIsAnsweredByTheOldOutcome() {
        UUID worker = platform.worker("answers", command -> {});
        Command command = Command.of("X");
        Event old = platform.record(worker, command, "_SUCCEEDED", nothing());
        platform.record(worker, Command.of("Y"), "_SUCCEEDED", nothing());
        platform.queues.put(worker.toString(), again -> platform.publish("answers", old));

        assertThat(right(client.send(worker, command).await())).isEqualTo(old);
    }

    @Test
    void commandSentAgainIsAnsweredFromTheStreamToo() {
        UUID worker = platform.worker("answers", command -> {});
        Command command = Command.of("X");
        Event old = platform.record(worker, command, "_SUCCEEDED", nothing());

        assertThat(right(client.send(worker, command, CallOptions.ofTimeout(SHORT))
                        .await()))
                .isEqualTo(old);
    }

    @Test
    void callsOfOneCommandGetOneAnswer() {
        UUID worker = platform.worker("answers", command -> {});
        Command command = Command.of("X");
        Either<Failure, Event> first = client.send(worker, command);
        Either<Failure, Event> second = client.send(worker, command);

        platform.publish("answers", platform.record(worker, command, "_SUCCEEDED", nothing()));

        assertThat(first.await()).isEqualTo(second.await());
    }

    @Test
    void streamThatBeganAnewIsReadFromItsBeginning() {
        UUID worker = echo("answers");
        client.send(worker, Command.of("X")).await();
        client.send(worker, Command.of("X")).await();
        platform.stream(worker).clear();
        platform.queues.put(worker.toString(), command -> platform.record(worker, command, "_SUCCEEDED", nothing()));

        Either<Failure, Event> call = client.send(worker, Command.of("LOST"));
        platform.channel("answers").forEach(EventListener::onGap);

        assertThat(right(call.await()).eventType()).isEqualTo("LOST_SUCCEEDED");
    }

    @Test
    void workerKilledBeforeItAnsweredIsNoSuchWorker() {
        UUID worker = platform.worker("answers", command -> {});
        Either<Failure, Event> call = client.send(worker, Command.of("X"));

        platform.kill(worker);

        assertThat(left(call.await())).matches(f -> f.is(FailureCode.NO_SUCH_WORKER));
    }

    @Test
    void closingAnswersOpenCalls() {
        UUID worker = platform.worker("answers", command -> {});
        Either<Failure, Event> call = client.send(worker, Command.of("X"));

        client.close();

        assertThat(left(call.await())).matches(f -> f.is(FailureCode.CLIENT_CLOSED));
        assertThat(platform.journal).contains("disconnect");
    }

    @Test
    void callAfterClosingIsAnsweredToo() {
        UUID worker = echo("answers");
        client.close();

        assertThat(left(client.send(worker, Command.of("X")).await())).matches(f -> f.is(FailureCode.CLIENT_CLOSED));
    }

    @Test
    void sendingWithoutWaitingGivesTheCommandId() {
        UUID worker = platform.worker("answers", command -> {});
        Command command = Command.of("X");

        assertThat(right(client.post(worker, command).await())).isEqualTo(command.commandId());
    }

    @Test
    void spawnIsAnsweredOnTheChannelOfTheNewWorker() {
        UUID id = UUID.randomUUID();
        platform.queues.put(
                "process-manager",
                command -> platform.publish(
                        command.data().path("responseChannel").asText(),
                        PlatformInMemory.event(
                                id,
                                command,
                                "_SUCCEEDED",
                                7,
                                nothing()
                                        .put(
                                                "workerId",
                                                command.data().path("workQueue").asText())
                                        .put("startedOn", "2026-11-23T02:48:00.123Z")
                                        .put("pid", 4)
                                        .put("responseChannel", "its-own")
                                        .put("host", "here"))));

        SpawnedWorker worker = right(client.spawnWorker("its-own", id).await());

        assertThat(worker.workerId()).isEqualTo(id);
        assertThat(worker.responseChannel()).isEqualTo("its-own");
        Awaitility.await().untilAsserted(() -> assertThat(platform.journal).contains("leave its-own"));
    }

    @Test
    void aSpawnSaysWhatTheWorkerIsToBeLike() {
        UUID id = UUID.randomUUID();
        List<Command> asked = new ArrayList<>();
        platform.queues.put("process-manager", asked::add);
        client.spawnWorker(SpawnOptions.on("its-own")
                .withWorkerId(id)
                .withRestore(Restore.NONE)
                .withLabels(Set.of("gpu", "eu"))
                .withIdleTimeout(Duration.ofMinutes(10))
                .withTtl(Duration.ofHours(1)));
        Awaitility.await().until(() -> !asked.isEmpty());
        assertThat(asked.get(0).data())
                .hasToString("{\"responseChannel\":\"its-own\",\"workQueue\":\"" + id
                        + "\",\"restore\":\"none\",\"labels\":[\"eu\",\"gpu\"],"
                        + "\"idleTimeoutMillis\":600000,\"ttlMillis\":3600000}");
    }

    @Test
    void managerAnswersOtherCommandsOnOurOwnChannel() {
        List<String> channels = new ArrayList<>();
        platform.queues.put("process-manager", command -> {
            String channel = command.data().path("responseChannel").asText();
            channels.add(channel);
            platform.publish(
                    channel,
                    PlatformInMemory.event(
                            UUID.randomUUID(),
                            command,
                            "_SUCCEEDED",
                            9,
                            nothing().put("changed", false)));
        });

        assertThat(right(client.kill(UUID.randomUUID(), true).await())).isFalse();
        assertThat(channels).allMatch(channel -> channel.startsWith("framewright-client:"));
    }

    @Test
    void withoutAManagersQueueThereIsNoProcessManager() {
        assertThat(left(client.spawn("answers").await())).matches(f -> f.is(FailureCode.NO_PROCESS_MANAGER));
    }

    @Test
    void recordedEventsAreReadFromAnyPlace() {
        UUID worker = echo("answers");
        client.send(worker, Command.of("X")).await();
        client.send(worker, Command.of("Y")).await();

        EventPage page = right(client.recorded(worker, 1, 10));

        assertThat(page.events()).extracting(Event::eventType).containsExactly("Y_SUCCEEDED");
    }

    @Test
    void commandsOfOneThreadGoOutInOrderThoughTheWayIsStillOpening() {
        List<String> arrived = new CopyOnWriteArrayList<>();
        UUID worker = platform.worker("answers", command -> arrived.add(command.commandType()));

        IntStream.range(0, 50)
                .forEach(i -> client.post(worker, Command.of("POSTED")).await());
        arrived.clear();
        List<Either<Failure, Event>> calls = IntStream.range(0, 200)
                .mapToObj(i -> client.send(worker, Command.of("C" + i)))
                .toList();

        assertThat(calls).allMatch(Either::isPending);
        Awaitility.await()
                .untilAsserted(() -> assertThat(arrived)
                        .containsExactlyElementsOf(
                                IntStream.range(0, 200).mapToObj(i -> "C" + i).toList()));
    }

    @Test
    void commandThatTheBrokerDidNotTakeIsSentAgainUnderTheSameId() {
        Framewright patient = platform.client(LONG, new Retry(3, Duration.ofMillis(1)));
        UUID worker = echo("answers");
        platform.refusals.put(worker.toString(), new AtomicInteger(2));

        assertThat(patient.send(worker, Command.of("X")).await().isRight()).isTrue();

        assertThat(platform.journal)
                .filteredOn(line -> line.equals("publish " + worker))
                .hasSize(3);
        patient.close();
    }

    @Test
    void retriesComeToAnEnd() {
        Framewright patient = platform.client(LONG, new Retry(3, Duration.ofMillis(1)));
        UUID worker = echo("answers");
        platform.refusals.put(worker.toString(), new AtomicInteger(99));

        assertThat(left(patient.send(worker, Command.of("X")).await())).isInstanceOf(Failure.Unreachable.class);
        assertThat(platform.journal)
                .filteredOn(line -> line.equals("publish " + worker))
                .hasSize(3);
        patient.close();
    }

    @Test
    void callThatIsCancelledIsTakenBackFromTheWorker() {
        UUID worker = platform.worker("answers", command -> {});
        List<Command> managed = new CopyOnWriteArrayList<>();
        platform.queues.put("process-manager", managed::add);
        Command command = Command.of("X");
        Either<Failure, Event> call = client.send(worker, command);
        Failure enough = Failure.of("ENOUGH", "We do not want it any more.", Map.of());

        call.peekPending(pending -> pending.cancel(enough));

        assertThat(left(call.now())).isEqualTo(enough);
        Awaitility.await()
                .untilAsserted(() -> assertThat(managed).singleElement().satisfies(cancel -> {
                    assertThat(cancel.commandType()).isEqualTo("CANCEL_COMMAND");
                    assertThat(cancel.data().path("workerId").asText()).isEqualTo(worker.toString());
                    assertThat(cancel.data().path("commandId").asText())
                            .isEqualTo(command.commandId().toString());
                }));
    }

    @Test
    void progressIsTold() {
        UUID worker = platform.worker("answers", command -> {});
        Command command = Command.of("LOAD");
        Either<Failure, Event> call = client.send(worker, command);
        List<Progress> told = new CopyOnWriteArrayList<>();
        call.peekPending(pending -> pending.onProgress(told::add));
        Awaitility.await().until(() -> platform.journal.contains("publish " + worker));

        platform.publish(
                "answers",
                platform.record(
                        worker,
                        command,
                        "_PROGRESSED",
                        nothing().put("done", 3).put("total", 4).put("unit", "rows")));

        assertThat(told).containsExactly(new Progress("LOAD_PROGRESSED", 3, 4, "rows"));
    }

    @Test
    void pipelineGoesOnWithTheNextCommandByItself() {
        UUID id = echo("answers");
        Worker worker = client.worker(id);
        Pipe<Failure, String, Event> twice = Pipe.<Failure, String, Event>of(
                        "first", type -> worker.send(Command.of(type)))
                .then("second", first -> worker.send(Command.of(first.eventType())));

        assertThat(right(twice.apply("A").await()).eventType()).isEqualTo("A_SUCCEEDED_SUCCEEDED");
    }

    @Test
    void shorterTimeOutEndsBeforeALongerOneThatWasThereFirst() {
        UUID worker = platform.worker("answers", command -> {});
        Either<Failure, Event> patient = client.send(worker, Command.of("X"));

        Either<Failure, Event> hasty = client.send(worker, Command.of("Y"), CallOptions.ofTimeout(SHORT));

        assertThat(left(hasty.await())).isInstanceOf(Failure.Unanswered.class);
        assertThat(patient.isPending()).isTrue();
    }

    @Test
    void commandSentToTwoWorkersIsAnsweredByEach() {
        UUID slow = platform.worker("answers", command -> {});
        UUID fast = echo("answers");
        Command command = Command.of("X");
        Either<Failure, Event> ofSlow = client.send(slow, command);
        Either<Failure, Event> ofFast = client.send(fast, command);
        Event first = right(ofFast.await());

        platform.publish("answers", platform.record(slow, command, "_SUCCEEDED", nothing()));

        assertThat(first.workerId()).isEqualTo(fast);
        assertThat(right(ofSlow.await()).workerId()).isEqualTo(slow);
    }

    @Test
    void spawningOnAChannelAfterClosingIsAnsweredToo() {
        client.close();

        assertThat(left(client.spawn("news").await(SHORT))).matches(f -> f.is(FailureCode.CLIENT_CLOSED));
    }

    @Test
    void closingAnswersASpawnWhoseChannelIsNotOpenYet() {
        CountDownLatch looking = platform.holdLooking();
        client.send(echo("answers"), Command.of("X"));
        Either<Failure, Worker> spawned = client.spawn("news");

        client.close();

        assertThat(left(spawned.await(SHORT))).matches(f -> f.is(FailureCode.CLIENT_CLOSED));
        looking.countDown();
    }

    @Test
    void nothingIsPostedAfterClosing() {
        UUID worker = echo("answers");
        client.close();

        assertThat(left(client.post(worker, Command.of("X")).await())).matches(f -> f.is(FailureCode.CLIENT_CLOSED));
    }

    @Test
    void callThatIsCancelledBeforeItsWayIsOpenIsNotSent() {
        UUID worker = echo("answers");
        CountDownLatch looking = platform.holdLooking();
        Either<Failure, Event> call = client.send(worker, Command.of("X"));
        call.peekPending(pending -> pending.cancel(Failure.of("ENOUGH", "We do not want it any more.", Map.of())));
        Either<Failure, Event> next = client.send(worker, Command.of("Y"));

        looking.countDown();

        assertThat(next.await().isRight()).isTrue();
        assertThat(platform.journal)
                .filteredOn(line -> line.equals("publish " + worker))
                .hasSize(1);
    }

    @Test
    void callThatWaitsForEverKeepsNobodyElseWaiting() {
        UUID worker = platform.worker("answers", command -> {});
        Either<Failure, Event> patient =
                client.send(worker, Command.of("X"), CallOptions.ofTimeout(Duration.ofNanos(Long.MAX_VALUE)));
        Either<Failure, Event> mostPatient =
                client.send(worker, Command.of("Y"), CallOptions.ofTimeout(ChronoUnit.FOREVER.getDuration()));

        Either<Failure, Event> hasty = client.send(worker, Command.of("Z"), CallOptions.ofTimeout(SHORT));

        assertThat(left(hasty.await(Duration.ofSeconds(5)))).isInstanceOf(Failure.Unanswered.class);
        assertThat(patient.isPending()).isTrue();
        assertThat(mostPatient.isPending()).isTrue();
    }

    @Test
    void managersEventAboutAWorkerIsNotTakenForOneOfItsStream() {
        UUID worker = platform.worker("answers", command -> {});
        Command command = Command.of("LOST");
        Either<Failure, Event> call = client.send(worker, command);
        Awaitility.await().until(() -> platform.journal.contains("publish " + worker));
        platform.publish(
                "answers",
                new Event(
                        "CANCEL_COMMAND_SUCCEEDED",
                        UUID.randomUUID(),
                        Instant.EPOCH,
                        UUID.randomUUID(),
                        worker,
                        1,
                        0,
                        null,
                        null,
                        null,
                        nothing()));

        platform.record(worker, command, "_SUCCEEDED", nothing());
        platform.channel("answers").forEach(EventListener::onGap);

        assertThat(call.await(Duration.ofSeconds(5)).isRight()).isTrue();
    }

    @Test
    void frameThatWasLoadedUnderAnIdOfOnesOwnIsQueriedUnderAnother() {
        List<UUID> ids = new CopyOnWriteArrayList<>();
        UUID id = platform.worker("answers", command -> {});
        platform.queues.put(id.toString(), command -> {
            ids.add(command.commandId());
            platform.publish(
                    "answers",
                    platform.record(id, command, "_SUCCEEDED", nothing().put("frame", "nightly")));
        });
        Worker once = client.worker(id).withCommandId(UUID.randomUUID());

        once.frame("nightly")
                .load(Sources.csv("flights.csv"))
                .flatMap(loaded -> loaded.frame().query())
                .await();

        assertThat(ids).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void channelOfAKilledWorkerIsLeft() {
        UUID worker = echo("answers");
        client.send(worker, Command.of("X")).await();
        platform.queues.put("process-manager", command -> {
            platform.kill(worker);
            platform.publish(
                    command.data().path("responseChannel").asText(),
                    PlatformInMemory.event(worker, command, "_SUCCEEDED", 9, nothing()));
        });

        assertThat(right(client.kill(worker, false).await())).isTrue();

        Awaitility.await().untilAsserted(() -> assertThat(platform.journal).contains("leave answers"));
    }

    private UUID echo(String channel) {
        UUID worker = platform.worker(channel, command -> {});
        platform.queues.put(
                worker.toString(),
                command -> platform.publish(channel, platform.record(worker, command, "_SUCCEEDED", nothing())));
        return worker;
    }

    private static <T> T right(Either<Failure, T> either) {
        assertThat(either).isInstanceOf(Right.class);
        return ((Right<Failure, T>) either).value();
    }

    private static <T> Failure left(Either<Failure, T> either) {
        assertThat(either).isInstanceOf(Left.class);
        return ((Left<Failure, T>) either).failure();
    }
}
