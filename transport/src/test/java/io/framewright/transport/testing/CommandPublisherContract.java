package io.framewright.transport.testing;

import static io.framewright.transport.testing.Answers.left;
import static io.framewright.transport.testing.Answers.right;
import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.transport.OutgoingMessage;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What every {@link io.framewright.transport.CommandPublisher} keeps. */
public abstract class CommandPublisherContract extends BrokerContract {
    @Test
    void aConfirmNamesTheQueue() {
        declareQueue();
        assertThat(right(Answers.await(ports.publisher().publish(queue, message("a")))))
                .isEqualTo(queue);
    }

    @Test
    void aMessageForNobodyComesBackAsNoSuchWorker() {
        Failure failure = left(Answers.await(ports.publisher().publish(queue, message("a"))));
        assertThat(failure.code()).isEqualTo("NO_SUCH_WORKER");
        assertThat(failure.message()).contains(queue);
    }

    @Test
    void returnedAndConfirmedMessagesAreToldApart() {
        declareQueue();
        List<CompletableFuture<Either<Failure, String>>> there = new ArrayList<>();
        List<CompletableFuture<Either<Failure, String>>> nowhere = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            there.add(ports.publisher().publish(queue, message("same")).toCompletableFuture());
            nowhere.add(
                    ports.publisher().publish(queue + "-not", message("same")).toCompletableFuture());
        }
        assertThat(there).allSatisfy(answer -> right(Answers.await(answer)));
        assertThat(nowhere)
                .allSatisfy(
                        answer -> assertThat(left(Answers.await(answer)).code()).isEqualTo("NO_SUCH_WORKER"));
        assertThat(right(ports.consumer().depth(queue))).isEqualTo(500);
    }

    @Test
    void aNameThatCanBeNoQueueIsRefusedWithoutHarm() {
        declareQueue();
        assertThat(left(Answers.await(ports.publisher().publish("x".repeat(256), message("a"))))
                        .code())
                .isEqualTo("NO_SUCH_WORKER");
        assertThat(left(Answers.await(ports.publisher().publish("", message("a"))))
                        .code())
                .isEqualTo("NO_SUCH_WORKER");
        OutgoingMessage oversized =
                new OutgoingMessage(new byte[0], "application/json", null, Map.of("h", "x".repeat(1 << 20)));
        assertThat(left(Answers.await(ports.publisher().publish(queue, oversized)))
                        .code())
                .isEqualTo("MESSAGE_TOO_LARGE");
        publish("still works");
    }

    @Test
    void tenThousandMayBeUnderWayAndKeepTheirOrder() {
        declareQueue();
        int count = 10_000;
        List<CompletableFuture<Either<Failure, String>>> answers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            answers.add(ports.publisher().publish(queue, message("m" + i)).toCompletableFuture());
        }
        assertThat(answers).allSatisfy(answer -> right(Answers.await(answer)));
        assertThat(consumed(count))
                .containsExactlyElementsOf(
                        IntStream.range(0, count).mapToObj(i -> "m" + i).toList());
    }

    @Test
    void nothingIsLostWhenTheConnectionIsCutWhilePublishing() {
        declareQueue();
        int count = 5000;
        List<CompletableFuture<Either<Failure, String>>> answers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            answers.add(ports.publisher().publish(queue, message("m" + i)).toCompletableFuture());
            if (i == 1500) {
                proxy.cut();
            }
            if (i == 3000) {
                proxy.refuse();
            }
        }
        proxy.resume();
        assertThat(answers).allSatisfy(answer -> right(Answers.await(answer)));
        Set<String> expected = new LinkedHashSet<>();
        IntStream.range(0, count).forEach(i -> expected.add("m" + i));
        Set<String> seen = ConcurrentHashMap.newKeySet();
        right(ports.consumer().consume(queue, 500, delivery -> {
            seen.add(text(delivery));
            delivery.acknowledge();
        }));
        Awaitility.await().untilAsserted(() -> assertThat(seen).containsExactlyInAnyOrderElementsOf(expected));
    }

    @Test
    void connectionThatIsCutAtTheLoginIsNotTakenForARefusedPassword() {
        declareQueue();
        proxy.cutLogins(2);
        proxy.cut();

        right(Answers.await(ports.publisher().publish(queue, message("a"))));

        assertThat(consumed(1)).containsExactly("a");
    }

    @Test
    void whatWaitsTooLongFailsAndLaterMessagesAreSentAgain() {
        declareQueue();
        proxy.refuse();
        Either<Failure, String> answer = Answers.await(ports.publisher().publish(queue, message("a")));
        assertThat(left(answer).code()).isEqualTo("BROKER_UNAVAILABLE");
        proxy.resume();
        Awaitility.await()
                .untilAsserted(() -> right(Answers.await(ports.publisher().publish(queue, message("b")))));
    }

    @Test
    void closingFailsWhatIsOpen() {
        declareQueue();
        proxy.refuse();
        CompletableFuture<Either<Failure, String>> open =
                ports.publisher().publish(queue, message("a")).toCompletableFuture();
        ports.close();
        assertThat(left(Answers.await(open)).code()).isEqualTo("BROKER_UNAVAILABLE");
        assertThat(left(Answers.await(ports.publisher().publish(queue, message("b"))))
                        .code())
                .isEqualTo("BROKER_UNAVAILABLE");
    }

    private List<String> consumed(int count) {
        List<String> seen = new ArrayList<>();
        CompletableFuture<Void> done = new CompletableFuture<>();
        right(ports.consumer().consume(queue, 500, delivery -> {
            seen.add(text(delivery));
            delivery.acknowledge();
            if (seen.size() == count) {
                done.complete(null);
            }
        }));
        Answers.await(done);
        return seen;
    }
}
