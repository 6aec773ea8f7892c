package io.framewright.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.command.Command;
import io.framewright.either.Either;
import io.framewright.either.Right;
import io.framewright.event.Event;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.serialize.Json;
import io.framewright.transport.WorkerRecord;
import io.framewright.transport.testing.BrokerPair;
import io.framewright.transport.testing.FaultProxy;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The client over real servers. */
@Timeout(120)
abstract class OnBrokersContract {
    private final BrokerPair brokers;

    OnBrokersContract(BrokerPair brokers) {
        this.brokers = brokers;
    }

    @Test
    void everyCallGetsTheAnswerToItsOwnCommand() {
        try (EchoWorker worker = EchoWorker.start(brokers.amqpUri(), brokers.redisUri());
                Framewright client = connect(brokers.amqpUri(), brokers.redisUri())) {
            List<Either<Failure, Event>> calls = calls(client, worker, 0, 500);

            for (int i = 0; i < calls.size(); i++) {
                Event answer = right(calls.get(i).await());
                assertThat(answer.data().path("number").asInt()).isEqualTo(i);
            }
            assertThat(right(client.recorded(worker.id, 490, 100)).events()).hasSize(10);
        }
    }

    @Test
    void workerOnRecordIsListed() {
        try (EchoWorker worker = EchoWorker.start(brokers.amqpUri(), brokers.redisUri());
                Framewright client = connect(brokers.amqpUri(), brokers.redisUri())) {
            assertThat(right(client.workers()))
                    .extracting(WorkerRecord::workerId)
                    .contains(worker.id);
        }
    }

    @Test
    void everyCallIsAnsweredThoughBothConnectionsAreCutAgainAndAgain() {
        try (FaultProxy amqp = FaultProxy.inFrontOf(brokers.amqpUri());
                FaultProxy redis = FaultProxy.inFrontOf(brokers.redisUri());
                EchoWorker worker = EchoWorker.start(brokers.amqpUri(), brokers.redisUri());
                Framewright client = connect(amqp.uri(brokers.amqpUri()), redis.uri(brokers.redisUri()))) {
            List<Either<Failure, Event>> calls = new ArrayList<>();
            for (int round = 0; round < 10; round++) {
                calls.addAll(calls(client, worker, round * 100, 100));
                if (round % 2 == 0) {
                    redis.cut();
                } else {
                    amqp.cut();
                }
            }

            assertThat(calls).allSatisfy(call -> assertThat(call.await()).isInstanceOf(Right.class));
        }
    }

    @Test
    void queueThatIsGoneIsNoSuchWorkerAtOnce() {
        try (EchoWorker worker = EchoWorker.start(brokers.amqpUri(), brokers.redisUri());
                Framewright client = connect(brokers.amqpUri(), brokers.redisUri())) {
            worker.loseQueue();

            assertThat(codeOf(client.send(worker.id, Command.of("X")).await())).isEqualTo("NO_SUCH_WORKER");
        }
    }

    @Test
    void serverThatDoesNotAnswerIsAFailure() {
        String nothing = "127.0.0.1:1";

        Either<Failure, Framewright> noBroker =
                Framewright.connect(ClientConfig.of(URI.create("amqp://" + nothing), URI.create(brokers.redisUri()))
                        .withConnectTimeout(Duration.ofMillis(300)));
        Either<Failure, Framewright> noRedis =
                Framewright.connect(ClientConfig.of(URI.create(brokers.amqpUri()), URI.create("redis://" + nothing))
                        .withConnectTimeout(Duration.ofMillis(300)));

        assertThat(codeOf(noBroker)).isEqualTo(FailureCode.BROKER_UNAVAILABLE.name());
        assertThat(codeOf(noRedis)).isEqualTo(FailureCode.REDIS_UNAVAILABLE.name());
    }

    private static List<Either<Failure, Event>> calls(Framewright client, EchoWorker worker, int from, int count) {
        return IntStream.range(from, from + count)
                .mapToObj(i -> client.send(
                        worker.id,
                        Command.of("ECHO", Json.mapper().createObjectNode().put("number", i))))
                .toList();
    }

    private static Framewright connect(String amqp, String redis) {
        return right(Framewright.connect(ClientConfig.of(URI.create(amqp), URI.create(redis))));
    }

    private static <T> T right(Either<Failure, T> either) {
        return either.fold(
                failure -> {
                    throw new AssertionError(failure);
                },
                pending -> {
                    throw new AssertionError(pending);
                },
                value -> value);
    }

    private static String codeOf(Either<?, ?> either) {
        return either.fold(failure -> ((Failure) failure).code(), pending -> "", value -> "");
    }
}
