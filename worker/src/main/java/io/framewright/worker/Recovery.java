package io.framewright.worker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.frame.Frames;
import io.framewright.query.source.DataLimits;
import io.framewright.serialize.Json;
import io.framewright.transport.EventStream;
import io.framewright.transport.StepId;
import io.framewright.transport.StepJournal;
import io.framewright.worker.snapshot.Snapshot;
import io.framewright.worker.snapshot.SnapshotRef;
import io.framewright.worker.snapshot.Snapshots;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a worker's frames back: the newest snapshot that is sound and part of the history that the journal tells, and
 * the steps since. A snapshot may be none of it: taken of steps that Redis lost, with their outcomes, in its last
 * moments, or by a host that died before it recorded what it had kept. Blocks for as long as the work takes.
 */
final class Recovery {
    private static final Logger log = LoggerFactory.getLogger(Recovery.class);
    private static final int STEPS_AT_A_TIME = 64;

    /** Frames that were made here may be larger than what may be loaded: only the heap is a limit. */
    private static final DataLimits ROOM = new DataLimits(
            Long.MAX_VALUE,
            Long.MAX_VALUE,
            DataLimits.defaults().maxRows(),
            Integer.MAX_VALUE,
            Integer.MAX_VALUE,
            Runtime.getRuntime().maxMemory());

    private final UUID workerId;
    private final EventStream stream;
    private final StepJournal journal;
    private final WorkerConfig config;
    private final Damage damage = new Damage();
    private final Replay replay;
    private StepId at = StepId.NONE;
    private Place expected = Place.NONE;
    private @Nullable Instant takenOn;
    private int replayed;
    private long replayedBytes;

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
            return config.snapshots().remove(workerId).map(removed -> Recovered.nothing(StepId.NONE, false));
        }
        return ofThisHistory(last, kept).flatMap(this::newestSound).flatMap(base -> {
            base.ifPresent(this::begin);
            StepId from = at;
            return replaySteps().map(done -> recovered(last, from));
        });
    }

    private void begin(Snapshot snapshot) {
        replay.begin(snapshot.frames(), snapshot.streams());
        at = snapshot.at();
        expected = new Place(at, snapshot.epoch());
        takenOn = snapshot.takenOn();
    }

    private Recovered recovered(StepId last, StepId from) {
        if (replay.isForgetful()) {
            return Recovered.nothing(last, true);
        }
        return new Recovered(
                replay.frames(),
                replay.streams(),
                expected,
                last,
                from,
                takenOn,
                replayed,
                replayedBytes,
                damage,
                false);
    }

    /**
     * The snapshots that may be used: first those whose steps the journal goes on from, then those with a gap after.
     */
    private Either<Failure, List<SnapshotRef>> ofThisHistory(StepId last, List<SnapshotRef> kept) {
        return journal.read(stream, StepId.NONE, 1).flatMap(oldest -> {
            Either<Failure, List<SnapshotRef>> whole = Either.right(new ArrayList<>());
            List<SnapshotRef> beforeAGap = new ArrayList<>();
            Place dropped = oldest.isEmpty()
                    ? new Place(last, 0)
                    : Place.read(read(oldest.get(0)).path(Journal.PREVIOUS).asText());
            for (SnapshotRef ref : kept) {
                if (ref.at().isAfter(last)) {
                    log.warn("worker {} leaves out snapshot {}, which is ahead of the journal", workerId, ref);
                } else if (ref.at().equals(dropped.id())) {
                    whole = whole.map(fits -> dropped.epoch() <= ref.epoch() ? and(fits, ref) : fits);
                } else if (dropped.id().isAfter(ref.at())) {
                    beforeAGap.add(ref);
                } else {
                    whole = whole.flatMap(fits -> has(ref).map(ours -> ours ? and(fits, ref) : fits));
                }
            }
            return whole.map(fits -> {
                fits.addAll(beforeAGap);
                return fits;
            });
        });
    }

    private static List<SnapshotRef> and(List<SnapshotRef> list, SnapshotRef ref) {
        list.add(ref);
        return list;
    }

    /** Whether who took it can have known this step, which it says it has. */
    private Either<Failure, Boolean> has(SnapshotRef ref) {
        return journal.read(stream, ref.at().before(), 1).map(steps -> {
            boolean ours = !steps.isEmpty()
                    && steps.get(0).id().equals(ref.at())
                    && read(steps.get(0)).path(Journal.EPOCH).asLong() <= ref.epoch();
            if (!ours) {
                log.warn("worker {} leaves out snapshot {}, which has what was never recorded", workerId, ref);
            }
            return ours;
        });
    }

    private Either<Failure, Optional<Snapshot>> newestSound(List<SnapshotRef> refs) {
        for (SnapshotRef ref : refs) {
            Either<Failure, Snapshot> read = readSafely(ref);
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

    /** A bug in reading a damaged file must not keep the worker from starting: there are other snapshots, and steps. */
    private Either<Failure, Snapshot> readSafely(SnapshotRef ref) {
        Snapshots snapshots = config.snapshots();
        try {
            return snapshots.read(workerId, ref, ROOM);
        } catch (RuntimeException bug) {
            log.error("reading snapshot {} of worker {} crashed", ref, workerId, bug);
            return Either.left(Failure.of(FailureCode.FILE_MALFORMED, "Reading the snapshot crashed."));
        }
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
            for (StepJournal.Step step : steps) {
                replay(step);
                Failure away = replay.unreachable();
                if (away != null) {
                    return Either.left(away);
                }
            }
            page = journal.read(stream, at, STEPS_AT_A_TIME);
        }
        return page.map(steps -> true);
    }

    private void replay(StepJournal.Step step) {
        JsonNode json = read(step);
        Place previous = Place.read(json.path(Journal.PREVIOUS).asText());
        if (!previous.id().equals(expected.id())) {
            log.warn("worker {} misses what was between the steps {} and {}", workerId, expected, step.id());
            damage.all(replay.frames().names(), Damage.Reason.STEPS_LOST);
        }
        replay.apply(json);
        at = step.id();
        boolean marks = json.path(Steps.KIND).asText().equals(Steps.RESTORED);
        expected = marks ? previous : new Place(at, json.path(Journal.EPOCH).asLong());
        replayed++;
        replayedBytes += step.json().length();
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
