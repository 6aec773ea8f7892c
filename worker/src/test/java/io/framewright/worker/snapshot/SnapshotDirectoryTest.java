package io.framewright.worker.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.frame.Column;
import io.framewright.frame.ColumnType;
import io.framewright.frame.Feature;
import io.framewright.frame.Frame;
import io.framewright.frame.Frames;
import io.framewright.frame.IntData;
import io.framewright.frame.TextData;
import io.framewright.query.Attachments;
import io.framewright.query.FrameHash;
import io.framewright.query.source.DataLimits;
import io.framewright.transport.StepId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotDirectoryTest {
    private static final Instant NOW = Instant.parse("2026-11-28T03:00:00.123Z");
    private static final UUID WORKER = UUID.randomUUID();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path root;

    @SuppressWarnings("NullAway.Init")
    private Snapshots snapshots;

    @BeforeEach
    void open() {
        snapshots = right(SnapshotDirectory.of(root));
    }

    private static Frame numbers(int... values) {
        return Frame.ofColumns(List.of(new Column("n", IntData.of(ColumnType.INTEGER, values))));
    }

    private static Snapshot snapshot(long sequence, long epoch, Frames frames) {
        return new Snapshot(StepId.ofCommand(sequence), epoch, NOW, frames, List.of());
    }

    private void keep(long sequence, long epoch, Frames frames) {
        assertThat(right(snapshots.keep(WORKER, snapshot(sequence, epoch, frames))))
                .isPositive();
    }

    private List<SnapshotRef> kept() {
        return right(snapshots.list(WORKER));
    }

    private Snapshot read(SnapshotRef ref) {
        return right(snapshots.read(WORKER, ref, DataLimits.defaults()));
    }

    private Failure refused(SnapshotRef ref) {
        return snapshots
                .read(WORKER, ref, DataLimits.defaults())
                .fold(failure -> failure, pending -> unexpected(), sound -> unexpected());
    }

    private static Failure unexpected() {
        throw new AssertionError("it was read");
    }

    private Path directory() {
        return root.resolve(WORKER.toString());
    }

    private List<Path> frameFiles() {
        try (Stream<Path> files = Files.list(directory().resolve("frames"))) {
            return files.sorted().toList();
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    @Test
    void whatIsKeptIsReadAsItWas() {
        Frame frame = Frame.ofColumns(List.of(
                        new Column("n", IntData.of(ColumnType.INTEGER, 1, IntData.MISSING)),
                        new Column("t", TextData.of(Arrays.asList(null, "é")))))
                .withFeatures(Map.of("n", new Feature("responder", "a number", "min")))
                .withStep(JsonNodeFactory.instance.objectNode().put("commandType", "LOAD"));
        Frames frames = Frames.EMPTY.with("b", frame).with("a/../ü", numbers()).with("c", Frame.empty());
        StreamState stream = new StreamState(
                UUID.randomUUID(),
                "b",
                100,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("type", "redis-stream")
                        .put("key", "k"),
                "5-0");
        Snapshot taken = new Snapshot(new StepId(7, 2), 3, NOW, frames, List.of(stream));

        assertThat(right(snapshots.keep(WORKER, taken))).isPositive();

        SnapshotRef ref = new SnapshotRef(new StepId(7, 2), 3);
        assertThat(kept()).containsExactly(ref);
        Snapshot back = read(ref);
        assertThat(back.at()).isEqualTo(taken.at());
        assertThat(back.epoch()).isEqualTo(3);
        assertThat(back.takenOn()).isEqualTo(NOW);
        assertThat(back.streams()).containsExactly(stream);
        assertThat(back.frames().names()).containsExactly("b", "a/../ü", "c");
        frames.byName().forEach((name, one) -> {
            Frame again = right(back.frames().find(name));
            assertThat(FrameHash.of(again)).isEqualTo(FrameHash.of(one));
            assertThat(Attachments.json(again)).isEqualTo(Attachments.json(one));
            assertThat(again.lineage()).isEqualTo(one.lineage());
        });
    }

    @Test
    void aFrameThatStayedTheSameIsWrittenOnce() throws IOException {
        keep(1, 1, Frames.EMPTY.with("a", numbers(1, 2)));
        Path file = frameFiles().get(0);
        Object first = Files.getLastModifiedTime(file);

        keep(2, 1, Frames.EMPTY.with("a", numbers(1, 2)).with("same", numbers(1, 2)));
        keep(3, 2, Frames.EMPTY.with("a", numbers(1, 2)).with("b", numbers(3)));

        assertThat(frameFiles()).hasSize(2).contains(file);
        assertThat((Object) Files.getLastModifiedTime(file)).isEqualTo(first);
        assertThat(kept())
                .hasSize(3)
                .allSatisfy(ref -> assertThat(read(ref).frames().names()).contains("a"));
    }

    @Test
    void theNewestIsThatOfTheLatestEpochAndSoManyAreKept() {
        keep(9, 1, Frames.EMPTY.with("a", numbers(9)));
        keep(5, 2, Frames.EMPTY.with("a", numbers(5)));
        keep(6, 2, Frames.EMPTY.with("a", numbers(6)));
        keep(7, 3, Frames.EMPTY.with("a", numbers(6)));

        assertThat(right(snapshots.tidy(WORKER, 2))).isTrue();

        assertThat(kept())
                .containsExactly(new SnapshotRef(StepId.ofCommand(7), 3), new SnapshotRef(StepId.ofCommand(6), 2));
        assertThat(frameFiles()).hasSize(1);
        assertThat(kept())
                .allSatisfy(ref -> assertThat(read(ref).frames().size()).isOne());
        assertThat(right(snapshots.tidy(UUID.randomUUID(), 1))).isTrue();
    }

    @Test
    void whatAKilledProcessLeftHalfWrittenIsNoSnapshotAndIsTidiedUp() throws IOException {
        keep(1, 1, Frames.EMPTY.with("a", numbers(1)));
        Files.writeString(directory().resolve("frames").resolve(".framewright-x.part"), "half");
        Files.writeString(directory().resolve("." + UUID.randomUUID() + ".part"), "{\"half");

        assertThat(kept()).hasSize(1);
        assertThat(right(snapshots.tidy(WORKER, 2))).isTrue();

        assertThat(frameFiles()).hasSize(1);
        try (Stream<Path> files = Files.list(directory())) {
            assertThat(files).hasSize(2);
        }
        assertThat(read(kept().get(0)).frames().names()).containsExactly("a");
    }

    /** A manifest that cannot be looked at may name any file. */
    @Test
    void whereAManifestCannotBeReadNothingIsDropped() throws IOException {
        keep(1, 1, Frames.EMPTY.with("a", numbers(1)));
        keep(2, 1, Frames.EMPTY.with("a", numbers(2)));
        Path newest = directory().resolve("2-0-1.json");
        Files.delete(newest);
        Files.createDirectory(newest);

        assertThat(snapshots.tidy(WORKER, 1).isLeft()).isTrue();

        assertThat(frameFiles()).hasSize(2);
    }

    @Test
    void aManifestThatIsCutOffOrChangedIsRefused() throws IOException {
        keep(1, 1, Frames.EMPTY.with("a", numbers(1)));
        Path manifest = directory().resolve("1-0-1.json");
        byte[] sound = Files.readAllBytes(manifest);

        for (int length = 0; length < sound.length; length += 7) {
            Files.write(manifest, Arrays.copyOf(sound, length));
            assertThat(refused(kept().get(0)).code()).isEqualTo("FILE_MALFORMED");
        }
        for (int at = 0; at < sound.length; at += 5) {
            byte[] changed = sound.clone();
            changed[at] ^= 1;
            Files.write(manifest, changed);
            assertThat(refused(kept().get(0)).code()).isEqualTo("FILE_MALFORMED");
        }
        Files.write(directory().resolve("2-0-1.json"), sound);
        assertThat(refused(new SnapshotRef(StepId.ofCommand(2), 1)).message()).contains("another's");
        Files.write(manifest, sound);
        assertThat(read(new SnapshotRef(StepId.ofCommand(1), 1)).frames().size())
                .isOne();
    }

    @Test
    void aFrameThatIsDamagedIsRefusedAndWrittenAgainByTheNextSnapshot() throws IOException {
        Frames frames = Frames.EMPTY.with("a", numbers(1, 2, 3));
        keep(1, 1, frames);
        Path file = frameFiles().get(0);
        byte[] sound = Files.readAllBytes(file);
        for (int at : new int[] {0, sound.length / 2, sound.length - 1}) {
            byte[] changed = sound.clone();
            changed[at] ^= 0x55;
            Files.write(file, changed);
            Either<Failure, Snapshot> read = snapshots.read(WORKER, kept().get(0), DataLimits.defaults());
            // Bytes of padding may change without any value changing.
            read.fold(
                    failure -> assertThat(failure.code()).isEqualTo("FILE_MALFORMED"),
                    pending -> unexpected(),
                    same -> assertThat(FrameHash.of(right(same.frames().find("a"))))
                            .isEqualTo(FrameHash.of(numbers(1, 2, 3))));
        }
        keep(2, 1, Frames.EMPTY.with("other", numbers(7)));
        Path other = frameFiles().stream()
                .filter(one -> !one.equals(file) && one.toString().endsWith(".arrow"))
                .findFirst()
                .orElseThrow();
        Files.copy(other, file, StandardCopyOption.REPLACE_EXISTING);
        assertThat(refused(new SnapshotRef(StepId.ofCommand(1), 1)).message()).contains("not what was written");

        keep(3, 1, frames);
        assertThat(read(new SnapshotRef(StepId.ofCommand(3), 1)).frames().size())
                .isOne();
    }

    @Test
    void aFrameThatIsGoneIsTold() throws IOException {
        keep(1, 1, Frames.EMPTY.with("a", numbers(1)));
        Files.delete(frameFiles().get(0));
        assertThat(refused(kept().get(0)).code()).isEqualTo("FILE_NOT_FOUND");
    }

    @Test
    void aLinkIsNotFollowedOutOfTheDirectory(@TempDir Path elsewhere) throws IOException {
        keep(1, 1, Frames.EMPTY.with("a", numbers(1)));
        Path file = frameFiles().get(0);
        Path outside = elsewhere.resolve("outside.arrow");
        Files.move(file, outside);
        Files.createSymbolicLink(file, outside);

        assertThat(refused(kept().get(0)).code()).isEqualTo("PATH_NOT_ALLOWED");
        keep(2, 1, Frames.EMPTY.with("a", numbers(1)));
        assertThat(Files.isSymbolicLink(file)).isFalse();
        assertThat(read(new SnapshotRef(StepId.ofCommand(2), 1)).frames().size())
                .isOne();
        Files.createSymbolicLink(directory().resolve("frames").resolve("link"), elsewhere);
        assertThat(right(snapshots.remove(WORKER))).isTrue();
        assertThat(outside).exists();
    }

    @Test
    void namesThatAreNoneOfOursAreLeftAlone() throws IOException {
        keep(1, 1, Frames.EMPTY.with("a", numbers(1)));
        for (String name : List.of(
                "x.json",
                "1-0.json",
                "1-0-x.json",
                "-1-0-1.json",
                "1-0-99999999999999999999.json",
                "99999999999999999999-0-1.json",
                "1-0-1.json.old",
                "1-0-.json")) {
            Files.writeString(directory().resolve(name), "{}");
        }
        assertThat(kept()).containsExactly(new SnapshotRef(StepId.ofCommand(1), 1));
    }

    @Test
    void removedNothingIsLeft() {
        keep(1, 1, Frames.EMPTY.with("a", numbers(1)));
        assertThat(right(snapshots.remove(WORKER))).isTrue();
        assertThat(directory()).doesNotExist();
        assertThat(kept()).isEmpty();
        assertThat(right(snapshots.remove(WORKER))).isFalse();
    }

    @Test
    void whereNothingCanBeWrittenItIsSaid() throws IOException {
        Path file = Files.writeString(root.resolve("file"), "");
        assertThat(SnapshotDirectory.of(file.resolve("below")).isLeft()).isTrue();
        Files.writeString(directory(), "in the way");
        Failure failure = snapshots
                .keep(WORKER, snapshot(1, 1, Frames.EMPTY.with("a", numbers(1))))
                .fold(why -> why, pending -> unexpected(), kept -> unexpected());
        assertThat(failure.is(FailureCode.FILE_UNUSABLE)).isTrue();
        assertThat(failure.message()).doesNotContain(root.toString());
    }

    private static <T> T right(Either<Failure, T> either) {
        return either.<T>fold(
                failure -> {
                    throw new AssertionError(failure.toString());
                },
                pending -> {
                    throw new AssertionError("pending");
                },
                value -> value);
    }
}
