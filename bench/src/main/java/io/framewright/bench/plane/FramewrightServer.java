package io.framewright.bench.plane;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.framewright.command.Command;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.manager.ProcessManager;
import io.framewright.manager.ProcessManagerConfig;
import io.framewright.query.source.DataRoots;
import io.framewright.transport.WorkerRecord;
import io.framewright.transport.rabbitmq.AmqpConfig;
import io.framewright.transport.rabbitmq.RabbitMq;
import io.framewright.transport.redis.RedisConfig;
import io.framewright.transport.redis.RedisEvents;
import io.framewright.worker.CommandContext;
import io.framewright.worker.CommandHandler;
import io.framewright.worker.Handlers;
import io.framewright.worker.Ports;
import io.framewright.worker.Reply;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/** A process manager with a worker for each queue, as the command line starts one, and one handler more: an echo. */
final class FramewrightServer {
    private FramewrightServer() {}

    public static void main(String[] args) throws Exception {
        ServerSetting setting = ServerSetting.of(args);
        try (RabbitMq rabbitMq = right(RabbitMq.open(AmqpConfig.of(setting.amqpUrl())));
                RedisEvents redis = right(RedisEvents.open(RedisConfig.of(URI.create(setting.redisUrl()))));
                ProcessManager manager = right(ProcessManager.start(
                        config(), ports(rabbitMq, redis, setting.mode()), Handlers.with(List.of(new Echo()))))) {
            List<CompletionStage<Either<Failure, WorkerRecord>>> spawning = new ArrayList<>();
            for (String queue : setting.queues()) {
                spawning.add(manager.spawn(setting.answers(), UUID.fromString(queue)));
            }
            spawning.forEach(each -> right(each.toCompletableFuture().join()));
            setting.serve();
            setting.queues().stream()
                    .map(queue -> manager.kill(UUID.fromString(queue), false).toCompletableFuture())
                    .toList()
                    .forEach(each -> right(each.join()));
        }
    }

    /** The defaults, but that nothing stays behind in Redis. */
    private static ProcessManagerConfig config() {
        ProcessManagerConfig defaults = ProcessManagerConfig.defaults(DataRoots.none());
        return new ProcessManagerConfig(
                defaults.managerId(),
                defaults.host(),
                defaults.worker(),
                defaults.window(),
                defaults.heartbeatEvery(),
                defaults.lease(),
                Duration.ofSeconds(1),
                defaults.grace(),
                defaults.cluster());
    }

    private static Ports ports(RabbitMq rabbitMq, RedisEvents redis, String mode) {
        Ports ports = Ports.of(rabbitMq, redis);
        return mode.equals("without-deduplication") ? ports.withEvents(new Unrecorded(redis.publisher())) : ports;
    }

    /** Answers a command with its number. */
    private static final class Echo implements CommandHandler {
        @Override
        public String commandType() {
            return "ECHO";
        }

        @Override
        public Either<Failure, Reply> handle(Command command, CommandContext context) {
            return Either.right(Reply.of(JsonNodeFactory.instance
                    .objectNode()
                    .set("number", command.data().path("number"))));
        }
    }

    private static <T> T right(Either<Failure, T> either) {
        return either.<T>fold(
                failure -> {
                    throw new IllegalStateException(failure.code() + ": " + failure.message());
                },
                pending -> {
                    throw new IllegalStateException("pending");
                },
                value -> value);
    }
}
