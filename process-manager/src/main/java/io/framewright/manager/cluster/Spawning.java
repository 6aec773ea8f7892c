package io.framewright.manager.cluster;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Scheduler;
import akka.actor.typed.javadsl.AskPattern;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.transport.WorkerRecord;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Starts workers on the nodes that suit them, and asks again until it is known what became of that. Thread-safe. Stages
 * never complete exceptionally.
 */
final class Spawning {
    /** So long a node has to answer before it is looked what became of the question. */
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);

    private static final int PLACED_AT_MOST = 12;

    private final Scheduler scheduler;
    private final Nodes nodes;
    private final WorkerRecords records;
    private final ActorRef<NodeMessage> node;

    Spawning(Scheduler scheduler, Nodes nodes, WorkerRecords records, ActorRef<NodeMessage> node) {
        this.scheduler = scheduler;
        this.nodes = nodes;
        this.records = records;
        this.node = node;
    }

    /** As {@link ClusterNode#spawn}. */
    CompletionStage<Either<Failure, WorkerRecord>> spawn(Spawn spawn) {
        if (spawn.labels().isEmpty()) {
            return spawn(spawn, 1);
        }
        if (!nodes.canHost(spawn.labels())) {
            return CompletableFuture.completedStage(Either.left(noNode(spawn.labels())));
        }
        // Before the start, so that the worker never goes where it may not.
        return records.label(spawn.workerId(), spawn.labels())
                .thenCompose(labelled -> labelled.<CompletionStage<Either<Failure, WorkerRecord>>>fold(
                        failure -> CompletableFuture.completedStage(Either.left(failure)),
                        pending -> CompletableFuture.completedStage(Either.pending(pending.message())),
                        done -> spawn(spawn, 1)));
    }

    private CompletionStage<Either<Failure, WorkerRecord>> spawn(Spawn spawn, int attempt) {
        Optional<NodeInfo> chosen = nodes.choose(spawn.labels(), any -> true);
        if (chosen.isEmpty()) {
            return CompletableFuture.completedStage(Either.left(noNode(spawn.labels())));
        }
        return AskPattern.<NodeMessage, LaunchAnswer>ask(
                        node,
                        replyTo -> new NodeMessage.Send(chosen.get().managerId(), placeOf(spawn, replyTo)),
                        ANSWER_WITHIN,
                        scheduler)
                .thenApply(LaunchAnswer::toEither)
                .exceptionally(late -> Either.pending("no answer yet"))
                .thenCompose(answer -> answer.isRight() || attempt == 1 && answer.isLeft()
                        ? CompletableFuture.completedStage(answer)
                        : spawnedMeanwhile(spawn.workerId(), answer, () -> spawn(spawn, attempt + 1), attempt));
    }

    private static NodeMessage.Place placeOf(Spawn spawn, ActorRef<LaunchAnswer> replyTo) {
        return new NodeMessage.Place(
                spawn.workerId(),
                spawn.responseChannel(),
                spawn.labels(),
                spawn.restore(),
                spawn.idling(),
                spawn.by(),
                replyTo);
    }

    /** The node may have started the worker and not have come to say so. */
    private CompletionStage<Either<Failure, WorkerRecord>> spawnedMeanwhile(
            UUID workerId,
            Either<Failure, WorkerRecord> answer,
            Supplier<CompletionStage<Either<Failure, WorkerRecord>>> again,
            int attempt) {
        boolean exists = answer.fold(failure -> failure.is(FailureCode.WORKER_EXISTS), pending -> false, on -> false);
        if (exists) {
            return records.find(workerId)
                    .thenApply(found -> found.flatMap(record -> record.<Either<Failure, WorkerRecord>>map(Either::right)
                            .orElse(answer)));
        }
        if (answer.isLeft()) {
            return CompletableFuture.completedStage(answer);
        }
        return attempt < PLACED_AT_MOST ? again.get() : CompletableFuture.completedStage(Either.left(silent(workerId)));
    }

    private static Failure silent(UUID workerId) {
        return Failure.of(
                FailureCode.CLUSTER_UNAVAILABLE,
                "No node has said that the worker " + workerId + " runs. It may yet; the list of workers tells.");
    }

    private Failure noNode(Set<String> labels) {
        List<String> there = nodes.all().stream()
                .map(info ->
                        info.address() + " " + info.labels().stream().sorted().toList())
                .toList();
        return Failure.of(
                FailureCode.NO_NODE_MATCHES,
                "No node has the labels " + labels.stream().sorted().toList() + "; there are " + there
                        + ". Start one with them, or ask for fewer.",
                "labels",
                labels.stream().sorted().toList());
    }
}
