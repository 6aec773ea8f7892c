package io.framewright.manager;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.framewright.command.Command;
import io.framewright.either.Either;
import io.framewright.event.Event;
import io.framewright.event.Failure;
import io.framewright.query.source.DataRoots;
import io.framewright.serialize.CommandCodec;
import io.framewright.serialize.Json;
import io.framewright.transport.CommandConsumer;
import io.framewright.transport.DestinationNames;
import io.framewright.transport.OutgoingMessage;
import io.framewright.transport.WorkerRecord;
import io.framewright.transport.rabbitmq.AmqpConfig;
import io.framewright.transport.rabbitmq.RabbitMq;
import io.framewright.transport.redis.RedisConfig;
import io.framewright.transport.redis.RedisEvents;
import io.framewright.worker.CommandHandler;
import io.framewright.worker.Handlers;
import io.framewright.worker.Ports;
import io.framewright.worker.WorkerConfig;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;

/** A process manager on brokers of a test, and a caller beside it that has connections of its own. */
final class Platform implements AutoCloseable {
    private final RabbitMq rabbitMq;
    private final RedisEvents redis;
    private final RabbitMq callersRabbitMq;
    private final RedisEvents callersRedis;
    private final ProcessManagerConfig config;
    private final CommandConsumer consumer;
    private final Handlers handlers;
    private ProcessManager manager;

    private Platform(
            AmqpConfig amqp,
            String redisUri,
            String callersAmqp,
            String callersRedisUri,
            ProcessManagerConfig config,
            UnaryOperator<CommandConsumer> consumer,
            List<CommandHandler> handlers) {
        this.rabbitMq = right(RabbitMq.open(amqp));
        this.redis = right(RedisEvents.open(RedisConfig.of(URI.create(redisUri)).withLease(Duration.ofSeconds(2))));
        this.callersRabbitMq = right(RabbitMq.open(AmqpConfig.of(callersAmqp)));
        this.callersRedis = right(RedisEvents.open(RedisConfig.of(URI.create(callersRedisUri))));
        this.config = config;
        this.consumer = consumer.apply(rabbitMq.consumer());
        this.handlers = Handlers.with(handlers);
        this.manager = right(ProcessManager.start(config, ports(), this.handlers));
    }

    static Platform start(String amqp, String redis, Path dataRoot, CommandHandler... handlers) {
        return start(AmqpConfig.of(amqp), redis, UnaryOperator.identity(), dataRoot, handlers);
    }

    /** With a configuration that is no usual one. */
    static Platform start(
            AmqpConfig amqp,
            String redis,
            UnaryOperator<ProcessManagerConfig> change,
            Path dataRoot,
            CommandHandler... handlers) {
        return new Platform(
                amqp,
                redis,
                amqp.uri(),
                redis,
                change.apply(config(dataRoot, UnaryOperator.identity())),
                UnaryOperator.identity(),
                List.of(handlers));
    }

    /** With workers that behave otherwise, and a consumer that may be broken. */
    static Platform start(
            String amqp,
            String redis,
            Path dataRoot,
            UnaryOperator<WorkerConfig> workers,
            UnaryOperator<CommandConsumer> consumer,
            CommandHandler... handlers) {
        return new Platform(
                AmqpConfig.of(amqp), redis, amqp, redis, config(dataRoot, workers), consumer, List.of(handlers));
    }

    /** The manager reaches its servers by other ways than the caller. */
    static Platform start(
            String amqp, String redis, String callersAmqp, String callersRedis, Path root, CommandHandler... handlers) {
        return new Platform(
                AmqpConfig.of(amqp),
                redis,
                callersAmqp,
                callersRedis,
                config(root, UnaryOperator.identity()),
                UnaryOperator.identity(),
                List.of(handlers));
    }

    private static ProcessManagerConfig config(Path dataRoot, UnaryOperator<WorkerConfig> workers) {
        ProcessManagerConfig defaults = ProcessManagerConfig.defaults(DataRoots.of(List.of(dataRoot)));
        return new ProcessManagerConfig(
                defaults.managerId(),
                defaults.host(),
                workers.apply(defaults.worker()),
                defaults.window(),
                Duration.ofMillis(500),
                Duration.ofSeconds(2),
                defaults.retention(),
                Duration.ofSeconds(10));
    }

    private Ports ports() {
        return Ports.of(rabbitMq, redis).withConsumer(consumer);
    }

    ProcessManager manager() {
        return manager;
    }

    RabbitMq broker() {
        return callersRabbitMq;
    }

    RedisEvents redis() {
        return callersRedis;
    }

    /** Shuts the manager down as a deploy would, and starts the next one. */
    void restartManager() {
        manager.close();
        manager = right(ProcessManager.start(config, ports(), handlers));
    }

    WorkerRecord spawn(String channel) {
        return right(join(manager.spawn(channel)));
    }

    Outcomes follow(String channel) {
        Outcomes outcomes = new Outcomes();
        right(callersRedis.subscriber().follow(channel, outcomes));
        return outcomes;
    }

    static Command command(String type, String json) {
        return Command.of(type, json(json));
    }

    static JsonNode json(String json) {
        try {
            return Json.mapper().readTree(json.replace('\'', '"'));
        } catch (JsonProcessingException wrongTest) {
            throw new IllegalArgumentException(json, wrongTest);
        }
    }

    void send(UUID worker, Command command) {
        sendTo(DestinationNames.workQueue(worker), CommandCodec.write(command));
    }

    void sendTo(String queue, byte[] body) {
        right(join(callersRabbitMq.publisher().publish(queue, OutgoingMessage.json(body, null))));
    }

    CompletionStage<Either<Failure, String>> publish(UUID worker, Command command) {
        return callersRabbitMq
                .publisher()
                .publish(
                        DestinationNames.workQueue(worker),
                        OutgoingMessage.json(
                                CommandCodec.write(command), command.commandId().toString()));
    }

    void sendText(UUID worker, String body) {
        sendTo(DestinationNames.workQueue(worker), body.getBytes(StandardCharsets.UTF_8));
    }

    Event ask(UUID worker, Outcomes outcomes, String type, String json) {
        Command command = command(type, json);
        send(worker, command);
        return outcomes.await(command.commandId());
    }

    static <T> T join(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
        } catch (TimeoutException | InterruptedException | ExecutionException broken) {
            throw new AssertionError(broken);
        }
    }

    static <T> T right(Either<Failure, T> either) {
        return either.<T>fold(
                failure -> {
                    throw new AssertionError(failure.code() + ": " + failure.message());
                },
                pending -> {
                    throw new AssertionError("pending");
                },
                value -> value);
    }

    @Override
    public void close() {
        manager.close();
        callersRabbitMq.close();
        callersRedis.close();
        rabbitMq.close();
        redis.close();
    }
}
