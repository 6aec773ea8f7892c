package io.framewright.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.command.Command;
import io.framewright.command.CommandTypes;
import io.framewright.either.Either;
import io.framewright.event.Event;
import io.framewright.event.Failure;
import io.framewright.frame.Frames;
import io.framewright.query.FrameHash;
import io.framewright.query.source.DataRoots;
import io.framewright.query.source.KeyedRows;
import io.framewright.transport.DestinationNames;
import io.framewright.transport.StepId;
import io.framewright.worker.snapshot.Snapshot;
import io.framewright.worker.snapshot.SnapshotDirectory;
import io.framewright.worker.snapshot.SnapshotPolicy;
import io.framewright.worker.snapshot.Snapshots;
import io.framewright.worker.snapshot.StreamState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Steps are recorded as a worker records them, and done again as a host does that takes it over. */
class RecoveryTest {
    private static final UUID WORKER = UUID.randomUUID();
    private static final String LOAD = CommandTypes.LOAD_WORKER_FRAME_MANAGER;
    private static final String MODIFY = CommandTypes.MODIFY_WORKER_FRAME_MANAGER;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path root;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path kept;

    private final MemoryJournal journal = new MemoryJournal();
    private final Journal writing = new Journal(SnapshotPolicy.defaults());
    private final Handlers handlers = Handlers.with(List.of(new Custom()));
    private Frames frames = Frames.EMPTY;
    private long sequence;
    private long epoch = 1;

    @SuppressWarnings("NullAway.Init")
    private Snapshots snapshots;

    /** Changes a frame in a way that nobody can tell how to repeat. */
    private static final class Custom implements CommandHandler {
        @Override
        public String commandType() {
            return "CUSTOM";
        }

        @Override
        public Either<Failure, Reply> handle(Command command, CommandContext context) {
            String name = command.data().path("frame").asText();
            return context.frames()
                    .find("a")
                    .map(frame -> Reply.of(command.data(), context.frames().with(name, frame.slice(0, 1))));
        }
    }

    @BeforeEach
    void open() {
        snapshots = SnapshotDirectory.of(kept).getOrElse(Snapshots.none());
        csv("a.csv", "n", "1", "2", "3");
        csv("b.csv", "n,m", "1,10", "3,30");
    }

    private void csv(String name, String... lines) {
        try {
            Files.write(root.resolve(name), List.of(lines));
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    private WorkerConfig config() {
        return WorkerConfig.defaults(DataRoots.of(List.of(root))).withSnapshots(snapshots, SnapshotPolicy.defaults());
    }

    private CommandContext context(Frames seen) {
        return new RecoveryContext(WORKER, seen, config(), KeyedRows.none());
    }

    /** Does a command and records its step. */
    private void run(String type, String data) {
        Command command = Command.of(type, Commands.json(data));
        Reply reply = handlers.find(type)
                .orElseThrow()
                .handle(command, context(frames))
                .fold(
                        failure -> {
                            throw new AssertionError(failure.toString());
                        },
                        pending -> {
                            throw new AssertionError("pending");
                        },
                        done -> done);
        Frames before = frames;
        frames = reply.frames() == null ? frames : reply.frames();
        ObjectNode step = reply.step();
        record(step != null ? step : Steps.changed(command, before, frames, true));
    }

    private void record(ObjectNode step) {
        StepId id = StepId.ofCommand(++sequence);
        String text = writing.placed(id, epoch, step);
        journal.put(id, text);
        writing.committed(id, epoch, text.length());
    }

    private void load(String frame, String path) {
        run(LOAD, "{'frame': '" + frame + "', 'source': {'type': 'csv', 'path': '" + path + "'}}");
    }

    private void modify(String more) {
        run(MODIFY, "{" + more + "}");
    }

    private void snapshot() {
        snapshot(sequence, frames);
    }

    private void snapshot(long at, Frames of) {
        assertThat(snapshots
                        .keep(WORKER, new Snapshot(StepId.ofCommand(at), epoch, Instant.now(), of, List.of()))
                        .isRight())
                .isTrue();
    }

    private void dropSteps(long upTo) {
        assertThat(journal.dropUpTo(DestinationNames.workerEvents(WORKER), epoch, StepId.ofCommand(upTo))
                        .isRight())
                .isTrue();
    }

    private Recovered recover() {
        return new Recovery(WORKER, DestinationNames.workerEvents(WORKER), journal, config(), handlers, this::context)
                .run()
                .fold(
                        failure -> {
                            throw new AssertionError(failure.toString());
                        },
                        pending -> {
                            throw new AssertionError("pending");
                        },
                        back -> back);
    }

    private Recovered whole() {
        Recovered back = recover();
        assertThat(hashes(back.frames())).isEqualTo(hashes(frames));
        assertThat(back.damage().degraded()).isEmpty();
        assertThat(back.damage().lost()).isEmpty();
        assertThat(back.frames().names()).containsExactlyElementsOf(frames.names());
        return back;
    }

    private static Map<String, String> hashes(Frames frames) {
        return frames.byName().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, one -> FrameHash.of(one.getValue())));
    }

    @Test
    void nothingComesBackAsNothing() {
        assertThat(recover().frames().names()).isEmpty();
        snapshot(9, Frames.EMPTY);
        assertThat(recover().snapshot()).isEqualTo(StepId.NONE);
        assertThat(kept.resolve(WORKER.toString()))
                .as("a former life's, and none of this one's")
                .doesNotExist();
    }

    @Test
    void stepsAloneBringEverythingBack() {
        load("a", "a.csv");
        load("b", "b.csv");
        modify("'frame': 'a', 'operations': [{'op': 'derive', 'column': 'd', 'as': 'n * 2'},"
                + " {'op': 'createView', 'view': 'v', 'operations': [{'op': 'filter', 'where': 'n > 1'}]}]");
        modify("'frame': 'a', 'into': 'c', 'operations': [{'op': 'join', 'frame': 'b', 'on': ['n'], 'how': 'left'}]");
        frames = frames.without("b");
        record(Steps.dropped(List.of("b")));
        modify("'frame': 'c', 'operations': [{'op': 'sort', 'by': [{'column': 'n', 'order': 'desc'}]}]");

        Recovered back = whole();

        assertThat(back.replayed()).isEqualTo(6);
        assertThat(Objects.requireNonNull(back.frames().byName().get("a")).views())
                .containsOnlyKeys("v");
        assertThat(Objects.requireNonNull(back.frames().byName().get("c")).lineage())
                .isEqualTo(Objects.requireNonNull(frames.byName().get("c")).lineage());
        assertThat(back.last()).isEqualTo(new Place(StepId.ofCommand(6), 1));
    }

    @Test
    void aSnapshotAndTheStepsSince() {
        load("a", "a.csv");
        snapshot();
        dropSteps(1);
        csv("a.csv", "n", "9");
        modify("'operations': [{'op': 'filter', 'where': 'n > 1'}]");

        Recovered back = whole();

        assertThat(back.snapshot()).isEqualTo(StepId.ofCommand(1));
        assertThat(back.replayed()).isEqualTo(1);
        snapshot();
        dropSteps(2);
        assertThat(whole().replayed()).isZero();
    }

    @Test
    void aSourceThatChangedMakesAllThatIsMadeOfItDegraded() {
        load("a", "a.csv");
        load("b", "b.csv");
        modify("'frame': 'a', 'into': 'c', 'operations': [{'op': 'filter', 'where': 'n > 0'}]");
        modify("'frame': 'b', 'into': 'd', 'operations': [{'op': 'join', 'frame': 'c', 'on': ['n'], 'how': 'inner'}]");
        modify("'frame': 'a', 'operations': [{'op': 'limit', 'rows': 2}]");
        modify("'frame': 'b', 'into': 'e', 'operations': [{'op': 'limit', 'rows': 1}]");
        csv("a.csv", "n", "1", "2", "4");

        Recovered back = recover();

        assertThat(back.damage().lost()).isEmpty();
        assertThat(back.damage().degraded())
                .isEqualTo(Map.of(
                        "a", Set.of("SOURCE_CHANGED"),
                        "c", Set.of("MADE_OF_DEGRADED"),
                        "d", Set.of("MADE_OF_DEGRADED")));
        List<Event> events = back.events(WORKER, 2, 4096);
        assertThat(events).extracting(Event::eventType).containsOnly("FRAME_RECOVERED");
        assertThat(events)
                .extracting(event -> event.data().path("frame").asText())
                .containsExactly("a", "b", "c", "d", "e");
        assertThat(events.get(0).data().path("degraded").asBoolean()).isTrue();
        assertThat(events.get(0).data().path("reasons").get(0).asText()).isEqualTo("SOURCE_CHANGED");
        assertThat(events.get(1).data().path("degraded").asBoolean()).isFalse();
    }

    @Test
    void loadedAnewAFrameIsWholeAgain() throws IOException {
        load("a", "a.csv");
        load("a", "b.csv");
        Files.delete(root.resolve("a.csv"));
        whole();
    }

    @Test
    void aSourceThatIsGoneLosesTheFrameAndWhatIsMadeOfIt() throws IOException {
        load("default", "a.csv");
        load("b", "b.csv");
        // No frame is named: it is the default, also where that is not there any more.
        modify("'into': 'c', 'operations': [{'op': 'filter', 'where': 'n > 0'}]");
        Files.delete(root.resolve("a.csv"));

        Recovered back = recover();

        assertThat(back.frames().names()).containsExactly("b");
        assertThat(back.damage().degraded()).isEmpty();
        assertThat(back.damage().lost()).containsOnlyKeys("default", "c");
        assertThat(Objects.requireNonNull(back.damage().lost().get("default")).code())
                .isEqualTo("FILE_NOT_FOUND");
        assertThat(Objects.requireNonNull(back.damage().lost().get("c")).code()).isEqualTo("FRAME_NOT_FOUND");
        List<Event> events = back.events(WORKER, 2, 4096);
        assertThat(events).extracting(Event::eventType).containsExactly("FRAME_RECOVERED", "FRAME_LOST", "FRAME_LOST");
        assertThat(events.get(1).data().path("error").path("code").asText()).isEqualTo("FILE_NOT_FOUND");
    }

    @Test
    void stepsThatAreMissingAreTold() {
        load("a", "a.csv");
        modify("'frame': 'a', 'operations': [{'op': 'filter', 'where': 'n > 1'}]");
        modify("'frame': 'a', 'operations': [{'op': 'limit', 'rows': 1}]");
        load("b", "b.csv");
        journal.lose(StepId.ofCommand(2));

        Recovered back = recover();

        assertThat(back.damage().degraded()).containsOnlyKeys("a");
        assertThat(back.damage().degraded().get("a")).contains("STEPS_LOST");
        assertThat(back.damage().lost()).isEmpty();
    }

    @Test
    void theNewestSnapshotThatIsDamagedIsLeftOut() throws IOException {
        load("a", "a.csv");
        snapshot();
        modify("'frame': 'a', 'operations': [{'op': 'limit', 'rows': 2}]");
        snapshot();
        modify("'frame': 'a', 'operations': [{'op': 'limit', 'rows': 1}]");
        dropSteps(1);
        Files.writeString(kept.resolve(WORKER.toString()).resolve("2-0-1.json"), "{}");

        assertThat(whole().snapshot()).isEqualTo(StepId.ofCommand(1));
    }

    @Test
    void withoutASoundSnapshotTheStepsThatAreLeftAreDoneAndTheRestIsTold() throws IOException {
        load("a", "a.csv");
        snapshot();
        dropSteps(1);
        modify("'frame': 'a', 'operations': [{'op': 'limit', 'rows': 1}]");
        load("b", "b.csv");
        try (Stream<Path> all = Files.list(kept.resolve(WORKER.toString()).resolve("frames"))) {
            for (Path file : all.toList()) {
                Files.delete(file);
            }
        }

        Recovered back = recover();

        assertThat(back.frames().names()).containsExactly("b");
        assertThat(back.damage().lost()).containsOnlyKeys("a");
        assertThat(back.damage().degraded()).isEmpty();
    }

    @Test
    void aStreamIsThereAgainAndTheFramesBesideItAreWhole() {
        load("a", "a.csv");
        StreamState begun =
                new StreamState(UUID.randomUUID(), "a", 10, Commands.json("{'type': 'amqp', 'queue': 'q'}"), null);
        record(Steps.stream(begun));
        modify("'frame': 'a', 'operations': [{'op': 'limit', 'rows': 2}]");

        assertThat(whole().streams()).containsExactly(begun);
    }

    /** Redis lost its last moments, and other commands came instead of those that the snapshot has. */
    @Test
    void aSnapshotOfWhatRedisForgotIsNeverUsed() {
        load("a", "a.csv");
        Frames before = frames;
        modify("'frame': 'a', 'operations': [{'op': 'limit', 'rows': 1}]");
        snapshot();
        journal.lose(StepId.ofCommand(2));
        journal.put(
                StepId.ofCommand(1),
                journal.read(DestinationNames.workerEvents(WORKER), StepId.NONE, 1)
                        .getOrElse(List.of())
                        .get(0)
                        .json());
        frames = before;
        assertThat(whole().snapshot()).isEqualTo(StepId.NONE);

        writing.resume(recover());
        epoch = 2;
        sequence = 1;
        load("b", "b.csv");
        modify("'frame': 'a', 'operations': [{'op': 'derive', 'column': 'x', 'as': 'n + 1'}]");
        assertThat(whole().snapshot()).isEqualTo(StepId.NONE);
        snapshot();
        dropSteps(3);
        modify("'frame': 'a', 'operations': [{'op': 'limit', 'rows': 2}]");
        assertThat(whole().snapshot()).isEqualTo(StepId.ofCommand(3));
    }

    @Test
    void whatOnlyASnapshotHadIsDegradedOrLostWithoutIt() {
        load("a", "a.csv");
        load("b", "b.csv");
        run("CUSTOM", "{'frame': 'a'}");
        run("CUSTOM", "{'frame': 'new'}");
        modify("'frame': 'new', 'into': 'newer', 'operations': [{'op': 'limit', 'rows': 1}]");

        Recovered back = recover();

        assertThat(back.damage().degraded()).containsOnlyKeys("a");
        assertThat(back.damage().degraded().get("a")).containsExactly("STEP_NOT_REPEATABLE");
        assertThat(back.damage().lost()).containsOnlyKeys("new", "newer");
        snapshot();
        whole();
    }

    @Test
    void marksDoNotBreakTheChain() {
        load("a", "a.csv");
        StepId mark = writing.markPlace(1);
        journal.put(mark, writing.mark(mark, 1, Steps.restored()));
        modify("'frame': 'a', 'operations': [{'op': 'limit', 'rows': 1}]");
        whole();
        mark = writing.markPlace(2);
        journal.put(mark, writing.mark(mark, 1, Steps.restored()));

        Recovered back = whole();

        assertThat(back.recorded()).isEqualTo(mark);
        writing.resume(back);
        sequence = 5;
        modify("'frame': 'a', 'operations': [{'op': 'limit', 'rows': 0}]");
        whole();
    }

    @Test
    void whatWasForgottenForWantOfSnapshotsIsLost() {
        load("a", "a.csv");
        load("b", "b.csv");
        record(Steps.forgotten(frames.names(), List.of()));
        dropSteps(2);
        load("b", "b.csv");

        Recovered back = recover();

        assertThat(back.damage().lost()).containsOnlyKeys("a");
        assertThat(back.frames().names()).containsExactly("b");
        assertThat(back.damage().degraded()).isEmpty();
    }

    @Test
    void aForgetfulWorkerHasNothing() {
        load("a", "a.csv");
        record(Steps.forgetful());
        assertThat(recover().forgetful()).isTrue();
        assertThat(recover().frames().names()).isEmpty();
    }

    @Test
    void stepsThatMakeNoSenseDoNotKeepTheWorkerFromStarting() {
        load("a", "a.csv");
        journal.put(StepId.ofCommand(2), "no json");
        journal.put(StepId.ofCommand(3), "{\"kind\":\"rows\",\"frame\":\"a\",\"rows\":[1]}");
        journal.put(StepId.ofCommand(4), "{\"kind\":\"of tomorrow\"}");

        Recovered back = recover();

        assertThat(back.frames().names()).containsExactly("a");
        assertThat(back.damage().degraded().get("a")).contains("STEP_NOT_REPEATABLE", "STEPS_LOST");
    }
}
