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
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
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
    private final Consumer<String> beforeFile;

    private SnapshotDirectory(Path root, Consumer<String> beforeFile) {
        this.root = root;
        this.beforeFile = beforeFile;
    }

    /**
     * Snapshots below this directory, which is made if it is not there, for this user alone where the system has such a
     * thing.
     *
     * @return left {@code FILE_UNUSABLE} if it cannot be made or written to
     */
    public static Either<Failure, Snapshots> of(Path root) {
        return of(root, name -> {});
    }

    /** The same; {@code beforeFile} is told the name of each file before it is written. */
    public static Either<Failure, Snapshots> of(Path root, Consumer<String> beforeFile) {
        try {
            PrivateDirectories.make(root);
            return Either.right(new SnapshotDirectory(root.toRealPath(), beforeFile));
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
        SnapshotRef ref = new SnapshotRef(snapshot.at(), snapshot.epoch());
        try {
            PrivateDirectories.make(frames);
            dropLinks(frames);
            List<Manifest.Part> parts = snapshot.frames().byName().entrySet().stream()
                    .map(one -> part(one.getKey(), one.getValue()))
                    .toList();
            byte[] manifest = new Manifest(
                            workerId, snapshot.at(), snapshot.epoch(), snapshot.takenOn(), parts, snapshot.streams())
                    .bytes();
            if (manifest.length > LARGEST_MANIFEST) {
                return Either.left(Failure.of(
                        FailureCode.MEMORY_LIMIT,
                        "The lineage of the frames is too long to be kept: " + manifest.length
                                + " bytes. Load them anew, or save and load them."));
            }
            return writeMissing(snapshot, parts, frames).flatMap(bytes -> {
                try {
                    beforeFile.accept(ref.fileName());
                    AtomicFiles.write(directory.resolve(ref.fileName()), manifest);
                } catch (IOException unusable) {
                    // It may be there by now; who is told that it is not would be surprised by it.
                    return Either.left(withdraw(directory.resolve(ref.fileName()), unusable(unusable)));
                }
                // Somebody who tidied up may have moved files away before the manifest was there to be seen.
                return writeMissing(snapshot, parts, frames).map(again -> bytes + again + manifest.length);
            });
        } catch (IOException unusable) {
            return Either.left(unusable(unusable));
        }
    }

    private static Manifest.Part part(String name, Frame frame) {
        return new Manifest.Part(name, FrameHash.of(frame), frame.rowCount(), Attachments.json(frame), lineage(frame));
    }

    /** Nothing here is a link; what is one was put there by somebody else, and leads who knows where. */
    private static void dropLinks(Path frames) throws IOException {
        for (Path file : files(frames)) {
            if (Files.isSymbolicLink(file)) {
                Files.deleteIfExists(file);
            }
        }
    }

    private Either<Failure, Long> writeMissing(Snapshot snapshot, List<Manifest.Part> parts, Path frames) {
        Either<Failure, Long> written = Either.right(0L);
        for (Manifest.Part part : parts) {
            Frame frame = Objects.requireNonNull(snapshot.frames().byName().get(part.name()), "a part of it");
            written =
                    written.flatMap(before -> write(frame, frames, part.hash()).map(bytes -> before + bytes));
        }
        return written;
    }

    private static Failure withdraw(Path manifest, Failure failure) {
        try {
            Files.deleteIfExists(manifest);
            return failure;
        } catch (IOException stays) {
            return failure.with("manifest", "left behind: " + stays.getClass().getSimpleName());
        }
    }

    private Either<Failure, Long> write(Frame frame, Path frames, String hash) {
        String name = hash + ARROW;
        if (Files.isRegularFile(frames.resolve(name), LinkOption.NOFOLLOW_LINKS)) {
            return Either.right(0L);
        }
        beforeFile.accept(name);
        return new ArrowDestination(name, false)
                .save(frame, true, new SaveContext(DataRoots.of(List.of(frames)), WorkMonitor.NONE))
                .map(Destination.Saved::bytes);
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
        } catch (UncheckedIOException unusable) {
            return Either.left(unusable(Objects.requireNonNull(unusable.getCause())));
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
        } catch (NoSuchFileException gone) {
            return Either.left(Failure.of(FailureCode.FILE_NOT_FOUND, "The manifest of a snapshot is gone."));
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
            Files.move(file, file.resolveSibling(name(file) + ".damaged"), StandardCopyOption.REPLACE_EXISTING);
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
                for (SnapshotRef ref : all.subList(Math.min(keep, all.size()), all.size())) {
                    Files.deleteIfExists(directory.resolve(ref.fileName()));
                }
                for (Path file : files(directory)) {
                    if (name(file).endsWith(PART)) {
                        Files.deleteIfExists(file);
                    }
                }
                return dropUnused(workerId, directory.resolve(FRAMES));
            } catch (IOException unusable) {
                return Either.left(unusable(unusable));
            }
        });
    }

    /**
     * Drops the files that no manifest names, and what killed processes left half-written. Another host may take a
     * snapshot meanwhile, if it was thought to be away: so a file is moved aside first, and back if a manifest names it
     * after that; whoever wrote that manifest after it was moved finds it missing and writes it again.
     */
    private Either<Failure, Boolean> dropUnused(UUID workerId, Path directory) throws IOException {
        Either<Failure, Set<String>> needed = needed(workerId);
        for (Path file : files(directory)) {
            if (needed.isRight() && !isIn(needed, file)) {
                Path aside = file.resolveSibling("." + UUID.randomUUID() + PART);
                moveIfThere(file, aside);
                needed = needed(workerId);
                if (!needed.isRight() || isIn(needed, file)) {
                    moveIfThere(aside, file);
                }
                Files.deleteIfExists(aside);
            }
        }
        return needed.map(known -> true);
    }

    private static boolean isIn(Either<Failure, Set<String>> names, Path file) {
        return names.getOrElse(Set.of()).contains(name(file));
    }

    private static void moveIfThere(Path from, Path to) throws IOException {
        try {
            Files.move(from, to);
        } catch (NoSuchFileException gone) {
            // Somebody else tidies up as well.
        }
    }

    /** What manifests name; left if one of them cannot be looked at now, as then nobody knows. */
    private Either<Failure, Set<String>> needed(UUID workerId) {
        Path directory = root.resolve(workerId.toString());
        return list(workerId).flatMap(all -> {
            Set<String> needed = new HashSet<>();
            Either<Failure, Set<String>> known = Either.right(needed);
            for (SnapshotRef ref : all) {
                known = known.flatMap(before -> manifest(directory.resolve(ref.fileName()))
                        .<Either<Failure, Set<String>>>fold(
                                failure -> failure.is(FailureCode.FILE_UNUSABLE)
                                        ? Either.left(failure)
                                        : Either.right(before),
                                pending -> Either.right(before),
                                manifest -> {
                                    manifest.frames().forEach(part -> before.add(part.hash() + ARROW));
                                    return Either.right(before);
                                }));
            }
            return known;
        });
    }

    private static List<Path> files(Path directory) throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(directory)) {
            all.forEach(files::add);
        } catch (DirectoryIteratorException unusable) {
            throw unusable.getCause();
        } catch (NoSuchFileException nothing) {
            return List.of();
        }
        return files;
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
        } catch (UncheckedIOException unusable) {
            return Either.left(unusable(Objects.requireNonNull(unusable.getCause())));
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
