package io.framewright.transport.testing;

import static io.framewright.transport.testing.Answers.right;
import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import io.framewright.command.Command;
import io.framewright.either.Either;
import io.framewright.serialize.CommandCodec;
import io.framewright.transport.DeadLetter;
import io.framewright.transport.DeadLetters;
import io.framewright.transport.Delivery;
import io.framewright.transport.DestinationNames;
import io.framewright.transport.KeptLetter;
import io.framewright.transport.LetterPage;
import io.framewright.transport.LetterReplay;
import io.framewright.transport.LetterSelection;
import io.framewright.transport.ReplayedLetter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link DeadLetters} keeps. */
public abstract class DeadLettersContract extends BrokerContract {
    @BeforeEach
    void startWithNone() {
        right(ports.consumer().delete(DestinationNames.DEAD_LETTER_QUEUE));
    }

    @Test
    void withoutAQueueThereAreNone() {
        LetterPage page = right(ports.deadLetters().list(LetterSelection.all(), 0, 10));
        assertThat(page).isEqualTo(new LetterPage(List.of(), 0, OptionalLong.empty()));
        assertThat(right(ports.deadLetters().replay(LetterSelection.all(), 10))).isEmpty();
        assertThat(right(ports.deadLetters().drop(LetterSelection.all(), 10))).isZero();
    }

    @Test
    void lookingNeitherLosesNorMovesAny() {
        for (int i = 0; i < 7; i++) {
            add("other-queue", "body " + i, i % 2 == 0 ? "POISON_COMMAND" : "MALFORMED_COMMAND");
        }
        List<UUID> ids = all().stream().map(KeptLetter::letterId).toList();
        LetterPage first = right(ports.deadLetters().list(LetterSelection.ofCode("POISON_COMMAND"), 0, 2));
        assertThat(first.letters()).extracting(DeadLettersContract::body).containsExactly("body 0", "body 2");
        assertThat(first.total()).isEqualTo(7);
        LetterPage second = right(ports.deadLetters()
                .list(LetterSelection.ofCode("POISON_COMMAND"), first.next().orElseThrow(), 2));
        assertThat(second.letters()).extracting(DeadLettersContract::body).containsExactly("body 4", "body 6");
        assertThat(second.next()).isEmpty();
        KeptLetter found = right(ports.deadLetters().list(LetterSelection.of(ids.get(3)), 0, 10))
                .letters()
                .get(0);
        assertThat(found.position()).isEqualTo(3);
        assertThat(found.letter().queue()).isEqualTo("other-queue");
        assertThat(found.letter().message()).isEqualTo("because");
        assertThat(found.diedOn())
                .isBetween(Instant.now().minusSeconds(600), Instant.now().plusSeconds(60));
        assertThat(all()).extracting(DeadLettersContract::body).containsExactlyElementsOf(bodies(0, 7));
        assertThat(all()).extracting(KeptLetter::letterId).containsExactlyElementsOf(ids);
    }

    @Test
    void thoseWhoLookAtOnceAllSeeAllOfThem(BrokerPair brokers) {
        for (int i = 0; i < 20; i++) {
            add("other-queue", "body " + i, "POISON_COMMAND");
        }
        try (BrokerPorts other = connect(brokers.amqpUri())) {
            List<CompletableFuture<List<KeptLetter>>> lookers = new ArrayList<>();
            for (BrokerPorts each : List.of(ports, other, ports, other)) {
                lookers.add(CompletableFuture.supplyAsync(
                        () -> right(each.deadLetters().list(LetterSelection.all(), 0, 100))
                                .letters()));
            }
            for (CompletableFuture<List<KeptLetter>> looker : lookers) {
                assertThat(Answers.await(looker))
                        .extracting(DeadLettersContract::body)
                        .containsExactlyElementsOf(bodies(0, 20));
            }
        }
    }

    @Test
    void manyKeepTheirOrderToo() {
        for (int i = 0; i < 120; i++) {
            add("other-queue", "body " + i, "POISON_COMMAND");
        }
        assertThat(right(ports.deadLetters().list(LetterSelection.all(), 0, 70)).letters())
                .hasSize(70);
        assertThat(all()).extracting(DeadLettersContract::body).containsExactlyElementsOf(bodies(0, 120));
        assertThat(all()).extracting(DeadLettersContract::body).containsExactlyElementsOf(bodies(0, 120));
    }

    @Test
    void droppedOnesAreGoneAndTheOthersStayInOrder() {
        for (int i = 0; i < 6; i++) {
            add(i == 4 ? "elsewhere" : "other-queue", "body " + i, i == 1 ? "MALFORMED_COMMAND" : "POISON_COMMAND");
        }
        assertThat(right(ports.deadLetters().drop(LetterSelection.ofCode("MALFORMED_COMMAND"), 10)))
                .isOne();
        assertThat(right(ports.deadLetters().drop(LetterSelection.ofQueue("elsewhere"), 10)))
                .isOne();
        assertThat(all()).extracting(DeadLettersContract::body).containsExactly("body 0", "body 2", "body 3", "body 5");
        assertThat(right(ports.deadLetters().drop(LetterSelection.all(), 2))).isEqualTo(2);
        assertThat(all()).extracting(DeadLettersContract::body).containsExactly("body 3", "body 5");
        assertThat(right(ports.deadLetters().drop(LetterSelection.of(UUID.randomUUID()), 2)))
                .isZero();
    }

    @Test
    void aCommandIsSentAgainUnderANewIdThatIsTheSameEachTime() throws Exception {
        String worker = UUID.randomUUID().toString();
        Command command = Command.of("GET_INFO_WORKER");
        KeptLetter kept;
        right(ports.consumer().declare(worker));
        try {
            addBody(worker, CommandCodec.write(command), "POISON_COMMAND");
            add(worker, "not a command", "MALFORMED_COMMAND");
            kept = all().get(0);
            assertThat(kept.commandId()).contains(command.commandId());
            ReplayedLetter replayed = right(ports.deadLetters().replay(LetterSelection.of(command.commandId()), 10))
                    .get(0);
            assertThat(replayed.outcome()).isEqualTo(Either.right(worker));
            Inbox inbox = new Inbox();
            right(ports.consumer().consume(worker, 10, inbox));
            Delivery sent = inbox.next();
            Command again = right(CommandCodec.read(
                    sent.body(), new CommandCodec.MessageContext(sent.messageId(), Optional.empty(), Instant.EPOCH)));
            assertThat(replayed.commandId()).contains(again.commandId());
            assertThat(again.commandId()).isNotEqualTo(command.commandId());
            assertThat(again.causationId()).isEqualTo(command.commandId());
            assertThat(again.correlationId()).isEqualTo(command.commandId());
            assertThat(again.commandType()).isEqualTo(command.commandType());
            assertThat(LetterReplay.of(kept).commandId()).contains(again.commandId());
            sent.acknowledge();

            assertThat(all()).extracting(DeadLettersContract::body).containsExactly("not a command");
            assertThat(right(ports.deadLetters().replay(LetterSelection.ofQueue(worker), 10))
                            .get(0)
                            .commandId())
                    .isEmpty();
            Delivery unaltered = inbox.next();
            assertThat(text(unaltered)).isEqualTo("not a command");
            unaltered.acknowledge();
            assertThat(all()).isEmpty();
        } finally {
            right(ports.consumer().delete(worker));
        }
    }

    @Test
    void aLetterWhoseQueueIsGoneStays() {
        add(UUID.randomUUID().toString(), "body 0", "POISON_COMMAND");
        List<ReplayedLetter> replayed = right(ports.deadLetters().replay(LetterSelection.all(), 10));
        assertThat(Answers.left(replayed.get(0).outcome()).code()).isEqualTo("NO_SUCH_WORKER");
        assertThat(all()).extracting(DeadLettersContract::body).containsExactly("body 0");
    }

    @Test
    void aLetterThatSomebodyElsePutThereHasAnIdOfItsOwn(BrokerPair brokers) throws Exception {
        add("other-queue", "ours", "POISON_COMMAND");
        ConnectionFactory factory = new ConnectionFactory();
        factory.setUri(brokers.amqpUri());
        try (Connection connection = factory.newConnection();
                Channel channel = connection.createChannel()) {
            channel.confirmSelect();
            channel.basicPublish("", DestinationNames.DEAD_LETTER_QUEUE, null, new byte[] {1, 2});
            channel.waitForConfirmsOrDie(10_000);
        }
        KeptLetter foreign = all().get(1);
        assertThat(foreign.letter().queue()).isEmpty();
        assertThat(foreign.diedOn()).isNull();
        assertThat(right(ports.deadLetters().drop(LetterSelection.of(foreign.letterId()), 1)))
                .isOne();
        assertThat(all()).extracting(DeadLettersContract::body).containsExactly("ours");
    }

    private void add(String from, String body, String code) {
        addBody(from, body.getBytes(StandardCharsets.UTF_8), code);
    }

    private void addBody(String from, byte[] body, String code) {
        right(Answers.await(ports.deadLetters().add(new DeadLetter(from, body, null, code, "because"))));
    }

    private List<KeptLetter> all() {
        return right(ports.deadLetters().list(LetterSelection.all(), 0, 1_000)).letters();
    }

    private static String body(KeptLetter kept) {
        return new String(kept.letter().body(), StandardCharsets.UTF_8);
    }

    private static List<String> bodies(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "body " + i).toList();
    }

    @Test
    void theBodyIsUnalteredAndTheReasonIsInTheHeaders(BrokerPair brokers) throws Exception {
        byte[] body = {0, (byte) 0xff, '{', 13, 10};
        String id = UUID.randomUUID().toString();
        DeadLetter letter = new DeadLetter(queue, body, id, "MALFORMED_COMMAND", "It is no JSON: " + "x".repeat(5000));
        assertThat(right(Answers.await(ports.deadLetters().add(letter)))).isEqualTo(DestinationNames.DEAD_LETTER_QUEUE);
        right(Answers.await(ports.deadLetters().add(new DeadLetter(queue, body, null, "POISON_COMMAND", "again"))));

        ConnectionFactory factory = new ConnectionFactory();
        factory.setUri(brokers.amqpUri());
        try (Connection connection = factory.newConnection();
                Channel channel = connection.createChannel()) {
            GetResponse kept = channel.basicGet(DestinationNames.DEAD_LETTER_QUEUE, true);
            assertThat(kept.getBody()).isEqualTo(body);
            assertThat(kept.getProps().getMessageId()).isEqualTo(id);
            assertThat(kept.getProps().getDeliveryMode()).isEqualTo(2);
            assertThat(kept.getProps().getHeaders().get(DeadLetters.HEADER_QUEUE))
                    .hasToString(queue);
            assertThat(kept.getProps().getHeaders().get(DeadLetters.HEADER_CODE))
                    .hasToString("MALFORMED_COMMAND");
            assertThat(String.valueOf(kept.getProps().getHeaders().get(DeadLetters.HEADER_MESSAGE)))
                    .startsWith("It is no JSON")
                    .hasSize(4096);
            GetResponse second = channel.basicGet(DestinationNames.DEAD_LETTER_QUEUE, true);
            assertThat(second.getProps().getMessageId()).isNull();
        }
        right(ports.consumer().delete(DestinationNames.DEAD_LETTER_QUEUE));
    }
}
