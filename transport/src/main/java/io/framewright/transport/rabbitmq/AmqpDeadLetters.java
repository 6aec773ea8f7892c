package io.framewright.transport.rabbitmq;

import io.framewright.either.Either;
import io.framewright.either.Left;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.serialize.Timestamps;
import io.framewright.transport.CommandConsumer;
import io.framewright.transport.CommandPublisher;
import io.framewright.transport.DeadLetter;
import io.framewright.transport.DeadLetters;
import io.framewright.transport.DestinationNames;
import io.framewright.transport.KeptLetter;
import io.framewright.transport.LetterPage;
import io.framewright.transport.LetterReplay;
import io.framewright.transport.LetterSelection;
import io.framewright.transport.OutgoingMessage;
import io.framewright.transport.ReplayedLetter;
import io.framewright.transport.rabbitmq.OpenLetters.Open;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** Publishes dead letters to their queue, and makes the queue when it turns out not to be there. */
final class AmqpDeadLetters implements DeadLetters {
    private static final int MAX_REASON_CHARS = 4096;
    /** How much one page may hold. */
    private static final long MAX_PAGE_BYTES = 32L << 20;
    /** Letters that are sent again before their confirms are waited for. */
    private static final int REPLAYED_AT_ONCE = 100;

    private final CommandPublisher publisher;
    private final CommandConsumer queues;
    private final Executor blocking;
    private final LetterBrowser browser;

    AmqpDeadLetters(CommandPublisher publisher, CommandConsumer queues, Executor blocking, LetterBrowser browser) {
        this.publisher = publisher;
        this.queues = queues;
        this.blocking = blocking;
        this.browser = browser;
    }

    @Override
    public CompletionStage<Either<Failure, String>> add(DeadLetter letter) {
        OutgoingMessage message = message(letter);
        return publisher
                .publish(DestinationNames.DEAD_LETTER_QUEUE, message)
                .thenCompose(answer -> isMissing(answer)
                        ? CompletableFuture.supplyAsync(
                                        () -> queues.declare(DestinationNames.DEAD_LETTER_QUEUE), blocking)
                                .thenCompose(declared -> declared.isRight()
                                        ? publisher.publish(DestinationNames.DEAD_LETTER_QUEUE, message)
                                        : CompletableFuture.completedFuture(declared))
                        : CompletableFuture.completedFuture(answer));
    }

    private static boolean isMissing(Either<Failure, String> answer) {
        return answer instanceof Left<Failure, String> left && left.failure().is(FailureCode.NO_SUCH_WORKER);
    }

    private static OutgoingMessage message(DeadLetter letter) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(HEADER_QUEUE, letter.queue());
        headers.put(HEADER_CODE, letter.code());
        headers.put(HEADER_LETTER_ID, UUID.randomUUID().toString());
        headers.put(HEADER_DIED_ON, Timestamps.write(Timestamps.now()));
        String reason = letter.message();
        headers.put(
                HEADER_MESSAGE, reason.length() <= MAX_REASON_CHARS ? reason : reason.substring(0, MAX_REASON_CHARS));
        return new OutgoingMessage(letter.body(), "application/octet-stream", letter.messageId(), headers);
    }

    @Override
    public Either<Failure, LetterPage> list(LetterSelection selection, long from, int limit) {
        return browser.browse(letters -> page(letters, selection, from, limit));
    }

    private static LetterPage page(OpenLetters letters, LetterSelection selection, long from, int limit)
            throws IOException {
        List<KeptLetter> page = new ArrayList<>();
        long bytes = 0;
        for (Open open = letters.next(); open != null; open = letters.next()) {
            KeptLetter kept = open.kept();
            if (kept.position() < from || !selection.matches(kept)) {
                continue;
            }
            bytes += kept.letter().body().length;
            if (page.size() == limit || (bytes > MAX_PAGE_BYTES && !page.isEmpty())) {
                return new LetterPage(page, letters.total(), OptionalLong.of(kept.position()));
            }
            page.add(kept);
        }
        return new LetterPage(page, letters.total(), OptionalLong.empty());
    }

    @Override
    public Either<Failure, List<ReplayedLetter>> replay(LetterSelection selection, int limit) {
        return browser.browse(letters -> {
            List<ReplayedLetter> all = new ArrayList<>();
            List<Open> chunk = new ArrayList<>();
            while (all.size() + chunk.size() < limit) {
                Open open = letters.next();
                if (open == null) {
                    break;
                }
                if (selection.matches(open.kept())) {
                    chunk.add(open);
                }
                if (chunk.size() == REPLAYED_AT_ONCE) {
                    replay(letters, chunk, all);
                }
            }
            replay(letters, chunk, all);
            return all;
        });
    }

    /** Sends all of them, waits for their confirms, and removes those that the broker has taken. */
    private void replay(OpenLetters letters, List<Open> chunk, List<ReplayedLetter> all) throws IOException {
        List<LetterReplay> replays = new ArrayList<>();
        List<CompletableFuture<Either<Failure, String>>> answers = new ArrayList<>();
        for (Open open : chunk) {
            LetterReplay replay = LetterReplay.of(open.kept());
            replays.add(replay);
            answers.add(publisher
                    .publish(open.kept().letter().queue(), replay.message())
                    .toCompletableFuture());
        }
        for (int i = 0; i < chunk.size(); i++) {
            Open open = chunk.get(i);
            Either<Failure, String> answer = answers.get(i).join();
            if (answer.isRight()) {
                letters.remove(open);
            }
            KeptLetter kept = open.kept();
            all.add(new ReplayedLetter(
                    kept.letterId(), kept.letter().queue(), replays.get(i).commandId(), answer));
        }
        chunk.clear();
    }

    @Override
    public Either<Failure, Long> drop(LetterSelection selection, int limit) {
        return browser.browse(letters -> {
            long dropped = 0;
            while (dropped < limit) {
                Open open = letters.next();
                if (open == null) {
                    break;
                }
                if (selection.matches(open.kept())) {
                    letters.remove(open);
                    dropped++;
                }
            }
            return dropped;
        });
    }

    /** What it publishes with is shared and closed by its owner. */
    @Override
    public void close() {}
}
