package io.framewright.query.source;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The directories that sources are read from and destinations written to. A path is given relative to them, with
 * {@code /} between its parts, and looked up in each root in order. What leaves the roots is refused with
 * {@code PATH_NOT_ALLOWED}: absolute paths (also ones that point into a root: where a root lies is not the client's
 * business), {@code ..}, backslashes, control characters, and symbolic links that end outside of all roots. Messages
 * show the path as it was given and nothing else of the file system.
 *
 * <p>Immutable and thread-safe. The file system is asked anew each time, so that roots may come and go.
 */
public final class DataRoots {
    private static final int MAX_PATH_LENGTH = 4096;
    private static final int MAX_NAME_BYTES = 255;

    private final List<Path> roots;

    private DataRoots(List<Path> roots) {
        this.roots = roots;
    }

    /** These directories, tried in this order. None means that no file can be read or written. */
    public static DataRoots of(List<Path> roots) {
        return new DataRoots(
                roots.stream().map(root -> root.toAbsolutePath().normalize()).toList());
    }

    /** No directory: every path is refused. */
    public static DataRoots none() {
        return new DataRoots(List.of());
    }

    /** The directories, absolute, in the order in which they are tried. */
    public List<Path> directories() {
        return roots;
    }

    /**
     * The file that {@code given} names in the first root that has one.
     *
     * @return the real path of a regular file; left {@code PATH_NOT_ALLOWED}, {@code FILE_NOT_FOUND}, or
     *     {@code FILE_UNUSABLE} for a directory and for what may not be looked at
     */
    public Either<Failure, Path> resolveForRead(String given) {
        try {
            Path relative = relative(given);
            for (Path root : realRoots()) {
                Path candidate = root.resolve(relative);
                if (Files.exists(candidate, LinkOption.NOFOLLOW_LINKS)) {
                    return Either.right(regularFile(candidate, given));
                }
            }
            throw notFound(given);
        } catch (Refused refused) {
            return Either.left(refused.failure());
        } catch (IOException unusable) {
            return Either.left(FileFailures.of(unusable, given, "read"));
        }
    }

    /**
     * Where to write {@code given}: in the first root that has the directory the path names. No directory is made.
     *
     * @return a real path whose directory exists; the file itself need not; left as for reading
     */
    public Either<Failure, Path> resolveForWrite(String given) {
        try {
            Path relative = relative(given);
            @Nullable Path parent = relative.getParent();
            for (Path root : realRoots()) {
                Path directory = parent == null ? root : root.resolve(parent);
                if (Files.isDirectory(directory)) {
                    return Either.right(target(directory.toRealPath(), relative, given));
                }
            }
            throw new Refused(
                    FailureCode.FILE_NOT_FOUND,
                    "There is no directory '" + parent + "' in the data roots to write '" + given
                            + "' to; directories are not made.");
        } catch (Refused refused) {
            return Either.left(refused.failure());
        } catch (IOException unusable) {
            return Either.left(FileFailures.of(unusable, given, "written"));
        }
    }

    private Path target(Path realDirectory, Path relative, String given) throws IOException {
        if (!isInside(realDirectory)) {
            throw leaves(given);
        }
        Path target = realDirectory.resolve(relative.getFileName());
        return Files.exists(target, LinkOption.NOFOLLOW_LINKS) ? regularFile(target, given) : target;
    }

    private Path regularFile(Path candidate, String given) throws IOException {
        Path real;
        try {
            real = candidate.toRealPath();
        } catch (NoSuchFileException dangling) {
            throw notFound(given);
        }
        if (!isInside(real)) {
            throw leaves(given);
        }
        BasicFileAttributes attributes = Files.readAttributes(real, BasicFileAttributes.class);
        if (attributes.isDirectory()) {
            throw new Refused(FailureCode.FILE_UNUSABLE, "'" + given + "' is a directory; name a file.");
        }
        if (!attributes.isRegularFile()) {
            throw notAllowed(given, "it is a pipe, device or socket; name a regular file");
        }
        return real;
    }

    private boolean isInside(Path real) throws IOException {
        for (Path root : realRoots()) {
            if (real.startsWith(root)) {
                return true;
            }
        }
        return false;
    }

    /** The roots that are there, without symbolic links. */
    private List<Path> realRoots() throws IOException {
        List<Path> real = new ArrayList<>(roots.size());
        for (Path root : roots) {
            if (Files.isDirectory(root)) {
                real.add(root.toRealPath());
            }
        }
        return real;
    }

    private Path relative(String given) {
        if (roots.isEmpty()) {
            throw new Refused(
                    FailureCode.PATH_NOT_ALLOWED,
                    "No data root is configured, so no file can be read or written; start with --data-root DIR.");
        }
        if (given.isBlank()) {
            throw notAllowed(given, "it is blank");
        }
        if (given.length() > MAX_PATH_LENGTH) {
            throw new Refused(
                    FailureCode.PATH_NOT_ALLOWED, "The path is longer than " + MAX_PATH_LENGTH + " characters.");
        }
        if (given.chars().anyMatch(Character::isISOControl)) {
            throw new Refused(FailureCode.PATH_NOT_ALLOWED, "The path has a control character in it.");
        }
        if (given.indexOf('\\') >= 0) {
            throw notAllowed(given, "it has a backslash; put / between directories");
        }
        if (given.startsWith("/") || given.startsWith("~") || hasDrive(given)) {
            throw notAllowed(given, "it is absolute; give it relative to the data roots");
        }
        return checkedParts(given);
    }

    private static Path checkedParts(String given) {
        Path path;
        try {
            path = Path.of(given);
        } catch (InvalidPathException notAPath) {
            throw new Refused(FailureCode.PATH_NOT_ALLOWED, "The path is not one that this system knows.");
        }
        for (Path part : path) {
            String name = part.toString();
            if (name.equals("..")) {
                throw notAllowed(given, "it has '..' in it");
            }
            if (name.getBytes(StandardCharsets.UTF_8).length > MAX_NAME_BYTES) {
                throw new Refused(
                        FailureCode.PATH_NOT_ALLOWED,
                        "A name in the path is longer than " + MAX_NAME_BYTES + " bytes.");
            }
        }
        Path normal = path.normalize();
        if (normal.isAbsolute() || normal.toString().isEmpty()) {
            throw notAllowed(given, "it names no file");
        }
        return normal;
    }

    private static boolean hasDrive(String given) {
        return given.length() > 1 && given.charAt(1) == ':' && Character.isLetter(given.charAt(0));
    }

    private static Refused leaves(String given) {
        return notAllowed(given, "a symbolic link in it leads out of the data roots");
    }

    private static Refused notAllowed(String given, String why) {
        return new Refused(Failure.of(
                FailureCode.PATH_NOT_ALLOWED, "The path '" + given + "' is not allowed: " + why + ".", "path", given));
    }

    private static Refused notFound(String given) {
        return new Refused(Failure.of(
                FailureCode.FILE_NOT_FOUND, "There is no file '" + given + "' in the data roots.", "path", given));
    }
}
