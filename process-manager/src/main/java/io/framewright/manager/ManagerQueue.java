package io.framewright.manager;

import com.fasterxml.jackson.databind.JsonNode;
import io.framewright.command.Command;
import io.framewright.either.Either;
import io.framewright.event.Event;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.serialize.Uuids;
import io.framewright.transport.Commit;
import io.framewright.transport.CommitResult;
import io.framewright.transport.DeadLetter;
import io.framewright.transport.Delivery;
import io.framewright.transport.DestinationNames;
import io.framewright.transport.EventStream;
import io.framewright.transport.RecordedOutcome;
import io.framewright.transport.Subscription;
import io.framewright.worker.EventDraft;
import io.framewright.worker.Intake;
import io.framewright.worker.OutcomeIndex;
import io.framewright.worker.Ports;
import io.framewright.worker.Verdict;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The queue {@code process-manager}. Commands run side by side, up to the window; each is acknowledged after its
 * outcome is in the managers' stream and published. Several managers may share the queue: Redis numbers their events,
 * and if two run the same command after all, the outcome recorded first is the command's.
 */
final class ManagerQueue implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ManagerQueue.class);
    private static final EventStream STREAM = DestinationNames.managerEvents();

    private final ProcessManagerConfig config;
    private final Ports ports;
    private final ManagerCommands commands;
    private final AtomicLong handled = new AtomicLong();
    private final Map<UUID, List<Delivery>> running = new HashMap<>();
    private OutcomeIndex outcomes = new OutcomeIndex(List.of());
    private @Nullable Subscription subscription;

    ManagerQueue(ProcessManagerConfig config, Ports ports, ManagerCommands commands) {
        this.config = config;
        this.ports = ports;
        this.commands = commands;
    }

    Either<Failure, Boolean> open() {
        return ports.events().outcomes(STREAM).flatMap(recorded -> {
            outcomes = new OutcomeIndex(recorded);
            Intake intake = new Intake(
                    config.worker().messageLimitBytes(), ManagerCommands.TYPES, outcomes, InstantSource.system());
            return ports.consumer()
                    .declare(DestinationNames.PROCESS_MANAGER_QUEUE)
                    .flatMap(queue ->
                            ports.consumer().consume(queue, config.window(), delivery -> take(delivery, intake)))
                    .map(opened -> {
                        subscription = opened;
                        return true;
                    });
        });
    }

    private void take(Delivery delivery, Intake intake) {
        Verdict verdict = intake.judge(delivery, null, 0);
        if (verdict instanceof Verdict.Run run) {
            if (begin(run.command().commandId(), delivery)) {
                run(run);
            }
        } else if (verdict instanceof Verdict.Repeat repeat) {
            repeat(repeat.outcome(), channelOf(delivery), List.of(delivery));
        } else if (verdict instanceof Verdict.Refuse refuse) {
            refuse(delivery, refuse);
        }
    }

    /** Whether this delivery is the first of its command; a later one waits for the outcome of the first. */
    private synchronized boolean begin(UUID commandId, Delivery delivery) {
        List<Delivery> same = running.computeIfAbsent(commandId, id -> new ArrayList<>());
        same.add(delivery);
        return same.size() == 1;
    }

    private synchronized List<Delivery> end(UUID commandId) {
        List<Delivery> same = running.remove(commandId);
        return same == null ? List.of() : same;
    }

    private void run(Verdict.Run run) {
        Command command = run.command();
        commands.run(command).whenComplete((result, bug) -> {
            Either<Failure, JsonNode> outcome = result != null ? result : internalError(command, bug);
            record(command, run.requestHash(), eventOf(command, outcome));
        });
    }

    private Event eventOf(Command command, Either<Failure, JsonNode> outcome) {
        return outcome.<Event>fold(
                failure -> EventDraft.failed(command, workerOf(command.data()), 0, failure),
                pending -> EventDraft.failed(command, null, 0, internal()),
                data -> EventDraft.succeeded(command, workerOf(data), 0, data));
    }

    private void record(Command command, String requestHash, Event event) {
        String channel = channelOf(command.data());
        ports.events().commit(new Commit(STREAM, event, channel, requestHash)).thenAccept(result -> {
            List<Delivery> deliveries = end(command.commandId());
            result.fold(
                    failure -> {
                        log.warn(
                                "{} has no recorded outcome and stays queued: {}",
                                command.commandType(),
                                failure.message());
                        deliveries.forEach(Delivery::release);
                        return false;
                    },
                    pending -> false,
                    committed -> {
                        recorded(command, requestHash, channel, committed, deliveries);
                        return true;
                    });
        });
    }

    private void recorded(
            Command command, String requestHash, String channel, CommitResult result, List<Delivery> deliveries) {
        if (result instanceof CommitResult.AlreadyDecided decided) {
            repeat(
                    new RecordedOutcome(command.commandId(), decided.sequence(), decided.requestHash()),
                    channel,
                    deliveries);
            return;
        }
        if (result instanceof CommitResult.Committed committed) {
            outcomes.add(new RecordedOutcome(command.commandId(), committed.sequence(), requestHash));
            outcomes.forgetBefore(committed.oldest());
        }
        handled.incrementAndGet();
        deliveries.forEach(Delivery::acknowledge);
    }

    private void repeat(RecordedOutcome outcome, String channel, List<Delivery> deliveries) {
        ports.events()
                .republish(STREAM, outcome.sequence(), channel)
                .thenAccept(done -> deliveries.forEach(done.isRight() ? Delivery::acknowledge : Delivery::release));
    }

    private void refuse(Delivery delivery, Verdict.Refuse refuse) {
        if (!refuse.deadLetter()) {
            commitRefusal(delivery, refuse);
            return;
        }
        DeadLetter letter = new DeadLetter(
                DestinationNames.PROCESS_MANAGER_QUEUE,
                delivery.body(),
                delivery.messageId().orElse(null),
                refuse.failure().code(),
                refuse.failure().message());
        ports.deadLetters().add(letter).thenAccept(kept -> {
            if (kept.isRight()) {
                commitRefusal(delivery, refuse);
            } else {
                delivery.release();
            }
        });
    }

    private void commitRefusal(Delivery delivery, Verdict.Refuse refuse) {
        ports.events()
                .commit(new Commit(STREAM, refuse.answer(), channelOf(delivery), refuse.requestHash()))
                .thenAccept(result -> {
                    if (result.isRight()) {
                        delivery.acknowledge();
                    } else {
                        delivery.release();
                    }
                });
    }

    /** Where to answer: what the command says, or a channel named like the queue if it says nothing readable. */
    private static String channelOf(JsonNode data) {
        String channel = data.path("responseChannel").asText("");
        return channel.isBlank() ? DestinationNames.PROCESS_MANAGER_QUEUE : channel;
    }

    private static String channelOf(Delivery delivery) {
        return RequestChannel.read(delivery.body()).orElse(DestinationNames.PROCESS_MANAGER_QUEUE);
    }

    private static @Nullable UUID workerOf(JsonNode data) {
        return Uuids.read(data.path("workerId").asText("")).orElse(null);
    }

    private static Either<Failure, JsonNode> internalError(Command command, @Nullable Throwable bug) {
        log.error("{} {} failed by a bug", command.commandType(), command.commandId(), bug);
        return Either.left(internal());
    }

    private static Failure internal() {
        return Failure.of(
                FailureCode.INTERNAL_ERROR, "The process manager failed at this command; its log tells more.");
    }

    long commandsHandled() {
        return handled.get();
    }

    @Override
    public void close() {
        Subscription current = subscription;
        if (current != null) {
            current.close();
        }
    }
}
