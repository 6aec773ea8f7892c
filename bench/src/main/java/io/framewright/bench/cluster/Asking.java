package io.framewright.bench.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.framewright.client.CallOptions;
import io.framewright.client.Framewright;
import io.framewright.command.Command;
import io.framewright.either.Either;
import io.framewright.event.Event;
import io.framewright.event.Failure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/** Sends commands, and keeps how long the slowest took and what was answered. */
final class Asking {
    private static final CallOptions PATIENT = CallOptions.ofTimeout(Duration.ofMinutes(3));

    private final Framewright client;

    Asking(Framewright client) {
        this.client = client;
    }

    /** What came of a command: its data, or the code of a failure. */
    record Answered(String text, long nanos) {}

    CompletionStage<Answered> ask(UUID worker, String type, JsonNode data) {
        long began = System.nanoTime();
        Either<Failure, Event> answer = client.send(worker, Command.of(type, data), PATIENT);
        return answer.toCompletionStage()
                .thenApply(known -> new Answered(
                        known.fold(
                                failure -> failure.code() + ": " + failure.message(),
                                pending -> "pending",
                                event -> event.data().toString()),
                        System.nanoTime() - began));
    }

    /** One command to each worker, all at once. */
    Map<UUID, Answered> askAll(List<UUID> workers, String type, Function<UUID, JsonNode> data) {
        Map<UUID, CompletableFuture<Answered>> asked = new LinkedHashMap<>();
        workers.forEach(worker ->
                asked.put(worker, ask(worker, type, data.apply(worker)).toCompletableFuture()));
        Map<UUID, Answered> answers = new LinkedHashMap<>();
        asked.forEach((worker, answer) -> answers.put(worker, answer.join()));
        return answers;
    }

    static double slowestSeconds(Map<UUID, Answered> answers) {
        return answers.values().stream().mapToLong(Answered::nanos).max().orElse(0) / 1e9;
    }

    /** Asks one worker after the other, some at a time, until it is told to stop. */
    final class Load implements AutoCloseable {
        private final List<CompletableFuture<Answered>> asked = new ArrayList<>();
        private final AtomicLong next = new AtomicLong();
        private final Thread thread;
        private volatile boolean over;

        Load(List<UUID> workers, String type, JsonNode data, Duration pause) {
            thread = new Thread(
                    () -> {
                        while (!over) {
                            UUID worker = workers.get((int) (next.getAndIncrement() % workers.size()));
                            synchronized (asked) {
                                asked.add(ask(worker, type, data).toCompletableFuture());
                            }
                            LockSupport.parkNanos(pause.toNanos());
                        }
                    },
                    "load");
            thread.start();
        }

        /** Waits for all answers. */
        List<Answered> answers() throws InterruptedException {
            over = true;
            thread.join();
            return asked.stream().map(CompletableFuture::join).toList();
        }

        @Override
        public void close() {
            over = true;
        }
    }
}
