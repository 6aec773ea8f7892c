package io.framewright.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.command.Command;
import io.framewright.either.Either;
import io.framewright.event.Event;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.event.Outcome;
import io.framewright.serialize.CommandCodec;
import io.framewright.serialize.CommandCodec.MessageContext;
import io.framewright.serialize.FailureJson;
import io.framewright.serialize.Json;
import io.framewright.transport.CommandPublisher;
import io.framewright.transport.Crash;
import io.framewright.transport.CrashCount;
import io.framewright.transport.DeadLetter;
import io.framewright.transport.DeadLetters;
import io.framewright.transport.DestinationNames;
import io.framewright.transport.EventListener;
import io.framewright.transport.EventPage;
import io.framewright.transport.EventStream;
import io.framewright.transport.EventSubscriber;
import io.framewright.transport.Lease;
import io.framewright.transport.LetterPage;
import io.framewright.transport.LetterSelection;
import io.framewright.transport.OutgoingMessage;
import io.framewright.transport.ReplayedLetter;
import io.framewright.transport.StartedWorker;
import io.framewright.transport.Subscription;
import io.framewright.transport.WorkerRecord;
import io.framewright.transport.WorkerRegistry;
import io.framewright.transport.WorkerStart;
import io.framewright.transport.WorkerStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * A broker, a Redis and whatever answers, in memory, that a test can make forgetful. Single-threaded publishers only.
 */
final class PlatformInMemory {
    /** Takes the commands of one queue. */
    interface Answering extends Consumer<Command> {}

    final Map<UUID, WorkerRecord> records = new ConcurrentHashMap<>();
    final Map<String, Answering> queues = new ConcurrentHashMap<>();
    final Map<String, List<EventListener>> channels = new ConcurrentHashMap<>();
    final Map<EventStream, List<Event>> streams = new ConcurrentHashMap<>();
    /** How often a queue is still to refuse a message. */
    final Map<String, AtomicInteger> refusals = new ConcurrentHashMap<>();

    final List<String> journal = new CopyOnWriteArrayList<>();
    /** Run by whoever asks the registry, on the asking thread. */
    volatile Runnable beforeLooking = () -> {};

    Framewright client(Duration timeout) {
        return client(timeout, Retry.NEVER);
    }

    Framewright client(Duration timeout, Retry retry) {
        return new Framewright(
                new Ports(
                        new Publisher(),
                        new NoDeadLetters(),
                        new Subscriber(),
                        new Registry(),
                        () -> journal.add("disconnect")),
                timeout,
                retry);
    }

    UUID worker(String channel, Answering answering) {
        UUID id = UUID.randomUUID();
        records.put(
                id,
                new WorkerRecord(
                        id,
                        Instant.EPOCH,
                        1,
                        channel,
                        "host",
                        UUID.randomUUID(),
                        1,
                        WorkerStatus.RUNNING,
                        Instant.EPOCH));
        queues.put(id.toString(), answering);
        return id;
    }

    List<Event> stream(UUID worker) {
        return streams.computeIfAbsent(DestinationNames.workerEvents(worker), name -> new CopyOnWriteArrayList<>());
    }

    List<EventListener> channel(String name) {
        return channels.computeIfAbsent(name, none -> new CopyOnWriteArrayList<>());
    }

    void kill(UUID worker) {
        records.remove(worker);
        queues.remove(worker.toString());
    }

    /** Appends to the stream; {@link #publish} makes it known. */
    Event record(UUID worker, Command command, String suffix, ObjectNode data) {
        List<Event> stream = stream(worker);
        long last = stream.isEmpty() ? 0 : stream.get(stream.size() - 1).sequence();
        Event event = event(worker, command, suffix, last + 1, data);
        stream.add(event);
        return event;
    }

    void publish(String channel, Event event) {
        channel(channel).forEach(listener -> listener.onEvent(event));
    }

    static Event event(UUID worker, Command command, String suffix, long sequence, ObjectNode data) {
        return new Event(
                command.commandType() + suffix,
                UUID.randomUUID(),
                Instant.EPOCH,
                command.commandId(),
                worker,
                sequence,
                1,
                null,
                null,
                null,
                data);
    }

    /** Whoever asks the registry from now on waits for this. */
    CountDownLatch holdLooking() {
        CountDownLatch held = new CountDownLatch(1);
        beforeLooking = () -> {
            try {
                held.await();
            } catch (InterruptedException closing) {
                Thread.currentThread().interrupt();
            }
        };
        return held;
    }

    static ObjectNode nothing() {
        return Json.mapper().createObjectNode();
    }

    static ObjectNode failure(FailureCode code) {
        return FailureJson.write(Failure.of(code, "because"));
    }

    private final class Publisher implements CommandPublisher {
        @Override
        public CompletionStage<Either<Failure, String>> publish(String queue, OutgoingMessage message) {
            journal.add("publish " + queue);
            AtomicInteger refusing = refusals.get(queue);
            if (refusing != null && refusing.getAndDecrement() > 0) {
                return CompletableFuture.completedFuture(
                        Either.left(Failure.of(FailureCode.BROKER_UNAVAILABLE, "It refused to take the message.")));
            }
            Answering answering = queues.get(queue);
            if (answering == null) {
                return CompletableFuture.completedFuture(
                        Either.left(Failure.of(FailureCode.NO_SUCH_WORKER, "There is no queue " + queue + ".")));
            }
            CommandCodec.read(
                            message.body(),
                            new MessageContext(
                                    Optional.ofNullable(message.messageId()),
                                    Optional.ofNullable(message.headers().get("traceparent")),
                                    Instant.EPOCH))
                    .fold(
                            failure -> {
                                throw new AssertionError(failure);
                            },
                            pending -> pending,
                            command -> {
                                answering.accept(command);
                                return command;
                            });
            return CompletableFuture.completedFuture(Either.right(queue));
        }

        @Override
        public void close() {
            journal.add("close publisher");
        }
    }

    private final class Subscriber implements EventSubscriber {
        @Override
        public Either<Failure, Subscription> follow(String channel, EventListener listener) {
            journal.add("follow " + channel);
            channel(channel).add(listener);
            return Either.right(() -> {
                journal.add("leave " + channel);
                channel(channel).remove(listener);
            });
        }

        @Override
        public Either<Failure, EventPage> read(EventStream stream, long after, int limit) {
            journal.add("read " + stream.eventsKey() + " after " + after);
            List<Event> all = streams.getOrDefault(stream, List.of());
            List<Event> page = all.stream()
                    .filter(event -> event.sequence() > after)
                    .limit(limit)
                    .toList();
            long last = all.isEmpty() ? 0 : all.get(all.size() - 1).sequence();
            long missed = page.isEmpty() ? 0 : page.get(0).sequence() - after - 1;
            return Either.right(new EventPage(page, missed, last));
        }

        @Override
        public Either<Failure, Optional<Event>> outcome(EventStream stream, UUID commandId) {
            return Either.right(streams.getOrDefault(stream, List.of()).stream()
                    .filter(event -> event.commandId().equals(commandId))
                    .filter(event -> event.outcome() != Outcome.PENDING)
                    .findFirst());
        }

        @Override
        public void close() {
            journal.add("close subscriber");
        }
    }

    private static final class NoDeadLetters implements DeadLetters {
        @Override
        public CompletionStage<Either<Failure, String>> add(DeadLetter letter) {
            throw new UnsupportedOperationException("clients add none");
        }

        @Override
        public Either<Failure, LetterPage> list(LetterSelection selection, long from, int limit) {
            return Either.right(new LetterPage(List.of(), 0, OptionalLong.empty()));
        }

        @Override
        public Either<Failure, List<ReplayedLetter>> replay(LetterSelection selection, int limit) {
            return Either.right(List.of());
        }

        @Override
        public Either<Failure, Long> drop(LetterSelection selection, int limit) {
            return Either.right(0L);
        }

        @Override
        public void close() {}
    }

    private final class Registry implements WorkerRegistry {
        @Override
        public Either<Failure, Boolean> cancel(UUID workerId, UUID commandId) {
            throw new UnsupportedOperationException("clients ask the process manager");
        }

        @Override
        public Either<Failure, Set<UUID>> cancelled(UUID workerId) {
            throw new UnsupportedOperationException("clients ask the process manager");
        }

        @Override
        public Either<Failure, Boolean> label(UUID workerId, Set<String> labels) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Either<Failure, Optional<WorkerRecord>> find(UUID workerId) {
            beforeLooking.run();
            return Either.right(Optional.ofNullable(records.get(workerId)));
        }

        @Override
        public Either<Failure, List<WorkerRecord>> list() {
            beforeLooking.run();
            return Either.right(new ArrayList<>(records.values()));
        }

        @Override
        public Either<Failure, StartedWorker> begin(WorkerStart start) {
            throw new AssertionError("a client starts no worker by itself");
        }

        @Override
        public Either<Failure, Boolean> status(Lease lease, WorkerStatus status) {
            throw new AssertionError("a client holds no lease");
        }

        @Override
        public Either<Failure, Boolean> leave(Lease lease) {
            throw new AssertionError("a client holds no lease");
        }

        @Override
        public Either<Failure, Boolean> idle(Lease lease, boolean idle) {
            throw new AssertionError("a client holds no lease");
        }

        @Override
        public Either<Failure, CrashCount> crashed(Lease lease, Crash crash, Duration within) {
            throw new AssertionError("a client holds no lease");
        }

        @Override
        public Either<Failure, Boolean> decided(UUID workerId, UUID commandId, boolean givenUp) {
            throw new AssertionError("a client decides nothing");
        }

        @Override
        public Either<Failure, Set<Lease>> heartbeat(Collection<Lease> leases) {
            throw new AssertionError("a client holds no lease");
        }

        @Override
        public Either<Failure, Boolean> restore(WorkerRecord record, long lastSequence) {
            throw new AssertionError("a client restores nothing");
        }

        @Override
        public Either<Failure, List<WorkerRecord>> silentFor(Duration age) {
            throw new AssertionError("a client judges nobody");
        }

        @Override
        public Either<Failure, Boolean> remove(UUID workerId, Duration retention) {
            throw new AssertionError("a client removes nothing");
        }

        @Override
        public Either<Failure, Boolean> remove(Lease lease, Duration retention) {
            throw new AssertionError("a client removes nothing");
        }

        @Override
        public void close() {
            journal.add("close registry");
        }
    }
}
