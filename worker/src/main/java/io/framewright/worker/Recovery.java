package io.framewright.worker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.frame.Frames;
import io.framewright.serialize.Json;
import io.framewright.transport.EventStream;
import io.framewright.transport.StepId;
import io.framewright.transport.StepJournal;
import io.framewright.worker.snapshot.Snapshot;
import io.framewright.worker.snapshot.SnapshotRef;
import io.framewright.worker.snapshot.Snapshots;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a worker's frames back: the newest snapshot that is sound and whose steps the journal knows, and the steps
 * since. A snapshot that has more than the journal (Redis lost its last moments, and with them the outcomes) is not
 * used as long as there is another. Blocks for as long as the work takes.
 */
final class Recovery {
    private static final Logger log = LoggerFactory.getLogger(Recovery.class);
    private static final int STEPS_AT_A_TIME = 64;

    private final UUID workerId;
    private final EventStream stream;
    private final StepJournal journal;
    private final WorkerConfig config;
    private final Damage damage = new Damage();
    private final Replay replay;
    private StepId at = StepId.NONE;
    private StepId expected = StepId.NONE;
    private int replayed;

    Recovery(
            UUID workerId,
            EventStream stream,
            StepJournal journal,
            WorkerConfig config,
            Handlers handlers,
            Function<Frames, CommandContext> contexts) {
        this.workerId = workerId;
        this.stream = stream;
        this.journal = journal;
        this.config = config;
        this.replay = new Replay(handlers, contexts, damage);
    }

    /** Left when Redis or the place of the snapshots cannot be reached: to be tried again, as nothing is lost. */
    Either<Failure, Recovered> run() {
        return journal.last(stream)
                .flatMap(last -> config.snapshots().list(workerId).flatMap(kept -> run(last, kept)));
    }

    private Either<Failure, Recovered> run(StepId last, List<SnapshotRef> kept) {
        if (last.equals(StepId.NONE)) {
            // The worker never had frames, or was killed: what a former life left behind is none of this one's.
            return config.snapshots().remove(workerId).map(removed -> Recovered.nothing());
        }
        return newestSound(kept.stream().filter(ref -> !ref.at().isAfter(last)).toList())
                .flatMap(base -> {
                    base.ifPresent(snapshot -> {
                        replay.begin(snapshot.frames(), snapshot.streams());
                        at = snapshot.at();
                        expected = at;
                    });
                    StepId from = at;
                    return replaySteps()
                            .map(done ->
                                    new Recovered(replay.frames(), replay.streams(), last, from, replayed, damage));
                });
    }

    private Either<Failure, Optional<Snapshot>> newestSound(List<SnapshotRef> refs) {
        Snapshots snapshots = config.snapshots();
        for (SnapshotRef ref : refs) {
            Either<Failure, Snapshot> read = snapshots.read(workerId, ref, config.limits());
            if (read.isRight()) {
                return read.map(Optional::of);
            }
            Failure why = read.fold(Function.identity(), pending -> neverPending(), snapshot -> neverPending());
            if (why.is(FailureCode.FILE_UNUSABLE)) {
                return Either.left(why);
            }
            log.warn("worker {} leaves out snapshot {}: {}", workerId, ref, why.message());
        }
        return Either.right(Optional.empty());
    }

    private static Failure neverPending() {
        return Failure.of(FailureCode.INTERNAL_ERROR, "A snapshot was neither read nor refused.");
    }

    private Either<Failure, Boolean> replaySteps() {
        Either<Failure, List<StepJournal.Step>> page = journal.read(stream, at, STEPS_AT_A_TIME);
        while (page.isRight()) {
            List<StepJournal.Step> steps = page.getOrElse(List.of());
            if (steps.isEmpty()) {
                return Either.right(true);
            }
            steps.forEach(this::replay);
            page = journal.read(stream, at, STEPS_AT_A_TIME);
        }
        return page.map(steps -> true);
    }

    private void replay(StepJournal.Step step) {
        JsonNode json = read(step);
        boolean complete = json.path(Journal.PREVIOUS).asText().equals(expected.toString());
        replay.apply(json);
        if (!complete) {
            log.warn("worker {} misses what was between the steps {} and {}", workerId, expected, step.id());
            damage.all(replay.frames().names(), Damage.Reason.STEPS_LOST);
        }
        at = step.id();
        boolean marks = json.path(Steps.KIND).asText().equals(Steps.RESTORED);
        expected = marks ? StepId.read(json.path(Journal.PREVIOUS).asText()).orElse(at) : at;
        replayed++;
    }

    private JsonNode read(StepJournal.Step step) {
        try {
            return Json.mapper().readTree(step.json());
        } catch (JsonProcessingException damaged) {
            log.warn("step {} of worker {} cannot be read", step.id(), workerId);
            return MissingNode.getInstance();
        }
    }
}
