package io.framewright.client;

import static io.framewright.client.PlatformInMemory.failure;
import static io.framewright.client.PlatformInMemory.nothing;
import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.command.Command;
import io.framewright.either.Either;
import io.framewright.either.Left;
import io.framewright.either.Right;
import io.framewright.event.Event;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.transport.DestinationNames;
import io.framewright.transport.EventListener;
import io.framewright.transport.EventPage;
import io.framewright.transport.Subscription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
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
        List<Event> seen = new CopyOnWriteArrayList<>();

        Subscription following = right(client.follow("answers", seen::add));
        client.send(one, Command.of("X")).await();
        client.send(two, Command.of("X")).await();
        following.close();
        client.send(one, Command.of("X")).await();

        assertThat(platform.journal)
                .filteredOn(line -> line.equals("follow answers"))
                .hasSize(1);
        assertThat(seen).hasSize(2);
        assertThat(platform.journal).doesNotContain("leave answers");
    }

    @Test
    void lastFollowerOfAChannelLeavesIt() {
        Subscription following = right(client.follow("news", event -> {}));

        following.close();
        following.close();

        assertThat(platform.journal).containsExactly("follow news", "leave news");
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

        client.send(worker, Command.of("X"), LONG, event -> seen.add(event.eventType()))
                .await();

        assertThat(seen).containsExactly("X_STARTED", "X_PROGRESSED", "X_SUCCEEDED");
    }

    @Test
    void listenerThatThrowsHarmsNoCall() {
        UUID worker = echo("answers");

        Either<Failure, Event> answer = client.send(worker, Command.of("X"), LONG, event -> {
                    throw new IllegalStateException("a bug of the caller's");
                })
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

        assertThat(left(client.send(worker, Command.of("X"), SHORT, event -> {}).await()))
                .matches(f -> f.is(FailureCode.TIMED_OUT));
    }

    @Test
    void answerThatTheChannelLostIsFoundInTheStreamBeforeTimeIsUp() {
        UUID worker = platform.worker("answers", command -> {});
        platform.queues.put(worker.toString(), command -> platform.record(worker, command, "_SUCCEEDED", nothing()));

        assertThat(client.send(worker, Command.of("X"), SHORT, event -> {})
                        .await()
                        .isRight())
                .isTrue();
    }

    @Test
    void jumpInTheNumbersIsReadFromTheStreamAtOnce() {
        UUID worker = platform.worker("answers", command -> {});
        platform.queues.put(worker.toString(), command -> platform.record(worker, command, "_SUCCEEDED", nothing()));
        PendingCall call = client.send(worker, Command.of("LOST"));

        platform.publish("answers", platform.record(worker, Command.of("OTHER"), "_SUCCEEDED", nothing()));

        assertThat(right(call.await()).eventType()).isEqualTo("LOST_SUCCEEDED");
    }

    @Test
    void gapInTheConnectionIsReadFromTheStreamAtOnce() {
        UUID worker = platform.worker("answers", command -> {});
        platform.queues.put(worker.toString(), command -> platform.record(worker, command, "_SUCCEEDED", nothing()));
        PendingCall call = client.send(worker, Command.of("LOST"));

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

        assertThat(right(client.send(worker, command, SHORT, event -> {}).await()))
                .isEqualTo(old);
    }

    @Test
    void callsOfOneCommandGetOneAnswer() {
        UUID worker = platform.worker("answers", command -> {});
        Command command = Command.of("X");
        PendingCall first = client.send(worker, command);
        PendingCall second = client.send(worker, command);

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

        PendingCall call = client.send(worker, Command.of("LOST"));
        platform.channel("answers").forEach(EventListener::onGap);

        assertThat(right(call.await()).eventType()).isEqualTo("LOST_SUCCEEDED");
    }

    @Test
    void workerKilledBeforeItAnsweredIsNoSuchWorker() {
        UUID worker = platform.worker("answers", command -> {});
        PendingCall call = client.send(worker, Command.of("X"));

        platform.kill(worker);

        assertThat(left(call.await())).matches(f -> f.is(FailureCode.NO_SUCH_WORKER));
    }

    @Test
    void closingAnswersOpenCalls() {
        UUID worker = platform.worker("answers", command -> {});
        PendingCall call = client.send(worker, Command.of("X"));

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

        assertThat(right(
                        client.sendNoWait(worker, command).toCompletableFuture().join()))
                .isEqualTo(command.commandId());
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

        SpawnedWorker worker = right(client.spawn("its-own", id));

        assertThat(worker.workerId()).isEqualTo(id);
        assertThat(worker.responseChannel()).isEqualTo("its-own");
        assertThat(platform.journal).contains("leave its-own");
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

        assertThat(right(client.kill(UUID.randomUUID(), true))).isFalse();
        assertThat(channels).allMatch(channel -> channel.startsWith("framewright-client:"));
    }

    @Test
    void withoutAManagersQueueThereIsNoProcessManager() {
        assertThat(left(client.spawn("answers"))).matches(f -> f.is(FailureCode.NO_PROCESS_MANAGER));
    }

    @Test
    void recordedEventsAreReadFromAnyPlace() {
        UUID worker = echo("answers");
        client.send(worker, Command.of("X")).await();
        client.send(worker, Command.of("Y")).await();

        EventPage page = right(client.events(worker, 1, 10));

        assertThat(page.events()).extracting(Event::eventType).containsExactly("Y_SUCCEEDED");
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
