package io.framewright.bench.client;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.framewright.client.ClientConfig;
import io.framewright.client.Framewright;
import io.framewright.client.Worker;
import io.framewright.command.Command;
import io.framewright.either.Either;
import java.net.URI;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The same calls through the client, with all that it promises. */
final class ClientCaller implements Caller {
    private final Framewright platform;
    private final Worker worker;

    ClientCaller(String amqpUrl, String redisUrl, UUID worker) {
        this.platform = Framewright.connect(ClientConfig.of(URI.create(amqpUrl), URI.create(redisUrl)))
                .fold(
                        failure -> {
                            throw new IllegalStateException(failure.message());
                        },
                        pending -> {
                            throw new IllegalStateException(pending.message());
                        },
                        connected -> connected);
        this.worker = platform.worker(worker);
    }

    @Override
    public String name() {
        return "client";
    }

    @Override
    public CompletionStage<Integer> call(int number) {
        CompletableFuture<Integer> call = new CompletableFuture<>();
        worker.send(Command.of("ECHO", JsonNodeFactory.instance.objectNode().put("number", number)))
                .map(event -> event.data().path("number").asInt())
                .onOutcome(known -> finish(call, known));
        return call;
    }

    private static void finish(CompletableFuture<Integer> call, Either<?, Integer> known) {
        boolean ended = known.fold(
                failure -> call.completeExceptionally(new IllegalStateException(failure.toString())),
                pending -> false,
                call::complete);
        if (!ended) {
            throw new IllegalStateException("a call got no answer, or two");
        }
    }

    @Override
    public void close() {
        platform.close();
    }
}
