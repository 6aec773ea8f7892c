package io.framewright.worker.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.frame.Frame;
import io.framewright.frame.Frames;
import io.framewright.query.Attachments;
import io.framewright.query.FrameHash;
import io.framewright.query.WorkMonitor;
import io.framewright.query.source.ArrowDestination;
import io.framewright.query.source.ArrowSource;
import io.framewright.query.source.DataLimits;
import io.framewright.query.source.DataRoots;
import io.framewright.query.source.Destination;
import io.framewright.query.source.LoadContext;
import io.framewright.query.source.SaveContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Snapshots in a directory.
 *
 * <p>Design note. {@code <root>/<worker>/frames/<hash>.arrow} holds a frame's columns in Arrow's IPC format and is
 * named after their content, so a frame that did not change is written once however many snapshots have it.
 * {@code <root>/<worker>/<step>-<epoch>.json} is a {@link Manifest}. Every file is written aside, brought to the disk
 * and renamed, the manifest last; so a snapshot whose manifest is there is there in full, whatever was killed when. Two
 * hosts that take one worker's snapshots do not disturb each other: they write other manifests, and the same files. A
 * file that turns out to be damaged is renamed, so that it is written again by the next snapshot that needs it.
 */
public final class SnapshotDirectory implements Snapshots {
    private static final String FRAMES = "frames";
    private static final String ARROW = ".arrow";
    private static final String PART = ".part";
    private static final long LARGEST_MANIFEST = 256L << 20;

    private final Path root;

    private SnapshotDirectory(Path root) {
        this.root = root;
    }

    /**
     * Snapshots below this directory, which is made if it is not there, for this user alone where the system has such a
     * thing.
     *
     * @return left {@code FILE_UNUSABLE} if it cannot be made or written to
     */
    public static Either<Failure, Snapshots> of(Path root) {
        try {
            PrivateDirectories.make(root);
            return Either.right(new SnapshotDirectory(root.toRealPath()));
        } catch (IOException unusable) {
            return Either.left(unusable(unusable));
        }
    }

    @Override
    public boolean areKept() {
        return true;
    }

    @Override
    public Either<Failure, Long> keep(UUID workerId, Snapshot snapshot) {
        Path directory = root.resolve(workerId.toString());
        Path frames = directory.resolve(FRAMES);
        try {
            PrivateDirectories.make(frames);
            List<Manifest.Part> parts = new ArrayList<>();
            long bytes = 0;
            for (Map.Entry<String, Frame> one : snapshot.frames().byName().entrySet()) {
                Frame frame = one.getValue();
                String hash = FrameHash.of(frame);
                Either<Failure, Long> written = write(frame, frames, hash);
                if (!written.isRight()) {
                    return written;
                }
                bytes += written.getOrElse(0L);
                parts.add(new Manifest.Part(
                        one.getKey(), hash, frame.rowCount(), Attachments.json(frame), lineage(frame)));
            }
            byte[] manifest = new Manifest(
                            workerId, snapshot.at(), snapshot.epoch(), snapshot.takenOn(), parts, snapshot.streams())
                    .bytes();
            AtomicFiles.write(directory.resolve(new SnapshotRef(snapshot.at(), snapshot.epoch()).fileName()), manifest);
            return Either.right(bytes + manifest.length);
        } catch (IOException unusable) {
            return Either.left(unusable(unusable));
        }
    }

    private static Either<Failure, Long> write(Frame frame, Path frames, String hash) {
        String name = hash + ARROW;
        if (Files.exists(frames.resolve(name))) {
            return Either.right(0L);
        }
        return new ArrowDestination(name, false)
                .save(frame, false, new SaveContext(DataRoots.of(List.of(frames)), WorkMonitor.NONE))
                .map(Destination.Saved::bytes)
                .fold(
                        failure -> failure.is(FailureCode.FILE_EXISTS) ? Either.right(0L) : Either.left(failure),
                        pending -> Either.right(0L),
                        Either::right);
    }

    private static JsonNode lineage(Frame frame) {
        ArrayNode steps = JsonNodeFactory.instance.arrayNode();
        frame.lineage().forEach(steps::add);
        return steps;
    }

    @Override
    public Either<Failure, List<SnapshotRef>> list(UUID workerId) {
        Path directory = root.resolve(workerId.toString());
        if (!Files.isDirectory(directory)) {
            return Either.right(List.of());
        }
        try (Stream<Path> files = Files.list(directory)) {
            return Either.right(files.map(SnapshotDirectory::name)
                    .map(SnapshotRef::ofFile)
                    .flatMap(Optional::stream)
                    .sorted(SnapshotRef.NEWEST_FIRST)
                    .toList());
        } catch (IOException unusable) {
            return Either.left(unusable(unusable));
        }
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    @Override
    public Either<Failure, Snapshot> read(UUID workerId, SnapshotRef ref, DataLimits limits) {
        Path directory = root.resolve(workerId.toString());
        return manifest(directory.resolve(ref.fileName()))
                .flatMap(manifest -> manifest.workerId().equals(workerId)
                                && manifest.at().equals(ref.at())
                                && manifest.epoch() == ref.epoch()
                        ? Either.right(manifest)
                        : Either.left(Failure.of(
                                FailureCode.FILE_MALFORMED, "The manifest of snapshot " + ref + " is another's.")))
                .flatMap(manifest -> frames(manifest, directory.resolve(FRAMES), limits)
                        .map(frames -> new Snapshot(
                                manifest.at(), manifest.epoch(), manifest.takenOn(), frames, manifest.streams())));
    }

    private static Either<Failure, Manifest> manifest(Path file) {
        try {
            if (Files.size(file) > LARGEST_MANIFEST) {
                return Either.left(Failure.of(FailureCode.FILE_MALFORMED, "The manifest of a snapshot is too large."));
            }
            return Manifest.read(Files.readAllBytes(file));
        } catch (IOException unusable) {
            return Either.left(unusable(unusable));
        }
    }

    private static Either<Failure, Frames> frames(Manifest manifest, Path directory, DataLimits limits) {
        Either<Failure, Frames> read = Either.right(Frames.EMPTY);
        for (Manifest.Part part : manifest.frames()) {
            read = read.flatMap(before -> frame(part, directory, limits).map(frame -> before.with(part.name(), frame)));
        }
        return read;
    }

    private static Either<Failure, Frame> frame(Manifest.Part part, Path directory, DataLimits limits) {
        String name = part.hash() + ARROW;
        LoadContext context = new LoadContext(DataRoots.of(List.of(directory)), limits, WorkMonitor.NONE);
        return new ArrowSource(name)
                .load(context)
                .flatMap(frame -> FrameHash.of(frame).equals(part.hash())
                        ? Either.right(frame)
                        : Either.left(Failure.of(
                                FailureCode.FILE_MALFORMED, "The file '" + name + "' is not what was written.")))
                .mapLeft(failure ->
                        failure.is(FailureCode.FILE_MALFORMED) ? setAside(directory.resolve(name), failure) : failure)
                .flatMap(frame -> Attachments.attach(frame, part.attachments()))
                .map(frame -> frame.withLineage(steps(part.lineage())));
    }

    /** So that the next snapshot writes it again. */
    private static Failure setAside(Path file, Failure failure) {
        try {
            Files.move(file, file.resolveSibling(name(file) + ".damaged"));
            return failure;
        } catch (IOException stays) {
            return failure.with("setAside", "failed: " + stays.getClass().getSimpleName());
        }
    }

    private static List<JsonNode> steps(JsonNode list) {
        List<JsonNode> steps = new ArrayList<>();
        list.forEach(steps::add);
        return steps;
    }

    @Override
    public Either<Failure, Boolean> tidy(UUID workerId, int keep) {
        Path directory = root.resolve(workerId.toString());
        return list(workerId).flatMap(all -> {
            try {
                Set<String> needed = new HashSet<>();
                for (SnapshotRef ref : all.subList(0, Math.min(keep, all.size()))) {
                    manifest(directory.resolve(ref.fileName()))
                            .map(manifest -> manifest.frames().stream()
                                    .map(part -> part.hash() + ARROW)
                                    .toList())
                            .map(needed::addAll);
                }
                for (SnapshotRef ref : all.subList(Math.min(keep, all.size()), all.size())) {
                    Files.deleteIfExists(directory.resolve(ref.fileName()));
                }
                dropAllBut(needed, directory.resolve(FRAMES));
                return Either.right(true);
            } catch (IOException unusable) {
                return Either.left(unusable(unusable));
            }
        });
    }

    /** What is being written right now stays; what a killed process left half-written goes with the worker. */
    private static void dropAllBut(Set<String> needed, Path directory) throws IOException {
        List<Path> superfluous;
        try (Stream<Path> files = Files.list(directory)) {
            superfluous = files.filter(
                            file -> !needed.contains(name(file)) && !name(file).endsWith(PART))
                    .toList();
        }
        for (Path file : superfluous) {
            Files.deleteIfExists(file);
        }
    }

    @Override
    public Either<Failure, Boolean> remove(UUID workerId) {
        Path directory = root.resolve(workerId.toString());
        if (!Files.isDirectory(directory)) {
            return Either.right(false);
        }
        try {
            PrivateDirectories.delete(directory);
            return Either.right(true);
        } catch (IOException unusable) {
            return Either.left(unusable(unusable));
        }
    }

    /** The message names no path: it may be shown to clients. */
    private static Failure unusable(IOException why) {
        return Failure.of(
                FailureCode.FILE_UNUSABLE,
                "The directory of the snapshots cannot be used: "
                        + why.getClass().getSimpleName() + ".");
    }
}
